"""A letter as a document: the words around what is stored, in Dutch, and its pages."""

from collections.abc import Iterable
from datetime import datetime, time
from decimal import Decimal

from django.conf import settings
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from funding.letters import APPEALED, is_demo
from funding.models import Award, Duty, LegalGround, Letter, MatchPool, SchemeVersion
from ui import documents, formats
from ui.language import DEFAULT, local

TEMPLATE = "funding/letter.typ"
Kind = Letter.Kind
Rows = list[tuple[str, str]]

SUBJECTS = {
    Kind.GRANT: gettext_lazy("Award for your plan"),
    Kind.REFUSE: gettext_lazy("Refusal of your request"),
    Kind.AMEND: gettext_lazy("Change of your award"),
    Kind.KEEP: gettext_lazy("Your award stays as it is"),
    Kind.ADVANCE: gettext_lazy("Advance on your award"),
    Kind.SETTLE: gettext_lazy("Settlement of your award"),
    Kind.REVOKE: gettext_lazy("Withdrawal of your award"),
    Kind.RECOVER: gettext_lazy("Recovery of what was paid"),
    Kind.OBJECTION: gettext_lazy("Decision on your objection"),
    Kind.RULING: gettext_lazy("Decision after the ruling of the court"),
}
LEADS = {
    Kind.GRANT: gettext_lazy("I award you a %(instrument)s of at most %(amount)s for “%(plan)s”."),
    Kind.REFUSE: gettext_lazy("I refuse your request for %(asked)s for “%(plan)s”."),
    Kind.AMEND: gettext_lazy("I change the award %(award)s for “%(plan)s”. From now on it is at most %(amount)s."),
    Kind.KEEP: gettext_lazy("I do not change the award %(award)s for “%(plan)s”. It stays as it was."),
    Kind.ADVANCE: gettext_lazy("I pay you an advance of %(amount)s on the award %(award)s."),
    Kind.SETTLE: gettext_lazy("I settle the award %(award)s for “%(plan)s” at %(amount)s."),
    Kind.REVOKE: gettext_lazy("I withdraw the award %(award)s for “%(plan)s”."),
    Kind.RECOVER: gettext_lazy(
        "You have to pay back %(amount)s of the award %(award)s. It must be received on %(due)s at the latest."
    ),
}
AMOUNTS = {
    Kind.GRANT: (gettext_lazy("Asked"), gettext_lazy("Awarded, at most"), gettext_lazy("Refused")),
    Kind.REFUSE: (gettext_lazy("Asked"), gettext_lazy("Awarded, at most"), gettext_lazy("Refused")),
    Kind.AMEND: (gettext_lazy("Asked"), gettext_lazy("Award from now on, at most"), gettext_lazy("Not granted")),
    Kind.KEEP: (gettext_lazy("Asked"), gettext_lazy("Award stays, at most"), gettext_lazy("Not granted")),
    Kind.ADVANCE: (gettext_lazy("Award"), gettext_lazy("Advance"), gettext_lazy("Not paid now")),
    Kind.SETTLE: (gettext_lazy("Award, at most"), gettext_lazy("Settled at"), gettext_lazy("Not given")),
    Kind.REVOKE: (gettext_lazy("Award, at most"), gettext_lazy("Award from now on"), gettext_lazy("Withdrawn")),
    Kind.RECOVER: (gettext_lazy("Paid"), gettext_lazy("To be paid back"), gettext_lazy("Not recovered")),
    Kind.OBJECTION: (gettext_lazy("Asked"), gettext_lazy("Award from now on"), gettext_lazy("Not granted")),
    Kind.RULING: (gettext_lazy("Asked"), gettext_lazy("Award from now on"), gettext_lazy("Not granted")),
}
"""How `asked`, `amount` and `refused` are called in each kind of letter."""
WITHOUT_APPEAL = frozenset([SchemeVersion.Instrument.CONTRACT, SchemeVersion.Instrument.LETTER_OF_INTENT])
"""Under private law: there is no decision in the sense of the Awb."""


def pdf(letter: Letter) -> bytes:
    """The letter as PDF/UA-1. Raises typst.TypstError when it cannot be made as such."""
    with translation.override(DEFAULT):
        return documents.pdf(TEMPLATE, content_of(letter), **_frame(letter))


def pages(letter: Letter) -> list[bytes]:
    """The same letter as one PNG a page, to look at."""
    with translation.override(DEFAULT):
        return documents.pages(TEMPLATE, content_of(letter), **_frame(letter))


def _frame(letter: Letter) -> dict[str, object]:
    noon = timezone.make_aware(datetime.combine(letter.decided_on, time(12)))
    demo = settings.DEMO or is_demo(letter.plan, _pool(letter), letter.decided_on)
    return {"title": title(letter), "language": DEFAULT, "made_at": noon, "demo": demo}


def title(letter: Letter) -> str:
    return f"{SUBJECTS[letter.kind]} {letter.number}"


def content_of(letter: Letter) -> dict[str, object]:
    """What the template draws, in the active language."""
    pool = _pool(letter)
    return {
        "recipient": letter.recipient.name,
        "facts": _facts(letter),
        "subject": str(SUBJECTS[letter.kind]),
        "lead": _lead(letter, pool),
        "amounts": _amounts(letter),
        "legal": _legal(letter),
        "parts": [{"title": name, **part} for name, part in _parts(letter, pool) if any(part.values())],
        "signed": _signed(letter),
    }


def _pool(letter: Letter) -> MatchPool | None:
    if letter.award:
        return letter.award.pool
    return letter.proposal.pool if letter.proposal else None


def _facts(letter: Letter) -> Rows:
    facts = [(_("Number"), letter.number), (_("Date"), formats.date_long(letter.decided_on))]
    if letter.award and letter.award.number != letter.number:
        facts.append((_("Award"), letter.award.number))
    version = _version(letter)
    if version is not None:
        submitted = formats.date_long(timezone.localtime(version.submitted_at))
        text = _("“%(plan)s”, version %(number)s, submitted on %(date)s")
        about = text % {"plan": version.title or version.plan, "number": version.number, "date": submitted}
        facts.append((_("Your plan"), about))
    return facts


def _version(letter: Letter):
    if letter.proposal and letter.proposal.version:
        return letter.proposal.version
    return letter.award.plan_version if letter.award else None


def _lead(letter: Letter, pool: MatchPool | None) -> str:
    if letter.kind == Kind.OBJECTION:
        return _objection_lead(letter)
    if letter.kind == Kind.RULING:
        return _ruling_lead(letter)
    version = _version(letter)
    instrument = pool.version.get_instrument_display() if pool else ""
    return str(LEADS[letter.kind]) % {
        "instrument": instrument,
        "plan": (version and version.title) or letter.plan or letter.recipient,
        "award": letter.award.number if letter.award else "",
        "asked": formats.euro(letter.asked),
        "amount": formats.euro(letter.amount),
        "due": formats.date_long(letter.due_on),
    }


def _objection_lead(letter: Letter) -> str:
    objection = letter.objection
    about = {"letter": objection.letter.number, "date": formats.date_long(objection.received_on)}
    if letter.proposal and letter.proposal.upheld:
        return _("Your objection of %(date)s to my letter %(letter)s is upheld.") % about
    return _("Your objection of %(date)s to my letter %(letter)s is not upheld.") % about


def _ruling_lead(letter: Letter) -> str:
    ruling = letter.ruling
    about = {
        "court": ruling.court,
        "case": f"{ruling.number}, {ruling.ecli}" if ruling.ecli else ruling.number,
        "date": formats.date_long(ruling.ruled_on),
        "letter": ruling.letter.number,
    }
    text = _(
        "On %(date)s the court (%(court)s, %(case)s) ruled on my letter %(letter)s. "
        "With this decision I carry that out."
    )
    return text % about


def _amounts(letter: Letter) -> list[list[str]]:
    names = AMOUNTS[letter.kind]
    amounts = (letter.asked, letter.amount, letter.refused)
    return [
        [str(name), formats.euro(amount)] for name, amount in zip(names, amounts, strict=True) if amount is not None
    ]


def _legal(letter: Letter) -> str:
    if not letter.legal_ground:
        return ""
    return _("Legal ground: %(ground)s.") % {"ground": LegalGround(letter.legal_ground).label}


def _parts(letter: Letter, pool: MatchPool | None) -> Iterable[tuple[str, dict[str, object]]]:
    """Each with paragraphs, a list, rows of a table; a part without any of them is left out."""
    proposal = letter.proposal
    yield _("Why"), _part(text=_paragraphs(letter.ground))
    if proposal and proposal.starts_on and proposal.ends_on:
        days = {"first": formats.date_long(proposal.starts_on), "last": formats.date_long(proposal.ends_on)}
        yield (
            _("Period"),
            _part(text=[_("The activities take place from %(first)s up to and including %(last)s.") % days]),
        )
    yield _("Your obligations"), _part(points=letter.conditions.splitlines())
    yield _("What you hand in, and when"), _part(rows=_duties(letter), head=[_("What"), _("At the latest on")])
    if letter.kind in (Kind.GRANT, Kind.AMEND, Kind.OBJECTION, Kind.RULING):
        yield (
            _("When the money is expected to be paid"),
            _part(rows=_instalments(letter), head=[_("Year"), pgettext("money", "Amount")]),
        )
    if letter.kind in (Kind.GRANT, Kind.AMEND) and pool:
        yield _("Co-funding and payment"), _part(points=_rules(letter, pool))
    if letter.kind == Kind.ADVANCE:
        yield _("Payment"), _part(text=_payment(letter))
    yield _appeal(letter, pool)


def _part(*, text=(), points=(), rows=(), head=()) -> dict[str, object]:
    return {
        "text": list(text),
        "points": [point.strip() for point in points if point.strip()],
        "rows": [list(row) for row in rows],
        "head": list(head) if rows else [],
    }


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _duties(letter: Letter) -> Rows:
    duties = letter.duties.order_by("due_on", "pk")
    return [(_duty(one), formats.date_long(one.due_on)) for one in duties]


def _duty(duty: Duty) -> str:
    name = duty.get_kind_display()
    name = capfirst(name)
    return f"{name}: {duty.about}" if duty.about else name


def _instalments(letter: Letter) -> Rows:
    schedule = letter.proposal.instalments if letter.proposal else []
    return [(str(year), formats.euro(Decimal(str(amount)))) for year, amount in schedule]


def _rules(letter: Letter, pool: MatchPool) -> list[str]:
    """What the scheme version says of match and payment, as it binds this award."""
    rules = pool.version
    about = {"scheme": local(rules.scheme, "name"), "number": rules.number}
    said = [_("This award is under the scheme “%(scheme)s”, version %(number)s.") % about]
    if rules.scheme.demo:
        said.append(_("The rules of this scheme are invented for demonstrations."))
    if rules.ratio:
        values = {"ratio": formats.euro(rules.ratio), "level": rules.get_level_display()}
        said.append(
            _("For each euro of this award others put in at least %(ratio)s. This is held over: %(level)s.") % values
        )
    if letter.award and letter.award.condition == Award.Condition.PROOF_OF_MATCH:
        said.append(
            _("The award is made on the condition that you prove this co-funding (Awb 4:33). Until then I pay nothing.")
        )
    if rules.advance_share is not None:
        share = {"share": formats.percent(rules.advance_share * 100)}
        said.append(
            _("As an advance I pay at most %(share)s of the award, and more as far as co-funding has been put in.")
            % share
        )
    said.append(_("An advance is not yet yours: what the award comes to is settled afterwards."))
    return said


def _payment(letter: Letter) -> list[str]:
    iban = letter.payment.bank_account.iban
    return [
        _("I pay the advance to your account number that ends in %(iban)s.") % {"iban": iban[-4:]},
        _("An advance is not yet yours: what the award comes to is settled afterwards."),
    ]


def _appeal(letter: Letter, pool: MatchPool | None) -> tuple[str, dict[str, object]]:
    """Awb 3:45: where, by when and with whom."""
    if pool and pool.version.instrument in WITHOUT_APPEAL:
        return _("Do you disagree?"), _part(text=[_("This is an agreement under private law. Reply to this letter.")])
    until = {"day": formats.date_long(letter.objection_until), "site": settings.SITE_URL, "number": letter.number}
    if letter.kind in APPEALED:
        first = _("You can appeal to the administrative court up to and including %(day)s (Awb 8:1 and 6:7).")
        second = _("Send the court a signed letter with a copy of this decision. The court charges a fee.")
    else:
        first = _("You can object up to and including %(day)s (Awb 6:7 and 7:1).")
        second = _(
            "Send your objection to the State Secretary of Economic Affairs and Climate Policy, by post, "
            "or in the portal: %(site)s. The last day of the term is the day on which it must be posted or sent."
        )
    third = _("State your name and address, the date, the number %(number)s and why you disagree.")
    return _("Do you disagree?"), _part(text=[one % until for one in (first, second, third)])


def _signed(letter: Letter) -> list[str]:
    """The function, as the mandate gives it; the name of who signed stands in the books."""
    mandate = letter.mandate
    given = {"document": mandate.document, "date": formats.date_long(mandate.document_date)}
    role = _("the official with the mandate: %(kind)s") % {"kind": mandate.get_kind_display()}
    return [
        _("The State Secretary of Economic Affairs and Climate Policy,"),
        _("on their behalf,"),
        role + (_(", as a deputy") if mandate.stands_in_for_id else ""),
        _("(mandate %(document)s of %(date)s)") % given,
    ]
