"""What the dashboard of the money reads: the books, the lines and the regions with lines of their own."""

from collections.abc import Sequence

from django.contrib.postgres.aggregates import ArrayAgg, JSONBAgg
from django.db.models import Case, JSONField, Value, When
from django.db.models.functions import JSONObject
from django.utils.translation import override

from funding import books
from funding.models import BudgetLine
from regions.models import Region
from reports import budget, papers
from reports.budget import Board, View

Places = tuple[list[BudgetLine], list[Region]]


def board(view: View, where: Places | None = None) -> Board:
    """With how it came about over time."""
    return boards([view], where or places(), by_month=True)[0]


def boards(views: Sequence[View], where: Places, *, by_month: bool = False) -> list[Board]:
    """The books are read for all views at once."""
    read = books.read_each([_asked(view, by_month=by_month) for view in views])
    return [budget.board(view, money, *where) for view, money in zip(views, read, strict=True)]


def _asked(view: View, *, by_month: bool = False) -> books.Asked:
    return books.Asked(view.valid_on, view.year, view.demo, view.known_on, view.known_at, by_month=by_month)


def in_languages(view: View, languages: Sequence[str]) -> list[Board]:
    """The same amounts in the words of each language, without how they came about; the books are read once."""
    where, (money,) = places(), books.read_each([_asked(view)])
    found = []
    for language in languages:
        with override(language):
            found.append(budget.board(view, money, *where))
    return found


def places(view: View | None = None) -> Places:
    """The lines of the budget, and the regions with the ids of their own lines as `own_lines`.

    `areas`: their provinces, as a list of dicts with iso, name_nl and name_en. With a view the whole envelope, the line
    above all others, has the documents behind it as `papers` (reports.papers.read).
    """
    # Lines for which others promised money in one region, according to a source, are that hub's own.
    own_lines = ArrayAgg("stated_contributions__line", distinct=True, default=Value([]))
    names = JSONObject(iso="provinces__iso", name_nl="provinces__name_nl", name_en="provinces__name_en")
    areas = JSONBAgg(names, distinct=True, default=Value([], JSONField()))
    lines = BudgetLine.objects.all()
    if view is not None:
        lines = lines.annotate(papers=Case(When(parent=None, then=papers.beside(view))))
    return list(lines), list(Region.objects.annotate(own_lines=own_lines, areas=areas))
