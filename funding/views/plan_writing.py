"""Pages on which a plan is written, checked, submitted and withdrawn."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from funding import actions, files, permissions, plan_check, plan_content, plan_page, plan_state, pools
from funding.forms.plans import WITH_FILES, SectionForms, WithdrawForm, kept_name
from funding.models import PlanStep, PlanVersion, Section
from funding.rules import RuleBroken
from funding.views import plan_context
from funding.views.plans import WRITERS
from funding.views.shared import INVALID, answered, private, require, tried
from jobs import clock

CONFLICT = 409
AUTOSAVE = "X-Autosave"
LABELS = {
    Section.ABOUT: {},
    Section.ACTIVITIES: {"row_label": gettext_lazy("Activity"), "add_label": gettext_lazy("Add an activity")},
    Section.INDICATORS: {"row_label": gettext_lazy("Indicator"), "add_label": gettext_lazy("Add an indicator")},
    Section.BUDGET: {"row_label": gettext_lazy("Year"), "add_label": gettext_lazy("Add a year")},
    Section.MATCH: {"row_label": gettext_lazy("Co-funder"), "add_label": gettext_lazy("Add a co-funder")},
    Section.ATTACHMENTS: {"row_label": gettext_lazy("Attachment"), "add_label": gettext_lazy("Add an attachment")},
}
"""How the rows of a section are called."""


@allow(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def plan_edit(request: HttpRequest, plan: int, section: str) -> HttpResponse:
    """Write one section. Rows are added and removed by buttons; nothing that was typed is lost."""
    if section not in plan_page.NAMES:
        raise Http404
    plan = plan_context.plan_of(request, plan)
    require(permissions.can_write_plan(request.user, plan, plan.state))
    version = plan_context.open_version(plan)
    name = plan_page.NAMES[section]
    if request.method != "POST":
        return _page(request, version, SectionForms(version, name))
    if request.headers.get(AUTOSAVE):
        return _autosave(request, version, name)
    data = request.POST
    if name in WITH_FILES:
        data = _with_kept_files(request, version, name)
    if "add" in data or "remove" in data:
        return _page(request, version, _with_other_rows(version, name, data), base=data.get("base", ""))
    section_forms = SectionForms(version, name, data)
    if not section_forms.is_valid():
        return _page(request, version, section_forms, base=data.get("base", ""), status=INVALID)
    return _saved(request, version, section_forms)


def _content(section_forms: SectionForms) -> actions.Content:
    return actions.Content(values=section_forms.values(), rows=section_forms.row_values())


def _saved(request: HttpRequest, version: PlanVersion, section_forms: SectionForms) -> HttpResponse:
    name, base = section_forms.section, request.POST.get("base", "")
    try:
        actions.save_section(by=request.user, version=version, section=name, base=base, content=_content(section_forms))
    except actions.NewerSection as newer:
        return _page(request, newer.version, section_forms, theirs=True, status=CONFLICT)
    except RuleBroken as broken:
        return _page(request, version, section_forms, base=base, refusal=broken.message, status=INVALID)
    messages.success(request, _("%(section)s: saved.") % {"section": Section(name).label})
    if "next" in request.POST:
        return redirect("funding:plan_edit", plan=version.plan_id, section=_next(name))
    return redirect("funding:plan_detail", plan=version.plan_id)


def _next(section: str) -> str:
    slugs = list(plan_page.SLUGS.values())
    return slugs[min(slugs.index(plan_page.SLUGS[section]) + 1, len(slugs) - 1)]


def _autosave(request: HttpRequest, version: PlanVersion, section: str) -> JsonResponse:
    """Save what is whole, quietly. Uploads wait for the button."""
    section_forms = SectionForms(version, section, request.POST)
    if not section_forms.is_valid():
        return JsonResponse({"message": _("Not saved yet: something is not filled in well.")}, status=INVALID)
    try:
        saved = actions.save_section(
            by=request.user,
            version=version,
            section=section,
            base=request.POST.get("base", ""),
            content=_content(section_forms),
        )
    except actions.NewerSection as newer:
        return JsonResponse({"message": newer.message + " " + _("Press Save to see both.")}, status=CONFLICT)
    except RuleBroken as broken:
        return JsonResponse({"message": broken.message}, status=INVALID)
    at = time_format(timezone.localtime(saved.saved_at), "H:i")
    return JsonResponse({"message": _("Saved at %(time)s") % {"time": at}, "base": plan_content.digest(saved, section)})


def _with_kept_files(request: HttpRequest, version: PlanVersion, section: str):
    """What was sent, with each good upload kept in the portal: an upload cannot be shown in a form again."""
    data = request.POST.copy()
    for form in SectionForms(version, section, data).rows.forms:
        upload = request.FILES.get(form.add_prefix("file"))
        if upload is None:
            continue
        try:
            stored = files.store(upload, by=request.user)
        except RuleBroken as broken:
            # The form says it once more, at its field.
            data[form.add_prefix("refused")] = broken.message
            continue
        data[form.add_prefix("kept")] = kept_name(version.plan, {"id": stored.pk, "name": stored.name})
    return data


def _with_other_rows(version: PlanVersion, section: str, data) -> SectionForms:
    """The same rows with one more or one less, as they were typed and not judged yet."""
    before = SectionForms(version, section, data)
    typed = before.rows.typed()
    if "remove" in data:
        typed = [row for number, row in enumerate(typed) if str(number) != data["remove"]]
    if "add" in data or not typed:
        typed.append({})
    again = SectionForms(version, section, typed=typed)
    if again.form:
        again.form.initial = {name: before.form[name].value() for name in before.form.fields}
    return again


def _page(
    request: HttpRequest,
    version: PlanVersion,
    section_forms: SectionForms,
    *,
    base: str | None = None,
    theirs: bool = False,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    name = section_forms.section
    shown = next(one for one in plan_page.sections(version) if one.section == name)
    remarks = [one for one in plan_context.returned_remarks(version.plan) if one.section == name]
    context = {
        "crumbs": plan_context.plan_crumbs(version, (shown.title, None)),
        "plan": version.plan,
        "version": version,
        "section": shown,
        "steps": _steps(version, name),
        "forms": section_forms,
        "form": section_forms.form,
        "rows": section_forms.rows,
        "adds": name in plan_content.PARTS,
        "has_files": name in WITH_FILES,
        "base": plan_content.digest(version, name) if base is None else base,
        "theirs": theirs,
        "refusal": refusal,
        "remarks": remarks,
        "is_last": name == Section.ATTACHMENTS,
        "sums": plan_check.sums(version, None),
        "autosaves": name != Section.ATTACHMENTS and not theirs,
        **LABELS[name],
    }
    return render(request, "funding/plan_edit.html", context, status=status)


def _steps(version: PlanVersion, current: str) -> list[dict[str, object]]:
    """The sections as a way through the plan: any order."""
    asked = {thing.section for thing in plan_check.missing_here(version)}
    found = []
    for section, slug in plan_page.SLUGS.items():
        url = reverse("funding:plan_edit", kwargs={"plan": version.plan_id, "section": slug})
        filled = any(plan_content.values(version, section).values()) or plan_content.rows(version, section)
        state = "done" if filled and section not in asked else "todo"
        found.append(
            {
                "label": Section(section).label,
                "url": url,
                "state": "current" if section == current else state,
            }
        )
    return found


@allow(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def plan_submit(request: HttpRequest, plan: int) -> HttpResponse:
    """The check page: the whole plan once more, and the button that hands it to the ministry."""
    plan = plan_context.plan_of(request, plan)
    own = plan.organisation in permissions.organisations_of(request.user, permissions.SIGNERS)
    if own and plan.state in plan_state.WITH_MINISTRY:
        # A second click, or somebody else was first.
        return redirect("funding:plan_detail", plan=plan.pk)
    require(permissions.can_submit_plan(request.user, plan, plan.state))
    version = plan_context.open_version(plan)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        revision = request.POST.get("revision", "")
        seen = int(revision) if revision.isdecimal() and len(revision) < 10 else -1
        if tried(form, lambda: actions.submit_plan(by=request.user, version=version, revision=seen)):
            told = _("The plan is with the ministry. You get a receipt by e-mail.")
            messages.success(request, told)
            return redirect("funding:plan_detail", plan=plan.pk)
        version = plan_context.open_version(plan)
    rules = pools.rules_for(plan, clock.today())
    ratio, missing = plan_check.ratio_of(plan, rules), plan_check.missing(version, rules)
    context = {
        "crumbs": plan_context.plan_crumbs(version, (_("Check and submit"), None)),
        "plan": plan,
        "version": version,
        "title": plan_context.title_of(version),
        "missing": missing,
        "missing_links": _links(version, missing),
        "sums": plan_check.sums(version, ratio),
        "sections": plan_page.sections(version, ratio=ratio, editable=True),
        "is_change": plan.state in plan_state.RUNNING,
    }
    return answered(request, "funding/plan_submit.html", context, form)


def _links(version: PlanVersion, missing: list[plan_check.Missing]) -> list[dict[str, str]]:
    def url(section: str) -> str:
        return reverse("funding:plan_edit", kwargs={"plan": version.plan_id, "section": plan_page.SLUGS[section]})

    return [
        {"url": url(thing.section), "section": str(Section(thing.section).label), "text": thing.text}
        for thing in missing
    ]


@allow(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def plan_withdraw(request: HttpRequest, plan: int) -> HttpResponse:
    """Take the plan back, with the reason."""
    plan = plan_context.plan_of(request, plan)
    own = plan.organisation in permissions.organisations_of(request.user, permissions.SIGNERS)
    if own and plan.state == PlanStep.Kind.WITHDRAW:
        return redirect("funding:plan_detail", plan=plan.pk)
    require(permissions.can_withdraw_plan(request.user, plan, plan.state))
    version = plan_context.versions_of(request, plan)[0]
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: actions.withdraw_plan(by=request.user, plan=plan, reason=reason)):
            messages.success(request, _("The plan is withdrawn."))
            return redirect("funding:plan_detail", plan=plan.pk)
    context = {
        "crumbs": plan_context.plan_crumbs(version, (_("Withdraw"), None)),
        "plan": plan,
        "title": plan_context.title_of(version),
        "is_draft": plan.state == plan_state.DRAFT,
    }
    return answered(request, "funding/plan_withdraw.html", context, form)
