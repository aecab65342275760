"""Who is away from a desk, and who stands in."""

from datetime import timedelta

import pytest
from django.core import mail

from hubs import absence, actions, tasks
from hubs.models import Absence, Moment
from jobs import clock
from jobs.models import Job
from smartindustry import demo
from smartindustry.cast import CAST, Member
from tests.hubs.asking import ask, hub_of
from tests.hubs.test_desk import main_of

pytestmark = pytest.mark.django_db
LIST = "/bureau/afwezig/"


@pytest.fixture
def els(db):
    """Eva's colleague, coordinator of the same hub."""
    eva = next(member for member in CAST if member.key == "eva")
    return demo.person(Member("els", "Els Coördinator", "hub_coordinator", eva.organisation, eva.kind, eva.region))


def sent(person, stand_in, days=3, starts=0):
    first = clock.today() + timedelta(days=starts)
    last = first + timedelta(days=days)
    return {
        "person": str(person.pk), "stand_in": str(stand_in.pk),
        "starts_on": first.isoformat(), "ends_on": last.isoformat(),
    }  # fmt: skip


def test_absence_is_noted_once_and_cancelled(client_for, eva, els):
    client = client_for(eva)
    for _time in range(2):
        assert client.post(LIST, sent(els, eva)).status_code == 302

    one = Absence.objects.get()
    assert absence.stand_ins()[els.pk].person == eva
    assert "nu afwezig" in main_of(client.get(LIST))
    assert client.post(f"{LIST}{one.pk}/annuleren/").status_code == 302
    assert absence.stand_ins() == {}
    assert "Niemand is afwezig" in main_of(client.get(LIST))


def test_mistakes_are_told(client_for, eva, els, noor):
    client = client_for(eva)
    client.post(LIST, sent(els, eva))

    for wrong in (
        sent(eva, eva),
        sent(els, eva, days=5),
        sent(eva, els, days=-3),
        sent(eva, els, starts=-9),
        sent(els, noor),
    ):
        assert client.post(LIST, wrong).status_code == 422
    assert Absence.objects.count() == 1


def test_nobody_stands_in_who_is_away_too(client_for, eva, els):
    client = client_for(eva)
    client.post(LIST, sent(els, eva))

    both = client.post(LIST, sent(eva, els, starts=2))
    assert (both.status_code, "ook weg" in main_of(both)) == (422, True)
    rik = demo.person(Member("rik", "Rik Demo", "hub_editor", "Demo Hub Zuid-Holland", "hub", "zuid-holland"))
    stands_in = client.post(LIST, sent(eva, rik, starts=2))
    assert (stands_in.status_code, "vervangt" in main_of(stands_in)) == (422, True)
    assert client.post(LIST, sent(eva, rik, starts=4)).status_code == 302
    assert Absence.objects.count() == 2


def test_absence_of_another_desk_does_not_exist(client_for, eva, els, noor):
    client_for(eva).post(LIST, sent(els, eva))
    one = Absence.objects.get()

    assert client_for(noor).post(f"{LIST}{one.pk}/annuleren/").status_code == 404
    assert "Els" not in main_of(client_for(noor).get(LIST))


def test_letters_go_to_the_stand_in_too_on_those_days_only(eva, els):
    organisation = els.role_holdings.get().organisation
    today = clock.today()
    away = actions.note_absence(
        organisation=organisation, person=els, stand_in=eva, starts_on=today, ends_on=today, by=els
    )
    request = ask(hub_of())
    actions.assign(request=request, to=els, by=els)

    def told():
        moment = actions.record(about=request, kind=Moment.Kind.MAIL_IN, by=None, text="Vraag")
        mail.outbox.clear()
        tasks.tell_of_moment(Job(payload={"moment_id": moment.pk}))
        return {address for letter in mail.outbox for address in letter.to}

    request.refresh_from_db()
    assert told() == {els.email, eva.email}
    actions.cancel_absence(absence=away, by=eva)
    assert told() == {els.email}


def test_request_says_who_stands_in(client_for, eva, els):
    organisation = els.role_holdings.get().organisation
    today = clock.today()
    actions.note_absence(organisation=organisation, person=els, stand_in=eva, starts_on=today, ends_on=today, by=els)
    request = ask(hub_of())
    actions.assign(request=request, to=els, by=els)

    assert "Eva Smit vervangt" in main_of(client_for(eva).get(f"/bureau/{request.pk}/"))


def test_reader_reads_and_auditor_stays_out(client_for, eva, gijs):
    eva.role_holdings.update(role="hub_reader")
    assert client_for(eva).get(LIST).status_code == 200
    assert client_for(eva).post(LIST, {}).status_code == 403
    assert client_for(gijs).get(LIST).status_code == 403
