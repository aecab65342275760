"""The data files are in the database as they are, and stay so."""

from decimal import Decimal

import pytest

from funding import reference
from funding.models import BudgetLine, StatedContribution
from programme.models import Source

pytestmark = pytest.mark.django_db


def euros(text):
    return Decimal(text) if text else None


def test_every_budget_line_is_loaded_as_in_the_file():
    loaded = [
        (line.key, line.parent.key if line.parent else "", line.amount, line.match_ratio, line.figure.key)
        for line in BudgetLine.objects.select_related("parent", "figure")
    ]
    assert loaded == [
        (row["key"], row["parent"], euros(row["amount_eur"]), euros(row["match_ratio"]), row["figure_key"])
        for row in reference.rows("budget_lines")
    ]


def test_every_contribution_is_loaded_with_the_source_of_the_file():
    sources = {address: source for source in Source.objects.all() for address in (source.slug, source.url)}
    loaded = [
        (one.key, one.line.key, one.amount, one.phase, str(one.announced_on), one.source, one.locator_en)
        for one in StatedContribution.objects.select_related("line", "source")
    ]
    assert loaded == [
        (
            row["key"],
            row["budget_line"],
            euros(row["amount_eur"]),
            row["phase"],
            row["announced_on"],
            sources[row["source"]],
            row["locator"],
        )
        for row in reference.rows("cofunding")
    ]


def test_loading_again_changes_nothing_and_writes_no_history():
    before = list(BudgetLine.objects.values()), list(StatedContribution.objects.values())
    counted = BudgetLine.pgh_event_model.objects.count(), StatedContribution.pgh_event_model.objects.count()
    reference.load()
    assert (list(BudgetLine.objects.values()), list(StatedContribution.objects.values())) == before
    assert (
        BudgetLine.pgh_event_model.objects.count(),
        StatedContribution.pgh_event_model.objects.count(),
    ) == counted


@pytest.mark.parametrize("line", BudgetLine.Status.values)
def test_bounds_of_unknown_lines_are_those_of_their_figures(line):
    """What the measures calculate from the tree is what the figures state as bounds."""
    from funding.envelope import read

    money = read().envelope
    for one in BudgetLine.objects.filter(amount_status=line, amount__isnull=True).select_related("figure"):
        assert (money.amount(one.key).low, money.amount(one.key).high) == (one.figure.lower, one.figure.upper)


def test_amounts_of_known_lines_are_those_of_their_figures():
    for line in BudgetLine.objects.filter(amount__isnull=False).select_related("figure"):
        assert line.amount == line.figure.value


def test_data_value_center_by_the_table_is_the_upper_bound_of_its_figure():
    from funding.envelope import read
    from programme.models import Figure

    stated = Figure.objects.get(key="dvc_amount_table_letter").upper
    assert read().envelope.most("data_value_center", "si_2018") == stated
