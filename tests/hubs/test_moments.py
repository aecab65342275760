"""The timeline of a company and of its request."""

from datetime import date

import pytest

from hubs import actions
from hubs.models import Company, Moment
from tests.hubs.asking import ask, hub_of

pytestmark = pytest.mark.django_db
DAY = date(2018, 3, 1)


def company_of(hub, **changes):
    row = {"name": "Metaal BV", "source": "desk", "known_since": DAY, "added_at": "2018-03-01T10:00Z"} | changes
    return Company.objects.create(hub=hub, **row)


def test_asking_and_withdrawing_are_the_first_and_last_moment():
    request = ask(hub_of())
    actions.withdraw(request=request, by=None)

    told = list(Moment.objects.filter(request=request).values_list("kind", "public", "recorded_by"))
    assert told == [("asked", True, None), ("withdrawn", True, None)]


def test_moment_of_a_request_belongs_to_its_company_too(eva):
    request, company = ask(hub_of()), company_of(hub_of())
    request.company = company
    request.save()

    moment = actions.record(about=request, kind=Moment.Kind.CALL, by=eva, text="Belde terug", happened_on=DAY)

    assert (moment.company, moment.request, moment.recorded_by) == (company, request, eva)


def test_contact_keeps_a_company_from_being_forgotten_and_a_note_does_not(eva):
    company = company_of(hub_of())

    actions.record(about=company, kind=Moment.Kind.NOTE, by=eva, text="Las hun website", happened_on=DAY)
    company.refresh_from_db()
    assert company.last_contact_on is None

    actions.record(about=company, kind=Moment.Kind.VISIT, by=eva, happened_on=DAY)
    actions.record(about=company, kind=Moment.Kind.CALL, by=eva, happened_on=date(2018, 2, 1))
    company.refresh_from_db()
    assert company.last_contact_on == DAY


def test_one_e_mail_is_taken_in_once():
    request = ask(hub_of())
    mail = {"about": request, "kind": Moment.Kind.MAIL_IN, "by": None, "message_id": "<1@bedrijf.nl>"}
    actions.record(**mail)

    with pytest.raises(actions.RuleBroken) as broken:
        actions.record(**mail)

    assert broken.value.code == "hubs_moment_message_is_taken_in_once"
