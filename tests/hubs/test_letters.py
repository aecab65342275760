"""Letters about help requests: who gets them, once, and what they do not say."""

from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMessage

from accounts.models import Organisation, Role, RoleHolding
from hubs import actions, tasks
from jobs import clock
from jobs.models import Job
from tests.hubs.asking import ask, hub_of

pytestmark = pytest.mark.django_db


def job(request):
    return Job(payload={"request_id": str(request.pk)})


def test_company_gets_its_own_link_once(mailoutbox):
    request = ask(hub_of())

    assert tasks.confirm_request(job(request)) == {"sent": True}
    assert tasks.confirm_request(job(request)) == {"sent": False}

    (letter,) = mailoutbox
    assert letter.to == ["zoe@bedrijf.nl"]
    assert f"/hulpvraag/{request.key}/" in letter.body
    assert hub_of().name in letter.body


def test_letter_repeats_nothing_that_was_typed(mailoutbox):
    request = ask(hub_of(), question="Koop goedkope pillen", company_name="http://reclame.example")

    tasks.confirm_request(job(request))

    assert "pillen" not in mailoutbox[0].body
    assert "reclame" not in mailoutbox[0].body


def test_refused_address_is_noted_and_not_tried_again(monkeypatch, mailoutbox):
    request = ask(hub_of())

    def refuse(self):
        raise SMTPRecipientsRefused({"zoe@bedrijf.nl": (550, b"unknown")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert tasks.confirm_request(job(request)) == {"sent": False}
    request.refresh_from_db()
    assert request.confirmation_refused_at is not None
    monkeypatch.undo()
    assert tasks.confirm_request(job(request)) == {"sent": False}


def test_refused_address_at_a_desk_brings_nobody_a_second_letter(monkeypatch, cast):
    hub, sent = hub_of(), []
    office = Organisation.objects.get(kind="hub", region=hub.region)
    RoleHolding.objects.create(
        person=cast["chris"], organisation=office, role=Role.HUB_READER, starts_on=clock.today()
    )  # fmt: skip

    def deliver(letter, *args, **kwargs):
        if letter.to == [cast["chris"].email]:
            raise SMTPRecipientsRefused({cast["chris"].email: (550, b"unknown")})
        sent.extend(letter.to)
        return 1

    monkeypatch.setattr(EmailMessage, "send", deliver)
    request = ask(hub)

    assert [tasks.tell_desk(job(request)), tasks.tell_desk(job(request))] == [{"sent": 1}, {"sent": 0}]
    assert sent == [cast["eva"].email]


def test_withdrawn_request_sends_no_letters(mailoutbox, eva):
    request = ask(hub_of())
    actions.withdraw(request=request, by=None)

    assert tasks.confirm_request(job(request)) == {"sent": False}
    assert tasks.tell_desk(job(request)) == {"sent": 0}
    assert mailoutbox == []


def test_desk_of_the_region_is_told_and_no_other(mailoutbox, cast):
    request = ask(hub_of("zuid-holland"))

    assert tasks.tell_desk(job(request)) == {"sent": 1}
    assert tasks.tell_desk(job(request)) == {"sent": 0}

    (letter,) = mailoutbox
    assert letter.to == [cast["eva"].email]
    assert f"/bureau/{request.pk}/" in letter.body
    assert str(request.key) not in letter.body
    assert "Ångström" not in letter.body


def test_national_desk_is_the_expertise_centre(mailoutbox, cast):
    assert tasks.tell_desk(job(ask(None))) == {"sent": 1}
    assert mailoutbox[0].to == [cast["karim"].email]


def test_adviser_of_a_research_institute_is_not_the_national_desk(mailoutbox, chris):
    institute = Organisation.objects.create(name="TNO", kind="research")
    RoleHolding.objects.create(
        person=chris, organisation=institute, role=Role.ADVISER, starts_on=clock.today()
    )  # fmt: skip

    assert tasks.tell_desk(job(ask(None))) == {"sent": 0}


def test_administrators_are_told_of_a_desk_where_nobody_works(mailoutbox, cast):
    request = ask(hub_of("oost-nederland"))

    assert tasks.tell_desk(job(request)) == {"sent": 1}
    assert tasks.tell_desk(job(request)) == {"sent": 0}

    (letter,) = mailoutbox
    assert letter.to == [cast["ans"].email]
    assert "niemand" in letter.body
    assert "Ångström" not in letter.body
