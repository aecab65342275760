"""Dated roles: ending them, their history, and what the database holds by itself."""

import threading
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.urls import reverse

from accounts import actions, history
from accounts.models import Invitation, Organisation, RoleHolding, User
from accounts.rules import RuleBroken, constraint_of, sentence_for
from jobs import clock


def give(person, organisation, role="hub_reader", starts_on=date(2020, 1, 1), ends_on=None):
    return RoleHolding.objects.create(
        person=person, organisation=organisation, role=role, starts_on=starts_on, ends_on=ends_on
    )


@pytest.fixture
def hub(noor):
    return noor.organisations_as("hub_coordinator")[0]


@pytest.mark.django_db
def test_ending_asks_for_day_and_reason(client_for, ans, eva):
    holding = eva.role_holdings.get()
    address = reverse("accounts:role_end", args=[holding.pk])
    client = client_for(ans)
    assert "Eva Smit" in client.get(address).text
    empty = client.post(address, {"last_day": "", "reason": ""})
    assert empty.context["form"].errors.keys() == {"last_day", "reason"}
    yesterday = clock.today() - timedelta(days=1)
    response = client.post(address, {"last_day": yesterday.isoformat(), "reason": "Werkt nu elders"})
    assert response.url == reverse("accounts:person_list")
    assert User.objects.get(pk=eva.pk).roles == frozenset()
    again = client.post(address, {"last_day": yesterday.isoformat(), "reason": "Nog eens"})
    assert "al beëindigd" in again.text


@pytest.mark.django_db
def test_role_holds_until_and_including_its_last_day(ans, eva):
    actions.end_role(by=ans, holding=eva.role_holdings.get(), last_day=clock.today(), reason="Laatste dag")
    assert User.objects.get(pk=eva.pk).roles == {"hub_editor"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "days", "code"), [("eva", 2, "in_the_past"), ("ans", 0, "last_administrator"), ("femke", 0, None)]
)
def test_rules_of_ending(cast, key, days, code):
    ans, holding = cast["ans"], cast[key].role_holdings.get()
    day = clock.today() - timedelta(days=days)
    if code is None:
        assert actions.end_role(by=ans, holding=holding, last_day=day, reason="x").ends_on == day
        return
    with pytest.raises(RuleBroken) as refused:
        actions.end_role(by=ans, holding=holding, last_day=day, reason="x")
    assert refused.value.code == code


@pytest.mark.django_db
def test_second_administrator_may_be_ended(ans, eva):
    portal = ans.organisations_as("administrator")[0]
    second = give(eva, portal, "administrator")
    assert actions.end_role(by=ans, holding=second, last_day=clock.today(), reason="x").ends_on == clock.today()


@pytest.mark.django_db
def test_history_says_who_what_when_and_why(client_for, ans, gijs, eva, hub):
    invitation = actions.invite(
        by=ans, email=eva.email, organisation=hub, role="hub_reader", reason="Helpt Noord", language="nl"
    )
    holding = actions.accept(by=eva, invitation=invitation)
    actions.end_role(by=ans, holding=holding, last_day=clock.today(), reason="Klaar")
    ended, given = history.lines(history.events()[:2])
    assert (given.what, given.person, given.actor, given.reason) == (
        "Rol gegeven",
        "Eva Smit",
        "Ans Meijer",
        "Helpt Noord",
    )
    assert (ended.what, ended.ends_on, ended.actor, ended.reason) == (
        "Rol beëindigd",
        clock.today(),
        "Ans Meijer",
        "Klaar",
    )
    text = client_for(gijs).get(reverse("accounts:role_history")).text
    assert "Helpt Noord" in text
    assert "het portaal zelf" in text  # the cast's own roles came from nobody


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_history_costs_the_same_for_one_and_three(client_for, cast, count, django_assert_num_queries):
    ans, gijs, hub = cast["ans"], cast["gijs"], cast["noor"].organisations_as("hub_coordinator")[0]
    for number in range(count):
        invitation = actions.invite(
            by=ans, email=f"p{number}@hub.example", organisation=hub, role="hub_reader", reason="x", language="nl"
        )
        actions.accept_as_new_person(invitation=invitation, name=f"P{number}", password="x")
    client = client_for(gijs)
    with django_assert_num_queries(6):
        client.get(reverse("accounts:role_history"))


@pytest.mark.django_db
def test_roles_cost_one_query(eva, django_assert_num_queries):
    person = User.objects.get(pk=eva.pk)
    with django_assert_num_queries(1):
        assert person.roles == {"hub_editor"}
        assert person.organisations_as("hub_editor")[0].region.slug == "zuid-holland"
        assert person.roles == {"hub_editor"}


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["accounts_roleholdingevent", "accounts_organisationevent"])
@pytest.mark.parametrize("change", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_application_can_only_add_to_history(eva, table, change):
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))
    assert refused.value.__cause__.pgcode == "42501"


@pytest.mark.django_db
def test_history_holds_nothing_personal():
    names = {field.name for field in RoleHolding.pgh_event_model._meta.get_fields()}
    assert names.isdisjoint({"email", "name"})
    assert not hasattr(User, "pgh_event_model")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((date(2020, 1, 1), date(2020, 12, 31)), (date(2020, 12, 31), None)),
        ((date(2020, 1, 1), None), (date(2019, 1, 1), date(2020, 1, 1))),
        ((date(2020, 1, 1), date(2021, 1, 1)), (date(2020, 5, 1), date(2020, 6, 1))),
    ],
)
def test_periods_of_one_role_do_not_overlap(eva, hub, first, second):
    give(eva, hub, starts_on=first[0], ends_on=first[1])
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        give(eva, hub, starts_on=second[0], ends_on=second[1])
    assert constraint_of(broken.value) == "accounts_roleholding_periods_do_not_overlap"
    assert sentence_for(broken.value) == "Deze persoon heeft deze rol hier al in die periode."


@pytest.mark.django_db
def test_next_period_may_follow_on_the_next_day(eva, hub):
    give(eva, hub, ends_on=date(2020, 12, 31))
    assert give(eva, hub, starts_on=date(2021, 1, 1)).pk


@pytest.mark.django_db
def test_database_holds_the_rules_of_roles_people_and_organisations(eva, hub):
    give(eva, hub, "hub_coordinator", starts_on=date(2020, 1, 1))
    later = {"kind": "company", "kvk_number": "12345678"}
    Organisation.objects.create(name="Een", email_digest="a" * 64, **later)
    broken = {
        "accounts_organisation_email_digest_is_unique": lambda: Organisation.objects.create(
            name="x", kind="company", email_digest="a" * 64
        ),
        "accounts_roleholding_ends_after_start": lambda: give(eva, hub, ends_on=date(2019, 1, 1)),
        "accounts_organisation_kvk_number_has_8_digits": lambda: Organisation.objects.create(
            name="x", kind="company", kvk_number="1234567"
        ),
        "accounts_organisation_kvk_number_is_unique": lambda: Organisation.objects.create(name="Twee", **later),
        "accounts_organisation_hub_has_region": lambda: Organisation.objects.create(name="x", kind="hub"),
        "accounts_user_email_is_lower_case": lambda: User.objects.create(email="A@b.example"),
    }
    for name, make in broken.items():
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            make()
        assert constraint_of(caught.value) == name


@pytest.mark.django_db
def test_one_open_period_holds_even_when_the_trigger_is_ignored(eva, hub):
    import pgtrigger

    give(eva, hub)
    with pgtrigger.ignore("accounts.RoleHolding:periods_do_not_overlap"):  # noqa: SIM117 -- the first guards the second
        with pytest.raises(IntegrityError) as broken, transaction.atomic():
            give(eva, hub, starts_on=date(2021, 1, 1))
    assert constraint_of(broken.value) == "accounts_roleholding_open_once"


def race(*calls) -> list:
    """Run the calls at the same moment, each on its own connection; return results and exceptions."""
    barrier, results = threading.Barrier(len(calls)), []

    def run(call):
        barrier.wait()
        try:
            results.append(call())
        except Exception as error:  # noqa: BLE001 -- the outcome is what is tested
            results.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return results


def outcome(result, word: str) -> str:
    """The code of a broken rule, the name of any other error, or `word` when it went well."""
    if isinstance(result, RuleBroken):
        return result.code
    return type(result).__name__ if isinstance(result, Exception) else word


@pytest.fixture
def people(fresh_database):
    from smartindustry import demo
    from smartindustry.cast import CAST

    return {member.key: demo.person(member) for member in CAST}


def test_two_accepts_at_once_give_one_role(people):
    eva, hub = people["eva"], people["noor"].organisations_as("hub_coordinator")[0]
    invitation = actions.invite(
        by=people["ans"], email=eva.email, organisation=hub, role="hub_reader", reason="x", language="nl"
    )
    results = race(*[lambda: actions.accept(by=eva, invitation=invitation)] * 4)
    assert sorted(outcome(result, "given") for result in results) == ["given", "used", "used", "used"]
    assert RoleHolding.objects.filter(person=eva, organisation=hub).count() == 1


def test_two_new_accounts_at_once_give_one_person(people):
    hub = people["noor"].organisations_as("hub_coordinator")[0]
    invitation = actions.invite(
        by=people["ans"], email="a@hub.example", organisation=hub, role="hub_reader", reason="x", language="nl"
    )
    make = [lambda: actions.accept_as_new_person(invitation=invitation, name="A", password="x")] * 2
    assert sorted(outcome(result, "made") for result in race(*make)) == ["made", "used"]
    assert User.objects.filter(email="a@hub.example").count() == 1


def test_two_overlapping_periods_at_once_give_one(people):
    eva, hub = people["eva"], people["noor"].organisations_as("hub_coordinator")[0]
    calls = [
        lambda: give(eva, hub, starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31)),
        lambda: give(eva, hub, starts_on=date(2020, 6, 1), ends_on=date(2021, 6, 1)),
    ]
    results = race(*calls)
    names = [constraint_of(result) for result in results if isinstance(result, IntegrityError)]
    assert names == ["accounts_roleholding_periods_do_not_overlap"]


def test_two_administrators_cannot_end_each_other_at_once(people):
    ans, eva = people["ans"], people["eva"]
    give(eva, ans.organisations_as("administrator")[0], "administrator")
    second = User.objects.get(pk=eva.pk)
    holdings = {person: person.role_holdings.get(role="administrator") for person in (ans, second)}
    today = clock.today()
    results = race(
        lambda: actions.end_role(by=ans, holding=holdings[second], last_day=today, reason="x"),
        lambda: actions.end_role(by=second, holding=holdings[ans], last_day=today, reason="x"),
    )
    assert sorted(outcome(result, "ended") for result in results) == ["ended", "last_administrator"]


def test_two_invitations_at_once_give_one(people):
    hub = people["noor"].organisations_as("hub_coordinator")[0]
    offer = {"by": people["ans"], "email": "a@hub.example", "organisation": hub, "role": "hub_reader"}
    results = race(*[lambda: actions.invite(**offer, reason="x", language="nl")] * 2)
    assert sorted(outcome(result, "sent") for result in results) == ["accounts_invitation_open_once", "sent"]
    assert Invitation.objects.count() == 1
