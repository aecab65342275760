"""Prepare a decision, and take one that somebody else prepared."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from funding import decision_page, permissions, plan_state, room
from funding.actions import deciding, reviewing
from funding.actions.reviewing import Prepared
from funding.actions.sending import once_sent
from funding.forms.review import CHECK, MOST_YEARS, DecideForm, GrantForm, RefuseForm, SendBackForm
from funding.models import Award, Letter, Plan, PlanVersion, Proposal, ProposalReturn
from funding.views.review import PREPARERS, crumbs, submitted
from funding.views.shared import INVALID, answered, private, require, tried
from jobs import clock

Kind = Proposal.Kind
Preparing = Callable[[HttpRequest, Plan, PlanVersion], HttpResponse]
PREPARING: dict[str, Preparing] = {}
"""By kind: the page on which it is prepared."""


def prepares(kind: str) -> Callable[[Preparing], Preparing]:
    """Register the page on which decisions of this kind are prepared."""

    def register(page: Preparing) -> Preparing:
        PREPARING[kind] = page
        return page

    return register


@allow(*PREPARERS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def proposal_create(request: HttpRequest, plan: int, kind: str) -> HttpResponse:
    if kind not in PREPARING:
        raise Http404
    require(permissions.can_prepare(request.user))
    found, version = submitted(plan)
    require(permissions.can_prepare_on(request.user, found.organisation_id))
    return PREPARING[kind](request, found, version)


def put(request: HttpRequest, form, prepared: Prepared) -> HttpResponse | None:
    """Prepare the decision once, however often the form is sent; None when it is refused, with why in the form."""

    def make() -> str:
        proposal = reviewing.propose(by=request.user, prepared=prepared)
        return reverse("funding:proposal_detail", kwargs={"proposal": proposal.pk})

    content = vars(prepared)
    key = form.cleaned_data["key"]
    address = tried(
        form,
        lambda: once_sent(by=request.user, key=key, kind="propose", content=content, make=make),
        fields=FIELDS,
    )
    if address is None:
        return None
    messages.success(request, _("Your proposal waits for somebody else to decide."))
    return redirect(address)


OF_DECISION = {"funding_entry_money_carries_its_number": "reference"}
FIELDS = {
    "proposal_grants_what_was_asked": "amount",
    "amount_is_not_positive": "amount",
    "amount_is_too_precise": "amount",
    "amount_is_too_large": "amount",
    "proposal_says_why_less": "legal_ground",
    "funding_proposal_names_its_legal_ground": "legal_ground",
    "proposal_has_dates": "ends_on",
    "funding_proposal_has_grounds": "ground",
}
"""By code of a refusal: the field that it is about."""


@prepares(Kind.GRANT)
def _grant(request: HttpRequest, plan: Plan, version: PlanVersion) -> HttpResponse:
    today = clock.today()
    rooms = room.of(room.pools_of(plan), today.year)
    years = years_of(version, today.year)
    cancel = reverse("funding:plan_detail", kwargs={"plan": plan.pk})
    asked = {"rooms": rooms, "asked": version.requested, "years": years, "cancel_url": cancel}
    form = GrantForm(request.POST or None, initial=grant_initial(plan, version), **asked)
    calculated, amount = [], version.requested
    if request.method == "POST" and form.is_valid():
        amount = form.cleaned_data["amount"]
        if CHECK in request.POST:
            calculated = decision_page.calculated(form.room, form.cleaned_data, form.reservation())
        elif answer := put(request, form, _prepared_grant(plan, version, form)):
            return answer
    context = {
        "crumbs": crumbs(plan, version, (_("Prepare an award"), None)),
        "plan": plan,
        "version": version,
        "rooms": [decision_page.shown(one, amount) for one in rooms],
        "amount": amount,
        "calculated": calculated,
        "checked": CHECK in request.POST and form.is_valid(),
        "state": plan_state.state_of(plan),
    }
    return answered(request, "funding/proposal_grant.html", context, form)


def years_of(version: PlanVersion, this_year: int) -> list[int]:
    """Of the cash schedule: from now, or from the plan's own first year, to its last."""
    own = list(version.instalments.values_list("year", flat=True))
    if version.starts_on and version.ends_on:
        own += [version.starts_on.year, version.ends_on.year]
    own = [year for year in own if year >= this_year] or [this_year]
    return list(range(this_year, min(max(own), this_year + MOST_YEARS - 1) + 1))


def grant_initial(plan: Plan, version: PlanVersion) -> dict[str, object]:
    """What was sent back before, or else what was asked."""
    before = plan.proposals.filter(kind=Kind.GRANT, version=version).order_by("-pk").first()
    if before is None:
        schedule = version.instalments.values_list("year", "amount")
        first = {"amount": version.requested, "starts_on": version.starts_on, "ends_on": version.ends_on}
        return first | {f"year_{year}": amount for year, amount in schedule}
    names = ("amount", "legal_ground", "condition", "kept", "starts_on", "ends_on", "ground", "conditions")
    chosen = {"pool": str(before.pool_id), "reservation": str(before.reservation_id or "")}
    schedule = {f"year_{year}": decision_page.amount_of(amount) for year, amount in before.instalments}
    return {name: getattr(before, name) for name in names} | chosen | schedule


def _prepared_grant(plan: Plan, version: PlanVersion, form: GrantForm) -> Prepared:
    typed = form.cleaned_data
    names = ("amount", "condition", "legal_ground", "starts_on", "ends_on", "ground", "conditions")
    return Prepared(
        kind=Kind.GRANT,
        plan=plan,
        version=version,
        pool=form.room.pool,
        instalments=form.instalments(),
        reservation=form.reservation(),
        kept=typed.get("kept"),
        **{name: typed[name] for name in names},
    )


@prepares(Kind.REFUSE)
def _refuse(request: HttpRequest, plan: Plan, version: PlanVersion) -> HttpResponse:
    pools = room.pools_of(plan)
    pool = pools[0] if len(pools) == 1 else None
    return _refusal(
        request, plan, version, Prepared(kind=Kind.REFUSE, plan=plan, version=version, pool=pool, ground="")
    )


@prepares(Kind.KEEP)
def _keep(request: HttpRequest, plan: Plan, version: PlanVersion) -> HttpResponse:
    award = Award.objects.filter(plan_version__plan=plan).order_by("-pk").first()
    if award is None:
        raise Http404
    return _refusal(
        request, plan, version, Prepared(kind=Kind.KEEP, plan=plan, version=version, award=award, ground="")
    )


def _refusal(request: HttpRequest, plan: Plan, version: PlanVersion, prepared: Prepared) -> HttpResponse:
    cancel = reverse("funding:plan_detail", kwargs={"plan": plan.pk})
    before = plan.proposals.filter(kind=prepared.kind, version=version).order_by("-pk").first()
    initial = {"ground": before.ground, "legal_ground": before.legal_ground} if before else {}
    is_change = prepared.kind == Kind.KEEP
    form = RefuseForm(request.POST or None, initial=initial, is_change=is_change, cancel_url=cancel)
    if request.method == "POST" and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("ground", "legal_ground")}
        if answer := put(request, form, Prepared(**{**vars(prepared), **typed})):
            return answer
    title = _("Refuse a change") if is_change else _("Prepare a refusal")
    context = {
        "crumbs": crumbs(plan, version, (title, None)),
        "title": title,
        "plan": plan,
        "version": version,
        "state": plan_state.state_of(plan),
    }
    return answered(request, "funding/proposal_refuse.html", context, form)


@allow(*permissions.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def proposal_detail(request: HttpRequest, proposal: int) -> HttpResponse:
    """Everything that who decides must see, on one page; and the two buttons."""
    found = get_object_or_404(decision_page.with_all(), pk=proposal)
    here = reverse("funding:proposal_detail", kwargs={"proposal": found.pk})
    if request.method == "POST":
        require(permissions.can_decide(request.user))
    decide, back = _forms(request, found)
    if _sent(request, "decide", decide) and tried(decide, lambda: _decide(request, found, decide), fields=OF_DECISION):
        return redirect(here)
    if _sent(request, "send_back", back) and tried(back, lambda: _send_back(request, found, back)):
        return redirect(here)
    context = {"decide": decide, "back": back, **decision_page.context_of(found, request.user)}
    context["crumbs"] = crumbs(found.plan, _version_of(found), (context["title"], None))
    wrong = any(form is not None and form.is_bound and form.errors for form in (decide, back))
    return render(request, "funding/proposal_detail.html", context, status=INVALID if wrong else 200)


def _version_of(proposal: Proposal) -> PlanVersion:
    """Whose title names the plan. What follows an award is about what was granted, and states no version."""
    granted = proposal.award.plan_version if proposal.award else None
    return proposal.version or granted or proposal.plan.versions.latest("number")


def _sent(request: HttpRequest, button: str, form: Form | None) -> bool:
    return form is not None and button in request.POST and form.is_valid()


def _forms(request: HttpRequest, proposal: Proposal) -> tuple[DecideForm | None, SendBackForm | None]:
    """What this person can do with it; both None for who only reads."""
    user = request.user
    waiting = not (proposal.decided or proposal.sent_back or proposal.replaced)
    if not permissions.can_decide(user)[0] or not (waiting or request.method == "POST"):
        return None, None
    address = reverse("funding:decision_queue")
    pressed = {name: request.POST if name in request.POST else None for name in ("decide", "send_back")}
    returns = permissions.can_send_back(user, proposal)[0] or pressed["send_back"]
    back = SendBackForm(pressed["send_back"], cancel_url=address) if returns else None
    allowed = permissions.can_decide_on(user, proposal)[0]
    # Who took part in what an objection or a ruling goes back to: no exception helps (Awb 10:3, third paragraph).
    waived = not allowed and permissions.can_decide_on(user, proposal, waived=True)[0]
    waivers = decision_page.waivers_for(user) if waived else []
    if not (waivers or allowed or pressed["decide"]):
        return None, back
    button, number = decision_page.button_of(proposal), decision_page.number_of(proposal)
    return DecideForm(pressed["decide"], number=number, waivers=waivers, button=button, cancel_url=address), back


def _decide(request: HttpRequest, proposal: Proposal, form: DecideForm) -> Letter:
    number = form.cleaned_data.get("reference", "")
    letter = deciding.decide(by=request.user, proposal=proposal, reference=number, waiver=form.waiver())
    messages.success(request, _("The decision is taken: letter %(number)s.") % {"number": letter.number})
    return letter


def _send_back(request: HttpRequest, proposal: Proposal, form: SendBackForm) -> ProposalReturn:
    returned = deciding.send_back(by=request.user, proposal=proposal, note=form.cleaned_data["note"])
    messages.success(request, _("The proposal is back with who prepared it."))
    return returned
