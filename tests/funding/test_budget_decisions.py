"""Decisions on the budget as people take them on its pages, and what is refused there."""

from datetime import date
from decimal import Decimal

import pytest

from funding import actions, budget
from funding.models import BudgetLine, Entry, Reservation, SentForm
from tests.funding import world as worlds
from tests.funding.budget_steps import DECIDE, HISTORY, RESTS_ON, balance, line, unknown
from tests.funding.steps import confirm, key_of, read_over, text_of
from tests.funding.world import PAPER


@pytest.fixture
def world(db):
    return worlds.build()


@pytest.fixture
def decider(world, client_for):
    return client_for(world.decider)


@pytest.fixture
def root(world):
    return BudgetLine.objects.get(parent=None)


# --- Decisions --------------------------------------------------------------------------------------------------------


def test_budget_is_allotted_from_the_whole_down(decider, root):
    whole = {"line": root.pk, "year": "2018", "commitments": "3.500.000", "cash": "€ 3.500.000,00", **RESTS_ON}
    answer = confirm(decider, f"{DECIDE}toewijzen/", **whole)
    entry = Entry.objects.get()
    assert answer["Location"] == f"{HISTORY}#boeking-{entry.pk}"
    assert (entry.kind, entry.document, entry.reason) == ("allot", "Besluit 12", "eerste begroting")
    regional = {**whole, "line": line("regional").pk, "commitments": "2.800.000", "cash": ""}
    looked = read_over(decider, f"{DECIDE}toewijzen/", **regional)
    changes = [(one.before, one.change, one.after) for one in looked.context["preview"]]
    assert changes == [(3_500_000, -2_800_000, 700_000), (0, 2_800_000, 2_800_000)]
    assert Entry.objects.count() == 1
    confirm(decider, f"{DECIDE}toewijzen/", **regional)
    assert (balance(root), balance(line("regional"))) == (700_000, 2_800_000)
    assert balance(root, "cash") == 3_500_000


def test_key_of_the_portals_own_entries_is_not_taken(decider, root):
    sent = {"key": "letter-2018-02-05-si_2018", "line": root.pk, "year": "2018", "commitments": "10", **RESTS_ON}
    answer = decider.post(f"{DECIDE}toewijzen/", {**sent, "step": "confirm"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["key"])


def test_double_click_counts_once_and_shows_the_same_page(decider, root):
    url = f"{DECIDE}toewijzen/"
    sent = {"key": key_of(decider, url), "line": root.pk, "year": "2018", "commitments": "10", **RESTS_ON}
    answers = [decider.post(url, {**sent, "step": "confirm"})["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert (Entry.objects.count(), SentForm.objects.count()) == (1, 1)
    other = decider.post(url, {**sent, "commitments": "11", "step": "confirm"})
    assert other.status_code == 422
    assert Entry.objects.count() == 1


def test_refusal_says_what_is_short_before_anything_counts(world, decider):
    world.allot(100, line=line("regional"))
    sent = {"line": world.line.pk, "year": "2018", "commitments": "150", **RESTS_ON}
    answer = read_over(decider, f"{DECIDE}toewijzen/", **sent)
    assert answer.status_code == 422
    assert "€ 50" in text_of(answer)
    assert 'value="150"' in answer.content.decode()


def test_supplementary_budget_comes_on_top_of_a_lines_amount(world, decider, root):
    world.allot(3_500_000, line=root)
    sent = {"line": root.pk, "year": "2018", "commitments": "500", **RESTS_ON}
    assert "€ 500" in text_of(read_over(decider, f"{DECIDE}toewijzen/", **sent))
    assert confirm(decider, f"{DECIDE}aanvullen/", **sent).status_code == 302
    assert (Entry.objects.latest("pk").kind, balance(root)) == ("supplement", 3_500_500)


def test_budget_is_shifted_to_another_year(world, decider, root):
    world.allot(100, line=root)
    sent = {"line": root.pk, "ledger": "commitments", "origin": "available", "from_year": "2018", "to_year": "2019"}
    confirm(decider, f"{DECIDE}verschuiven/", **sent, amount="40", **RESTS_ON)
    assert (balance(root), balance(root, year=2019)) == (60, 40)


def test_shift_of_what_did_not_come_free_is_refused(world, decider, root):
    world.allot(100, line=root)
    sent = {"line": root.pk, "ledger": "commitments", "origin": "freed", "from_year": "2018", "to_year": "2019"}
    answer = read_over(decider, f"{DECIDE}verschuiven/", **sent, amount="40", **RESTS_ON)
    assert answer.status_code == 422
    assert "vrijgevallen" in text_of(answer)


@pytest.mark.parametrize(("word", "kind"), [("overboeken", "transfer"), ("vervallen", "lapse")])
def test_budget_leaves_the_programme(world, decider, root, word, kind):
    world.allot(100, 100, line=root)
    sent = {"line": root.pk, "ledger": "cash", "origin": "available", "year": "2018", "amount": "30"}
    confirm(decider, f"{DECIDE}{word}/", **sent, **RESTS_ON)
    assert (Entry.objects.latest("pk").kind, balance(root, "cash"), balance(root)) == (kind, 70, 100)


def reserved(on, **changes):
    texts = {
        "purpose_nl": "Datacentrum",
        "purpose_en": "Data center",
        "document": "Brief",
        "document_date": "2018-02-05",
    }
    return {
        "line": on.pk,
        "year": "2018",
        "size_is": "known",
        "size": "60",
        "valid_on": "2018-06-01",
        **texts,
        **changes,
    }


def test_money_of_known_size_is_set_apart(world, decider, root):
    world.allot(100, line=root)
    answer = confirm(decider, f"{DECIDE}reserveren/", **reserved(root))
    made = Reservation.objects.get()
    assert (made.size, made.at_least, balance(root)) == (60, 60, 40)
    assert answer["Location"] == f"{HISTORY}#boeking-{Entry.objects.get(kind='reserve').pk}"


def test_money_of_unknown_size_needs_no_amount(world, decider, root):
    sent = reserved(root, size_is="unknown", size="")
    looked = read_over(decider, f"{DECIDE}reserveren/", **sent)
    assert "vermeldt voortaan hoeveel" in text_of(looked)
    answer = confirm(decider, f"{DECIDE}reserveren/", **sent)
    made = Reservation.objects.get()
    assert (made.size, made.at_least) == (None, 0)
    assert answer["Location"] == f"{HISTORY}#boeking-{Entry.objects.get(sets_apart=made).pk}"
    assert "Datacentrum (Smart Industry 2018, 2018)" in text_of(decider.get(HISTORY))


def test_lower_bound_of_an_unknown_size_is_set_apart(world, decider, root):
    world.allot(100, line=root)
    confirm(decider, f"{DECIDE}reserveren/", **reserved(root, size_is="unknown", size="", at_least="25"))
    assert (Reservation.objects.get().at_least, balance(root)) == (25, 75)


WRONG_RESERVATIONS = {
    "known without amount": ({"size": ""}, ["size"]),
    "unknown with amount": ({"size_is": "unknown"}, ["size"]),
    "known with a lower bound": ({"at_least": "5"}, ["at_least"]),
    "no day": ({"valid_on": ""}, ["valid_on"]),
}


@pytest.mark.parametrize("case", WRONG_RESERVATIONS)
def test_reservation_that_cannot_be_is_refused_at_its_field(world, decider, root, case):
    change, fields = WRONG_RESERVATIONS[case]
    answer = read_over(decider, f"{DECIDE}reserveren/", **reserved(root, **change))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == fields


def test_reservation_is_released(world, decider, root):
    world.allot(100, line=root)
    confirm(decider, f"{DECIDE}reserveren/", **reserved(root))
    made = Reservation.objects.get()
    url = f"/begroting/reservering/{made.pk}/vrijgeven/"
    assert "€ 60" in text_of(decider.get(url))
    confirm(decider, url, **RESTS_ON)
    assert balance(root) == 100
    assert decider.get(url).status_code == 404
    assert decider.get("/begroting/reservering/999999/vrijgeven/").status_code == 404


def test_reservation_without_money_is_released_too(world, decider, root):
    made = unknown(world, root)
    confirm(decider, f"/begroting/reservering/{made.pk}/vrijgeven/", **RESTS_ON)
    assert "Datacentrum" in text_of(decider.get(HISTORY))
    assert not budget.reservations(2018)


# --- What stays -------------------------------------------------------------------------------------------------------


def test_kept_is_asked_only_where_a_line_holds_a_reservation_of_unknown_size(world, decider, root):
    world.allot(100, line=root)
    url = f"{DECIDE}toewijzen/"
    sent = {"line": line("regional").pk, "year": "2018", "commitments": "10", **RESTS_ON}
    assert "kept" not in decider.get(url).context["form"].fields
    unknown(world, root)
    assert "Datacentrum (Smart Industry 2018, 2018)" in text_of(decider.get(url))
    assert list(read_over(decider, url, **sent).context["form"].errors) == ["kept"]
    short = read_over(decider, url, **sent, kept="95")
    assert short.status_code == 422
    assert "€ 5" in text_of(short)
    confirm(decider, url, **sent, kept="90")
    assert (balance(root), Entry.objects.latest("pk").kept) == (90, 90)


def test_kept_is_not_taken_where_nothing_asks_for_it(world, decider, root):
    world.allot(100, line=root)
    unknown(world, line("sme_support"))
    sent = {"line": line("regional").pk, "year": "2018", "commitments": "10", "kept": "1", **RESTS_ON}
    assert list(read_over(decider, f"{DECIDE}toewijzen/", **sent).context["form"].errors) == ["kept"]
    cash = {**sent, "commitments": "", "cash": "1", "kept": ""}
    answer = read_over(decider, f"{DECIDE}toewijzen/", **cash)
    assert "kas" in text_of(answer).lower()


@pytest.mark.parametrize("word", ["verschuiven", "vervallen", "reserveren"])
def test_other_decisions_ask_what_stays_too(world, decider, root, word):
    world.allot(100, line=root)
    unknown(world, root)
    about = {"line": root.pk, "ledger": "commitments", "origin": "available", "amount": "10", **RESTS_ON}
    sent = {
        "verschuiven": {**about, "from_year": "2018", "to_year": "2019"},
        "vervallen": {**about, "year": "2018"},
        "reserveren": reserved(root, purpose_nl="Iets anders"),
    }[word]
    assert list(read_over(decider, f"{DECIDE}{word}/", **sent).context["form"].errors) == ["kept"]
    assert confirm(decider, f"{DECIDE}{word}/", **sent, kept="10").status_code == 302


# --- Bad input --------------------------------------------------------------------------------------------------------


BAD = {
    "zero": "0",
    "negative": "-5",
    "three decimals": "1,005",
    "ten to the fourteenth": "100.000.000.000.000",
    "words": "veel",
    "doubtful": "1,250",
}


@pytest.mark.parametrize("case", BAD)
def test_amount_that_is_no_money_is_refused_with_a_sentence(decider, root, case):
    answer = read_over(decider, f"{DECIDE}toewijzen/", line=root.pk, year="2018", commitments=BAD[case], **RESTS_ON)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["commitments"]
    assert f'value="{BAD[case]}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("prefix", "typed"),
    [("", "1.250.000,50"), ("/en", "1,250,000.50"), ("", "€ 1250000,5"), ("/en", "1.250.000,50")],
)
def test_dutch_and_english_marks_are_read(decider, root, prefix, typed):
    confirm(decider, f"{prefix}{DECIDE}toewijzen/", line=root.pk, year="2018", commitments=typed, **RESTS_ON)
    assert balance(root) == Decimal("1250000.50")


def test_decision_in_a_closed_period_is_refused(world, decider, root):
    actions.close_period(by=world.controller, until=date(2018, 12, 31), **PAPER)
    answer = read_over(decider, f"{DECIDE}toewijzen/", line=root.pk, year="2018", commitments="1", **RESTS_ON)
    assert answer.status_code == 422
    assert "31 december 2018" in text_of(answer)


def test_empty_form_names_each_field(decider):
    answer = read_over(decider, f"{DECIDE}toewijzen/")
    expected = ["line", "year", "valid_on", "document", "document_date", "reason", "commitments"]
    assert sorted(answer.context["form"].errors) == sorted(expected)


def test_years_and_lines_that_do_not_exist_are_refused(decider, root):
    sent = {"line": "999999", "year": "1066", "commitments": "1", **RESTS_ON}
    assert sorted(read_over(decider, f"{DECIDE}toewijzen/", **sent).context["form"].errors) == ["line", "year"]
    sent = {"line": root.pk, "ledger": "cash", "origin": "available", "from_year": "2018", "to_year": "2018"}
    answer = read_over(decider, f"{DECIDE}verschuiven/", **sent, amount="1", **RESTS_ON)
    assert list(answer.context["form"].errors) == ["to_year"]


def test_kind_that_does_not_exist_is_not_found(decider):
    assert decider.get(f"{DECIDE}weggeven/").status_code == 404
