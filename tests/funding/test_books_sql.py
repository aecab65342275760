"""Plain SQL, as the application's own role, tries to get round the books; nothing of ours stands in between."""

import psycopg2
import pytest
from django.apps import apps
from django.db import connection, transaction

from funding import actions, audit
from funding.models import (
    Account,
    Award,
    BankAccount,
    Entry,
    Mandate,
    MatchPool,
    Payment,
    Plan,
    PlanVersion,
    Pledge,
    Reservation,
    Scheme,
    SchemeVersion,
    Settlement,
    Transfer,
    Waiver,
)
from funding.models.recorded import Recorded
from tests.funding import connections
from tests.funding import world as worlds
from tests.funding.attempts import plan, reservation, waiver
from tests.funding.world import basis, euros
from tests.refusals import refusal

BOOKS = sorted(
    one._meta.model_name
    for one in apps.get_app_config("funding").get_models()
    if issubclass(one, Recorded) or one in (Scheme, Transfer)
)


@pytest.fixture
def world(db):
    """Budget, match, an award and a payment."""
    world = worlds.build()
    world.allot(700_000, 700_000)
    world.match(700_000)
    world.award = world.grant(1000)
    world.pay(world.award, 100)
    return world


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


# --- 1. Change, delete, truncate ------------------------------------------------------------------------------------


@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_what_is_recorded_cannot_be_changed_deleted_or_truncated(world, sql):
    assert {book: refusal(sql.format(f"funding_{book}")) for book in BOOKS} == dict.fromkeys(BOOKS, "42501")


RIGHTS = [
    "UPDATE funding_account SET received = received + 1",
    "UPDATE funding_account SET balance = 1000000",
    "UPDATE funding_account SET line_id = NULL, kind = 'source'",
    "DELETE FROM funding_account",
    "TRUNCATE funding_account CASCADE",
    "TRUNCATE funding_planversion CASCADE",
    "UPDATE funding_transfer SET entry_id = (SELECT min(id) FROM funding_entry)",
    "UPDATE funding_transfer SET from_account_id = to_account_id, to_account_id = from_account_id",
    "UPDATE funding_award SET pool_id = pool_id",
    "UPDATE funding_pledge SET pool_id = pool_id",
    "SET session_replication_role = replica",
    "ALTER TABLE funding_transfer DISABLE TRIGGER ALL",
    "ALTER TABLE funding_transfer DISABLE TRIGGER funding_transfers_are_admitted",
    "DROP TRIGGER funding_transfers_are_admitted ON funding_transfer",
    "CREATE OR REPLACE FUNCTION funding_check_pool(bigint, funding_schemeversion, text, bigint[])"
    " RETURNS void LANGUAGE sql AS ''",
    "SELECT funding_check_pool(1, NULL, NULL, NULL)",
    "SELECT funding_refuse('x', 'y')",
    "ALTER TABLE funding_account DROP CONSTRAINT funding_account_is_not_below_zero",
    "SELECT * FROM funding_entry FOR UPDATE",
]


def test_application_has_no_right_to_get_round_the_gate(world):
    # 428C9: a generated column is not written, by anyone.
    assert [sql for sql in RIGHTS if refusal(sql) not in ("42501", "428C9")] == []


def test_gate_cannot_be_borrowed_for_a_table_of_ones_own(world):
    run("CREATE TEMPORARY TABLE mine (LIKE funding_transfer)")
    sql = (
        "CREATE TRIGGER mine AFTER INSERT ON mine REFERENCING NEW TABLE AS added"
        " FOR EACH STATEMENT EXECUTE FUNCTION funding_transfers_are_admitted()"
    )
    assert refusal(sql) == "42501"


def test_temporary_table_does_not_stand_in_for_the_books(world):
    """pg_temp comes last in the functions' search path, so a table of the same name changes nothing."""
    run("CREATE TEMPORARY TABLE funding_account AS SELECT * FROM public.funding_account")
    run("CREATE TEMPORARY TABLE funding_matchpool AS SELECT * FROM public.funding_matchpool LIMIT 0")
    available = Account.objects.raw("SELECT * FROM public.funding_account WHERE kind = 'available' AND ledger = 'cash'")
    source = next(iter(Account.objects.raw("SELECT * FROM public.funding_account WHERE kind = 'source' LIMIT 1")))
    account = next(iter(available))
    assert refusal(insert(world, "lapse", (account.pk, source.pk, 10**9))).startswith("funding_")


@pytest.mark.parametrize(
    "sql",
    ["UPDATE funding_entry SET id = id", "DELETE FROM funding_transfer", "TRUNCATE funding_award CASCADE"],
)
def test_owner_is_refused_too(fresh_database, sql):
    worlds.build().allot(5)
    with connections.owner() as own, own.cursor() as cursor:
        with pytest.raises(psycopg2.errors.CheckViolation) as caught:
            cursor.execute(sql)
        assert caught.value.diag.constraint_name == "funding_books_are_only_added_to"


@pytest.mark.parametrize("sql", ["DELETE FROM funding_account", "UPDATE funding_account SET year = year + 1"])
def test_owner_cannot_take_an_account_away_or_move_it(fresh_database, sql):
    worlds.build().allot(5)
    with connections.owner() as own, own.cursor() as cursor:
        with pytest.raises(psycopg2.errors.CheckViolation) as caught:
            cursor.execute(sql)
        assert caught.value.diag.constraint_name == "funding_account_stays"


def test_no_account_falls_below_zero_even_for_the_owner(fresh_database):
    worlds.build().allot(5)
    with connections.owner() as own, own.cursor() as cursor:
        with pytest.raises(psycopg2.errors.CheckViolation) as caught:
            cursor.execute("UPDATE funding_account SET spent = received + 1 WHERE kind = 'available'")
        assert caught.value.diag.constraint_name == "funding_account_is_not_below_zero"


# --- 2. Insert ------------------------------------------------------------------------------------------------------


def insert(world, kind, *moves, parts=None, **columns) -> str:
    """One entry with its transfers, in one statement: (from account, to account, amount) each."""
    fields = {
        "key": f"'sql-{Entry.objects.count()}-{kind}'", "payload_hash": "'x'", "kind": f"'{kind}'",
        "parts": len(moves) if parts is None else parts, "valid_on": "'2018-06-01'", "reason": "'x'",
        "reference": "'x'", "document": "'x'", "document_date": "'2018-06-01'",
        "recorded_by_id": world.decider.pk, **columns,
    }  # fmt: skip
    values = ", ".join(f"({origin}::bigint, {target}::bigint, {amount}::numeric)" for origin, target, amount in moves)
    return (
        f"WITH entry AS (INSERT INTO funding_entry ({', '.join(fields)})"
        f" VALUES ({', '.join(str(value) for value in fields.values())}) RETURNING id)"
        " INSERT INTO funding_transfer (entry_id, kind, from_account_id, to_account_id, amount)"
        f" SELECT entry.id, '{kind}', move.* FROM entry, (VALUES {values}) AS move"
    )


def account(ledger_name, kind, **filters) -> int:
    return Account.objects.get(ledger=ledger_name, kind=kind, **filters).pk


def test_insert_select_passes_the_same_gate(world):
    """INSERT … SELECT of everything that was ever committed, once more."""
    sql = """
        INSERT INTO funding_transfer (entry_id, kind, from_account_id, to_account_id, amount)
        SELECT entry_id, kind, from_account_id, to_account_id, amount FROM funding_transfer
    """
    assert refusal(sql) == "funding_transfer_comes_with_its_whole_entry"
    available, committed = account("commitments", "available", line=world.line), account("commitments", "committed")
    assert refusal(insert(world, "commit", (available, committed, 699_001))) == "funding_line_available_covers"
    assert refusal(insert(world, "commit", (available, committed, 1))) == (
        "funding_award_commitment_is_within_the_decision"
    )


def test_recorded_at_is_the_databases_clock_whatever_is_given(world):
    source, root = account("cash", "source"), account("cash", "available", line__parent=None)
    run(insert(world, "allot", (source, root, 1), recorded_at="'1999-01-01'"))
    entry = Entry.objects.latest("pk")
    with connection.cursor() as cursor:
        cursor.execute("SELECT now() - %s < interval '1 minute'", [entry.recorded_at])
        assert cursor.fetchone() == (True,)


def test_account_cannot_be_made_after_the_transfer_that_names_it(world):
    """Foreign keys are checked at the end of the transaction; the gate does not wait for that."""
    sql = f"""
        SET CONSTRAINTS ALL DEFERRED;
        {insert(world, "allot", (account("commitments", "source"), 999_999, 5))};
        INSERT INTO funding_account (id, ledger, kind, year, line_id, received, spent)
        SELECT 999999, 'commitments', 'available', 2050, id, 0, 0 FROM funding_budgetline WHERE parent_id IS NULL
    """
    assert refusal(sql) == "funding_transfer_accounts_exist"


def test_entry_cannot_be_made_after_its_transfers(world):
    sql = """INSERT INTO funding_transfer (entry_id, kind, from_account_id, to_account_id, amount)
        SELECT 999999, kind, from_account_id, to_account_id, amount FROM funding_transfer LIMIT 1"""
    assert refusal(sql) == "funding_transfer_comes_with_its_whole_entry"


# An entry that announces a transfer and has none.
LONELY = """(key, payload_hash, kind, parts, valid_on, reason, reference, document, document_date, recorded_by_id)
    VALUES ('x', 'x', 'allot', 1, '2018-06-01', 'x', '', 'x', '2018-06-01', %s)"""


def test_deferring_constraints_lets_no_half_entry_through(fresh_database):
    world = worlds.build()
    with connections.application() as own, own.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"INSERT INTO funding_entry {LONELY}", [world.decider.pk])
        with pytest.raises(psycopg2.errors.CheckViolation) as caught:
            own.commit()
    assert caught.value.diag.constraint_name == "funding_entry_is_whole"


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
@pytest.mark.parametrize("book", ["entry", "reservation"])
def test_older_snapshot_does_not_write_the_books(fresh_database, level, book):
    world = worlds.build()
    rows = {
        "entry": LONELY,
        "reservation": "(line_id, year, purpose_nl, purpose_en, at_least, document, document_date, recorded_by_id)"
        f" VALUES ({world.line.pk}, 2018, 'x', 'x', 0, 'x', '2018-06-01', %s)",
    }
    with connections.application() as own, own.cursor() as cursor:
        cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
        with pytest.raises(psycopg2.errors.CheckViolation) as caught:
            cursor.execute(f"INSERT INTO funding_{book} {rows[book]}", [world.decider.pk])
    assert caught.value.diag.constraint_name == "funding_books_are_written_read_committed"


def test_switches_of_the_trigger_library_change_nothing(world):
    run("SET LOCAL pgtrigger.ignore = '{funding_transfer:funding_transfers_are_admitted}'")
    available, committed = account("commitments", "available", line=world.line), account("commitments", "committed")
    sql = (
        "SELECT set_config('pgtrigger.ignore', '{funding_transfer:all}', true),"
        " set_config('pghistory.context_id', 'x', true);" + insert(world, "commit", (available, committed, 10**6))
    )
    assert refusal(sql) == "funding_line_available_covers"


# --- Rules of one row -----------------------------------------------------------------------------------------------


def copied(model, source=None, **changes) -> str:
    """The rows of a table once more, with other values in some columns."""
    columns = {
        field.column: field.column
        for field in model._meta.concrete_fields
        if field.name not in ("id", "balance", "recorded_at", "recorded_on")
    }
    columns |= changes
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)})"
        f" SELECT {', '.join(columns.values())} FROM {source or model._meta.db_table}"
    )


ROWS = {
    "funding_schemeversion_number_is_unique": copied(SchemeVersion),
    "funding_schemeversion_ends_after_start": copied(SchemeVersion, number="2", ends_on="'2017-01-01'"),
    "funding_schemeversion_ratio_is_not_negative": copied(SchemeVersion, number="2", ratio="-1"),
    "funding_schemeversion_advance_share_is_a_part": copied(SchemeVersion, number="2", advance_share="1.1"),
    "funding_schemeversion_origins_are_not_the_states": copied(
        SchemeVersion, number="2", origins="'{municipal,state_hours}'"
    ),
    "funding_matchpool_is_one": copied(MatchPool),
    "funding_pledge_has_evidence": copied(Pledge, evidence="''"),
    "funding_mandate_ends_after_start": copied(Mandate, starts_on="ends_on", ends_on="starts_on"),
    "funding_mandate_is_given_by_another": copied(Mandate, recorded_by_id="person_id"),
    "funding_waiver_has_reason": copied(Waiver, reason="' '"),
    "funding_plan_regional_has_region": copied(Plan, region_id="NULL"),
    "funding_planversion_number_is_unique": copied(PlanVersion),
    "funding_planversion_submitted_is_complete": copied(PlanVersion, number="2", submitted_at="now()"),
    "funding_reservation_is_one": copied(Reservation),
    "funding_reservation_size_is_positive": copied(Reservation, purpose_nl="'y'", size="0", at_least="0"),
    "funding_reservation_lower_bound_is_not_negative": copied(
        Reservation, purpose_nl="'y'", size="NULL", at_least="-1"
    ),
    "funding_award_amount_is_positive": copied(Award, number="'y'", amount="0"),
    "funding_settlement_amount_is_not_negative": copied(
        Settlement, "funding_award", award_id="id", amount="-1", replaces_id="NULL"
    ),
    "funding_settlement_first_is_one": copied(
        Settlement, "funding_award, generate_series(1, 2)", award_id="id", amount="0", replaces_id="NULL"
    ),
    "funding_bankaccount_iban_has_the_form_of_one": copied(BankAccount, iban="'123'"),
    "funding_payment_amount_is_positive": copied(Payment, amount="0"),
    "funding_account_is_one": copied(Account, received="0", spent="0"),
    "funding_account_belongs_to_its_owner": copied(
        # Of these alone none is there already, whichever row comes first.
        Account,
        "(SELECT * FROM funding_account WHERE kind = 'source') AS source",
        received="0",
        spent="0",
        kind="'reserved'",
    ),
}


def test_rows_are_refused(world):
    waiver(world)
    reservation(world)
    PlanVersion.objects.filter(pk=plan(world).pk).update(requested=5)
    assert {rule: refusal(sql) for rule, sql in ROWS.items()} == {rule: rule for rule in ROWS}


def test_entry_rows_are_refused(world):
    source, root = account("cash", "source"), account("cash", "available", line__parent=None)
    move = (source, root, 1)
    assert refusal(insert(world, "allot", move, reason="' '")) == "funding_entry_has_reason_and_document"
    assert refusal(insert(world, "decommit", move, reference="''")) == "funding_entry_money_carries_its_number"
    assert refusal(insert(world, "pay", move)).startswith("funding_")
    assert refusal(insert(world, "correct", move)).startswith("funding_")
    assert refusal(insert(world, "allot", move, resolves_id="1")).startswith("funding_entry_")
    assert refusal(insert(world, "allot", move, corrects_id="1")) == "funding_entry_names_what_it_is_about"
    assert refusal(insert(world, "reserve", move)) == "funding_entry_reserve_names_its_reservation"
    one = reservation(world, size=None)
    assert refusal(insert(world, "allot", move, sets_apart_id=one.pk)) == "funding_entry_reserve_names_its_reservation"
    assert refusal(insert(world, "allot", (source, root, 0))) == "funding_transfer_amount_is_positive"
    assert refusal(insert(world, "allot", (source, source, 1))) == "funding_transfer_goes_somewhere"
    assert refusal(insert(world, "allot", move, parts=0)) == "funding_entry_has_parts"
    assert refusal(insert(world, "allot", (source, root, 10**14))) == "22003"  # numeric_value_out_of_range
    assert audit.differences() == []


def test_entry_is_marked_like_its_scheme_and_like_what_it_undoes(world):
    """Straight SQL: what is real cannot be called invented, nor what is invented real."""
    available = account("commitments", "available", line=world.line)
    committed = account("commitments", "committed", award=world.award)
    move = (available, committed, 1)
    assert refusal(insert(world, "commit", move, demo="true")) == "funding_entry_is_marked_like_its_scheme"
    invented = world.pool_for(demo=True, instrument="contract")
    award = world.grant(5, pool=invented)
    assert set(Entry.objects.filter(transfers__to_account__award=award).values_list("demo", flat=True)) == {True}
    assert not Entry.objects.filter(demo=True).exclude(transfers__to_account__award=award).exists()
    theirs = (account("commitments", "committed", award=award), available, 1)
    assert refusal(insert(world, "decommit", theirs)) == "funding_entry_is_marked_like_its_scheme"
    rule = "funding_entry_is_marked_like_what_it_undoes"
    real = Entry.objects.filter(kind="allot").latest("pk")
    back = (
        account("commitments", "available", line=world.line),
        account("commitments", "available", line=world.line.parent),
        1,
    )
    assert refusal(insert(world, "correct", back, corrects_id=real.pk, demo="true")) == rule
    kept = reservation(world, size=None, kept=euros(1), of_demo=True)
    release = insert(world, "release", back, resolves_id=kept.pk)
    assert refusal(release) == rule
    assert audit.differences() == []


def test_entry_is_marked_by_what_it_ends_and_takes_back(world):
    line = world.line.parent.parent
    given = {"line": line, "year": 2019, "commitments": euros(5)}
    one = actions.allot(by=world.decider, basis=basis(demo=True), **given)
    two = actions.allot(by=world.decider, basis=basis(), **given)
    correct = [actions.correct(by=world.controller, basis=basis(), entry=each) for each in (one, two)]
    kept = reservation(world, size=None, of_demo=True)
    released = actions.release(by=world.decider, basis=basis(), reservation=kept)
    assert [each.demo for each in (one, two, *correct, released)] == [True, False, True, False, True]


def test_only_a_stranger_to_the_claim_who_may_confirm_does(world):
    """Straight SQL: the database itself looks up the roles of who confirms."""
    pledge = world.pledge()
    actions.intend(by=world.editor, basis=basis(), pledge=pledge, amount=euros(10))
    actions.confirm_committed(by=world.controller, basis=basis(), pledge=pledge, amount=euros(1))
    places = [account("cofunding", "intended", pledge=pledge), account("cofunding", "committed", pledge=pledge)]
    for person in (world.editor, world.decider, world.payer):
        sql = insert(world, "confirm_committed", (*places, 1), recorded_by_id=person.pk)
        assert refusal(sql) == "funding_pledge_is_confirmed_by_its_funder"


@pytest.mark.django_db
def test_transfers_of_two_entries_do_not_come_together(world):
    sql = """
        WITH two AS (SELECT entry_id, kind, from_account_id, to_account_id, amount FROM funding_transfer LIMIT 2)
        INSERT INTO funding_transfer (entry_id, kind, from_account_id, to_account_id, amount) SELECT * FROM two
    """
    assert refusal(sql) == "funding_transfer_comes_with_its_whole_entry"
    assert Transfer.objects.count() > 2
