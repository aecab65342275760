"""What a demonstration invented is said of each amount, and can be left out."""

import csv
import io
import re
from html import unescape

import pytest
from django.urls import reverse

from funding import actions
from funding.models import BudgetLine
from tests.funding import world as worlds
from tests.funding.attempts import reservation
from tests.funding.world import basis, euros
from tests.reports.books import board_on, half_way_in, main_of, screen, text

pytestmark = pytest.mark.django_db


def test_what_is_no_demonstration_is_not_named_so(half_way, get):
    assert board_on().table("lines_state").total.cell("committed").demo is None
    assert "demonstratie" not in main_of(get().content.decode()).lower()


def test_demonstration_is_named_and_can_be_left_out(get):
    half_way_in(worlds.build(demo=True))
    html = get().content.decode()
    assert "Een deel van deze bedragen is een demonstratie" in text(html)
    rows = screen(html)["Geld van het Rijk, per post"]
    assert rows["SMITZH, hub Zuid-Holland"][0] == "€ 700.000"
    assert rows["SMITZH, hub Zuid-Holland"][1] == "€ 250.000 € 450.000 minder door de demonstratie"
    assert rows["SMITZH, hub Zuid-Holland"][3] == "€ 450.000 waarvan demonstratie € 450.000"
    figures = re.findall(r'<figure class="si-chart.*?</figure>', html, re.S)
    assert [one for one in figures if "is een demonstratie" not in one] == []
    without = screen(get(demonstratie="zonder").content.decode())["Geld van het Rijk, per post"]
    assert without["SMITZH, hub Zuid-Holland"] == [
        "€ 700.000", "€ 700.000", "€ 0", "€ 0", "€ 0", "€ 0", "€ 0", "€ 400.000", "€ 0",
    ]  # fmt: skip


def test_difference_says_that_a_part_is_a_demonstration(client_for, fenna):
    half_way_in(worlds.build(demo=True))
    address = f"{reverse('reports:budget_difference')}?van=2018-01-01"
    pages = [client_for(fenna).get(address + more).text for more in ("", "&demonstratie=zonder")]
    assert ["Een deel van deze bedragen is een demonstratie" in page for page in pages] == [True, False]


def test_charts_say_what_was_left_out_and_what_is_a_demonstration(get):
    half_way_in(worlds.build(demo=True))
    for asked, words in (
        ({}, "Een deel van deze bedragen is een demonstratie"),
        ({"demonstratie": "zonder"}, "zonder de demonstratie"),
    ):
        html = get(**asked).content.decode()
        figures = re.findall(r'<figure class="si-chart.*?</figure>', html, re.S)
        assert figures
        assert {words in text(figure) and "Deze gegevens downloaden" in figure for figure in figures} == {True}
    assert "zoals bekend op 1 juni 2018" in text(get(bekend="2018-06-01").content.decode())


def test_figure_says_what_of_it_is_a_demonstration_and_can_be_downloaded(client_for, fenna):
    half_way_in(worlds.build(demo=True))
    for measure in ("committed", "paid", "match_realised"):
        asked = {"groep": "lines", "rij": "smitzh", "maat": measure}
        html = client_for(fenna).get(reverse("reports:budget_figure"), asked).content.decode()
        (figure,) = re.findall(r'<figure class="si-chart.*?</figure>', html, re.S)
        assert "Een deel van deze bedragen is een demonstratie" in text(figure)
        address = unescape(re.search(r'href="([^"]+)">Deze gegevens downloaden', figure)[1])
        assert b"".join(client_for(fenna).get(address).streaming_content).count(b"EUR") >= 1


def shift_in_a_demonstration(world):
    """Of the € 700.000 of the line € 200.000 is invented, and € 30.000 of its own goes to the next year."""
    moved = {"by": world.decider, "line": world.line}
    for line in (world.line.parent.parent, world.line.parent, world.line):
        given = {"year": 2018, "commitments": euros(200_000)}
        actions.allot(by=world.decider, basis=basis(demo=True), line=line, supplement=True, **given)
    years = {"ledger": "commitments", "from_year": 2018, "to_year": 2019, "amount": euros(30_000)}
    actions.shift(basis=basis(demo=True), **moved, **years)


def test_each_figure_and_each_entry_says_what_of_it_is_a_demonstration(client_for, fenna, world):
    half_way_in(world, 500_000)
    shift_in_a_demonstration(world)
    client = client_for(fenna)
    asked = {"groep": "lines", "rij": "smitzh", "maat": "available", "jaar": "2018"}
    figure = client.get(reverse("reports:budget_figure"), asked)
    assert [(row["held"], row["mark"]) for row in figure.context["rows"]] == [
        (euros(220_000), "waarvan demonstratie € 170.000")
    ]
    assert text(figure.text).count("waarvan demonstratie € 170.000") == 2
    entries = client.get(reverse("reports:budget_entries"), asked)
    marks = [(row["moved"], row["entry"].demo) for row in entries.context["rows"]]
    assert marks == [(500_000, False), (-450_000, False), (200_000, True), (-30_000, True)]
    assert text(entries.text).count("Demonstratie") == 2
    file = b"".join(client.get(reverse("reports:budget_entries_export"), asked).streaming_content).decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(file))
    assert [(row["moved"], row["demonstration"]) for row in rows] == [
        ("500000.00", ""), ("-450000.00", ""), ("200000.00", "1"), ("-30000.00", "1"),
    ]  # fmt: skip
    without = client.get(reverse("reports:budget_figure"), asked | {"demonstratie": "zonder"})
    assert [(row["held"], row["mark"]) for row in without.context["rows"]] == [(euros(50_000), "")]


def test_difference_says_of_each_figure_what_of_it_is_a_demonstration(client_for, fenna, world):
    half_way_in(world, 500_000)
    shift_in_a_demonstration(world)
    asked = {"van": "2018-05-31", "op": "2018-06-01", "jaar": "2018"}
    html = client_for(fenna).get(reverse("reports:budget_difference"), asked).content.decode()
    (own,) = [row for row in re.findall(r"<tr>.*?</tr>", html, re.S) if "SMITZH" in row and "Beschikbaar" in text(row)][
        :1
    ]
    assert text(own) == (
        "SMITZH, hub Zuid-Holland Beschikbaar € 500.000 € 220.000 waarvan demonstratie € 170.000 "
        "−€ 280.000 waarvan demonstratie +€ 170.000"
    )
    file = client_for(fenna).get(reverse("reports:budget_difference_export"), asked).content.decode("utf-8-sig")
    (row,) = [
        row for row in csv.DictReader(io.StringIO(file))
        if (row["table"], row["row"], row["measure"]) == ("lines_state", "smitzh", "available")
    ]  # fmt: skip
    names = ("then_of_which_demonstration", "now_of_which_demonstration", "difference_demonstration")
    assert [row[name] for name in names] == ["", "waarvan demonstratie € 170.000", "170000.00"]


def test_ratio_says_what_it_is_without_the_demonstration(world):
    half_way_in(world, 600_000)
    invented = world.pool_for(demo=True)
    world.match(100_000, pool=invented)
    world.grant(50_000, pool=invented)
    cells = {cell.measure.key: cell for cell in board_on().table("lines_match").row("smitzh").cells}
    assert cells["match_ratio"].shown == "1,2"
    assert cells["match_ratio"].mark == "zonder de demonstratie 1,11"
    assert cells["match_needed"].mark == "waarvan demonstratie € 50.000"
    assert cells["match_committed"].mark == "waarvan demonstratie € 100.000"
    assert cells["match_used"].mark == ""


def test_demonstration_beside_a_reservation_of_unknown_size(world):
    """Of the letter: the bounds are real, and what the demonstration took is said. Its own: it is a part itself."""
    world.allot(700_000)
    reservation(world, size=None)
    given = {"line": world.line, "year": 2018, "ledger": "commitments", "lapse": True}
    actions.give_back(by=world.decider, basis=basis(demo=True), amount=euros(100_000), kept=euros(1), **given)
    cell = board_on().table("lines_state").row("smitzh").cell("available")
    assert (cell.shown, cell.mark) == ("onbekend (hoogstens €\u00a0600.000)", "€ 100.000 minder door de demonstratie")
    other = BudgetLine.objects.select_related("parent__parent").get(key="regional_rest")
    world.allot(500_000, line=other)
    reservation(world, size=None, line=other, of_demo=True)
    cells = {cell.measure.key: cell for cell in board_on().table("lines_state").row("regional_rest").cells}
    assert cells["reserved"].mark == "waarvan demonstratie onbekend (hoogstens €\u00a0500.000)"
    without = {
        cell.measure.key: cell
        for cell in board_on(demonstratie="zonder").table("lines_state").row("regional_rest").cells
    }
    assert (without["reserved"].shown, without["available"].shown) == ("€ 0", "€ 500.000")
