"""Books half way, and the dashboard over them as tests read it."""

import re
from html import unescape

from django.urls import reverse
from django.utils import translation

from funding.models import BudgetLine
from reports import budget_views
from reports.budget import Board
from tests.funding.attempts import reservation

ADDRESSES = ("budget_dashboard", "budget_export", "budget_workbook", "budget_data")
"""Names of the dashboard and its files."""


def address(name="budget_dashboard", language="nl"):
    with translation.override(language):
        return reverse(f"reports:{name}")


def text(fragment):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", fragment)).split())


def main_of(html):
    return re.search(r"<main.*</main>", html, re.S)[0]


def screen(html):
    """{title of the table: {row: [texts of its cells]}}, as on screen."""
    found = {}
    for table in re.findall(r'<table class="utrecht-table si-budget">.*?</table>', html, re.S):
        rows = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", table, re.S)
        found[text(re.search(r"<caption.*?</caption>", table, re.S)[0])] = {
            text(re.search(r"<th.*?</th>", row, re.S)[0]): [
                text(cell) for cell in re.findall(r"<td class=\"si-number.*?</td>", row, re.S)
            ]
            for row in rows
        }
    return found


def half_way_in(world, state=700_000):
    """SMITZH half way, with a reservation of unknown size beside it and a pledge without an amount."""
    rest = BudgetLine.objects.select_related("parent__parent").get(key="regional_rest")
    world.allot(state, 400_000)
    world.allot(2_100_000, None, line=rest)
    world.match(500_000, realised=100_000)
    world.pledge()
    reservation(world, size=None, line=rest)
    award = world.grant(450_000)
    world.pay(award, 300_000)
    return world


def board_on(day="2019-01-01", **asked) -> Board:
    form = budget_views.ViewForm({"op": day, **asked})
    assert form.is_valid(), form.errors
    return budget_views._board(form)


def said(board, table, row):
    return {cell.measure.key: cell.shown for cell in board.table(table).row(row).cells}
