"""What the dashboard of the money reads: the books, the lines and the regions with lines of their own."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Value

from funding import books
from funding.models import BudgetLine
from regions.models import Region
from reports import budget
from reports.budget import Board, View


def board(view: View) -> Board:
    money = books.read(valid_on=view.valid_on, year=view.year, demo=view.demo)
    # Lines for which others promised money in one region, according to a source, are that hub's own.
    own_lines = ArrayAgg("stated_contributions__line", distinct=True, default=Value([]))
    regions = list(Region.objects.annotate(own_lines=own_lines))
    return budget.board(view, money, list(BudgetLine.objects.all()), regions)
