"""The ledger on screen: accounts, their entries, one entry, taking back, closing. Amounts in euros."""

import csv
import io
import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import Role
from funding import actions
from funding.account_register import MEASURED_ON
from funding.books import by_line
from funding.files import keep
from funding.ledger import COFUNDING
from funding.measures import BOOK_MEASURES
from funding.models import Account, Closing, Entry, EntryFile
from funding.pool_books import of_pools
from funding.rules import RuleBroken
from jobs import clock
from tests.funding import world as worlds
from tests.funding.test_award_pages import text_of
from tests.funding.world import PAPER, basis, euros, person

pytestmark = pytest.mark.django_db
LIST = "/grootboek/"


@pytest.fixture
def world():
    world = worlds.build()
    world.allot(1_000, 1_000)
    return world


def account(**filters) -> Account:
    return Account.objects.get(**filters)


def detail(account):
    return reverse("funding:account_detail", args=[account.pk])


def entry_page(entry):
    return reverse("funding:entry_detail", args=[entry.pk])


def test_list_groups_accounts_by_ledger_and_line_with_balances(client_for, world):
    world.match(600)
    award = world.grant(400)
    world.pay(award, 100)

    response = client_for(world.preparer).get(LIST)

    text = text_of(response)
    ledgers = [group.ledger for group in response.context["groups"]]
    assert list(dict.fromkeys(ledgers)) == ["Kas", "Cofinanciering", "Verplichtingen"]
    for part in (f"toekenning {award.number}, Hub", "€ 300", "toezegging van Metropoolregio", "Buiten de boeken"):
        assert part in text


def test_measures_are_the_sums_of_their_accounts(client_for, world):
    world.match(600, realised=200)
    world.pay(world.grant(400), 100)
    held = by_line()[world.line.pk]
    client = client_for(world.preparer)

    for measure in BOOK_MEASURES:
        if measure.key in MEASURED_ON:
            page = client.get(LIST, {"maat": measure.key, "post": "smitzh"})
            assert page.context["total"] == measure.value(held).low, measure.key


def test_pool_is_read_as_the_line_is(world):
    world.match(600, realised=200)
    world.pay(world.grant(400), 100)
    world.grant(200, condition="proof_of_match")
    line, pool = by_line()[world.line.pk], of_pools([world.pool.pk])[world.pool.pk]

    assert pool.held.needed == line.needed == 400
    assert pool.to_prove == 200
    assert (pool.committed, pool.short) == (600, 0)
    assert pool.held.of(COFUNDING, "realised") == 200


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"boek": "cash"}, {"cash"}),
        ({"boek": "cofunding", "soort": "committed"}, {"cofunding"}),
        ({"q": "metropoolregio"}, {"cofunding"}),
        ({"jaar": "2018", "boek": "commitments"}, {"commitments"}),
        ({"jaar": "1999"}, set()),
        ({"boek": "onzin", "maat": "onzin", "jaar": "x", "pot": "-1"}, {"cash", "commitments", "cofunding"}),
    ],
    ids=["ledger", "kind", "search", "year", "nothing", "nonsense"],
)
def test_list_filters(client_for, world, query, shown):
    world.match(600)
    world.pay(world.grant(400), 100)

    groups = client_for(world.preparer).get(LIST, query).context["groups"]

    assert {row["account"].ledger for group in groups for row in group.rows} == shown


def test_recipient_and_funder_see_their_own_accounts_alone(client_for, world, eva):
    pledge = world.match(600)
    award = world.grant(400)
    hub = {row.pk for row in Account.objects.filter(award=award)} | {
        row.pk for row in Account.objects.filter(pledge=pledge)
    }
    funder = {row.pk for row in Account.objects.filter(pledge=pledge)}

    for who, expected in ((world.editor, hub), (world.giver, funder), (eva, set())):
        groups = client_for(who).get(LIST, {"leeg": "ja"}).context["groups"]
        assert {row["account"].pk for group in groups for row in group.rows} == expected
        line = account(ledger="commitments", kind="available", line=world.line)
        assert client_for(who).get(detail(line)).status_code == 404


def test_account_runs_its_balance_in_both_directions(client_for, world):
    world.match(900)
    award = world.grant(400)
    for amount in (100, 50):
        world.pay(award, amount)
    committed = account(award=award, kind="committed")

    lines = client_for(world.preparer).get(detail(committed)).context["lines"]

    seen = [(row["line"].came, row["line"].went, row["line"].balance) for row in lines]
    assert seen == [(None, Decimal(50), 250), (None, Decimal(100), 300), (Decimal(400), None, 400)]


def test_account_pages_carry_the_balance_on(client_for, world):
    pledge = world.pledge()
    for _number in range(60):
        actions.intend(by=world.editor, basis=basis(), pledge=pledge, amount=euros(10))
    intended = account(pledge=pledge, kind="intended")
    client = client_for(world.giver)

    last = client.get(detail(intended), {"page": 2}).context["lines"]
    file = client.get(reverse("funding:entry_export", args=[intended.pk])).content.decode("utf-8-sig")

    assert [row["line"].balance for row in last] == [Decimal(10 * left) for left in range(10, 0, -1)]
    rows = list(csv.DictReader(io.StringIO(file)))
    assert [row["Saldo (euro's)"] for row in rows] == [f"{10 * left}.00" for left in range(60, 0, -1)]


def test_file_of_accounts_has_what_the_screen_has(client_for, world):
    world.match(600)
    client = client_for(world.preparer)
    page = client.get(LIST, {"boek": "cofunding"})
    file = client.get(LIST + "grootboek.csv", {"boek": "cofunding"}).content.decode("utf-8-sig")

    shown = [str(row["account"].balance) for group in page.context["groups"] for row in group.rows]
    assert [row["Saldo (euro's)"] for row in csv.DictReader(io.StringIO(file))] == shown


def test_entry_keeps_its_three_days_apart_and_names_people_for_the_ministry_alone(client_for, world):
    pledge = world.pledge()
    entry = actions.intend(
        by=world.editor,
        basis=basis(date(2018, 3, 1), document_date=date(2018, 2, 5), reason="aangekondigd"),
        pledge=pledge,
        amount=euros(700),
    )
    file = keep("besluit.pdf", b"abc", "application/pdf", by=world.giver)
    EntryFile.objects.create(entry=entry, file=file, recorded_by=world.giver)

    ministry = text_of(client_for(world.preparer).get(entry_page(entry)))
    funder = text_of(client_for(world.giver).get(entry_page(entry)))

    for part in ("1 maart 2018", "5 februari 2018", "aangekondigd", entry.key, entry.document, "€ 700", "besluit.pdf"):
        assert part in ministry
        assert part in funder
    assert ": editor" in ministry
    assert "editor" not in funder


@pytest.mark.parametrize("demo", [True, False])
def test_files_of_a_demonstration_say_so(client_for, world, settings, demo):
    settings.DEMO = demo
    client, one = client_for(world.preparer), account(kind="available", line=world.line, ledger="commitments")
    for address in (LIST + "grootboek.csv", f"{detail(one)}boekingen.csv"):
        answer = client.get(address)
        head = answer.content.decode("utf-8-sig").splitlines()[0]
        assert ("Demonstratie" in head, "demo-" in answer["Content-Disposition"]) == (demo, demo)


def test_entry_of_others_does_not_exist(client_for, world, eva):
    entry = Entry.objects.filter(kind="allot").first()

    assert client_for(world.preparer).get(entry_page(entry)).status_code == 200
    for who in (eva, world.editor, world.giver):
        assert client_for(who).get(entry_page(entry)).status_code == 404


def correction(entry, **changes) -> dict:
    return {
        "key": uuid.uuid4().hex,
        "reason": "verkeerd bedrag",
        "document": "memo 1",
        "document_date": "2018-06-02",
        "valid_on": "2018-06-02",
        **changes,
    }


def test_controller_takes_an_entry_back_once_and_both_entries_say_so(client_for, world):
    pledge = world.pledge()
    entry = actions.intend(by=world.editor, basis=basis(), pledge=pledge, amount=euros(700))
    client, page = client_for(world.controller), reverse("funding:entry_correct", args=[entry.pk])
    sent = correction(entry)

    asked = client.post(page, sent)
    assert asked.status_code == 200
    assert not Entry.objects.filter(corrects=entry).exists()
    answers = [client.post(page, {**sent, "step": "yes"}) for _click in range(2)]

    made = Entry.objects.get(corrects=entry)
    assert {answer["Location"] for answer in answers} == {entry_page(made)}
    assert account(pledge=pledge, kind="intended").balance == 0
    assert entry_page(made) in client.get(entry_page(entry)).content.decode()
    assert entry_page(entry) in client.get(entry_page(made)).content.decode()


def test_correction_that_would_uncover_state_money_is_refused_with_what_is_short(client_for, world):
    pledge = world.match(400)
    world.grant(400)
    entry = Entry.objects.get(kind="confirm_committed", transfers__to_account__pledge=pledge)

    page = reverse("funding:entry_correct", args=[entry.pk])
    response = client_for(world.controller).post(page, correction(entry, step="yes"))

    assert response.status_code == 422
    assert "€ 400" in text_of(response)
    assert "verkeerd bedrag" in response.content.decode()


@pytest.mark.parametrize("field", ["document_date", "valid_on"])
def test_correction_rests_on_what_has_happened(client_for, world, field):
    entry = Entry.objects.filter(kind="allot").first()
    page, sent = reverse("funding:entry_correct", args=[entry.pk]), correction(entry, step="yes")

    response = client_for(world.controller).post(page, {**sent, field: "2099-01-01"})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Entry.objects.filter(corrects=entry).exists()


def test_changing_something_keeps_what_was_typed(client_for, world):
    entry = Entry.objects.filter(kind="allot").first()
    page = reverse("funding:entry_correct", args=[entry.pk])

    response = client_for(world.controller).post(page, correction(entry, step="change"))

    assert response.status_code == 200
    assert "verkeerd bedrag" in response.content.decode()


def test_period_closes_once_and_only_corrections_are_valid_there(client_for, world):
    client, page = client_for(world.controller), reverse("funding:period_close")
    sent = {"key": uuid.uuid4().hex, "until": "2018-06-30", "document": "besluit", "document_date": "2018-07-02"}

    assert "30 juni 2018" in text_of(client.post(page, sent))
    assert not Closing.objects.exists()
    for _click in range(2):
        assert client.post(page, {**sent, "step": "yes"})["Location"] == LIST
    assert "tot en met 30 juni 2018" in text_of(client.get(LIST))
    with pytest.raises(RuleBroken) as refused:
        actions.intend(by=world.editor, basis=basis(), pledge=world.pledge(), amount=euros(1))
    assert refused.value.code == "funding_entry_is_valid_in_an_open_period"


def test_period_that_was_closed_by_somebody_else_is_refused(client_for, world):
    other = person("controller2", Role.MINISTRY_CONTROLLER, world.ministry)
    actions.close_period(by=other, until=date(2018, 6, 30), **PAPER)
    sent = {"key": uuid.uuid4().hex, "until": "2018-06-30", "document": "x", "document_date": "2018-07-02"}

    response = client_for(world.controller).post(reverse("funding:period_close"), {**sent, "step": "yes"})

    assert response.status_code == 422
    assert "al afgesloten" in text_of(response)


def test_period_before_what_is_closed_is_told(client_for, world):
    actions.close_period(by=world.controller, until=date(2018, 6, 30), **PAPER)
    sent = {"key": uuid.uuid4().hex, "until": "2018-05-31", "document": "x", "document_date": "2018-07-02"}
    response = client_for(world.controller).post(reverse("funding:period_close"), sent)
    assert list(response.context["form"].errors) == ["until"]
    assert "tot en met 30 juni 2018" in text_of(response)


def test_period_is_closed_on_a_document_that_is_there(client_for, world):
    sent = {"key": uuid.uuid4().hex, "until": "2018-06-30", "document": "x", "document_date": "2099-01-01"}

    response = client_for(world.controller).post(reverse("funding:period_close"), {**sent, "step": "yes"})

    assert list(response.context["form"].errors) == ["document_date"]
    assert not Closing.objects.exists()


def test_today_is_not_closed(client_for, world):
    sent = {"key": uuid.uuid4().hex, "document": "x", "document_date": "2018-07-02"}
    for day in (clock.today(), clock.today() + timedelta(days=1)):
        response = client_for(world.controller).post(
            reverse("funding:period_close"), {**sent, "until": day.isoformat(), "step": "yes"}
        )
        assert response.status_code == 422


def test_pages_keep_to_the_agreed_number_of_statements(client_for, world, django_assert_max_num_queries):
    pledge = world.match(600)
    award = world.grant(100)
    client = client_for(world.editor)
    entry = Entry.objects.filter(kind="commit").get()
    committed = account(pledge=pledge, kind="committed")
    pages = [LIST, detail(committed), entry_page(entry)]
    counts = []
    for _round in range(2):
        for page in pages:
            with django_assert_max_num_queries(8) as found:
                assert client.get(page).status_code == 200
            counts.append(len(found.captured_queries))
        for _number in range(3):
            world.grant(10)
            world.match(10)
        world.pay(award, 10)
    assert counts[:3] == counts[3:]
