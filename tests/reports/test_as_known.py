"""The dashboard as valid on one day and known on another, and the entries behind a difference between two such views.

What was recorded on which day is set as the owner, since the database dates what is recorded itself.
"""

import contextlib
import csv
import io
import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.db import transaction
from django.db.models import Sum
from django.urls import reverse

from funding import actions, audit, books, months, moves
from funding.account_register import MEASURED_ON
from funding.models import Account, BudgetLine, Entry, Transfer
from funding.moves import Day
from reports import budget, budget_data, budget_difference
from reports.budget import View
from tests.funding import connections
from tests.funding import world as worlds
from tests.funding.attempts import reservation
from tests.funding.world import basis, euros

FIRST, MIDDLE, LAST = date(2018, 3, 1), date(2018, 6, 1), date(2018, 9, 1)
DAYS = [None, date(2018, 1, 1), FIRST, date(2018, 5, 1), MIDDLE, date(2018, 8, 1), LAST]


def recorded(*days: date) -> None:
    """As the owner: the entries were recorded on these days in turn, at 23:30 in the Netherlands."""
    with connections.owner() as own, own.cursor() as cursor:
        own.autocommit = True
        cursor.execute(
            "ALTER TABLE funding_entry DISABLE TRIGGER USER; ALTER TABLE funding_transfer DISABLE TRIGGER USER"
        )
        for number, entry in enumerate(Entry.objects.order_by("pk")):
            day = days[number % len(days)]
            moment = f"{day} 23:30 Europe/Amsterdam"
            cursor.execute("UPDATE funding_entry SET recorded_at = %s WHERE id = %s", [moment, entry.pk])
            cursor.execute("UPDATE funding_transfer SET recorded_on = %s WHERE entry_id = %s", [day, entry.pk])
        cursor.execute(
            "ALTER TABLE funding_entry ENABLE TRIGGER USER; ALTER TABLE funding_transfer ENABLE TRIGGER USER"
        )


def switch(cursor, way):
    for table in ("entry", "transfer"):
        cursor.execute(f"ALTER TABLE funding_{table} {way} TRIGGER USER")


@pytest.fixture
def eventful(fresh_database):
    """A year with every kind of change, valid and recorded on three days in turn."""
    world = worlds.build()
    world.allot(700_000, 400_000)
    rest = BudgetLine.objects.select_related("parent__parent").get(key="regional_rest")
    world.allot(2_100_000, None, line=rest)
    world.match(500_000, realised=100_000)
    reservation(world, size=euros(40_000))
    reservation(world, size=None, line=rest)
    award = world.grant(450_000, day=FIRST)
    world.pay(award, 300_000)
    second = world.grant(1_000, day=LAST)
    lowered = actions.decommit(by=world.decider, basis=basis(LAST), award=second, amount=euros(400))
    actions.correct(by=world.controller, basis=basis(LAST), entry=lowered)
    actions.refund(by=world.payer, basis=basis(LAST), award=award, paid_in=2018, amount=euros(10))
    recorded(FIRST, LAST, MIDDLE, LAST, FIRST)
    return world


def naive(valid_on, known_on):
    """What each account holds by adding up the journal, transfer by transfer."""
    held = {}
    for one in Transfer.objects.select_related("entry"):
        day = one.entry.recorded_at.astimezone(worlds_zone()).date()
        if one.entry.valid_on <= valid_on and (known_on is None or day <= known_on):
            held[one.to_account_id] = held.get(one.to_account_id, 0) + one.amount
            held[one.from_account_id] = held.get(one.from_account_id, 0) - one.amount
    return held


def worlds_zone():
    from django.utils import timezone

    return timezone.get_default_timezone()


def totals(held):
    """{(ledger, kind): euros} of all accounts in the books."""
    found = {}
    for account in Account.objects.exclude(kind="source"):
        key = account.ledger, account.kind
        found[key] = found.get(key, Decimal(0)) + held.get(account.pk, Decimal(0))
    return {key: amount for key, amount in found.items() if amount}


def test_books_are_what_the_journal_said_by_then(eventful):
    assert audit.differences() == []
    for valid_on in DAYS[1:] + [books.EVER]:
        for known_on in DAYS:
            found = {}
            for held in books.read(valid_on=valid_on, known_on=known_on).holdings.values():
                for key, amount in held.balances.items():
                    found[key] = found.get(key, Decimal(0)) + amount
            found = {key: amount for key, amount in found.items() if amount}
            assert found == totals(naive(valid_on, known_on)), (valid_on, known_on)


def test_entries_add_up_to_every_difference(eventful):
    """Over all figures of the dashboard, for every pair of views of which the first is the earlier."""
    lines, regions = budget_data.places()
    spots = budget.spots(lines, regions)
    views = [View(day, known_on=known) for day in (FIRST, MIDDLE, LAST) for known in (FIRST, MIDDLE, LAST, None)]
    boards = dict(zip(views, budget_data.boards(views, (lines, regions)), strict=True))
    changed = 0
    for since in views:
        for view in views:
            if since.valid_on > view.valid_on or (since.known_on or date.max) > (view.known_on or date.max):
                continue
            for change in budget_difference.compare(boards[since], boards[view]).changes:
                key = change.now.measure.key
                if key not in MEASURED_ON:
                    continue
                (spot,) = (one for one in spots[change.table.group] if one.key == change.row.key)
                inside = moves.accounts(spot.place, *MEASURED_ON[key])
                moved = moves.transfers(Day(view.valid_on, view.known_on), since=Day(since.valid_on, since.known_on))
                assert moves.summed(moves.entries(inside, moved))[1] == change.amount
                changed += bool(change.amount)
    assert changed > 200


def risen(valid_on, known_on):
    """{(month, kind): euros} by adding up the journal, transfer by transfer."""
    kinds = dict(Account.objects.filter(ledger="commitments").values_list("pk", "kind"))
    found = {}
    for one in Transfer.objects.select_related("entry"):
        day = one.entry.recorded_at.astimezone(worlds_zone()).date()
        if one.entry.valid_on > valid_on or (known_on and day > known_on):
            continue
        month = one.entry.valid_on.replace(day=1)
        for account, amount in ((one.to_account_id, one.amount), (one.from_account_id, -one.amount)):
            if kinds.get(account) in months.KINDS:
                key = month, kinds[account]
                found[key] = found.get(key, Decimal(0)) + amount
    return {key: amount for key, amount in found.items() if amount}


def test_months_add_up_to_the_journal_and_to_the_dashboard(eventful):
    places, seen = budget_data.places(), 0
    for valid_on in DAYS[1:]:
        for known_on in DAYS:
            view = View(valid_on, known_on=known_on)
            # The second time the sums are those that were kept.
            for _time in range(2):
                (read,) = books.read_each([books.Asked(valid_on, known_on=known_on, by_month=True)])
                found = {}
                for one in read.rises:
                    key = one.month, one.kind
                    found[key] = found.get(key, Decimal(0)) + one.amount
                assert {key: amount for key, amount in found.items() if amount} == risen(valid_on, known_on)
            board = budget_data.board(view, places)
            for table in (one for one in board.tables if one.group == "months"):
                whole = board.table("lines_state").total
                last = table.rows[-1]
                assert [cell.amount for cell in last.cells] == [
                    whole.cell(cell.measure.key).amount for cell in last.cells
                ]
                seen += 1
    assert seen > 15


def test_months_of_another_journal_are_never_the_kept_ones(fresh_database):
    world = worlds.build()
    world.allot(1_000, 1_000)
    world.match(1_000)
    asked = books.Asked(LAST, by_month=True)
    assert books.read_each([asked])[0].rises == ()
    world.grant(10, day=FIRST)
    for amount, day in ((20, FIRST), (30, MIDDLE)):
        before = sum(one.amount for one in books.read_each([books.Asked(LAST, by_month=True)])[0].rises)
        world.grant(amount, day=day)
        rises = books.read_each([books.Asked(LAST, by_month=True)])[0].rises
        assert sum(one.amount for one in rises) == before + amount
    # An entry that is taken back with its transaction was never there.
    before = books.read_each([books.Asked(LAST, by_month=True)])[0].rises
    with contextlib.suppress(RuntimeError), transaction.atomic():
        world.grant(40, day=FIRST)
        assert books.read_each([books.Asked(LAST, by_month=True)])[0].rises != before
        raise RuntimeError
    assert books.read_each([books.Asked(LAST, by_month=True)])[0].rises == before
    world.grant(40, day=MIDDLE)
    assert [(one.month, one.amount) for one in books.read_each([books.Asked(LAST, by_month=True)])[0].rises] == [
        (FIRST, Decimal(30)), (MIDDLE, Decimal(70)),
    ]  # fmt: skip


def test_transfer_takes_the_days_of_its_entry_whatever_is_given(fresh_database):
    world = worlds.build()
    world.allot(100, None)
    one = Transfer.objects.select_related("entry").latest("pk")
    day = one.entry.recorded_at.astimezone(worlds_zone()).date()
    assert (one.valid_on, one.recorded_on) == (one.entry.valid_on, day)
    assert Transfer.objects.filter(valid_on=None).count() == 0
    assert Transfer.objects.aggregate(sum=Sum("amount"))["sum"] == 300


@pytest.fixture
def get(client_for, fenna):
    def page(name="budget_dashboard", status=200, **asked):
        response = client_for(fenna).get(reverse(f"reports:{name}"), asked)
        assert response.status_code == status
        return response

    return page


def text(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"bekend": "2017-12-31"}, "Het budget van het programma begint op 1 januari 2018."),
        ({"bekend": "2999-01-01"}, "1 januari 2999 is nog niet geweest."),
        ({"bekend": "ooit"}, "“ooit” is geen dag."),
        (
            {"op": "2018-06-01", "bekend": "2018-03-01"},
            "Op 1 maart 2018 wist nog niemand wat op 1 juni 2018 zou gelden.",
        ),
    ],
    ids=str,
)
def test_days_that_cannot_be_get_a_sentence(get, asked, sentence):
    assert sentence in unescape(get(status=422, **asked).content.decode())
    assert get("budget_data", status=302, **asked).url.startswith("/dashboard/?")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"van": "2018-06-01", "op": "2018-03-01"}, "1 juni 2018 komt na 1 maart 2018. Geef eerst de vroegste dag."),
        ({"van": "2018-03-01", "van_bekend": "2018-09-01", "op": "2018-03-01", "bekend": "2018-06-01"},
         "1 september 2018 komt na 1 juni 2018. Geef eerst de vroegste dag."),
        ({"op": "2018-03-01"}, "Dit veld is verplicht"),
        ({"van": "2017-01-01"}, "Het budget van het programma begint op 1 januari 2018."),
        ({"van": "2018-03-01", "op": "2999-01-01"}, "1 januari 2999 is nog niet geweest."),
    ],
    ids=str,
)  # fmt: skip
def test_two_days_that_cannot_be_get_a_sentence(get, asked, sentence):
    assert sentence in text(get("budget_difference", status=422, **asked).content.decode())
    assert get("budget_difference_export", status=302, **asked).url.startswith("/dashboard/verschil/?")


@pytest.mark.django_db
def test_difference_page_asks_first_and_says_when_nothing_changed(get):
    assert "Kies twee dagen" in text(get("budget_difference").content.decode())
    said = text(get("budget_difference", van="2018-03-01").content.decode())
    assert "Tussen deze dagen is niets veranderd" in said


def test_difference_leads_to_its_entries_and_the_file_says_the_same(eventful, get, client_for, fenna):
    asked = {"van": "2018-03-01", "op": "2018-09-01"}
    page = get("budget_difference", **asked)
    links = re.findall(r'href="(/dashboard/boekingen/[^"]+)">([^<]+)</a>', page.content.decode())
    assert len(links) > 10
    client = client_for(fenna)
    for url, shown in links:
        entries = client.get(unescape(url))
        assert entries.context["total"] == shown
        assert f'href="/boekingen/{entries.context["rows"][0]["entry"].pk}/"' in entries.content.decode()
        file = b"".join(
            client.get(unescape(url).replace("/boekingen/?", "/boekingen/boekingen.csv?")).streaming_content
        )
        rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
        assert len(rows) == entries.context["number"]
    rows = list(csv.DictReader(io.StringIO(get("budget_difference_export", **asked).content.decode("utf-8-sig"))))
    assert len(rows) == len(page.context["difference"].changes)
    committed = next(one for one in rows if (one["row"], one["measure"]) == ("smitzh", "committed"))
    assert (committed["then"], committed["now"], committed["difference"]) == ("€ 450.000", "€ 451.000", "1000.00")


def test_what_was_not_known_is_not_shown(eventful, get):
    page = get(op="2018-01-02", bekend="2018-02-01")
    assert "Op 1 februari 2018 stond er nog geen boeking in de boeken" in text(page.content.decode())
    assert "Stand op 2 januari 2018, bekend op 1 februari 2018" in text(page.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    [{}, {"groep": "lines", "rij": "smitzh", "maat": "match_ratio"}, {"groep": "x", "rij": "smitzh", "maat": "paid"},
     {"groep": "hubs", "rij": "zuid-holland", "maat": "allotted"}, {"groep": "lines", "rij": "geen", "maat": "paid"}],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("name", ["budget_figure", "budget_entries", "budget_entries_export"])
def test_figure_that_is_not_on_the_dashboard_is_not_found(get, name, asked):
    get(name, status=404, **asked)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["budget_figure", "budget_entries", "budget_entries_export"])
def test_figure_of_a_day_that_cannot_be_goes_back_to_the_page_that_says_so(get, name):
    asked = {"groep": "lines", "rij": "smitzh", "maat": "paid", "op": "ooit"}
    assert get(name, status=302, **asked).url.startswith("/dashboard/?")


@pytest.mark.django_db
@pytest.mark.parametrize("account", ["x", "0", "999999999", "9" * 40])
def test_account_of_another_figure_is_not_found(get, account):
    get("budget_entries", status=404, groep="lines", rij="smitzh", maat="paid", rekening=account)


@pytest.mark.django_db
def test_figure_without_anything_says_so_and_not_zero(get):
    said = text(get("budget_figure", groep="lines", rij="smitzh", maat="paid").content.decode())
    assert "Hiervoor is op deze dag niets vastgelegd" in said
    assert "€ 0" not in said


PAGES = ["budget_figure", "budget_entries", "budget_difference", "budget_dashboard", "budget_data"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_pages_take_eight_statements_whatever_the_books_hold(client_for, fenna, django_assert_max_num_queries, name):
    world = worlds.build()
    world.allot(700_000, 400_000)
    world.match(500_000)
    asked = {"groep": "lines", "rij": "si_2018", "maat": "committed", "op": "2018-06-01"}
    asked |= {"van": "2018-03-01"} if name == "budget_difference" else {"bekend": "2026-01-01"}
    client = client_for(fenna)
    for number in (1, 3):
        for _one in range(number):
            world.grant(1)
        with django_assert_max_num_queries(8):
            assert client.get(reverse(f"reports:{name}"), asked).status_code == 200
