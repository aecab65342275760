"""Everything in the books is derived from the journal again; whatever the owner bends is found and named."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from funding import actions, audit
from funding.models import Transfer
from jobs import queue
from jobs.models import Job
from jobs.registry import handlers, repeats
from tests.funding import connections
from tests.funding import world as worlds
from tests.funding.attempts import reservation
from tests.funding.ruled import ordered
from tests.funding.world import basis, euros


@pytest.fixture
def world(fresh_database):
    """A line with budget, match, a reservation, an award that is half paid, and a settlement."""
    world = worlds.build()
    world.allot(1000, 1000)
    world.match(500, realised=500)
    reservation(world)
    world.award = world.grant(200)
    world.entry = world.pay(world.award, 100)
    world.settle(world.award, 150)
    return world


def bend(*statements: str) -> None:
    """As the owner, with the triggers off: what no application can do."""
    tables = ("transfer", "entry", "account", "award", "settlement", "payment", "reservation", "budgetline")
    with connections.owner() as own, own.cursor() as cursor:
        own.autocommit = True
        for switch in ("DISABLE", "ENABLE"):
            for table in tables:
                cursor.execute(f"ALTER TABLE funding_{table} {switch} TRIGGER USER")
            for statement in statements if switch == "DISABLE" else ():
                cursor.execute(statement)


def test_untouched_books_agree(world):
    assert audit.differences() == []


def test_books_with_every_kind_of_entry_agree(world):
    award = ordered(world, 100)
    actions.refund(by=world.payer, basis=basis(), award=world.award, paid_in=2018, amount=euros(10))
    one = actions.decommit(by=world.decider, basis=basis(), award=award, amount=euros(50))
    actions.correct(by=world.controller, basis=basis(), entry=one)
    actions.use_match(by=world.decider, basis=basis(), settlement=world.award.settlements.get())
    assert audit.differences() == []


COMMITTED = "(SELECT id FROM funding_account WHERE ledger = 'commitments' AND kind = 'committed')"
AVAILABLE = "(SELECT max(id) FROM funding_account WHERE ledger = 'commitments' AND kind = 'available')"
CASH = "(SELECT max(id) FROM funding_account WHERE ledger = 'cash' AND kind = 'available')"
COMMIT = "(SELECT id FROM funding_entry WHERE kind = 'commit')"
COLUMNS = "entry_id, kind, from_account_id, to_account_id, amount, valid_on, recorded_on"
INSERT = f"INSERT INTO funding_transfer ({COLUMNS}) VALUES "
TODAY = "(now() AT TIME ZONE 'Europe/Amsterdam')::date"
BENT = {
    "een rekening": (
        [f"UPDATE funding_account SET received = received + 1 WHERE id = {AVAILABLE}"],
        ["volgens het journaal € 700, op de rekening € 701"],
    ),
    "onder nul": (
        ["ALTER TABLE funding_account DROP CONSTRAINT funding_account_is_not_below_zero",
         f"UPDATE funding_transfer SET amount = 5000 WHERE entry_id = {COMMIT}"],
        ["volgens het journaal −€ 4.100", "staat onder nul: −€ 4.100", "volgens het journaal € 4.900", "Verlening V-"],
    ),
    "soort": (
        [f"UPDATE funding_transfer SET kind = 'release' WHERE entry_id = {COMMIT}",
         "UPDATE funding_entry SET kind = 'release' WHERE kind = 'commit'"],
        ["soort ‘release’ verplaatst geld"],
    ),
    "andere soort": (
        [f"UPDATE funding_transfer SET kind = 'order' WHERE entry_id = {COMMIT}"],
        ["soort ‘order’ verplaatst geld", "niet de mutaties die zij aankondigt"],
    ),
    "half": ([f"UPDATE funding_entry SET parts = 2 WHERE id = {COMMIT}"], ["niet de mutaties die zij aankondigt"]),
    "geldt op": (
        [f"UPDATE funding_transfer SET valid_on = '2018-06-02' WHERE entry_id = {COMMIT}"],
        ["een mutatie op andere dagen dan die van haarzelf"],
    ),
    "vastgelegd op": (
        [f"UPDATE funding_transfer SET recorded_on = recorded_on - 1 WHERE entry_id = {COMMIT}"],
        ["een mutatie op andere dagen dan die van haarzelf"],
    ),
    "grootboek": (
        [f"{INSERT} ({COMMIT}, 'commit', {CASH}, {COMMITTED}, 1, '2018-06-01', {TODAY})",
         f"UPDATE funding_entry SET parts = 2 WHERE id = {COMMIT}",
         f"UPDATE funding_account SET received = received + 1 WHERE id = {COMMITTED}",
         f"UPDATE funding_account SET spent = spent + 1 WHERE id = {CASH}"],
        ["soort ‘commit’ verplaatst geld", "Verlening V-"],
    ),
    "betaling": (
        ["UPDATE funding_payment SET amount = 99"],
        ["betaalt een ander bedrag dan is goedgekeurd"],
    ),
    "besluit": (["UPDATE funding_award SET amount = 150"], ["€ 200 is verplicht, het besluit verleent € 150"]),
    "reservering": (
        ["UPDATE funding_reservation SET size = 60, at_least = 60"],
        ["bevat € 100 in plaats van € 60"],
    ),
    "post": (
        ["UPDATE funding_budgetline SET amount = 999 WHERE key = 'smitzh'"],
        ["is € 999, maar er is € 1.000 aan toegedeeld"],
    ),
    "match": (["UPDATE funding_settlement SET amount = 501"], ["komt € 1 tekort"]),
}  # fmt: skip


@pytest.mark.parametrize("place", BENT)
def test_what_is_bent_is_named(world, place):
    statements, sentences = BENT[place]
    bend(*statements)
    found = audit.differences()
    assert len(found) == len(sentences), found
    assert [sentence for sentence in sentences if not any(sentence in one for one in found)] == []


def test_command_says_so_and_ends_with_status_1(world, capsys):
    call_command("check_ledger")
    assert capsys.readouterr().out == "The books agree with the journal.\n"
    bend(f"UPDATE funding_account SET received = received + 1 WHERE id = {AVAILABLE}")
    with translation.override("en"), pytest.raises(CommandError) as caught:
        call_command("check_ledger")
    assert caught.value.returncode == 1
    assert "the journal says € 700, the account € 701." in capsys.readouterr().out


def test_books_are_checked_every_night_and_the_job_keeps_the_result(world, caplog):
    assert repeats["funding.check_ledger"].days == 1
    job = Job.objects.create(kind="funding.check_ledger", payload={})
    queue.run(str(job.pk))
    job.refresh_from_db()
    assert job.result == {"differences": []}
    bend(f"DELETE FROM funding_transfer WHERE entry_id = {COMMIT}")
    result = handlers["funding.check_ledger"](job)
    assert len(result["differences"]) == 4
    assert "the books differ from the journal in 4 places" in caplog.text
    assert Transfer.objects.count() > 0
