"""Every budget decision and reservation that was recorded, the newest first; for the page and its download."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from funding.account_names import OWNERS, account_name
from funding.models import Account, Entry, Reservation, Transfer
from programme.papers import source_of
from ui import formats
from ui.language import local
from ui.spreadsheet import as_csv

Kind = Entry.Kind
KINDS = [Kind.ALLOT, Kind.SUPPLEMENT, Kind.SHIFT, Kind.TRANSFER, Kind.LAPSE, Kind.RESERVE, Kind.RELEASE, Kind.CORRECT]


@dataclass(frozen=True)
class Asked:
    """Which decisions somebody wants to see; "" and None: all of them."""

    kind: str = ""
    line: int | None = None
    year: int | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """From an address; what makes no sense there is left out."""
        kind = query.get("soort", "")
        return cls(kind if kind in KINDS else "", _number(query.get("post")), _number(query.get("jaar")))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


@dataclass(frozen=True)
class Decision:
    """`entry`: its id. `moves`: (from, to, euros). `subject`: the reservation that it is about, else "".

    `url`: of the source that its document is, else "".
    """

    entry: int
    kind: str
    valid_on: date
    recorded_at: datetime
    recorded_by: str
    document: str
    document_date: date
    url: str
    reason: str
    subject: str
    kept: Decimal | None
    moves: list[tuple[str, str, Decimal]]


def found(asked: Asked) -> QuerySet[Entry]:
    """What fits; `hydrated` makes decisions of a part of it."""
    return Entry.objects.filter(_asked_kinds(asked), _touches(asked)).order_by("-recorded_at", "-pk")


def _asked_kinds(asked: Asked) -> Q:
    """Corrections only of what is here itself."""
    own = [kind for kind in KINDS if kind != Kind.CORRECT]
    corrections = Q(kind=Kind.CORRECT, corrects__kind__in=own)
    if asked.kind == Kind.CORRECT:
        return corrections
    return Q(kind=asked.kind) if asked.kind else Q(kind__in=own) | corrections


def _touches(asked: Asked) -> Q:
    if asked.line is None and asked.year is None:
        return Q()
    about = {name: value for name, value in (("line", asked.line), ("year", asked.year)) if value is not None}
    accounts = Account.objects.filter(**about).values("pk")
    moves = Transfer.objects.filter(entry=OuterRef("pk"))
    moves = moves.filter(Q(from_account__in=accounts) | Q(to_account__in=accounts))
    own = Q(**{f"resolves__{name}": value for name, value in about.items()})
    own |= Q(**{f"sets_apart__{name}": value for name, value in about.items()})
    return Q(Exists(moves)) | own


def hydrated(entries: QuerySet[Entry]) -> list[Decision]:
    """The decisions behind these entries, in the same order, in two statements."""
    entries = list(
        entries.annotate(source_url=source_of()).select_related("recorded_by", "resolves__line", "sets_apart__line")
    )
    links = [f"{side}__{owner}" for side in ("from_account", "to_account") for owner in OWNERS]
    moves: dict[int, list[Transfer]] = {}
    for one in Transfer.objects.filter(entry__in=entries).select_related(*links).order_by("pk"):
        moves.setdefault(one.entry_id, []).append(one)
    return [_decision(entry, moves.get(entry.pk, [])) for entry in entries]


def _decision(entry: Entry, moves: list[Transfer]) -> Decision:
    return Decision(
        entry=entry.pk,
        kind=str(entry.get_kind_display()),
        valid_on=entry.valid_on,
        recorded_at=timezone.localtime(entry.recorded_at),
        recorded_by=str(entry.recorded_by),
        document=entry.document,
        document_date=entry.document_date,
        url=entry.source_url,
        reason=entry.reason,
        subject=_subject(entry.sets_apart or entry.resolves),
        kept=entry.kept,
        moves=[(account_name(one.from_account), account_name(one.to_account), one.amount) for one in moves],
    )


def _subject(reservation: Reservation | None) -> str:
    if reservation is None:
        return ""
    return f"{local(reservation, 'purpose')} ({local(reservation.line, 'name')}, {reservation.year})"


def as_file(decisions: Iterable[Decision], demo: bool) -> str:
    """CSV with a line for each move; a reservation that moved nothing has a line without an amount."""
    head = [
        _("Recorded at"), _("Valid on"), _("Kind"), _("For"), pgettext("money", "From"), _("To"), _("Amount"),
        _("Stays"),
        _("Document"), _("Date of the document"), _("Reason"), _("Recorded by"),
    ]  # fmt: skip
    rows = [
        [
            one.recorded_at.isoformat(timespec="seconds"), one.valid_on.isoformat(), one.kind, one.subject, *move,
            one.kept, one.document, one.document_date.isoformat(), one.reason, one.recorded_by,
        ]
        for one in decisions
        for move in one.moves or [("", "", None)]
    ]  # fmt: skip
    return as_csv([*head, _("Demonstration: not for use")] if demo else head, rows)


def in_words(one: Decision) -> str:
    """Recorded by whom and when, for the page."""
    return _("recorded on %(day)s by %(person)s") % {
        "day": formats.date_long(one.recorded_at.date()),
        "person": one.recorded_by,
    }
