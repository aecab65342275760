"""Public pages that an official freezes: the same figures, and a button for nobody else."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.rules import RuleBroken
from fieldlabs.totals import Cell
from programme.models import Figure
from reports import frozen, frozen_public, moment
from reports.reading import Moment
from ui import formats

DAY = date(2018, 6, 1)
PAGES = {"figures": "programme:figure_list", "fieldlabs": "fieldlabs:investment_totals"}

pytestmark = pytest.mark.django_db


def read(view, query=None):
    return frozen.read(view, query or {}, Moment(moment.known(), DAY))


def test_every_figure_is_frozen_with_its_source_and_unknown_has_no_number():
    (table,) = read("figures").tables
    assert len(table.rows) == Figure.objects.count()
    assert all(row[-1].text for row in table.rows)
    cells = [row[1] for row in table.rows]
    assert {one.value for one in cells if one.status == "unknown"} == {None}
    assert [one.text for one in cells if one.value is None and one.status != "unknown"] == []


def test_figures_are_those_that_the_page_finds(client):
    query = {"q": "fieldlabs", "soort": "stated"}
    found = client.get(reverse(PAGES["figures"]), query).context["found"].matches
    frozen_figures = read("figures", {**query, "page": "2"})
    assert 0 < len(found) == len(frozen_figures.tables[0].rows)
    assert frozen_figures.query == "q=fieldlabs&soort=stated"
    assert "fieldlabs" in dict(frozen_figures.about).values()


def test_nothing_found_says_so():
    found = read("figures", {"q": "xyzzy"})
    assert (found.tables, bool(found.empty)) == ((), True)


@pytest.mark.parametrize(("view", "query"), [("figures", {"q": "é" * 200}), ("fieldlabs", {"regio": "atlantis"})])
def test_question_that_cannot_be_kept_is_refused(view, query):
    with pytest.raises(RuleBroken):
        read(view, query)


@pytest.mark.parametrize("regio", ["", "zuid-holland"])
def test_money_in_fieldlabs_is_what_is_on_the_page(client, regio):
    query = {"regio": regio} if regio else {}
    page = client.get(reverse(PAGES["fieldlabs"]), query).context
    tables = [one for one in [*page["sums"].tables, page["own"]] if one.lines]
    frozen_tables = read("fieldlabs", query).tables
    assert [one.title for one in frozen_tables] == [one.caption for one in tables]
    for one, other in zip(frozen_tables, tables, strict=True):
        assert [[cell.text for cell in row[1:]] for row in one.rows] == [
            [cell.shown for cell in line.cells] for line in other.lines
        ]


@pytest.mark.parametrize(
    ("shown", "value", "expected"),
    [
        ("–", None, (None, None, "not_available", "")),
        ("onbekend", None, (None, None, "unknown", "")),
        ("3", 3, (3, None, "exact", "count")),
        ("€ 570.000", Decimal(570_000), (Decimal(570_000), None, "exact", "EUR")),
        ("minstens € 570.000", Decimal(570_000), (None, Decimal(570_000), "at_least", "EUR")),
        ("circa € 42 miljoen", Decimal(42_000_000), (Decimal(42_000_000), None, "known", "EUR")),
        ("33,3%", Decimal("33.3"), (Decimal("33.3"), None, "known", "percent")),
    ],
)
def test_sum_with_something_unknown_in_it_is_a_lower_bound(shown, value, expected):
    found = frozen_public._total(Cell(shown.replace("€ ", formats.unbroken("€ ")), value))
    assert (found.value, found.lower, found.status, found.unit) == expected


@pytest.mark.parametrize("view", list(PAGES))
def test_only_the_ministry_is_offered_to_freeze_a_public_page(client, client_for, fenna, anna, view):
    form = reverse("reports:annex_create", kwargs={"view": view})
    seen = [
        form in one.get(reverse(PAGES[view])).content.decode() for one in (client, client_for(anna), client_for(fenna))
    ]
    assert seen == [False, False, True]
