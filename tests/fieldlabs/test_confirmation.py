"""The yearly question: who is asked, the link in the letter, and what the page says."""

import threading
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connections

from fieldlabs import actions, confirming, tasks
from fieldlabs.models import Confirmation, Fieldlab, FieldlabContact
from jobs import clock, queue
from jobs.models import Job
from smartindustry import demo
from smartindustry.cast import CAST


def ramlab() -> Fieldlab:
    return Fieldlab.objects.get(slug="ramlab")


def with_contact(**changes) -> Fieldlab:
    FieldlabContact.objects.create(fieldlab=ramlab(), **{"name": "Zoë", "email": "zoe@example.nl", **changes})
    return ramlab()


def asked(by) -> Confirmation:
    return actions.ask_to_confirm(by=by, fieldlab=with_contact())


def address(question: Confirmation) -> str:
    return f"/fieldlabs/bevestigen/{confirming.token_of(question)}/"


@pytest.mark.parametrize(
    ("day", "before"), [(date(2020, 2, 29), date(2019, 2, 28)), (date(2018, 3, 1), date(2017, 3, 1))]
)
def test_a_year_before(day, before):
    assert confirming.year_before(day) == before


@pytest.mark.django_db
class TestAsking:
    def test_letter_has_a_link_in_the_language_of_the_contact(self, eva):
        question = actions.ask_to_confirm(by=eva, fieldlab=with_contact(language="en"))
        queue.run(str(Job.objects.get(kind="fieldlabs.send_confirmation").pk))
        letter = mail.outbox[0]
        assert (letter.to, letter.subject) == (
            ["zoe@example.nl"],
            f"Is the page of {question.fieldlab.name} still right?",
        )
        assert f"/en{address(question)}" in letter.body

    def test_letter_is_sent_once_and_not_after_the_answer(self, eva):
        question = asked(eva)
        job = Job.objects.get(kind="fieldlabs.send_confirmation")
        assert [tasks.send_confirmation(job), tasks.send_confirmation(job)] == [{"sent": True}, {"sent": False}]
        question.refresh_from_db()
        assert (question.sent_at is not None, len(mail.outbox)) == (True, 1)

    def test_letter_to_a_contact_who_left_is_not_sent(self, eva):
        asked(eva)
        FieldlabContact.objects.update(email="")
        assert tasks.send_confirmation(Job.objects.get(kind="fieldlabs.send_confirmation")) == {"sent": False}

    def test_job_asks_what_nobody_confirmed_for_a_year_and_once(self):
        with_contact()
        assert [tasks.ask_to_confirm(Job()), tasks.ask_to_confirm(Job())] == [{"asked": 1}, {"asked": 0}]

    @pytest.mark.parametrize(
        ("changes", "due"),
        [
            ({"confirmed_on": timedelta(days=300)}, False),
            ({"confirmed_on": timedelta(days=400)}, True),
            ({"publication": "draft"}, False),
            ({}, True),
        ],
    )
    def test_due_after_a_year(self, changes, due):
        lab = with_contact()
        days = {name: clock.today() - value if name.endswith("_on") else value for name, value in changes.items()}
        Fieldlab.objects.filter(pk=lab.pk).update(**days)
        assert [one.slug for one in confirming.due()] == (["ramlab"] if due else [])

    def test_unanswered_question_is_asked_again_after_its_link_died(self, eva):
        old = asked(eva)
        with clock.on(clock.today() + timedelta(days=61)):
            assert tasks.ask_to_confirm(Job()) == {"asked": 1}
        old.refresh_from_db()
        assert (old.replaced, Confirmation.objects.count()) == (True, 2)

    def test_nobody_to_ask(self, eva, client_for):
        with pytest.raises(actions.RuleBroken) as broken:
            actions.ask_to_confirm(by=eva, fieldlab=ramlab())
        assert broken.value.code == "nobody_to_ask"
        told = client_for(eva).post("/fieldlabs/ramlab/bevestiging-vragen/", follow=True)
        assert "Er is geen e-mailadres" in told.content.decode()

    def test_page_that_is_not_public_is_not_asked_about(self, eva):
        lab = actions.take_off(by=eva, fieldlab=with_contact(), reason="x")
        with pytest.raises(actions.RuleBroken) as broken:
            actions.ask_to_confirm(by=eva, fieldlab=lab)
        assert broken.value.code == "not_public"

    @pytest.mark.parametrize("key", ["noor", "daan", "gijs", "stijn", "anna"])
    def test_asking_is_refused_to_others(self, cast, client_for, key):
        with_contact()
        assert client_for(cast[key]).post("/fieldlabs/ramlab/bevestiging-vragen/").status_code == 403


@pytest.mark.django_db
class TestLink:
    def test_opening_it_changes_nothing_and_the_button_confirms(self, eva, client):
        question = asked(eva)
        page = client.get(address(question))
        assert (page.status_code, page.context["state"], ramlab().confirmed_on) == (200, "open", None)
        assert page.headers["Cache-Control"] == "no-store, private"
        done = client.post(address(question), follow=True)
        assert (done.context["state"], ramlab().confirmed_on) == ("used", clock.today())

    def test_used_link_says_so(self, eva, client):
        question = asked(eva)
        client.post(address(question))
        again = client.post(address(question))
        assert (again.status_code, again.context["state"]) == (200, "used")

    @pytest.mark.parametrize("spoil", [lambda token: token[:-1], lambda token: "x" + token, lambda token: "onzin"])
    def test_tampered_link_says_so(self, eva, client, spoil):
        token = confirming.token_of(asked(eva))
        page = client.get(f"/fieldlabs/bevestigen/{spoil(token)}/")
        assert (page.status_code, page.context["state"]) == (404, "wrong")

    def test_expired_link_says_so_and_does_nothing(self, eva, client):
        question = asked(eva)
        with clock.on(clock.today() + timedelta(days=61)):
            answers = [client.get(address(question)), client.post(address(question))]
        assert [(one.status_code, one.context["state"]) for one in answers] == [(410, "expired")] * 2
        assert ramlab().confirmed_on is None

    def test_replaced_link_no_longer_works(self, eva, client):
        old = asked(eva)
        actions.ask_to_confirm(by=eva, fieldlab=ramlab())
        assert client.get(address(old)).context["state"] == "expired"

    @pytest.mark.parametrize("spoil", ["replaced", "used", "off"])
    def test_action_refuses_what_the_page_would_not_offer(self, eva, spoil):
        question = asked(eva)
        if spoil == "replaced":
            actions.ask_to_confirm(by=eva, fieldlab=ramlab())
        elif spoil == "used":
            actions.confirm_by_link(confirmation=question)
        else:
            actions.take_off(by=eva, fieldlab=ramlab(), reason="x")
        with pytest.raises(actions.RuleBroken) as broken:
            actions.confirm_by_link(confirmation=question)
        assert broken.value.code == {"replaced": "expired", "used": "used", "off": "not_public"}[spoil]


@pytest.mark.django_db
class TestSignedIn:
    def test_contact_confirms_and_the_open_question_is_answered(self, eva, daan, client_for):
        lab = with_contact(person=daan)
        question = actions.ask_to_confirm(by=eva, fieldlab=lab)
        assert client_for(daan).post("/fieldlabs/ramlab/bevestigen/").status_code == 302
        question.refresh_from_db()
        assert (question.confirmed_by, ramlab().confirmed_on) == (daan, clock.today())

    @pytest.mark.parametrize("key", ["noor", "daan", "gijs", "stijn", "anna", "fenna"])
    def test_confirm_is_refused_to_others(self, cast, client_for, key):
        assert client_for(cast[key]).post("/fieldlabs/ramlab/bevestigen/").status_code == 403

    @pytest.mark.parametrize(
        ("days", "said"),
        [
            (None, "Het Fieldlab zelf heeft deze pagina nog niet bevestigd."),
            (10, "Het Fieldlab bevestigde deze pagina op"),
            (400, "Dat is meer dan een jaar geleden"),
        ],
    )
    def test_page_says_when_it_was_confirmed(self, client, days, said):
        day = None if days is None else clock.today() - timedelta(days=days)
        Fieldlab.objects.filter(slug="ramlab").update(confirmed_on=day)
        page = client.get("/fieldlabs/ramlab/").content.decode()
        assert (said in page, "meer dan een jaar" in page) == (True, days == 400)


def test_two_clicks_at_once_confirm_once(fresh_database):
    cast = {member.key: demo.person(member) for member in CAST}
    question = asked(cast["eva"])
    barrier, outcomes = threading.Barrier(2), []

    def click():
        barrier.wait()
        try:
            actions.confirm_by_link(confirmation=Confirmation.objects.get(pk=question.pk))
            outcomes.append("done")
        except actions.RuleBroken as broken:
            outcomes.append(broken.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=click) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "used"]
