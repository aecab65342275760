"""On which documents the amounts of a view rest: those of the budget decisions, reservations and match behind it.

What was granted, paid and settled rests on the awards, which everyone finds in their own register.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, DateField, F, Q, QuerySet, TextField, When
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding import moves
from funding.budget_history import KINDS
from funding.models import Account, BudgetLine, Entry
from programme.papers import source_of
from reports import figures
from reports.budget import View
from reports.figures import Figure, day_of
from reports.reading import Words
from reports.tables import Plain, Shown
from ui import formats
from ui.language import code

MOST = 25
"""Documents that a page names; of more it says so."""
FIELDS = ("name", "day", "url", "title", "entries", "documents", "demo")
MATCH = [Entry.Kind.PLEDGE, Entry.Kind.CONFIRM_COMMITTED, Entry.Kind.CONFIRM_REALISED, Entry.Kind.WITHDRAW]


@dataclass(frozen=True)
class Paper:
    """A document as the books name it, and how many entries rest on it.

    `url`, `title`: of the source that it is, "" where it is none. `demo`: did a
    demonstration invent what rests on it? `name` "" and `day` None: papers of co-funders that
    are no public source, `documents` of them together.
    """

    name: str
    day: date | None
    url: str
    title: str
    entries: int
    documents: int
    demo: bool

    @property
    def shown(self) -> str:
        if self.name:
            return self.name
        words = ngettext(
            "%(number)s document of a co-funder, not public",
            "%(number)s documents of co-funders, not public",
            self.documents,
        )
        return words % {"number": formats.number(self.documents)}


@dataclass(frozen=True)
class Papers:
    """The newest first. `more`: there are others that are not among them."""

    known: tuple[Paper, ...]
    more: bool = False


def of_view(view: View) -> Papers:
    """Behind all amounts of the dashboard. One statement."""
    return read(_behind(view).values_list(*FIELDS))


def beside(view: View) -> ArraySubquery:
    """The same for `read`, as a column beside something else that is read once."""
    return ArraySubquery(_behind(view).values(row=JSONObject(**{name: F(name) for name in FIELDS})))


def of_lines(lines: Sequence[BudgetLine]) -> Papers:
    """Behind the view with which the lines of the budget were read (reports.budget_data.places)."""
    return read(next(one.papers for one in lines if one.parent_id is None))


def _behind(view: View) -> QuerySet[Entry]:
    """It reads what went to accounts that are no award's, so that it takes as long however many awards there are."""
    moved = moves.transfers(day_of(view), demo=view.demo).filter(kind__in=[*KINDS, *MATCH])
    own, unsized = Account.objects.filter(award=None), _unsized(view)
    if view.year is not None:
        own = own.filter(Q(year=view.year) | Q(year=None))
        unsized = unsized.filter(sets_apart__year=view.year)
    sized = moved.filter(to_account__in=own.values("pk")).values("entry")
    return _grouped(Entry.objects.filter(pk__in=sized.union(unsized.values("pk"))))


def of_figure(figure: Figure) -> Papers:
    """Behind one figure, or the difference between two days. One statement."""
    return read(_grouped(_entries(figure)).values_list(*FIELDS))


def for_everyone(figure: Figure) -> Papers:
    """The same without what rests on an award, which everyone finds with the award. One statement."""
    own = Q(kind__in=[*KINDS, *MATCH]) | Q(sets_apart__isnull=False)
    return read(_grouped(_entries(figure).filter(own)).values_list(*FIELDS))


def _entries(figure: Figure) -> QuerySet[Entry]:
    """What moved it, and what sets something of unknown size apart beside it."""
    own = figure.accounts.order_by().values("pk")
    moved = figure.moved.filter(Q(to_account__in=own) | Q(from_account__in=own)).order_by()
    return Entry.objects.filter(Q(pk__in=moved.values("entry")) | Q(pk__in=figures.unsized_here(figure).values("pk")))


def _unsized(view: View) -> QuerySet[Entry]:
    """What sets apart something of unknown size moves no money."""
    found = Entry.objects.filter(day_of(view).entries, sets_apart__isnull=False, parts=0)
    return found if view.demo else found.filter(demo=False)


def read(rows: Iterable[Sequence | dict]) -> Papers:
    """The documents of these rows, each with FIELDS; a column gives them as dicts with the day as text."""
    found = [tuple(one[name] for name in FIELDS) if isinstance(one, dict) else one for one in rows]
    return Papers(tuple(_paper(*one) for one in found[:MOST]), len(found) > MOST)


def _paper(name: str | None, day: date | str | None, *others: object) -> Paper:
    return Paper(name or "", date.fromisoformat(day) if isinstance(day, str) else day, *others)


def _grouped(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Who promised something that no public source tells stays unnamed: this is for everyone."""
    closed = When(kind__in=MATCH, url="", then=None)
    named = entries.annotate(url=source_of(), title=source_of(column=f"title_{code()}")).annotate(
        name=Case(closed, default=F("document"), output_field=TextField()),
        day=Case(closed, default=F("document_date"), output_field=DateField()),
    )
    grouped = named.order_by().values("name", "day", "url", "title", "demo")
    counted = grouped.annotate(entries=Count("pk"), documents=Count("document", distinct=True))
    return counted.order_by(F("day").desc(nulls_last=True), "name")[: MOST + 1]


def sources(papers: Papers) -> Words:
    """Each by the title of its source, or as the books name it; with its day, and where to find it."""
    found = {(one.title or one.shown, one.day): one.url for one in papers.known}
    return tuple((name, _where(day, url)) for (name, day), url in found.items())


def _where(day: date | None, url: str) -> str:
    return ", ".join(part for part in (formats.date_long(day) if day else "", url) if part)


def title() -> str:
    return _("On what do these figures rest?")


def table(papers: Papers, source: str) -> Plain:
    """The documents, in the shape of every table that is frozen."""
    more = _("Only the newest %(number)s documents are named.") % {"number": formats.number(len(papers.known))}
    return Plain(
        key="papers",
        title=title(),
        note=more if papers.more else "",
        columns=(_("Document"), _("Date"), _("Entries"), _("Where to find it")),
        rows=tuple(_rows(papers.known)),
        source=source,
    )


def _rows(papers: Iterable[Paper]) -> Iterable[tuple[Shown, ...]]:
    for one in papers:
        yield (
            Shown(one.shown, url=one.url),
            Shown(formats.date_long(one.day) if one.day else ""),
            Shown(formats.number(one.entries), one.entries, status="exact", unit="count"),
            Shown(one.url, url=one.url),
        )
