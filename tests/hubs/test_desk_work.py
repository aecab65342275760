"""What a desk does with a request, from taking it up to closing it, and who may."""

import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from accounts.actions import add_person
from accounts.models import Organisation, RoleHolding
from fieldlabs.models import Fieldlab
from hubs import actions
from hubs.models import HelpRequest, Moment
from hubs.working_days import ZONE
from jobs import clock
from jobs.models import Job
from programme.models import Instrument, Partner
from tests.hubs.asking import ask, hub_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2018, 3, 5, 12, tzinfo=ZONE)


@pytest.fixture
def at(monkeypatch):
    """`at(moment)`: set the portal's clock."""

    def put(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "today", lambda: moment.astimezone(ZONE).date())

    return put


@pytest.fixture
def colleague(eva):
    return somebody("hub_coordinator")


def somebody(role, region="zuid-holland"):
    organisation = Organisation.objects.get(kind="hub", region__slug=region)
    person = add_person(email=f"{role}-{region}@hub.example", name=f"Demo {role}", password=None)
    RoleHolding.objects.create(person=person, organisation=organisation, role=role, starts_on=date(2018, 1, 1))
    return person


def note(request, by, kind="call", **changes):
    given = {"text": "Belde terug", "happened_on": clock.today(), "key": uuid.uuid4()} | changes
    return actions.note(request=request, kind=kind, by=by, **given)


def refused(act):
    with pytest.raises(actions.RuleBroken) as broken:
        act()
    return broken.value.code


def kinds(request):
    return list(Moment.objects.filter(request=request).values_list("kind", flat=True))


def test_first_answer_is_due_two_working_days_after_it_came_in(at):
    at(MONDAY)

    assert ask(hub_of()).answer_due_at == datetime(2018, 3, 7, 12, tzinfo=ZONE)


def test_taking_a_request_puts_it_in_ones_name_once(eva):
    request = ask(hub_of())

    for _time in range(2):
        taken = actions.take(request=request, by=eva)

    assert (taken.state, taken.assigned_to) == ("taken", eva)
    assert kinds(request) == ["asked", "assigned"]


def test_what_a_colleague_has_in_hand_is_not_taken(eva, colleague):
    request = ask(hub_of())
    actions.take(request=request, by=eva)

    assert refused(lambda: actions.take(request=request, by=colleague)) == "taken"


def test_a_colleague_gets_it_with_a_letter(eva, colleague):
    request = ask(hub_of())

    given = actions.assign(request=request, to=colleague, by=eva)

    assert (given.state, given.assigned_to) == ("taken", colleague)
    assert Job.objects.filter(kind="hubs.tell_of_moment").count() == 1


def test_nobody_of_another_desk_and_no_reader_gets_it(eva, noor):
    request, reader = ask(hub_of()), somebody("hub_reader")

    assert refused(lambda: actions.assign(request=request, to=noor, by=eva)) == "not_of_this_desk"
    assert refused(lambda: actions.assign(request=request, to=reader, by=eva)) == "not_of_this_desk"


def test_what_is_put_back_is_new_again_and_keeps_its_answer(eva):
    request = ask(hub_of())
    note(request, eva, answers=True)

    back = actions.release(request=request, by=eva)

    assert (back.state, back.assigned_to) == ("new", None)
    assert back.answered_by_id == eva.pk


@pytest.mark.parametrize("who", ["noor", "gijs", "karim", "anna", "ans"])
def test_nobody_else_works_on_it(cast, who):
    request, stranger = ask(hub_of()), cast[who]
    result = actions.Result("answered")

    for act in (
        lambda: actions.take(request=request, by=stranger),
        lambda: actions.release(request=request, by=stranger),
        lambda: note(request, stranger),
        lambda: actions.answer(request=request, text="Hoi", signed=False, key=uuid.uuid4(), by=stranger),
        lambda: actions.refer(request=request, to=hub_of("noord-nederland"), text="", by=stranger),
        lambda: actions.close(request=request, result=result, text="", by=stranger),
        lambda: actions.reopen(request=request, reason="", by=stranger),
        lambda: actions.merge(request=request, into=ask(hub_of()), by=stranger),
        lambda: actions.hand_over(request=request, to=None, reason="", by=stranger),
    ):
        assert refused(act) == "not_allowed"


def test_reader_of_the_hub_works_on_nothing(eva):
    request, reader = ask(hub_of()), somebody("hub_reader")

    assert refused(lambda: actions.take(request=request, by=reader)) == "not_allowed"


def test_a_call_is_contact_and_may_be_the_first_answer(at, eva):
    at(MONDAY)
    request = ask(hub_of())
    at(MONDAY + timedelta(hours=2))

    note(request, eva, answers=False)
    request.refresh_from_db()
    assert (request.state, request.assigned_to, request.answered_at) == ("contact", eva, None)

    note(request, eva, answers=True)
    request.refresh_from_db()
    assert (request.answered_at, request.answered_by) == (MONDAY + timedelta(hours=2), eva)


def test_answer_of_an_earlier_day_counts_from_the_end_of_that_day(at, eva):
    at(MONDAY)
    request = ask(hub_of())
    at(MONDAY + timedelta(days=2))

    note(request, eva, answers=True, happened_on=date(2018, 3, 6))

    request.refresh_from_db()
    assert request.answered_at == datetime(2018, 3, 6, 17, tzinfo=ZONE)


def test_a_note_is_no_contact(eva):
    request = ask(hub_of())

    note(request, eva, kind="note", answers=True)

    request.refresh_from_db()
    assert (request.state, request.answered_at) == ("new", None)


def test_one_form_writes_one_note(eva):
    request, key = ask(hub_of()), uuid.uuid4()

    assert note(request, eva, key=key) == note(request, eva, key=key)
    assert kinds(request) == ["asked", "call"]


def test_nothing_is_noted_of_tomorrow_or_of_an_unknown_kind(eva):
    request = ask(hub_of())

    assert refused(lambda: note(request, eva, happened_on=clock.today() + timedelta(days=1))) == "future"
    assert refused(lambda: note(request, eva, kind="closed")) == "kind_unknown"


def test_answer_goes_to_the_page_of_the_company_with_one_letter(eva):
    request, key = ask(hub_of()), uuid.uuid4()

    for _time in range(2):
        moment = actions.answer(request=request, text="Begin klein", signed=True, key=key, by=eva)

    request.refresh_from_db()
    assert (moment.public, moment.text, request.state, request.answered_by) == (True, "Begin klein", "contact", eva)
    assert Job.objects.filter(kind="hubs.tell_of_moment").count() == 1


def test_company_writes_to_the_desk_also_when_it_is_closed(eva):
    request = ask(hub_of())
    actions.close(request=request, result=actions.Result("answered"), text="Succes", by=eva)

    moment = actions.write_to_desk(request=request, text="Nog één vraag", key=uuid.uuid4(), by=None)

    assert (moment.kind, moment.public, moment.recorded_by) == ("mail_in", True, None)


def test_company_writes_nothing_after_it_withdrew():
    request = ask(hub_of())
    actions.withdraw(request=request, by=None)

    act = lambda: actions.write_to_desk(request=request, text="?", key=uuid.uuid4(), by=None)  # noqa: E731
    assert refused(act) == "removed"


def test_company_is_referred_to_each_kind_once(eva):
    request = ask(hub_of())
    targets = [
        Fieldlab.objects.public().first(),
        Partner.objects.filter(expertise_centre=True).first(),
        Instrument.objects.first(),
        hub_of("noord-nederland"),
    ]

    for target in targets * 2:
        actions.refer(request=request, to=target, text="Bel hen", by=eva)

    request.refresh_from_db()
    assert (request.state, request.answered_by, request.referrals.count()) == ("referred", eva, 4)
    told = Moment.objects.filter(request=request, kind="referred").values_list("details__kind", flat=True)
    assert list(told) == ["fieldlab", "partner", "instrument", "hub"]


def test_closing_keeps_what_came_of_it_and_unknown_is_not_zero(eva):
    one, other = ask(hub_of()), ask(hub_of())

    actions.close(request=one, result=actions.Result("step", Decimal("12500.50"), 0), text="", by=eva)
    actions.close(request=other, result=actions.Result("step"), text="", by=eva)

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, one.outcome, one.investment, one.jobs) == ("closed", "step", Decimal("12500.50"), 0)
    assert (other.investment, other.jobs) == (None, None)
    assert other.answered_by == eva


def test_figures_without_a_step_are_refused(eva):
    request = ask(hub_of())

    close = lambda result: actions.close(request=request, result=result, text="", by=eva)  # noqa: E731
    assert refused(lambda: close(actions.Result("no_step", Decimal(1)))) == "no_step"
    assert refused(lambda: close(actions.Result("step", Decimal(-1)))) == "hubs_helprequest_investment_is_not_negative"
    assert refused(lambda: close(actions.Result(""))) == "outcome_unknown"


def test_closing_twice_is_closing_once_and_a_colleague_hears_it(eva, colleague):
    request, result = ask(hub_of()), actions.Result("answered")
    for _time in range(2):
        actions.close(request=request, result=result, text="", by=eva)

    assert kinds(request).count("closed") == 1
    assert refused(lambda: actions.close(request=request, result=result, text="", by=colleague)) == "not_open"


def test_opening_again_takes_the_outcome_back(eva):
    request = ask(hub_of())
    actions.close(request=request, result=actions.Result("step", Decimal(5), 1), text="", by=eva)

    for _time in range(2):
        actions.reopen(request=request, reason="Belde weer", by=eva)

    request.refresh_from_db()
    assert (request.state, request.outcome, request.closed_at, request.investment) == ("contact", "", None, None)
    assert kinds(request) == ["asked", "closed", "reopened", "note"]


def test_only_a_closed_request_is_opened_again(eva):
    request = ask(hub_of())
    actions.withdraw(request=request, by=None)

    assert refused(lambda: actions.reopen(request=request, reason="x", by=eva)) == "not_closed"


def test_double_goes_into_the_other_and_both_say_so(eva):
    double, goes_on = ask(hub_of()), ask(hub_of())

    for _time in range(2):
        actions.merge(request=double, into=goes_on, by=eva)

    double.refresh_from_db()
    assert (double.state, double.merged_into) == ("merged", goes_on)
    assert kinds(double)[-1] == kinds(goes_on)[-1] == "merged"


def test_merging_goes_in_no_circle_and_to_no_other_desk(eva):
    one, other, national = ask(hub_of()), ask(hub_of()), ask(None)
    assert refused(lambda: actions.merge(request=one, into=one, by=eva)) == "itself"
    assert refused(lambda: actions.merge(request=one, into=national, by=eva)) == "not_allowed"

    actions.merge(request=one, into=other, by=eva)
    assert refused(lambda: actions.merge(request=other, into=one, by=eva)) == "not_open"


def test_what_was_merged_before_follows_to_the_last(eva):
    first, second, third = ask(hub_of()), ask(hub_of()), ask(hub_of())
    actions.merge(request=first, into=second, by=eva)
    actions.merge(request=second, into=third, by=eva)

    assert set(HelpRequest.objects.filter(state="merged").values_list("merged_into", flat=True)) == {third.pk}


def test_withdrawing_empties_the_texts_and_takes_the_doubles_of_the_sender_along(eva):
    double, colleagues, goes_on = ask(hub_of()), ask(hub_of(), email="piet@bedrijf.nl"), ask(hub_of())
    note(goes_on, eva, text="Geheim")
    for one in (double, colleagues):
        actions.merge(request=one, into=goes_on, by=eva)

    actions.withdraw(request=goes_on, by=None)

    states = dict(HelpRequest.objects.values_list("pk", "state"))
    assert (states[goes_on.pk], states[double.pk], states[colleagues.pk]) == ("withdrawn", "withdrawn", "merged")
    assert not Moment.objects.filter(request=goes_on).exclude(text="", subject="").exists()


def test_nothing_more_is_done_with_what_is_removed(eva):
    request = ask(hub_of())
    actions.withdraw(request=request, by=None)

    assert refused(lambda: actions.take(request=request, by=eva)) == "removed"
