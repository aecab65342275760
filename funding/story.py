"""What happened to an award, told to people: a title for each happening, who did it, and where its number leads."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from funding.models import Award, Duty, Entry, Letter, Pledge, Proposal, Section, Waiver
from funding.story_sources import Happening
from ui.formats import date_long

STEPS = {
    "take_up": gettext_lazy("Taken into review"),
    "return": gettext_lazy("Plan returned to the applicant"),
    "withdraw": gettext_lazy("Plan withdrawn by the applicant"),
}
ENTRIES = {
    Entry.Kind.COMMIT: gettext_lazy("Committed"),
    Entry.Kind.ORDER: gettext_lazy("Committed by order of an objection or a court"),
    Entry.Kind.DECOMMIT: gettext_lazy("Commitment lowered"),
    Entry.Kind.PAY: gettext_lazy("Paid"),
    Entry.Kind.REFUND: gettext_lazy("Paid back"),
    Entry.Kind.PLEDGE: gettext_lazy("Match pledged"),
    Entry.Kind.CONFIRM_COMMITTED: gettext_lazy("Match confirmed as committed"),
    Entry.Kind.CONFIRM_REALISED: gettext_lazy("Match confirmed as realised"),
    Entry.Kind.USE: gettext_lazy("Match used for the settlement"),
    Entry.Kind.WITHDRAW: gettext_lazy("Match withdrawn"),
    Entry.Kind.CORRECT: gettext_lazy("Entry corrected"),
}
# What each source is about, for the mark beside a happening.
SUBJECTS = {
    "version": gettext_lazy("Plan"),
    "step": gettext_lazy("Plan"),
    "remark": gettext_lazy("Plan"),
    "proposal": gettext_lazy("Decision"),
    "proposal_return": gettext_lazy("Decision"),
    "letter": gettext_lazy("Decision"),
    "settlement": gettext_lazy("Decision"),
    "objection": gettext_lazy("Objection"),
    "ruling": gettext_lazy("Court"),
    "waiver": gettext_lazy("Exception"),
    "duty": gettext_lazy("Evidence"),
    "delivery": gettext_lazy("Evidence"),
    "judgement": gettext_lazy("Evidence"),
    "payment": gettext_lazy("Payment"),
    "approval": gettext_lazy("Payment"),
    "payment_withdrawal": gettext_lazy("Payment"),
    "pledge": gettext_lazy("Match"),
    "entry": gettext_lazy("Entry"),
}
STATE_MONEY = (Entry.Kind.COMMIT, Entry.Kind.ORDER, Entry.Kind.DECOMMIT)
BADGES = {
    "entry": "success",
    "letter": "info",
    "settlement": "info",
    "objection": "warning",
    "ruling": "warning",
    "waiver": "warning",
}


@dataclass(frozen=True)
class Event:
    """One line of the timeline. `url`: the entries behind `amount`; `files`: (label, address).

    `paper`: (name, address) of the source that it rests on, None where that is no document of the list of sources.
    """

    source: str
    day: date
    at: datetime
    subject: str
    badge: str
    title: str
    text: str
    amount: Decimal | None
    url: str
    who: str
    files: list[tuple[str, str]]
    paper: tuple[str, str] | None

    @property
    def late(self) -> bool:
        """Was it recorded on another day than it took effect?"""
        return timezone.localtime(self.at).date() != self.day


@dataclass(frozen=True)
class Paid:
    """A payment with who prepared, approved and released it; `entry` None: not released yet."""

    amount: Decimal
    prepared: str
    approved: str
    released: str
    entry: int | None
    stopped: bool


def who(happening: Happening, names: bool) -> str:
    """In what role it was done, and by whom for who may read names."""
    roles = ", ".join(str(Role(role).label) for role in sorted(happening.roles or [])) or _("role unknown")
    return f"{roles}: {happening.person}" if names and happening.person else roles


def title_of(one: Happening) -> str:
    """What happened, in a few words."""
    return TITLES.get(one.source, _evidence_title)(one)


def _letter_title(one: Happening) -> str:
    kind = str(Letter.Kind(one.kind).label)
    return _("%(letter)s, number %(number)s") % {"letter": kind[:1].upper() + kind[1:], "number": one.ref}


def _ruling_title(one: Happening) -> str:
    if one.kind == "true":
        return _("Ruling of the court on %(number)s: appeal upheld") % {"number": one.ref}
    return _("Ruling of the court on %(number)s: appeal dismissed") % {"number": one.ref}


def _pledge_title(one: Happening) -> str:
    return _("Pledge of %(funder)s (%(kind)s)") % {"funder": one.ref, "kind": Pledge.Kind(one.kind).label}


TITLES: dict[str, Callable[[Happening], str]] = {
    "version": lambda one: _("Version %(number)s submitted") % {"number": one.ref},
    "step": lambda one: str(STEPS[one.kind]),
    "remark": lambda one: _("Remark on: %(section)s") % {"section": Section(one.kind).label},
    "proposal": lambda one: _("Prepared: %(decision)s") % {"decision": Proposal.Kind(one.kind).label},
    "proposal_return": lambda one: _("Sent back to who prepared it"),
    "letter": _letter_title,
    "settlement": lambda one: _("Settled"),
    "objection": lambda one: _("Objection against %(number)s") % {"number": one.ref},
    "ruling": _ruling_title,
    "waiver": lambda one: _("Exception: %(kind)s") % {"kind": Waiver.Kind(one.kind).label},
    "payment": lambda one: _("Payment proposed"),
    "approval": lambda one: _("Payment approved"),
    "payment_withdrawal": lambda one: _("Payment refused") if one.kind == "refused" else _("Payment withdrawn"),
    "pledge": _pledge_title,
    "entry": lambda one: str(ENTRIES.get(one.kind) or Entry.Kind(one.kind).label),
}
"""By source; the rest is evidence."""


def _evidence_title(one: Happening) -> str:
    what = Duty.Kind(one.kind).label
    if one.source == "duty":
        text = _("New date for: %(what)s, by %(day)s") if one.link else _("Asked: %(what)s, by %(day)s")
        return text % {"what": what, "day": date_long(date.fromisoformat(one.ref))}
    if one.source == "delivery":
        return _("Handed in: %(what)s") % {"what": what}
    if one.ref == "true":
        return _("Accepted: %(what)s") % {"what": what}
    return _("To be mended: %(what)s") % {"what": what}


class Teller:
    """Makes lines of happenings for one reader. `names`: may they read who did it?"""

    def __init__(self, award: Award, happenings: Iterable[Happening], *, names: bool) -> None:
        self.award = award
        self.happenings = list(happenings)
        self.names = names
        entries = [one for one in self.happenings if one.source == "entry"]
        self.paid_by = {one.link: one for one in entries if one.link}
        self.booked_by: dict[str, list[Happening]] = defaultdict(list)
        for one in entries:
            self.booked_by[one.document].append(one)

    def timeline(self) -> list[Event]:
        return [self.event(one) for one in self.happenings]

    def event(self, one: Happening) -> Event:
        return Event(
            source=one.source,
            day=one.day,
            at=one.at,
            subject=str(SUBJECTS[one.source]),
            badge=BADGES.get(one.source, "neutral"),
            title=title_of(one),
            text=one.text,
            amount=one.amount,
            url=self.url(one) if one.amount is not None else "",
            who=who(one, self.names),
            files=_files(one),
            paper=(one.document, one.paper) if one.paper else None,
        )

    def url(self, one: Happening) -> str:
        """The entry behind a number; where nothing is booked (yet), the accounts on which it would be."""
        if one.source == "entry":
            return entry_url(one.row)
        released = self.paid_by.get(one.link) if one.source in ("payment", "approval", "letter") and one.link else None
        if released:
            return entry_url(released.row)
        return self.booked(one.document, one.amount) or accounts_url(toekenning=self.award.number)

    def booked(self, document: str | None, amount: Decimal) -> str:
        """The entry that a decision of this number made: of that amount, else of the State's money; "" for none."""
        entries = self.booked_by.get(document or "", [])
        equal = [one for one in entries if one.amount == amount]
        state = [one for one in entries if one.kind in STATE_MONEY]
        first = next(iter([*equal, *state, *entries]), None)
        return entry_url(first.row) if first else ""

    def settled(self) -> str:
        """The entry that the last settlement made; "" where it booked nothing."""
        last = next((one for one in reversed(self.happenings) if one.source == "settlement"), None)
        return self.booked(last.document, last.amount) if last else ""

    def payments(self) -> list[Paid]:
        approved = {one.link: who(one, self.names) for one in self.happenings if one.source == "approval"}
        return [self._payment(one, approved.get(one.row, "")) for one in self.happenings if one.source == "payment"]

    def _payment(self, one: Happening, approved: str) -> Paid:
        released = self.paid_by.get(one.row)
        by = who(released, self.names) if released else ""
        entry = released.row if released else None
        stopped = any(other.source == "payment_withdrawal" and other.link == one.row for other in self.happenings)
        return Paid(one.amount, who(one, self.names), approved, by, entry, stopped)


def _files(one: Happening) -> list[tuple[str, str]]:
    if one.file is None:
        return []
    if one.source == "letter":
        return [(_("Letter (PDF)"), reverse("funding:letter_file", args=[one.row]))]
    return [(_("Document"), reverse("funding:file", args=[one.file]))]


def entry_url(entry: int) -> str:
    return reverse("funding:entry_detail", args=[entry])


def account_url(account: int) -> str:
    return reverse("funding:account_detail", args=[account])


def accounts_url(**filters: object) -> str:
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return f"{reverse('funding:account_list')}?{query}"
