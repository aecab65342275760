"""What follows an award: its obligations, evidence and its judgement, later dates."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.models import Role, User
from funding import (
    actions,
    award_panel,
    award_state,
    decision_page,
    files,
    payment_list,
    permissions,
    plan_state,
    proposals,
)
from funding.actions import Cost
from funding.actions.evidence import WITH_COSTS
from funding.actions.sending import once_sent
from funding.award_register import is_demo
from funding.forms.awards import EvidenceForm, ExtensionForm, JudgementForm
from funding.models import Award, Delivery, Duty, Plan, PlanVersion, Proposal
from funding.views.plans import PANELS
from funding.views.shared import answered, private, require, tried
from ui.formats import date_long

FOLLOWERS = (*permissions.READERS, *permissions.APPLICANTS)
PREPARERS = (Role.MINISTRY_PREPARER, Role.MINISTRY_DECIDER)
Crumbs = list[tuple[str, str | None]]


def award_of(request: HttpRequest, number: str) -> Award:
    """404 for who may not know what was handed in for it."""
    related = "recipient", "pool__version__scheme", "pool__line", "plan_version__plan"
    award = get_object_or_404(Award.objects.select_related(*related), number=number)
    if not permissions.can_follow(request.user, award.recipient)[0]:
        raise Http404
    return award


def page_of(award: Award) -> str:
    return reverse("funding:award_follow", kwargs={"number": award.number})


def crumbs_of(award: Award, title: str | None = None) -> Crumbs:
    crumbs: Crumbs = [
        (_("Awards"), reverse("funding:award_list")),
        (award.number, reverse("funding:award_detail", kwargs={"number": award.number})),
    ]
    here = _("Obligations and decisions")
    return [*crumbs, (here, page_of(award)), (title, None)] if title else [*crumbs, (here, None)]


def award_summary(_request: HttpRequest, plan: Plan, _version: PlanVersion) -> dict[str, object]:
    """For the page of a plan; a draft has no award to ask for."""
    return {"award_panel": None if plan.state == plan_state.DRAFT else award_panel.summary_of(plan)}


PANELS.append(award_summary)


@allow(*FOLLOWERS)
@require_safe
@private
def award_follow(request: HttpRequest, number: str) -> HttpResponse:
    """Obligations, evidence, letters and objections of the plan of this award, and what this person may do."""
    award = award_of(request, number)
    context = {
        "crumbs": crumbs_of(award),
        "award": award,
        "demo": is_demo(award),
        "panel": award_panel.panel_for(request.user, award),
        "payment_links": payment_list.links_for(request.user, award),
        "prepared": _prepared(request.user, award),
    }
    return render(request, "funding/award_follow.html", context)


def _prepared(user: User, award: Award) -> list[tuple[str, Proposal]]:
    """(title, proposal) of the decisions on this award that wait for somebody; for who reads for the State."""
    if award.plan_version is None or not permissions.reads_money(user):
        return []
    waiting = proposals.awaiting(award.plan_version.plan.proposals.select_related("recorded_by")).order_by("-pk")
    return [(str(decision_page.TITLES[one.kind]), one) for one in waiting]


@allow(*permissions.APPLICANTS)
@require_http_methods(["GET", "POST"])
@private
def delivery_create(request: HttpRequest, number: str, duty: int) -> HttpResponse:
    """Hand in evidence for one obligation."""
    award = award_of(request, number)
    one = get_object_or_404(Duty.objects.select_related("award__recipient"), pk=duty, award=award)
    require(permissions.can_hand_in(request.user, award.recipient))
    about = {"duty": one, "with_costs": one.kind in WITH_COSTS, "back": page_of(award)}
    more = "more" in request.POST
    form = EvidenceForm(request.POST or None, None if more else request.FILES or None, **about)
    if request.method == "POST" and not more and form.is_valid():
        address = tried(form, lambda: _handed_in(request, one, form))
        if address:
            messages.success(request, _("Handed in. The ministry judges it."))
            return redirect(address)
    if more:
        form.errors.clear()
    title = _("Hand in: %(what)s") % {"what": name_of(one)}
    context = {"crumbs": crumbs_of(award, title), "title": title, "award": award, "duty": one, "demo": is_demo(award)}
    context["sent_back"] = award_state.sent_back(one)
    return answered(request, "funding/award_form.html", context, form)


def name_of(duty: Duty) -> str:
    return f"{duty.get_kind_display()} {duty.about}".strip()


def _handed_in(request: HttpRequest, duty: Duty, form: EvidenceForm) -> str:
    data, upload = form.cleaned_data, form.cleaned_data.get("file")
    costs = [Cost(*line) for line in form.costs()]

    def make() -> str:
        file = files.store(upload, by=request.user) if upload else None
        actions.hand_in(by=request.user, duty=duty, note=data["note"], file=file, costs=costs)
        return page_of(duty.award)

    content = {
        "duty": duty,
        "note": data["note"],
        "file": files.digest_of(upload),
        "costs": [list(line) for line in form.costs()],
    }
    return once_sent(by=request.user, key=data["key"], kind="evidence", content=content, make=make)


@allow(*PREPARERS)
@require_http_methods(["GET", "POST"])
@private
def judgement_create(request: HttpRequest, number: str, delivery: int) -> HttpResponse:
    """Accept evidence, cost by cost, or send it back."""
    award = award_of(request, number)
    related = "duty__award__recipient", "file", "recorded_by"
    one = get_object_or_404(Delivery.objects.select_related(*related), pk=delivery, duty__award=award)
    require(permissions.can_judge(request.user, one))
    form = JudgementForm(request.POST or None, delivery=one, back=page_of(award))
    if request.method == "POST" and form.is_valid():
        address = tried(form, lambda: _judged(request, one, form))
        if address:
            messages.success(request, _("Your judgement is recorded. The recipient gets a mail."))
            return redirect(address)
    title = _("Judge: %(what)s") % {"what": name_of(one.duty)}
    context = {"crumbs": crumbs_of(award, title), "title": title, "award": award, "demo": is_demo(award)}
    return answered(request, "funding/award_form.html", {**context, "delivery": one, "duty": one.duty}, form)


def _judged(request: HttpRequest, delivery: Delivery, form: JudgementForm) -> str:
    data = form.cleaned_data

    def make() -> str:
        about = {"by": request.user, "delivery": delivery, "note": data["note"]}
        if data["outcome"] == "accept":
            actions.accept(**about, accepted=form.accepted())
        else:
            actions.send_back(**about, mend_by=data["mend_by"])
        return page_of(delivery.duty.award)

    content = {name: value for name, value in data.items() if name != "key"}
    return once_sent(
        by=request.user, key=data["key"], kind="judgement", content={**content, "delivery": delivery}, make=make
    )


@allow(*PREPARERS)
@require_http_methods(["GET", "POST"])
@private
def duty_extend(request: HttpRequest, number: str, duty: int) -> HttpResponse:
    """Give an obligation a later date."""
    award = award_of(request, number)
    one = get_object_or_404(Duty, pk=duty, award=award)
    form = ExtensionForm(request.POST or None, duty=one, back=page_of(award))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def make() -> str:
            actions.extend(by=request.user, duty=one, due_on=data["due_on"], reason=data["reason"])
            return page_of(award)

        content = {"duty": one, "due_on": data["due_on"], "reason": data["reason"]}
        address = tried(
            form, lambda: once_sent(by=request.user, key=data["key"], kind="extension", content=content, make=make)
        )
        if address:
            messages.success(request, _("The new last day is %(day)s.") % {"day": date_long(data["due_on"])})
            return redirect(address)
    title = _("Later date: %(what)s") % {"what": name_of(one)}
    context = {"crumbs": crumbs_of(award, title), "title": title, "award": award, "duty": one, "demo": is_demo(award)}
    return answered(request, "funding/award_form.html", context, form)
