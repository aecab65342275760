"""Every budget decision and reservation that was recorded, the newest first; for the page and its download."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from funding.account_names import OWNERS, account_name
from funding.models import Account, Entry, Reservation, Transfer
from ui import formats
from ui.language import local
from ui.spreadsheet import as_csv

Kind = Entry.Kind
KINDS = [Kind.ALLOT, Kind.SUPPLEMENT, Kind.SHIFT, Kind.TRANSFER, Kind.LAPSE, Kind.RESERVE, Kind.RELEASE, Kind.CORRECT]
ENTRY, RESERVATION = "entry", "reservation"


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
    """`moves`: (from, to, euros). `subject`: purpose of a reservation, else "". `anchor`: for links to it."""

    anchor: str
    kind: str
    valid_on: date
    recorded_at: datetime
    recorded_by: str
    document: str
    document_date: date
    reason: str
    subject: str
    kept: Decimal | None
    moves: list[tuple[str, str, Decimal]]
    entry: int | None


def found(asked: Asked) -> QuerySet:
    """References (kind of row, id) in order of recording; `hydrated` makes decisions of a part of them."""
    entries = Entry.objects.filter(_asked_kinds(asked), _touches(asked)).order_by()
    boundless = Reservation.objects.filter(at_least=0).order_by()
    if asked.kind not in ("", Kind.RESERVE):
        boundless = boundless.none()
    for name, value in (("line", asked.line), ("year", asked.year)):
        boundless = boundless if value is None else boundless.filter(**{name: value})
    columns = ("recorded_at", "row", "pk")
    ours = entries.annotate(row=Value(ENTRY)).values_list(*columns)
    return ours.union(boundless.annotate(row=Value(RESERVATION)).values_list(*columns), all=True).order_by(
        "-recorded_at", "-pk"
    )


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
    resolved = Q(**{f"resolves__{name}": value for name, value in about.items()})
    return Q(Exists(moves)) | resolved


def hydrated(references: Iterable[tuple[datetime, str, int]]) -> list[Decision]:
    """The decisions behind these references, in the same order, in four statements."""
    references = list(references)
    ids = {row: [pk for _at, kind, pk in references if kind == row] for row in (ENTRY, RESERVATION)}
    entries = Entry.objects.filter(pk__in=ids[ENTRY]).select_related("recorded_by", "resolves").in_bulk()
    moves: dict[int, list[Transfer]] = {}
    links = [f"{side}__{owner}" for side in ("from_account", "to_account") for owner in OWNERS]
    for one in Transfer.objects.filter(entry__in=ids[ENTRY]).select_related(*links).order_by("pk"):
        moves.setdefault(one.entry_id, []).append(one)
    apart = Reservation.objects.filter(pk__in=ids[RESERVATION]).select_related("recorded_by", "line").in_bulk()
    return [
        _of_entry(entries[pk], moves.get(pk, [])) if row == ENTRY else _of_reservation(apart[pk])
        for _at, row, pk in references
    ]


def _of_entry(entry: Entry, moves: list[Transfer]) -> Decision:
    purpose = next(
        (one.reservation for move in moves for one in (move.to_account, move.from_account) if one.reservation), None
    )
    return Decision(
        anchor=f"boeking-{entry.pk}",
        kind=str(entry.get_kind_display()),
        valid_on=entry.valid_on,
        recorded_at=timezone.localtime(entry.recorded_at),
        recorded_by=str(entry.recorded_by),
        document=entry.document,
        document_date=entry.document_date,
        reason=entry.reason,
        subject=local(purpose or entry.resolves, "purpose") if purpose or entry.resolves else "",
        kept=entry.kept,
        moves=[(account_name(one.from_account), account_name(one.to_account), one.amount) for one in moves],
        entry=entry.pk,
    )


def _of_reservation(reservation: Reservation) -> Decision:
    """One of unknown size without a lower bound: it moved nothing."""
    return Decision(
        anchor=f"reservering-{reservation.pk}",
        kind=str(Kind.RESERVE.label),
        valid_on=reservation.document_date,
        recorded_at=timezone.localtime(reservation.recorded_at),
        recorded_by=str(reservation.recorded_by),
        document=reservation.document,
        document_date=reservation.document_date,
        reason="",
        subject=f"{local(reservation, 'purpose')} ({local(reservation.line, 'name')}, {reservation.year})",
        kept=None,
        moves=[],
        entry=None,
    )


def as_file(decisions: Iterable[Decision], demo: bool) -> str:
    """CSV with a line for each move; a reservation that moved nothing has a line without an amount."""
    head = [
        _("Recorded at"), _("Valid on"), _("Kind"), _("For"), _("From"), _("To"), _("Amount"), _("Stays"),
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
