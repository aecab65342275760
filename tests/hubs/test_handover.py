"""One desk gives a request to another, which accepts it within a working day or it comes back."""

import threading
import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import connections

from hubs import actions, news, reminding, tasks
from hubs.models import HandOver, HelpRequest, Moment
from hubs.working_days import ZONE
from jobs import clock
from jobs.models import Job
from smartindustry import demo
from smartindustry.cast import CAST
from tests.hubs.asking import ask, hub_of
from tests.hubs.test_desk_work import at, kinds, note, refused  # noqa: F401 -- `at` is a fixture

MONDAY = datetime(2018, 3, 5, 12, tzinfo=ZONE)


def offer(request, by, to=None, **changes):
    return actions.hand_over(request=request, to=to, reason="Het bedrijf staat in Groningen", by=by, **changes)


@pytest.fixture
def north():
    return hub_of("noord-nederland")


@pytest.mark.django_db
def test_first_desk_keeps_it_until_the_other_accepts(at, eva, noor, north):  # noqa: F811
    at(MONDAY)
    request = ask(hub_of())
    actions.take(request=request, by=eva)

    made = offer(request, eva, north)

    request.refresh_from_db()
    assert (request.hub, request.assigned_to) == (hub_of(), eva)
    assert made.due_at == datetime(2018, 3, 6, 12, tzinfo=ZONE)
    note(request, eva)

    for _time in range(2):
        actions.accept(handover=made, by=noor)

    request.refresh_from_db()
    assert (request.hub, request.state, request.assigned_to) == (north, "new", None)
    assert request.answer_due_at == datetime(2018, 3, 7, 12, tzinfo=ZONE)
    assert kinds(request) == ["asked", "assigned", "offered", "call", "accepted"]


@pytest.mark.django_db
def test_only_the_other_desk_answers_and_only_the_first_takes_back(eva, noor, karim, north):
    request = ask(hub_of())
    made = offer(request, eva, north)

    for person in (eva, karim):
        assert refused(lambda person=person: actions.accept(handover=made, by=person)) == "not_allowed"
        give = lambda person=person: actions.give_back(handover=made, answer="Nee", by=person)  # noqa: E731
        assert refused(give) == "not_allowed"
    assert refused(lambda: actions.take_back(handover=made, by=noor)) == "not_allowed"


@pytest.mark.django_db
def test_other_desk_gives_it_back_with_a_reason(eva, noor, north):
    request = ask(hub_of())
    made = offer(request, eva, north)

    for _time in range(2):
        actions.give_back(handover=made, answer="Staat in Delft", by=noor)

    made.refresh_from_db()
    assert (made.returned_by, made.answer, made.accepted_at) == (noor, "Staat in Delft", None)
    assert refused(lambda: actions.accept(handover=made, by=noor)) == "came_back"
    assert kinds(request) == ["asked", "offered", "came_back"]


@pytest.mark.django_db
def test_first_desk_takes_it_back(eva, noor, north):
    request = ask(hub_of())
    made = offer(request, eva, north)

    for _time in range(2):
        actions.take_back(handover=made, by=eva)

    assert refused(lambda: actions.give_back(handover=made, answer="x", by=noor)) == "came_back"
    assert offer(request, eva, None).to_hub is None


@pytest.mark.django_db
def test_what_is_not_accepted_in_time_comes_back_by_itself(at, eva, noor, north):  # noqa: F811
    at(MONDAY)
    request = ask(hub_of())
    made = offer(request, eva, north)
    at(MONDAY + timedelta(days=1))
    assert tasks.return_handovers(Job()) == {"returned": 0}
    at(MONDAY + timedelta(days=1, seconds=1))
    assert tasks.return_handovers(Job()) == {"returned": 1}
    assert tasks.return_handovers(Job()) == {"returned": 0}

    made.refresh_from_db()
    assert (made.returned_at, made.returned_by) == (MONDAY + timedelta(days=1, seconds=1), None)
    assert refused(lambda: actions.accept(handover=made, by=noor)) == "came_back"


@pytest.mark.django_db
def test_one_offer_at_a_time_and_to_another_desk(eva, north):
    request = ask(hub_of())
    made = offer(request, eva, north)

    assert offer(request, eva, north) == made
    assert refused(lambda: offer(request, eva, None)) == "hubs_handover_one_is_open"
    assert refused(lambda: offer(ask(hub_of()), eva, hub_of())) == "hubs_handover_goes_to_another_desk"


@pytest.mark.django_db
def test_what_is_on_its_way_is_not_closed_or_merged(eva, north):
    request = ask(hub_of())
    offer(request, eva, north)

    close = lambda: actions.close(request=request, result=actions.Result("answered"), text="", by=eva)  # noqa: E731
    assert refused(close) == "on_its_way"
    assert refused(lambda: actions.merge(request=request, into=ask(hub_of()), by=eva)) == "on_its_way"


@pytest.mark.django_db
def test_who_agreed_to_one_desk_is_asked_first(at, eva, north):  # noqa: F811
    at(MONDAY)
    request = ask(hub_of())
    HelpRequest.objects.filter(pk=request.pk).update(consent_version="2026-11")

    assert refused(lambda: offer(request, eva, north)) == "ask_first"
    for day in (date(2018, 3, 4), date(2018, 3, 6)):
        assert refused(lambda day=day: offer(request, eva, north, agreed_on=day)) == "agreed_when"

    offer(request, eva, north, agreed_on=date(2018, 3, 5))
    assert Moment.objects.get(kind="offered").details["agreed_on"] == "2018-03-05"


@pytest.mark.django_db
def test_withdrawing_ends_the_offer_and_empties_its_reason(eva, noor, north):
    request = ask(hub_of())
    made = offer(request, eva, north)
    actions.withdraw(request=request, by=None)

    made.refresh_from_db()
    assert (made.reason, made.returned_at is not None) == ("", True)
    assert refused(lambda: actions.accept(handover=made, by=noor)) == "came_back"


def letters_of(kind):
    mail.outbox.clear()
    moment = Moment.objects.filter(kind=kind).latest("pk")
    for _time in range(2):
        tasks.tell_of_moment(Job(payload={"moment_id": moment.pk}))
    return sorted(to for letter in mail.outbox for to in letter.to), mail.outbox


@pytest.mark.django_db
def test_letters_go_to_who_has_to_know_and_name_nobody(eva, noor, north):
    request = ask(hub_of())
    made = offer(request, eva, north)
    offered = letters_of("offered")[0]
    actions.give_back(handover=made, answer="Nee", by=noor)
    back = letters_of("came_back")[0]
    actions.accept(handover=offer(request, eva, north), by=noor)
    accepted, sent = letters_of("accepted")

    assert (offered, back, accepted) == ([noor.email], [eva.email], [eva.email, "zoe@bedrijf.nl"])
    to_staff = next(one for one in sent if one.to == [eva.email])
    assert not [word for word in ("Ångström", "Zoë", "zoe@", "Groningen") if word in to_staff.subject + to_staff.body]
    assert str(request.key) in next(one for one in sent if one.to != [eva.email]).body


@pytest.mark.django_db
def test_administrators_hear_of_an_offer_to_a_desk_without_people(eva, ans):
    offer(ask(hub_of()), eva, hub_of("oost-nederland"))

    to, sent = letters_of("offered")
    assert (to, "BOOST Smart Industry" in sent[0].body) == ([ans.email], True)


@pytest.mark.django_db
def test_answer_referral_and_closing_write_to_the_company(eva, noor, north):
    request = ask(hub_of())
    actions.answer(request=request, text="Begin klein", signed=True, key=uuid.uuid4(), by=eva)
    actions.refer(request=request, to=north, text="Bel hen", by=eva)
    actions.write_to_desk(request=request, text="Dank", key=uuid.uuid4(), by=None)
    actions.close(request=request, result=actions.Result("step"), text="Succes", by=eva)

    told = {kind: letters_of(kind)[0] for kind in ("mail_out", "referred", "closed", "mail_in", "asked")}
    company = ["zoe@bedrijf.nl"]
    assert told == {
        "mail_out": company, "referred": company, "closed": company, "mail_in": [eva.email], "asked": [],
    }  # fmt: skip


@pytest.mark.django_db
def test_reminder_goes_once_on_a_working_day_to_who_works_there(at, eva, noor):  # noqa: F811
    at(MONDAY)
    ask(hub_of())
    at(MONDAY.replace(hour=7) + timedelta(days=2))
    assert tasks.remind(Job()) == {"people": 0}
    at(MONDAY + timedelta(days=2, hours=1))
    assert [tasks.remind(Job()) for _time in range(2)] == [{"people": 1}, {"people": 0}]

    job = Job.objects.get(kind=reminding.KIND)
    assert (job.payload["person_id"], tasks.remind_person(job)) == (eva.pk, {"sent": 1})
    assert "Ångström" not in mail.outbox[-1].body
    assert reminding.send(noor.pk) == 0


# --- At the same moment ----------------------------------------------------------------------------------------------


def race(*acts):
    """Run each in a session of its own at the same moment; returns the codes of what was refused, and other errors."""
    barrier, said = threading.Barrier(len(acts)), []

    def session(act):
        try:
            barrier.wait(10)
            act()
        except actions.RuleBroken as broken:
            said.append(broken.code)
        except Exception as error:  # noqa: BLE001 -- shown by the test
            said.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=session, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return said


def member(key):
    return demo.person(next(one for one in CAST if one.key == key))


def test_of_two_who_take_at_once_one_has_it(fresh_database):
    eva = member("eva")
    from tests.hubs.test_desk_work import somebody  # noqa: PLC0415

    colleague, request = somebody("hub_coordinator"), ask(hub_of())

    said = race(*(lambda by=by: actions.take(request=request, by=by) for by in (eva, colleague)))

    assert said == ["taken"]
    assert kinds(request).count("assigned") == 1


def test_two_clicks_on_close_close_once(fresh_database):
    eva, request = member("eva"), ask(hub_of())
    result = actions.Result("answered")
    close = lambda: actions.close(request=request, result=result, text="", by=eva)  # noqa: E731

    assert race(close, close) == []
    assert kinds(request).count("closed") == 1


def test_accepting_while_it_comes_back_is_one_of_both(fresh_database, monkeypatch):
    eva, noor = member("eva"), member("noor")
    made = offer(ask(hub_of()), eva, hub_of("noord-nederland"))
    HandOver.objects.update(due_at=clock.now() - timedelta(minutes=1))

    said = race(lambda: actions.accept(handover=made, by=noor), actions.return_overdue)

    made.refresh_from_db()
    request = HelpRequest.objects.select_related("hub__region").get()
    assert (made.accepted_at is None) != (made.returned_at is None)
    assert said == ([] if made.accepted_at else ["came_back"])
    assert request.hub.region.slug == ("noord-nederland" if made.accepted_at else "zuid-holland")


def test_merging_each_into_the_other_makes_no_circle(fresh_database):
    eva, one, other = member("eva"), ask(hub_of()), ask(hub_of())

    said = race(
        lambda: actions.merge(request=one, into=other, by=eva), lambda: actions.merge(request=other, into=one, by=eva)
    )

    assert said == ["not_open"]
    assert sorted(HelpRequest.objects.values_list("state", flat=True)) == ["merged", "new"]


def test_two_offers_at_once_are_one(fresh_database):
    eva, request = member("eva"), ask(hub_of())
    to = [hub_of("noord-nederland"), hub_of("oost-nederland")]

    said = race(*(lambda hub=hub: offer(request, eva, hub) for hub in to))

    assert said == ["hubs_handover_one_is_open"]
    assert HandOver.objects.count() == 1


@pytest.mark.django_db
def test_news_of_an_emptied_request_goes_to_no_company(eva):
    request = ask(hub_of())
    moment = actions.answer(request=request, text="Begin klein", signed=True, key=uuid.uuid4(), by=eva)
    actions.withdraw(request=request, by=None)

    assert news.to_company(Moment.objects.select_related("request").get(pk=moment.pk)) is None


@pytest.mark.django_db
def test_company_does_not_read_the_reason_and_the_desk_is_told_so(eva, north, client_for):
    request = ask(hub_of())
    offer(request, eva, north)

    page = client_for(eva).get(f"/bureau/{request.pk}/").content.decode()
    own = client_for().get(f"/hulpvraag/{request.key}/").content.decode()
    assert ("bedrijf ziet dit, niet de tekst" in page, "Het bedrijf staat in Groningen" in own) == (True, False)


@pytest.mark.django_db
def test_first_desk_does_not_read_what_the_company_told_after_it_was_accepted(eva, noor, north, client_for):
    request = ask(hub_of())
    actions.accept(handover=offer(request, eva, north), by=noor)
    actions.take(request=request, by=noor)
    actions.close(request=request, result=actions.Result("step", 85_000, 7), text="Klaar.", by=noor)

    pages = [client_for(one).get(f"/bureau/{request.pk}/").content.decode() for one in (noor, eva)]
    assert [("€ 85.000" in page, "Investering" in page) for page in pages] == [(True, True), (False, False)]


@pytest.mark.django_db
@pytest.mark.parametrize("knows", [False, True], ids=["from-the-request-alone", "from-a-visit"])
def test_first_desk_keeps_no_contact_of_who_asked_another(eva, noor, north, knows):
    request = ask(hub_of())
    company = request.company
    if knows:
        visit = {"kind": "visit", "text": "Rondleiding", "happened_on": clock.today(), "key": uuid.uuid4()}
        actions.note_contact(company=company, by=eva, **visit)
    email = company.email

    actions.accept(handover=offer(request, eva, north), by=noor)

    company.refresh_from_db()
    request.refresh_from_db()
    assert (company.email, company.erased_at is None) == ((email, True) if knows else ("", False))
    assert (request.company.hub, request.company.email) == (north, email)
