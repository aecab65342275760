"""The rules of schemes: published, never changed, one version in force; and the pools in which the match is held."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from accounts.models import Role, RoleHolding
from funding import actions, schemes
from funding.actions import Decision, Rules
from funding.models import MatchPool, Plan, Scheme, SchemeVersion
from funding.rules import RuleBroken
from regions.models import Region
from tests.funding import connections
from tests.funding import world as worlds
from tests.funding.world import DAY, KNOWN_RULES, PAPER, basis, euros
from tests.refusals import refusal

RULES = Rules(**KNOWN_RULES)


@pytest.fixture
def world(db):
    return worlds.build()


def publish(world, scheme, starts_on, *, ends_on=None, by=None, **changes):
    rules = Rules(**{**KNOWN_RULES, **changes})
    return actions.publish_scheme_version(
        by=by or world.controller, scheme=scheme, rules=rules, starts_on=starts_on, ends_on=ends_on, **PAPER
    )


@pytest.fixture
def scheme(world):
    return actions.add_scheme(by=world.controller, key="proef", name_nl="Proef", name_en="Trial", demo=False)


# --- Actions ----------------------------------------------------------------------------------------------------------


def test_versions_get_the_next_number_and_one_is_in_force(world, scheme):
    first = publish(world, scheme, date(2018, 1, 1))
    second = publish(world, scheme, date(2018, 7, 1))
    assert [first.number, second.number] == [1, 2]
    mine = SchemeVersion.objects.filter(scheme=scheme)
    found = {
        day: list(schemes.in_force(day) & mine) for day in (date(2017, 12, 31), date(2018, 6, 30), date(2018, 7, 1))
    }
    assert found == {date(2017, 12, 31): [], date(2018, 6, 30): [first], date(2018, 7, 1): [second]}
    assert [schemes.last_day(one) for one in schemes.with_next(mine)] == [date(2018, 6, 30), None]


def test_last_day_of_its_own_makes_an_end_earlier(world, scheme):
    first = publish(world, scheme, date(2018, 1, 1), ends_on=date(2018, 3, 31))
    second = publish(world, scheme, date(2018, 7, 1), ends_on=date(2018, 12, 31))
    mine = SchemeVersion.objects.filter(scheme=scheme)
    assert [schemes.last_day(one) for one in schemes.with_next(mine)] == [date(2018, 3, 31), date(2018, 12, 31)]
    assert not (schemes.in_force(date(2018, 5, 1)) & mine).exists()
    assert not (schemes.in_force(date(2019, 1, 1)) & mine).exists()
    assert [first.number, second.number] == [1, 2]


def test_unknown_rules_are_named(world, scheme):
    known = publish(world, scheme, date(2018, 1, 1))
    unknown = publish(world, scheme, date(2018, 2, 1), instrument="unknown", level=None, evidence=None)
    assert schemes.unknown_rules(known) == []
    assert schemes.unknown_rules(unknown) == ["instrument", "level", "evidence"]


def test_rules_are_set_by_the_controller_alone(world, scheme):
    for person in (world.decider, world.preparer, world.payer, world.editor, world.giver):
        with pytest.raises(RuleBroken, match="rol"):
            actions.add_scheme(by=person, key="x", name_nl="x", name_en="x", demo=False)
        with pytest.raises(RuleBroken, match="rol"):
            publish(world, scheme, date(2018, 1, 1), by=person)
        with pytest.raises(RuleBroken, match="rol"):
            actions.open_pool(by=person, version=world.version, line=world.line, region=world.pool.region, **PAPER)
    assert not scheme.versions.exists()


def test_pool_has_the_shape_of_the_level(world):
    region = Region.objects.get(slug="noord-nederland")
    pool = actions.open_pool(by=world.controller, version=world.version, line=world.line, region=region, **PAPER)
    assert (pool.region, pool.plan, pool.recorded_by) == (region, None, world.controller)
    with pytest.raises(RuleBroken) as again:
        actions.open_pool(by=world.controller, version=world.version, line=world.line, region=region, **PAPER)
    assert again.value.code == "funding_matchpool_is_one"
    with pytest.raises(RuleBroken) as shapeless:
        actions.open_pool(by=world.controller, version=world.version, line=world.line, **PAPER)
    assert shapeless.value.code == "funding_matchpool_has_the_shape_of_its_level"


def test_pool_of_a_plan_is_opened_by_who_may_submit_it(world, scheme):
    version = publish(world, scheme, date(2018, 1, 1), level="award")
    region = world.pool.region
    plan = Plan.objects.create(
        kind="regional", organisation=world.hub, line=world.line, region=region, recorded_by=world.editor
    )
    about = {"version": version, "line": world.line, "plan": plan, "region": region, **PAPER}
    with pytest.raises(RuleBroken, match="rol"):
        actions.open_pool(by=world.editor, **about)
    coordinator = worlds.person("coordinator", Role.HUB_COORDINATOR, world.hub)
    assert actions.open_pool(by=coordinator, **about).plan == plan


def test_pool_lies_where_its_plan_does(world, scheme):
    version = publish(world, scheme, date(2018, 1, 1), level="award")
    plan = Plan.objects.create(
        kind="regional", organisation=world.hub, line=world.line, region=world.pool.region, recorded_by=world.editor
    )
    elsewhere = [{"line": world.line.parent}, {"region": Region.objects.get(slug="noord-nederland")}]
    for change in elsewhere:
        about = {"version": version, "line": world.line, "plan": plan, **change}
        with pytest.raises(RuleBroken) as refused:
            actions.open_pool(by=world.controller, **about, **PAPER)
        assert refused.value.code == "funding_matchpool_lies_where_its_plan_does"
    assert actions.open_pool(by=world.controller, version=version, line=world.line, plan=plan, **PAPER).region is None


# --- Decisions under the rules in force -------------------------------------------------------------------------------


def test_decision_under_rules_that_a_newer_version_replaced_is_refused(world):
    world.allot(1000, 1000)
    world.match(1000)
    publish(world, world.version.scheme, DAY)
    with pytest.raises(RuleBroken) as refused:
        world.grant(100)
    assert refused.value.code == "funding_award_is_under_rules_in_force"
    world.grant(100, day=DAY - timedelta(days=1))


def test_new_rules_change_no_decision_that_was_taken(world):
    world.allot(1000, 1000)
    world.match(1000)
    world.grant(100)
    with pytest.raises(RuleBroken) as refused:
        publish(world, world.version.scheme, DAY)
    assert refused.value.code == "funding_schemeversion_changes_no_decision"
    assert "1 juni 2018" in refused.value.message
    assert publish(world, world.version.scheme, DAY + timedelta(days=1)).number == 2


# --- Plain SQL --------------------------------------------------------------------------------------------------------


def version_of(scheme, **changes) -> str:
    """The scheme's first version once more, with other values."""
    columns = [field.column for field in SchemeVersion._meta.concrete_fields if field.name not in ("id", "recorded_at")]
    values = ", ".join(changes.get(column, column) for column in columns)
    return (
        f"INSERT INTO funding_schemeversion ({', '.join(columns)}) SELECT {values} FROM funding_schemeversion"
        f" WHERE scheme_id = {scheme.pk} AND number = 1"
    )


LADDERS = ["{}", "[]", '[[1, "none"]]', '[[0, "all"]]', '[[0, "none"], [0, "costs"]]', "[[0]]", '[["0", "none"]]']


def test_database_holds_one_version_in_force(world, scheme):
    publish(world, scheme, date(2018, 1, 1))
    assert refusal(version_of(scheme, number="3", starts_on="'2019-01-01'")) == "funding_schemeversion_number_follows"
    for day in ("2018-01-01", "2017-12-31"):
        sql = version_of(scheme, number="2", starts_on=f"'{day}'")
        assert refusal(sql) == "funding_schemeversion_begins_after_the_last"
    for ladder in LADDERS:
        sql = version_of(scheme, number="2", starts_on="'2019-01-01'", evidence=f"'{ladder}'::jsonb")
        assert refusal(sql) == "funding_schemeversion_evidence_is_a_ladder", ladder
    for ladder in ('[[0, "performance"], [125000, "costs"]]', None):
        with transaction.atomic():
            value = f"'{ladder}'::jsonb" if ladder else "NULL"
            assert refusal(version_of(scheme, number="2", starts_on="'2019-01-01'", evidence=value)) == ""
            transaction.set_rollback(True)
    assert refusal(f"UPDATE funding_scheme SET demo = true WHERE id = {scheme.pk}") == "42501"
    assert refusal(f"DELETE FROM funding_scheme WHERE id = {scheme.pk}") == "42501"


def test_versions_are_published_at_read_committed(fresh_database):
    world = worlds.build()
    version_of(world.version.scheme)
    with connections.application() as own, own.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with pytest.raises(Exception, match="READ COMMITTED") as caught:
            cursor.execute(version_of(world.version.scheme, number="2", starts_on="'2019-01-01'"))
    assert caught.value.diag.constraint_name == "funding_books_are_written_read_committed"


# --- Races ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("writers", [2, 16])
def test_one_of_many_publishes_the_next_version(fresh_database, writers):
    world = worlds.build()
    scheme = Scheme.objects.get(pk=world.version.scheme_id)

    def write(number):
        publish(world, scheme, date(2019, 1, 1) + timedelta(days=number))

    results = connections.race(writers, write)
    numbers = list(scheme.versions.order_by("starts_on").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert results.count("admitted") == len(numbers) - 1 >= 1
    expected = {
        "admitted",
        "funding_schemeversion_number_is_unique",
        "funding_schemeversion_begins_after_the_last",
    }
    assert set(results) <= expected


@pytest.mark.parametrize("writers", [2, 16])
def test_new_rules_and_a_decision_on_the_same_day_do_not_both_pass(fresh_database, writers):
    world = worlds.build()
    world.allot(10_000, 10_000)
    world.match(10_000)
    bases = [basis() for _ in range(writers)]

    def write(number):
        if number % 2:
            publish(world, world.version.scheme, DAY)
        else:
            decision = Decision(
                number=f"R-{number}", pool=world.pool, recipient=world.hub, amount=euros(1), prepared_by=world.preparer
            )
            actions.grant(by=world.decider, basis=bases[number], decision=decision)

    connections.race(writers, write)
    decided = world.pool.awards.exists()
    published = world.version.scheme.versions.count() == 2
    assert decided != published


def test_holder_of_two_roles_still_needs_the_right_one(world, scheme):
    RoleHolding.objects.create(
        person=world.preparer, organisation=world.ministry, role=Role.MINISTRY_CONTROLLER, starts_on=date(2018, 1, 1)
    )
    assert (
        publish(world, scheme, date(2018, 1, 1), by=type(world.preparer).objects.get(pk=world.preparer.pk)).number == 1
    )
    assert MatchPool.objects.filter(version__scheme=scheme).count() == 0
