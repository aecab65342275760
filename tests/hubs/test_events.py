"""Events: places, the waiting list, letters, and what only the own hub may do."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connections

from hubs import consent, identity
from hubs.actions import events, registrations
from hubs.actions.common import RuleBroken
from hubs.actions.versions import NewerVersion
from hubs.models import Event, EventMessage, Registration
from jobs import clock
from jobs.models import Job
from smartindustry import demo
from smartindustry.cast import CAST
from tests.hubs.asking import hub_of
from tests.hubs.gathering import event, plan, register, wanted

NOT_OVERFULL = "hubs_event_is_not_overfull"


def states(gathering):
    return [one.state for one in gathering.registrations.order_by("registered_at", "pk")]


@pytest.mark.django_db
def test_event_is_made_once_by_a_double_click(eva):
    key = uuid.uuid4()
    first = events.create_event(by=eva, hub=hub_of(), plan=plan(), key=key)
    second = events.create_event(by=eva, hub=hub_of(), plan=plan(title_nl="Anders"), key=key)

    assert (first.pk, second.title_nl) == (second.pk, "Lasdag")
    assert (first.publication, first.slug, first.version) == ("draft", "lasdag", 1)
    assert event(eva).slug == "lasdag-2"


@pytest.mark.django_db
def test_only_the_own_hub_makes_changes_publishes_and_cancels(eva, noor, karim, gijs):
    draft = event(eva, public=False)
    steps = [
        lambda who: events.create_event(by=who, hub=hub_of(), plan=plan(), key=uuid.uuid4()),
        lambda who: events.change_event(by=who, event=draft, plan=plan(), version=1),
        lambda who: events.publish_event(by=who, event=draft),
        lambda who: events.cancel_event(by=who, event=draft, reason="Ziek"),
        lambda who: events.write_to_all(by=who, event=draft, key=uuid.uuid4(), subject_nl="A", text_nl="B"),
        lambda who: events.note_attendance(by=who, event=draft, shown=[], came=[]),
    ]
    for step in steps:
        for stranger in (noor, karim, gijs):
            with pytest.raises(RuleBroken) as broken:
                step(stranger)
            assert broken.value.code == "not_allowed"


@pytest.mark.django_db
def test_events_of_the_programme_are_made_by_the_expertise_centre(karim, eva):
    assert event(karim, region=None).hub is None
    with pytest.raises(RuleBroken):
        event(eva, region=None)


@pytest.mark.django_db
def test_second_editor_sees_what_the_first_saved(eva):
    made = event(eva, public=False)
    events.change_event(by=eva, event=made, plan=plan(title_nl="Eerste"), version=1)

    with pytest.raises(NewerVersion) as broken:
        events.change_event(by=eva, event=made, plan=plan(title_nl="Tweede"), version=1)
    assert (broken.value.current.title_nl, broken.value.current.version) == ("Eerste", 2)


@pytest.mark.django_db
def test_last_place_goes_to_one_and_the_next_may_wait(eva):
    made = event(eva, seats=1)
    register(made, 1)
    with pytest.raises(RuleBroken) as broken:
        register(made, 2, may_wait=False)
    register(made, 2)

    assert broken.value.code == NOT_OVERFULL
    assert states(made) == ["registered", "waiting"]
    assert [kind for kind, _key in wanted()] == ["registered", "waiting"]
    assert all(set(job.payload) == {"registration", "kind"} for job in Job.objects.all())


@pytest.mark.django_db
def test_first_of_the_waiting_list_moves_up_when_somebody_cancels(eva):
    made = event(eva, seats=1)
    first, second, third = (register(made, number) for number in (1, 2, 3))

    assert registrations.cancel_registration(registration=first, by=None) is True
    assert registrations.cancel_registration(registration=first, by=None) is False

    assert states(made) == ["cancelled", "registered", "waiting"]
    assert wanted()[3:] == [("cancelled", first.pk), ("moved_up", second.pk)]
    third.refresh_from_db()
    assert third.state == "waiting"


@pytest.mark.django_db
def test_who_waits_and_cancels_frees_no_place(eva):
    made = event(eva, seats=1)
    _first, second, _third = (register(made, number) for number in (1, 2, 3))
    registrations.cancel_registration(registration=second, by=None)
    assert states(made) == ["registered", "cancelled", "waiting"]


@pytest.mark.django_db
@pytest.mark.parametrize(("seats", "expected"), [(2, ["registered"] * 2 + ["waiting"]), (None, ["registered"] * 3)])
def test_more_places_go_to_who_waits(eva, seats, expected):
    made = event(eva, seats=1)
    for number in (1, 2, 3):
        register(made, number)
    events.change_event(by=eva, event=made, plan=plan(seats=seats), version=2)
    assert states(made) == expected


@pytest.mark.django_db
def test_places_do_not_go_below_who_has_one(eva):
    made = event(eva, seats=3)
    for number in (1, 2):
        register(made, number)
    with pytest.raises(RuleBroken) as broken:
        events.change_event(by=eva, event=made, plan=plan(seats=1), version=2)
    assert broken.value.code == "hubs_event_keeps_its_seats"
    assert Event.objects.get(pk=made.pk).seats == 3


@pytest.mark.django_db
def test_an_address_registers_once_until_it_cancels(eva):
    made = event(eva)
    first = register(made, 1)
    with pytest.raises(RuleBroken) as broken:
        register(made, 1, email="ZOE1@bedrijf.nl")
    registrations.cancel_registration(registration=first, by=None)

    assert broken.value.code == "hubs_registration_once_for_an_address"
    assert [kind for kind, _key in wanted()] == ["registered", "cancelled"]
    assert register(made, 1).state == "registered"


@pytest.mark.django_db
def test_same_key_is_one_registration_and_never_that_of_another_event(eva):
    made, other, key = event(eva), event(eva), uuid.uuid4()
    assert register(made, 1, key=key).pk == register(made, 2, key=key).pk
    with pytest.raises(Exception, match="key"):
        register(other, 3, key=key)


@pytest.mark.django_db
def test_registration_counts_a_company_by_its_number(eva):
    made = event(eva)
    assert register(made, 1, kvk_number="1234 5678").identity == identity.of("12345678")
    assert register(made, 2).identity == identity.of("", "zoe2@bedrijf.nl")


@pytest.mark.django_db
def test_nobody_registers_without_a_known_text_to_agree_to(eva):
    with pytest.raises(RuleBroken) as broken:
        registrations.register_for_event(
            event=event(eva), key=uuid.uuid4(), who=registrations.Attendee("A", "a@b.nl"), may_wait=False,
            language="nl", consent_version="1999", by=None,
        )  # fmt: skip
    assert broken.value.code == "consent_missing"
    assert consent.EVENT_CURRENT in consent.EVENT_TEXTS


@pytest.mark.django_db
@pytest.mark.parametrize("closed", ["draft", "cancelled", "without", "late", "begun"])
def test_nobody_registers_for_what_is_closed(eva, closed):
    now = clock.now()
    changes = {
        "without": {"registration": False},
        "late": {"closes_at": now - timedelta(minutes=1)},
        "begun": {"starts_at": now - timedelta(minutes=1)},
    }.get(closed, {})
    made = event(eva, public=closed != "draft", **changes)
    if closed == "cancelled":
        events.cancel_event(by=eva, event=made, reason="Ziek")
    with pytest.raises(RuleBroken) as broken:
        register(made)
    assert broken.value.code == "not_open"


@pytest.mark.django_db
def test_cancelled_event_tells_who_comes_and_who_waits_once(eva):
    made = event(eva, seats=1)
    first, second, third = (register(made, number) for number in (1, 2, 3))
    registrations.cancel_registration(registration=third, by=None)
    Job.objects.all().delete()

    events.cancel_event(by=eva, event=made, reason="De spreker is ziek")
    events.cancel_event(by=eva, event=made, reason="Nog eens")

    assert sorted(wanted()) == sorted([("called_off", first.pk), ("called_off", second.pk)])
    made.refresh_from_db()
    assert (made.cancel_reason, made.cancelled_by, made.version) == ("De spreker is ziek", eva, 3)
    for step in (
        lambda: events.change_event(by=eva, event=made, plan=plan(), version=3),
        lambda: events.publish_event(by=eva, event=made),
    ):
        with pytest.raises(RuleBroken) as broken:
            step()
        assert broken.value.code == "cancelled"


@pytest.mark.django_db
def test_cancelling_asks_a_reason_and_an_event_that_is_not_over(eva):
    over = event(eva, starts_at=clock.now() - timedelta(days=2), ends_at=clock.now() - timedelta(days=1))
    with pytest.raises(RuleBroken) as broken:
        events.cancel_event(by=eva, event=event(eva), reason="  ")
    assert broken.value.code == "hubs_event_cancelled_has_person_and_reason"
    with pytest.raises(RuleBroken) as broken:
        events.cancel_event(by=eva, event=over, reason="Te laat")
    assert broken.value.code == "over"


@pytest.mark.django_db
def test_only_a_change_of_day_time_or_place_is_told(eva):
    made, same = event(eva), plan()
    register(made)
    Job.objects.all().delete()
    known = {"starts_at": made.starts_at, "ends_at": made.ends_at}
    events.change_event(by=eva, event=made, plan=plan(**known, title_nl="Lasdag 2"), version=2)
    assert wanted() == []
    events.change_event(by=eva, event=made, plan=plan(**known, address="Kade 1"), version=3)
    assert [kind for kind, _key in wanted()] == ["changed"]
    assert same.address == ""


@pytest.mark.django_db
def test_letter_to_everybody_goes_out_once(eva):
    made, key = event(eva, seats=1), uuid.uuid4()
    with pytest.raises(RuleBroken) as broken:
        events.write_to_all(by=eva, event=made, key=key, subject_nl="Parkeren", text_nl="Kan achter.")
    assert broken.value.code == "nobody"
    for number in (1, 2):
        register(made, number)
    Job.objects.all().delete()
    for _click in range(2):
        events.write_to_all(by=eva, event=made, key=key, subject_nl="Parkeren", text_nl="Kan achter.")
    assert [kind for kind, _key in wanted()] == ["message", "message"]
    assert EventMessage.objects.get().number == 2


@pytest.mark.django_db
def test_attendance_is_noted_for_those_on_the_page_and_no_other_event(eva):
    made, other = (event(eva, seats=2) for _one in range(2))
    came, not_came, waits, stranger = register(made, 1), register(made, 2), register(made, 3), register(other, 4)
    keys = [came.pk, not_came.pk, waits.pk, stranger.pk]
    with pytest.raises(RuleBroken) as broken:
        events.note_attendance(by=eva, event=made, shown=keys, came=keys)
    assert broken.value.code == "not_begun"
    for one in (made, other):
        Event.objects.filter(pk=one.pk).update(starts_at=clock.now() - timedelta(hours=1))

    assert events.note_attendance(by=eva, event=made, shown=keys, came=[came.pk, waits.pk, stranger.pk]) == 1
    found = dict(Registration.objects.values_list("pk", "attended"))
    assert found == {came.pk: True, not_came.pk: False, waits.pk: None, stranger.pk: None}


@pytest.mark.django_db
def test_nobody_cancels_or_moves_up_after_the_event(eva):
    made = event(eva, seats=1)
    first, _second = register(made, 1), register(made, 2)
    Event.objects.filter(pk=made.pk).update(starts_at=clock.now() - timedelta(hours=1))
    registrations.cancel_registration(registration=first, by=None)
    assert states(made) == ["cancelled", "waiting"]
    Event.objects.filter(pk=made.pk).update(ends_at=clock.now() - timedelta(minutes=1))
    with pytest.raises(RuleBroken) as broken:
        registrations.cancel_registration(registration=_second, by=None)
    assert broken.value.code == "over"


# --- Races -----------------------------------------------------------------------------------------------------------


def person(key):
    """This member of the cast, really there for other sessions."""
    return demo.person(next(member for member in CAST if member.key == key))


def race(*acts):
    """Run these at the same moment, each in its own session; returns what they raised."""
    barrier, raised = threading.Barrier(len(acts)), []

    def session(act):
        try:
            barrier.wait(10)
            act()
        except Exception as error:  # noqa: BLE001 -- shown by the test
            raised.append(getattr(error, "code", error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=session, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


def test_two_who_want_the_last_place_at_once_get_one(fresh_database):
    made = event(person("eva"), seats=1)
    raised = race(lambda: register(made, 1, may_wait=False), lambda: register(made, 2, may_wait=False))
    assert (raised, states(made)) == ([NOT_OVERFULL], ["registered"])


def test_six_who_want_two_places_and_may_wait_all_stand_somewhere(fresh_database):
    made = event(person("eva"), seats=2)
    raised = race(*(lambda number=number: register(made, number) for number in range(6)))
    assert (raised, sorted(states(made))) == ([], ["registered"] * 2 + ["waiting"] * 4)


def test_a_freed_place_never_stays_empty_while_somebody_registers(fresh_database):
    made = event(person("eva"), seats=1)
    first, _waits = register(made, 1), register(made, 2)
    raised = race(
        lambda: registrations.cancel_registration(registration=first, by=None), lambda: register(made, 3)
    )  # fmt: skip
    found = dict(Registration.objects.values_list("email", "state"))
    expected = {"zoe1@bedrijf.nl": "cancelled", "zoe2@bedrijf.nl": "registered", "zoe3@bedrijf.nl": "waiting"}
    assert (raised, found) == ([], expected)


def test_two_clicks_at_once_are_one_registration(fresh_database):
    made, key = event(person("eva")), uuid.uuid4()
    assert race(*[lambda: register(made, 1, key=key)] * 2) == []
    assert states(made) == ["registered"]
    assert [kind for kind, _key in wanted()] == ["registered"]


def test_two_at_once_with_one_address_are_one_registration_and_hear_the_same(fresh_database):
    made = event(person("eva"))
    who, asked = registrations.Attendee("Zoë", "zoe@bedrijf.nl"), {"may_wait": False, "language": "nl", "by": None}
    given = {"event": made, "who": who, "consent_version": consent.EVENT_CURRENT, **asked}
    assert (
        race(*(lambda key=key: registrations.sign_up(key=key, **given) for key in (uuid.uuid4(), uuid.uuid4()))) == []
    )
    assert states(made) == ["registered"]
    assert sorted(kind for kind, _key in wanted()) == ["registered", "registered_before"]


def test_two_editors_at_once_leave_one_version(fresh_database):
    eva = person("eva")
    made = event(eva, public=False)
    acts = [lambda: events.change_event(by=eva, event=made, plan=plan(title_nl="X"), version=1)] * 2
    assert race(*acts) == ["newer_version"]
    assert Event.objects.get(pk=made.pk).version == 2
