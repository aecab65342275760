"""Decisions on an award as they are prepared, and objections: made, read, and answered."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from funding import actions, award_state, files, letters, permissions, room, settlement_check, settling
from funding.actions import reviewing
from funding.actions.objections import is_late
from funding.actions.reviewing import Prepared
from funding.actions.sending import once_sent
from funding.award_register import is_demo
from funding.forms.awards import AnswerForm, DecisionForm, ObjectionForm
from funding.forms.review import CHECK
from funding.letters import APPEALED
from funding.models import Award, Letter, Objection, Proposal, Ruling
from funding.views.awards import FOLLOWERS, PREPARERS, award_of, crumbs_of, page_of
from funding.views.shared import answered, private, tried
from ui.formats import date_long, euro

Kind = Proposal.Kind
TITLES = {
    Kind.SETTLE: gettext_lazy("Prepare the settlement"),
    Kind.AMEND: gettext_lazy("Prepare a change of the award"),
    Kind.REVOKE: gettext_lazy("Prepare a withdrawal"),
    Kind.RECOVER: gettext_lazy("Prepare a recovery"),
}


@allow(*PREPARERS)
@require_http_methods(["GET", "POST"])
@private
def award_propose(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Prepare to settle, change, withdraw or recover; somebody else decides."""
    award = award_of(request, number)
    if kind not in TITLES or award.plan_version is None:
        raise Http404
    standing = award_state.standing_of(award)
    form = DecisionForm(
        request.POST or None, kind=kind, settled=standing.settled is not None, back=page_of(award),
        initial={"legal_ground": "4:57"} if kind == Kind.RECOVER else None,
    )  # fmt: skip
    calculated: list[str] = []
    if request.method == "POST" and form.is_valid():
        calculated = _calculated(kind, standing, form)
        address = None if CHECK in request.POST else tried(form, lambda: _prepared(request, award, kind, form))
        if address:
            _say_prepared(request, calculated)
            return redirect(address)
    title = str(TITLES[kind])
    context = {
        "crumbs": crumbs_of(award, title), "title": title, "award": award, "demo": is_demo(award),
        "working": working_of(kind, award, standing), "calculated": calculated,
        "checked": CHECK in request.POST and form.is_valid(),
    }  # fmt: skip
    return answered(request, "funding/award_form.html", context, form)


def _calculated(kind: str, standing: award_state.Together, form: DecisionForm) -> list[str]:
    """What would be refused of this settlement if it were decided now; only a settlement can be calculated."""
    if kind != Kind.SETTLE or standing.settled is not None:
        return []
    faults = reviewing.settlement_faults(standing, form.cleaned_data["amount"], form.cleaned_data["legal_ground"])
    return faults or settlement_check.refused(standing, form.cleaned_data["amount"])


def _say_prepared(request: HttpRequest, calculated: list[str]) -> None:
    messages.success(request, _("Prepared. Somebody else decides."))
    if calculated:
        warning = _("As the books are now, this cannot be decided: %(why)s")
        messages.warning(request, warning % {"why": " ".join(calculated)})


def _prepared(request: HttpRequest, award: Award, kind: str, form: DecisionForm) -> str:
    said = {name: value for name, value in form.cleaned_data.items() if name != "key" and value not in (None, "")}
    first = award_state.all_of(award)[0]
    if kind == Kind.REVOKE:
        said.setdefault("amount", settling.ZERO)

    def make() -> str:
        reviewing.propose(
            by=request.user, prepared=Prepared(kind=kind, plan=award.plan_version.plan, award=first, **said)
        )
        return page_of(award)

    content = {"kind": kind, "award": award, **said}
    return once_sent(by=request.user, key=form.cleaned_data["key"], kind="proposal", content=content, make=make)


@dataclass(frozen=True)
class Working:
    """How a suggested amount comes about: `rows` of (what, amount in words)."""

    title: str
    rows: list[tuple[str, str]]
    note: str = ""


def working_of(kind: str, award: Award, standing: award_state.Together) -> Working:
    """Beside the form: what the books and the evidence say. The preparer fills in."""
    if kind == Kind.SETTLE:
        return _settlement(award)
    # After a settlement the books hold what is left of the commitment, which is not what was granted.
    first = _("Granted") if standing.settled is None else _("Committed")
    rows = [(first, euro(standing.sum("granted"))), (_("Paid"), euro(standing.sum("paid")))]
    if standing.settled is not None:
        rows.append((_("Settled at"), euro(standing.settled)))
    if kind == Kind.RECOVER:
        rows.append((_("Asked back already, and not come back yet"), euro(standing.asked_back)))
        amount = euro(standing.recoverable)
        return Working(_("Suggestion: ask back %(amount)s") % {"amount": amount}, rows)
    return Working(_("As it is now"), rows)


def _settlement(award: Award) -> Working:
    facts = award_state.facts_of(award)
    suggestion = settling.suggest(facts)
    rows = [(_("Granted"), euro(facts.granted))]
    if facts.costs is None:
        rows.append((_("Accepted costs"), _("none: no account of the costs was accepted")))
    else:
        rows.append((_("Accepted costs"), euro(facts.costs)))
        rows.append((_("Less what others put in: left for the State"), euro(suggestion.by_costs)))
    rows.append((_("Realised match"), euro(facts.match)))
    if suggestion.by_match is not None:
        rows.append((_("Realised match, divided by the ratio"), euro(suggestion.by_match)))
    note = _(
        "The least of what was granted, of what others did not pay and of what the match allows. You decide what fits."
    )
    return Working(_("Suggestion: settle at %(amount)s") % {"amount": euro(suggestion.amount)}, rows, note)


# --- Objections -------------------------------------------------------------------------------------------------------


def letter_of(request: HttpRequest, letter: int) -> Letter:
    related = "recipient", "plan", "award__pool__version__scheme", "proposal__version", "objection", "ruling"
    found = get_object_or_404(Letter.objects.select_related(*related), pk=letter)
    require_known(request, found)
    return found


def require_known(request: HttpRequest, letter: Letter) -> None:
    """404 for who may not know of a letter."""
    if not permissions.can_follow(request.user, letter.recipient)[0]:
        raise Http404


def demo(letter: Letter) -> bool:
    return is_demo(letter.award) if letter.award else letters.is_demo(letter.plan)


def crumbs_to(letter: Letter, title: str) -> list[tuple[str, str | None]]:
    if letter.award:
        return crumbs_of(letter.award, title)
    return [(letter.number, reverse("funding:letter_file", kwargs={"letter": letter.pk})), (title, None)]


@allow(*FOLLOWERS)
@require_http_methods(["GET", "POST"])
@private
def objection_create(request: HttpRequest, letter: int) -> HttpResponse:
    """Object as the recipient, or record what came on paper. After the period it is late: that is said."""
    one = letter_of(request, letter)
    known = one.objections.first()
    mine = permissions.can_object(request.user, one.recipient)[0]
    if one.kind in APPEALED or not (mine or permissions.can_prepare(request.user)[0]):
        raise Http404
    if known and request.method != "POST":
        return redirect("funding:objection_detail", objection=known.pk)
    back = reverse("funding:letter_file", kwargs={"letter": one.pk})
    form = ObjectionForm(request.POST or None, request.FILES or None, on_paper=not mine, back=back)
    if request.method == "POST" and form.is_valid():
        address = tried(
            form, lambda: _objected(request, one, form, mine), fields={"received_after_the_letter": "received_on"}
        )
        if address:
            messages.success(request, _("The objection is recorded."))
            return redirect(address)
    title = _("Object to %(number)s") % {"number": one.number}
    context = {"crumbs": crumbs_to(one, title), "title": title, "letter": one, "demo": demo(one), "award": one.award}
    return answered(request, "funding/award_form.html", {**context, "period": period_of(one)}, form)


def period_of(letter: Letter) -> tuple[str, str]:
    """(kind of alert, sentence) about the objection period."""
    day = date_long(letter.objection_until)
    if award_state.is_over(letter.objection_until):
        return "warning", _(
            "The last day to object was %(day)s. You can still object; the answer says whether being late matters."
        ) % {"day": day}
    return "info", _("You can object until and including %(day)s.") % {"day": day}


def _objected(request: HttpRequest, letter: Letter, form: ObjectionForm, mine: bool) -> str:
    data, upload = form.cleaned_data, form.cleaned_data.get("file")

    def make() -> str:
        file = files.store(upload, by=request.user) if upload else None
        about = {"by": request.user, "letter": letter, "text": data["text"], "file": file}
        if mine:
            objection = actions.object_to(**about)
        else:
            objection = actions.record_objection(**about, received_on=data["received_on"])
        return reverse("funding:objection_detail", kwargs={"objection": objection.pk})

    content = {"letter": letter, "text": data["text"], "file": files.digest_of(upload)}
    content["received_on"] = data.get("received_on")
    return once_sent(by=request.user, key=data["key"], kind="objection", content=content, make=make)


def _objection_of(request: HttpRequest, objection: int) -> Objection:
    related = "letter__recipient", "letter__plan", "letter__award__pool__version__scheme", "letter__proposal__version"
    found = get_object_or_404(Objection.objects.select_related(*related, "file", "recorded_by"), pk=objection)
    require_known(request, found.letter)
    return found


@allow(*FOLLOWERS)
@require_safe
@private
def objection_detail(request: HttpRequest, objection: int) -> HttpResponse:
    """One objection, and its answer."""
    one = _objection_of(request, objection)
    answer = one.answers.select_related("proposal").first()
    title = _("Objection to %(number)s") % {"number": one.letter.number}
    context = {
        "crumbs": crumbs_to(one.letter, title),
        "title": title,
        "objection": one,
        "answer": answer,
        "late": is_late(one),
        "waiting": answer is None and one.proposals.exists(),
        "can_prepare": answer is None and permissions.can_prepare_on(request.user, one.letter.recipient_id)[0],
        "rulings": Ruling.objects.filter(Q(letter=one.letter_id) | Q(letter__objection=one.pk)),
        "can_record": permissions.can_prepare_on(request.user, one.letter.recipient_id)[0],
        "demo": demo(one.letter),
        "facts": [
            (_("Against"), f"{one.letter.get_kind_display()} {one.letter.number}"),
            (_("By"), one.letter.recipient.name),
            (_("Received on"), date_long(one.received_on)),
            (_("Last day to object"), date_long(one.letter.objection_until)),
        ],
    }
    return render(request, "funding/objection_detail.html", context)


@allow(*PREPARERS)
@require_http_methods(["GET", "POST"])
@private
def objection_answer(request: HttpRequest, objection: int) -> HttpResponse:
    """Prepare the decision on an objection; who took the contested decision does not decide on it."""
    one = _objection_of(request, objection)
    back = reverse("funding:objection_detail", kwargs={"objection": one.pk})
    if one.answers.exists() and request.method != "POST":
        return redirect(back)
    form = AnswerForm(request.POST or None, contested=one.letter, back=back)
    if request.method == "POST" and form.is_valid():
        address = tried(form, lambda: _answer_prepared(request, one, form, back))
        if address:
            messages.success(request, _("Prepared. Somebody else decides, who did not take the first decision."))
            return redirect(address)
    title = _("Prepare the answer to the objection against %(number)s") % {"number": one.letter.number}
    working = None
    if one.letter.award:
        working = working_of(Kind.OBJECTION, one.letter.award, award_state.standing_of(one.letter.award))
    context = {"crumbs": crumbs_to(one.letter, title), "title": title, "objection": one, "demo": demo(one.letter)}
    return answered(
        request, "funding/award_form.html", {**context, "working": working, "award": one.letter.award}, form
    )


def _answer_prepared(request: HttpRequest, objection: Objection, form: AnswerForm, back: str) -> str:
    data, contested = form.cleaned_data, objection.letter
    upheld = data["upheld"] == "yes"
    said = {"upheld": upheld, "amount": data.get("amount"), "ground": data["ground"]}
    said["beyond_ceiling"] = data.get("beyond_ceiling", False)

    def make() -> str:
        reviewing.propose(
            by=request.user,
            prepared=Prepared(
                kind=Kind.OBJECTION, plan=contested.plan, objection=objection, award=contested.award,
                **said, **(first_award(contested) if upheld and contested.kind == Letter.Kind.REFUSE else {}),
            ),
        )  # fmt: skip
        return back

    content = {"objection": objection, **said}
    return once_sent(by=request.user, key=data["key"], kind="answer", content=content, make=make)


def first_award(contested: Letter) -> dict[str, object]:
    """What a grant rests on: the refused version, and the newest rules in which it fits."""
    version, pools = contested.proposal.version, room.pools_of(contested.plan)
    days = {"starts_on": version.starts_on, "ends_on": version.ends_on} if version else {}
    return {"version": version, "pool": pools[0] if pools else None, **days}
