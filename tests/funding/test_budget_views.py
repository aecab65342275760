"""Pages of the budget: the tree with the books, decisions on it, and their history."""

from datetime import date
from decimal import Decimal

import pytest

from funding import actions, budget, budget_history
from funding.amounts import UNKNOWN, Range, exactly
from funding.models import BudgetLine
from tests.funding import world as worlds
from tests.funding.budget_steps import DECIDE, HISTORY, line, unknown
from tests.funding.steps import text_of
from tests.funding.world import basis, euros

TREE = "/begroting/"


@pytest.fixture
def world(db):
    return worlds.build()


@pytest.fixture
def decider(world, client_for):
    return client_for(world.decider)


@pytest.fixture
def root(world):
    return BudgetLine.objects.get(parent=None)


# --- The tree ---------------------------------------------------------------------------------------------------------


def cells(client, key, url=TREE):
    """The cells of a line, by measure."""
    row = next(row for row in client.get(url).context["rows"] if row.line.key == key)
    return dict(zip(budget.SHOWN, row.cells, strict=True))


def test_tree_adds_up_what_lies_below(world, decider):
    world.allot(1000, 500)
    world.allot(300, line=line("sme_support"))
    page = cells(decider, "si_2018", f"{TREE}?jaar=2018")
    assert (page["allotted"].text, page["allotted"].own) == ("€ 1.300", "€ 0")
    assert page["cash_available"].text == "€ 500"
    own = cells(decider, "smitzh", f"{TREE}?jaar=2018")
    assert (own["available"].text, own["available"].own, own["available"].unsure) == ("€ 1.000", "", False)
    link = "/grootboek/?maat=available&amp;jaar=2018&amp;post=smitzh"
    page = decider.get(f"{TREE}?jaar=2018").content.decode()
    assert f'href="{link}">€ 1.000</a>' in page
    assert 'href="/grootboek/?maat=available&amp;jaar=2018">€ 1.300</a>' in page
    assert decider.get(link.replace("&amp;", "&")).context["total"] == 1000


def test_reservation_of_unknown_size_makes_a_range(world, decider, root):
    world.allot(1000, line=root)
    unknown(world, root, at_least=euros(100))
    page = cells(decider, "si_2018", f"{TREE}?jaar=2018")
    assert page["available"].text == "hoogstens €\u00a0900"
    assert page["reserved"].text == "tussen €\u00a0100 en €\u00a01.000"
    assert page["reserved"].unsure
    text = text_of(decider.get(f"{TREE}?jaar=2018"))
    assert "Datacentrum" in text
    assert "minstens € 100" in text


def test_both_readings_of_the_letter_are_shown(decider):
    readings = decider.get(TREE).context["readings"]
    assert [(one["by_text"], one["pool"], one["most"]) for one in readings] == [
        (True, "Overig regionaal geld", "hoogstens €\u00a02.100.000"),
        (False, "Smart Industry 2018", "hoogstens €\u00a02.800.000"),
    ]
    hubs = ("Overige regionale hubs", "hoogstens €\u00a02.100.000")
    assert [one["rest"] for one in readings] == [
        [hubs],
        [hubs, ("Verdere steun aan het mkb", "hoogstens €\u00a0700.000")],
    ]


def test_readings_are_empty_without_such_a_line(monkeypatch, db):
    monkeypatch.setattr(budget, "CENTER", "nowhere")
    assert budget.readings() == []


def test_year_can_be_chosen_and_nonsense_gives_the_newest(world, decider):
    world.allot(10, year=2018)
    pages = {year: decider.get(f"{TREE}?jaar={year}").context["year"] for year in ("2018", "abc", "1900")}
    newest = budget.years(date.today())[0]  # noqa: DTZ011 -- any day
    assert pages == {"2018": "2018", "abc": str(newest), "1900": str(newest)}
    assert "Begroting van 2018" in text_of(decider.get(f"{TREE}?jaar=2018"))


def test_readers_read_and_do_not_decide(world, client_for, gijs):
    for person in (world.preparer, world.payer, world.controller, gijs):
        page = client_for(person).get(TREE)
        assert page.status_code == 200
        assert "Neem een begrotingsbesluit" not in text_of(page)
        assert client_for(person).get(f"{DECIDE}toewijzen/").status_code == 403
    for person in (world.editor, world.giver):
        assert client_for(person).get(TREE).status_code == 403
    assert client_for(None).get(TREE).status_code == 302


def test_tree_is_kept_by_no_cache_and_speaks_english(world, decider):
    page = decider.get("/en" + TREE)
    assert page["Cache-Control"] == "no-store, private"
    assert "What depends on the Data Value Center" in text_of(page)


@pytest.mark.parametrize("number", [1, 3])
def test_tree_takes_as_many_statements_for_one_as_for_three(world, decider, number, django_assert_num_queries):
    world.allot(1000, 1000)
    for _ in range(number):
        world.grant(10, condition="proof_of_match")
        unknown(world, world.line.parent)
    decider.get(TREE)
    with django_assert_num_queries(10):
        decider.get(f"{TREE}?jaar=2018")


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (exactly(Decimal(5)), "€ 5"),
        (Range(high=Decimal(5)), "hoogstens €\u00a05"),
        (Range(Decimal(3), Decimal(5)), "tussen €\u00a03 en €\u00a05"),
        (Range(Decimal(3)), "minstens €\u00a03"),
        (UNKNOWN, "onbekend"),
        (None, "niet vastgelegd"),
    ],
    ids=["exact", "at most", "between", "at least", "unknown", "nothing"],
)
def test_amounts_in_words(amount, text):
    assert budget.words(amount) == text


# --- The history ------------------------------------------------------------------------------------------------------


@pytest.fixture
def history(world, root):
    """Five decisions, on two lines and two years."""
    world.allot(100, line=line("regional"))
    about = {"ledger": "commitments", "from_year": 2018, "to_year": 2019, "amount": euros(10)}
    shifted = actions.shift(by=world.decider, basis=basis(), line=line("regional"), **about)
    actions.correct(by=world.controller, basis=basis(), entry=shifted)
    unknown(world, root)
    return world


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 5),
        ("?soort=allot", 2),
        ("?soort=correct", 1),
        ("?soort=reserve", 1),
        ("?soort=nonsense&post=x&jaar=%C2%B2", 5),
        ("?jaar=2019", 2),
        ("?jaar=2019&soort=allot", 0),
    ],
)
def test_history_is_filtered(history, decider, query, number):
    page = decider.get(HISTORY + query)
    assert len(page.context["decisions"]) == number


def test_history_of_one_line(history, decider, root):
    assert len(decider.get(f"{HISTORY}?post={root.pk}").context["decisions"]) == 3
    assert len(decider.get(f"{HISTORY}?post={line('regional').pk}").context["decisions"]) == 3


def test_history_shows_who_what_and_why(history, decider):
    text = text_of(decider.get(HISTORY))
    for part in ("€ 100", "Buiten de boeken", "door decider", "test", "Datacentrum"):
        assert part in text


def test_history_says_when_there_is_nothing(decider):
    assert "Nog geen begrotingsbesluit" in text_of(decider.get(HISTORY))
    assert "Geen besluit past" in text_of(decider.get(f"{HISTORY}?soort=lapse"))


def test_download_is_the_list(history, decider):
    answer = decider.get("/begroting/besluiten.csv?soort=allot")
    assert answer["Content-Disposition"] == 'attachment; filename="begrotingsbesluiten.csv"'
    lines = answer.content.decode().strip("\ufeff\r\n").split("\r\n")
    assert len(lines) == 3
    assert lines[0].startswith("Vastgelegd op,Geldig op,Soort")
    assert ",100.00," in lines[1]
    whole = decider.get("/begroting/besluiten.csv").content.decode()
    assert "Datacentrum" in whole
    decisions = budget_history.hydrated(budget_history.found(budget_history.Asked()))
    assert "Demonstratie: niet voor gebruik" in budget_history.as_file(decisions, demo=True)


@pytest.mark.parametrize("number", [1, 3])
def test_history_takes_as_many_statements_for_one_as_for_three(world, decider, root, number, django_assert_num_queries):
    for year in range(number):
        world.allot(100, line=root, year=2018 + year)
        unknown(world, root, year=2018 + year)
    decider.get(HISTORY)
    with django_assert_num_queries(8):
        decider.get(HISTORY)
