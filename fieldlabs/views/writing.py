"""Filling in a Fieldlab: the list of sections with what is missing, and the form of one section."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.models import User
from fieldlabs import actions, duplicates, kinds, panels, permissions, section_values, sections
from fieldlabs import rows as rows_of
from fieldlabs.models import ChangeProposal, Fieldlab, FieldlabEvent, SectionDraft
from fieldlabs.section_forms import FORMS, SectionForm, continued
from fieldlabs.views.shared import (
    CONFLICT,
    EDITORS,
    INVALID,
    edit_crumbs,
    for_insider,
    private,
    require,
    status_of,
    tried,
)
from ui.differences import words

AUTOSAVE = "X-Autosave"


@allow(*EDITORS)
@private
def fieldlab_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """All sections, in any order, each with what it misses and for what."""
    rows = sections.counted(Fieldlab.objects.defer("search").select_related("region"))
    fieldlab = get_object_or_404(rows, slug=slug)
    _may_change(request, fieldlab)
    own = SectionDraft.objects.filter(fieldlab=fieldlab, saved_by=request.user)
    drafts = set(own.values_list("section", flat=True))
    lists = [(one, one.missing(fieldlab)) for one in sections.SECTIONS.values()]
    near = [] if fieldlab.is_recognised else duplicates.near(fieldlab.name, fieldlab.city, fieldlab.website)
    context = {
        "crumbs": edit_crumbs(fieldlab)[:-1] + [(_("Fill in"), None)],
        "fieldlab": fieldlab,
        "rows": [_row(fieldlab, one, lacks, one.key in drafts) for one, lacks in lists],
        "steps": [
            {"name": name, "missing": sum(one.step == step for _section, lacks in lists for one in lacks)}
            for step, name in sections.STEP_NAMES.items()
        ],
        "panel": panels.consortium(fieldlab, rows_of.of(fieldlab, kinds.PARTNER)),
        "near": [one for one in near if one.pk != fieldlab.pk and permissions.can_see(request.user, one)[0]],
        "actions": permissions.steps(request.user, fieldlab),
        "proposals": ChangeProposal.objects.filter(fieldlab=fieldlab, state=ChangeProposal.State.OPEN).count(),
    }
    return render(request, "fieldlabs/edit.html", context)


def _row(fieldlab: Fieldlab, section: sections.Section, lacks: list, kept: bool) -> dict[str, object]:
    return {
        "title": section.title,
        "url": section.url(fieldlab),
        "number": getattr(fieldlab, section.count) if section.count else None,
        "missing": [{"sentence": one.sentence, "step": sections.STEP_NAMES[one.step]} for one in lacks],
        "kept": kept,
    }


def _may_change(request: HttpRequest, fieldlab: Fieldlab) -> None:
    """404 for who may not know of it, 403 with the reason for who may not change it (now)."""
    if not permissions.can_see(request.user, fieldlab)[0]:
        raise Http404
    require(permissions.can_change(request.user, fieldlab))


@allow(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def fieldlab_section(request: HttpRequest, slug: str, path: str) -> HttpResponse:
    """One section as a form. What is typed is kept for this person until it is saved or thrown away."""
    section = sections.by_path(path)
    if section is None or not section.is_form:
        raise Http404
    fieldlab = for_insider(request, slug)
    require(permissions.can_change(request.user, fieldlab))
    if request.method != "POST":
        return _opened(request, fieldlab, section)
    if "discard" in request.POST:
        actions.drop_draft(by=request.user, fieldlab=fieldlab, section=section.key)
        messages.info(request, _("Your unfinished text is thrown away. You see what is saved."))
        return redirect(section.url(fieldlab))
    form = FORMS[section.key](request.POST, fieldlab=fieldlab)
    if request.headers.get(AUTOSAVE):
        return _autosaved(request, fieldlab, section, form)
    if "keep" in request.POST:
        return _kept(request, fieldlab, section, form)
    return _saved(request, fieldlab, section, form)


def _opened(request: HttpRequest, fieldlab: Fieldlab, section: sections.Section) -> HttpResponse:
    draft = SectionDraft.objects.filter(fieldlab=fieldlab, section=section.key, saved_by=request.user).first()
    form = continued(section.key, fieldlab, draft.data) if draft else FORMS[section.key](fieldlab=fieldlab)
    return _page(request, fieldlab, section, form, draft=draft)


def _autosaved(request: HttpRequest, fieldlab: Fieldlab, section: sections.Section, form: SectionForm) -> JsonResponse:
    try:
        kept = actions.keep_draft(by=request.user, fieldlab=fieldlab, section=section.key, data=form.typed())
    except actions.RuleBroken as broken:
        return JsonResponse({"message": broken.message}, status=INVALID)
    at = time_format(timezone.localtime(kept.saved_at), "H:i")
    told = [_("Kept for you at %(time)s, not saved yet.") % {"time": at}, *form.doubts()]
    return JsonResponse({"message": " ".join(told)})


def _kept(request: HttpRequest, fieldlab: Fieldlab, section: sections.Section, form: SectionForm) -> HttpResponse:
    data = form.typed()
    if tried(form, lambda: actions.keep_draft(by=request.user, fieldlab=fieldlab, section=section.key, data=data)):
        messages.success(request, _("%(section)s: kept for you, not saved yet.") % {"section": section.title})
        for doubt in form.doubts():
            messages.warning(request, doubt)
        return redirect("fieldlabs:fieldlab_edit", fieldlab.slug)
    return _page(request, fieldlab, section, form, status=INVALID)


def _saved(request: HttpRequest, fieldlab: Fieldlab, section: sections.Section, form: SectionForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, fieldlab, section, form, status=INVALID)
    typed = form.cleaned_data
    try:
        done = tried(
            form,
            lambda: actions.save_section(
                by=request.user,
                fieldlab=fieldlab,
                section=section.key,
                values=form.values(),
                base=typed["base"],
                reason=typed["note"],
            ),
        )
    except actions.NewerVersion as newer:
        return _conflict(request, newer.current, section, form)
    if not done:
        return _page(request, fieldlab, section, form, status=status_of(form))
    messages.success(request, _("%(section)s: saved.") % {"section": section.title})
    return redirect("fieldlabs:fieldlab_edit", fieldlab.slug)


def _conflict(request: HttpRequest, current: Fieldlab, section: sections.Section, form: SectionForm) -> HttpResponse:
    """Both texts. Saving again after having seen the other one is a choice."""
    held, mine = section_values.values(current, section.key), form.values()
    again = request.POST.copy()
    again["base"] = section_values.digest(held)
    newer = {"lines": lines(section.key, held, mine), **_last_saved(current)}
    form = FORMS[section.key](again, fieldlab=current)
    return _page(request, current, section, form, newer=newer, status=CONFLICT)


def lines(key: str, before: section_values.Values, after: section_values.Values) -> list[dict[str, object]]:
    """The fields in which two contents of a section differ, as they are read, with the words that differ."""
    found = []
    for name in section_values.FIELDS[key]:
        old, new = (section_values.text(key, name, one[name]) for one in (before, after))
        if old != new and name not in section_values.HIDDEN:
            label = section_values.label(key, name)
            found.append({"label": label, "before": old, "after": new, "pieces": words(old, new)})
    return found


def _last_saved(fieldlab: Fieldlab) -> dict[str, object]:
    """Who saved last, and when."""
    last = FieldlabEvent.objects.filter(pgh_obj=fieldlab.pk).order_by("-pgh_id").first()
    about = (last and last.pgh_context) or {}
    person = User.objects.filter(pk=about.get("user")).first()
    return {"person": str(person) if person else _("the portal"), "at": last and last.pgh_created_at}


def _page(
    request: HttpRequest,
    fieldlab: Fieldlab,
    section: sections.Section,
    form: SectionForm,
    *,
    draft: SectionDraft | None = None,
    newer: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "crumbs": edit_crumbs(fieldlab, (section.title, None)),
        "fieldlab": fieldlab,
        "section": section,
        "form": form,
        "draft": draft,
        "newer": newer,
        "autosaves": section.key in section_values.PROPOSABLE,
        "cancel": reverse("fieldlabs:fieldlab_edit", args=[fieldlab.slug]),
    }
    return render(request, "fieldlabs/section.html", context, status=status)
