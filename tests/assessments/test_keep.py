"""Stop and go on by letter, and every way in which a link can be of no use."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail, signing
from django.core.cache import cache

from assessments import actions, questionnaire, tokens
from assessments.models import Answer, Assessment, Contact
from jobs import queue
from jobs.models import Job
from tests.assessments.letters import link_in, work
from tests.assessments.runs import answered_run, completed_run, new_run, text, url

pytestmark = pytest.mark.django_db
CURRENT = questionnaire.current()


def ask(client, run, email="Anna@Bedrijf.nl", language="nl"):
    response = client.post(url("keep", run, language), {"email": email})
    work()
    return response


def token_for(run, purpose=tokens.Purpose.RESUME, about=""):
    return tokens.make(purpose, run.pk, about)


def of_token(client, name, token, method="get", language="nl"):
    return getattr(client, method)(url(name, language=language, token=token))


def test_letter_leads_back_to_the_draft_on_another_device(client, client_for):
    run = new_run([3, 4])

    response = ask(client, run)
    letter = mail.outbox[0]
    other = client_for(None)
    page = other.get(link_in(letter))
    untouched = text(other.get(url("start")))
    onwards = other.post(link_in(letter))

    assert (response.status_code, letter.to, letter.subject) == (302, ["anna@bedrijf.nl"], "Ga verder met uw zelfscan")
    assert "De link werkt 30 dagen" in letter.body
    assert "U hebt 2 vragen beantwoord." in text(page)
    assert "U hebt 2 van" not in untouched
    assert onwards.url == url("question", run, number=3)
    assert "U hebt 2 van de 8 vragen beantwoord." in text(other.get(url("start")))


def test_letter_is_in_the_language_of_the_page(client):
    ask(client, new_run([3]), language="en")

    assert mail.outbox[0].subject == "Go on with your self-assessment"
    assert "/en/zelfscan/hervatten/" in mail.outbox[0].body


def test_opening_the_link_changes_nothing(client):
    run = new_run([3])
    of_token(client, "resume_link", token_for(run), "head")
    of_token(client, "erase_link", token_for(run))

    assert Assessment.objects.filter(pk=run.pk).exists()


def test_job_that_runs_twice_sends_one_letter(client):
    run = new_run([3])
    client.post(url("keep", run), {"email": "anna@bedrijf.nl"})
    job = Job.objects.get()
    queue.run(str(job.pk))
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, finished_at=None)

    queue.run(str(job.pk))

    assert (len(mail.outbox), job.payload) == (1, {"run": str(run.pk)})


def test_page_says_how_the_letter_fared_without_telling_the_address(client):
    run = new_run([3])
    client.post(url("keep", run), {"email": "anna@bedrijf.nl"})
    waiting = text(client.get(url("keep", run)))
    work()
    sent = client.get(url("keep", run))

    assert "De brief wordt verstuurd" in waiting
    assert "Naar a…@bedrijf.nl." in text(sent)
    assert "anna@bedrijf.nl" not in sent.content.decode()


def test_address_that_the_mail_server_refuses_is_told(client, monkeypatch):
    run = new_run([3])

    def refuse(self, fail_silently=False):
        raise SMTPRecipientsRefused({"x": (550, b"no such user")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    ask(client, run, "weg@bedrijf.nl")

    assert Contact.objects.get(pk=run.pk).refused_at is not None
    assert "De mailserver neemt w…@bedrijf.nl niet aan." in text(client.get(url("keep", run)))
    assert Job.objects.get().state == Job.State.DONE


def test_new_address_after_a_refusal_gets_its_letter(client):
    run = new_run([3])
    client.post(url("keep", run), {"email": "weg@bedrijf.nl"})
    Contact.objects.update(refused_at="2018-01-01T00:00Z")

    ask(client, run, "anna@bedrijf.nl")

    assert [letter.to for letter in mail.outbox] == [["anna@bedrijf.nl"]]


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("", "Vul uw e-mailadres in."),
        ("anna", "Dit is geen e-mailadres. Schrijf het zoals naam@bedrijf.nl."),
        ("a" * 250 + "@bedrijf.nl", "Dit e-mailadres is te lang"),
    ],
)
def test_wrong_address_is_explained_and_kept(client, email, sentence):
    run = new_run([3])

    response = client.post(url("keep", run), {"email": email})

    assert (response.status_code, Contact.objects.count()) == (422, 0)
    assert text(response).count(sentence) == 2
    assert f'value="{email}"' in response.content.decode() or not email


def test_letters_are_limited_per_address(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"assessments_letter": "60/h/ip,2/h/key"}
    cache.clear()

    codes = [client.post(url("keep", new_run()), {"email": "anna@bedrijf.nl"}).status_code for _ in range(3)]

    assert codes == [302, 302, 429]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["resume_link", "erase_link", "confirm"])
@pytest.mark.parametrize("token", ["x", "1:2:3", "a" * 500])
def test_tampered_link_says_so(client, name, token, language):
    response = of_token(client, name, token, language=language)

    assert response.status_code == 404
    assert {"nl": "Deze link is niet compleet", "en": "This link is not complete"}[language] in text(response)


def test_changed_sign_breaks_the_link(client):
    token = token_for(new_run([3]))

    assert of_token(client, "resume_link", token[:-1] + ("A" if token[-1] != "A" else "B")).status_code == 404


def test_link_of_another_letter_says_so(client):
    run = new_run([3])

    answers = [
        of_token(client, "confirm", token_for(run)),
        of_token(client, "resume_link", token_for(run, tokens.Purpose.CONFIRM)),
        of_token(client, "erase_link", token_for(run, tokens.Purpose.CONFIRM), "post"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert ["Deze link is voor iets anders" in text(answer) for answer in answers] == [True] * 3
    assert Assessment.objects.filter(pk=run.pk).exists()


def test_expired_link_opens_nothing_but_still_deletes(client, monkeypatch):
    run = new_run([3])
    token = token_for(run)
    later = signing.time.time() + timedelta(days=31).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: later)

    expired = of_token(client, "resume_link", token)
    of_token(client, "erase_link", token, "post")

    assert expired.status_code == 410
    assert "Deze link is verlopen" in text(expired)
    assert str(run.pk) not in expired.content.decode()
    assert not Assessment.objects.filter(pk=run.pk).exists()


def test_link_of_a_finished_scan_offers_result_and_deletion(client):
    run = completed_run()
    token = token_for(run)

    response = of_token(client, "resume_link", token)

    page = response.content.decode()
    assert (response.status_code, "Deze zelfscan is afgerond" in text(response)) == (410, True)
    assert f'href="{url("result", run)}"' in page
    assert f'href="{url("erase_link", token=token)}"' in page


def test_link_of_a_deleted_scan_says_so(client):
    run = new_run([3])
    token = token_for(run)
    of_token(client, "erase_link", token, "post")

    answers = [of_token(client, name, token) for name in ("resume_link", "erase_link")]

    assert [answer.status_code for answer in answers] == [410] * 2
    assert "Deze zelfscan is gewist" in text(answers[0])
    assert (Answer.objects.count(), Contact.objects.count()) == (0, 0)


def test_link_of_questions_that_are_gone_says_so(client):
    run = new_run([3], version="1999.1")

    response = of_token(client, "resume_link", token_for(run))

    assert (response.status_code, "Deze vragenlijst is er niet meer" in text(response)) == (410, True)


def test_deletion_by_link_takes_the_address_along(client):
    run = new_run([3])
    ask(client, run)

    of_token(client, "erase_link", token_for(run), "post")

    assert (Assessment.objects.count(), Contact.objects.count()) == (0, 0)


def test_letter_is_not_sent_once_the_scan_is_finished_or_gone(client):
    run, gone = answered_run(), new_run([3])
    for one in (run, gone):
        client.post(url("keep", one), {"email": f"{one.pk}@bedrijf.nl"})
    actions.complete(assessment=run, questionnaire=CURRENT, by=None)
    actions.erase(assessment=gone, by=None)

    work()

    assert mail.outbox == []
