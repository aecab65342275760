"""Stop and go on: by letter, by file, in an account; and every way in which a link or file can be of no use."""

import json
import re
import uuid
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments import actions, questionnaire, resume_file, tokens
from assessments.models import Answer, Assessment, Contact
from assessments.scan import scan_of
from assessments.scoring import NoLevel
from jobs import queue
from jobs.models import Job
from tests.assessments.runs import ALL, SCREENS, answered_run, begin, completed_run, new_run, text, url

pytestmark = pytest.mark.django_db
CURRENT = questionnaire.current()


def work():
    """Do the jobs that wait, as a worker would after the commit."""
    for job in Job.objects.filter(state=Job.State.WAITING):
        queue.run(str(job.pk))


def link_in(letter):
    return re.search(r"https?://[^/\s]+(/\S+)", letter.body).group(1)


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

    assert (response.status_code, letter.to, letter.subject) == (302, ["anna@bedrijf.nl"], "Ga verder met uw zelfscan")
    assert "De link werkt 30 dagen" in letter.body
    assert "U hebt 2 vragen beantwoord." in text(page)
    assert f'href="{url("question", run, number=3)}"' in page.content.decode()
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


# --- by file


def downloaded(client, run):
    response = client.get(url("file", run))
    assert response.headers["Content-Disposition"].startswith('attachment; filename="zelfscan-')
    return response.content


def upload(client, data, name="zelfscan.json"):
    return client.post(url("resume_file"), {"file": SimpleUploadedFile(name, data)})


def said():
    return {"size": "small", "sector": "25", "goals": ["cost"], "role": "it"}


def test_file_brings_everything_back_after_the_draft_is_gone(client):
    run = answered_run([3, NoLevel.DONT_KNOW, NoLevel.NOT_APPLICABLE, 1, 2, 3, 4, 5], **said())
    actions.answer(assessment=run, question_id=ALL[0], value=3, ambition=5, by=None)
    data, before = downloaded(client, run), scan_of(run)
    actions.erase(assessment=run, by=None)

    response = upload(client, data)

    new = Assessment.objects.get()
    assert response.url == url("check", new)
    after = scan_of(new)
    assert (after.answers, after.ambitions) == (before.answers, before.ambitions)
    assert (new.size_id, new.sector_id, new.goals, new.role) == ("small", "25", ["cost"], "it")
    assert set(new.answered_screens) == set(SCREENS)


def test_file_goes_on_with_the_draft_while_it_is_there(client):
    run = new_run([3, 3])
    data = downloaded(client, run)
    actions.answer(assessment=run, question_id=ALL[2], value=5, by=None)

    response = upload(client, data)

    assert (response.url, Assessment.objects.count()) == (url("question", run, number=4), 1)


def test_file_holds_no_name_and_no_address(client, anna, client_for):
    run = new_run([3], person=anna)
    Contact.objects.create(assessment=run, email="anna@bedrijf.nl", name="Anna", language="nl", given_at=run.started_at)

    content = downloaded(client_for(anna), run).decode()

    assert [word in content for word in ("anna", "Anna", "person")] == [False] * 3


def edited(data, **changes):
    content = json.loads(data)
    content["answers"][ALL[0]]["answer"] = 5
    return json.dumps(content | changes).encode()


def signed(data, **changes):
    """As if the portal had written it: to see what is told of an older one."""
    content = json.loads(data) | changes
    content.pop("signature")
    return json.dumps(content | {"signature": resume_file._signature(content)}).encode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (edited, "Dit bestand is veranderd nadat u het hebt gedownload."),
        (
            lambda data: signed(data, digest="0" * 64, version="1999.1"),
            "Dit bestand is van versie 1999.1",
        ),
        (lambda data: signed(data, format_version=0), "Dit bestand komt van een ouder portaal."),
        (lambda data: data + b" " * 70_000, "Dit bestand is te groot"),
        (lambda data: data[:-5], "Wij kunnen dit bestand niet lezen."),
        (lambda data: b"\xff\xfe\x00", "Wij kunnen dit bestand niet lezen."),
        (lambda data: b"", "Wij kunnen dit bestand niet lezen."),
        (lambda data: b"[" * 60_000, "Wij kunnen dit bestand niet lezen."),
        (lambda data: b'{"format": "other"}', "Dit is geen bestand van deze zelfscan."),
        (lambda data: b"[1, 2]", "Dit is geen bestand van deze zelfscan."),
        (lambda data: b'{"format": "smart-industry-self-assessment"}', "Dit bestand is veranderd"),
    ],
)
def test_file_that_cannot_be_used_is_explained(client, change, sentence):
    run = new_run([3])
    data = change(downloaded(client, run))
    actions.erase(assessment=run, by=None)

    response = upload(client, data)

    assert (response.status_code, Assessment.objects.count()) == (422, 0)
    assert text(response).count(sentence) == 2


def test_no_file_is_explained(client):
    response = client.post(url("resume_file"), {})

    assert response.status_code == 422
    assert text(response).count("Kies het bestand dat u hebt gedownload.") == 2


def test_file_of_a_finished_scan_leads_to_its_result(client):
    run = answered_run()
    data = downloaded(client, run)
    actions.complete(assessment=run, questionnaire=CURRENT, by=None)

    response = upload(client, data)

    assert response.status_code == 410
    assert f'href="{url("result", run)}"' in response.content.decode()


def test_finished_scan_has_no_file(client):
    run = completed_run()

    assert client.get(url("file", run)).url == url("result", run)


def test_file_of_a_draft_in_an_account_makes_a_new_one_for_others(client, anna):
    run = new_run([3])
    data = downloaded(client, run)
    actions.claim(assessment=run, by=anna)

    response = upload(client, data)

    new = Assessment.objects.exclude(pk=run.pk).get()
    assert (response.url, new.person) == (url("question", new, number=2), None)


def test_deep_draft_comes_back_deep(client):
    run = actions.deepen(assessment=completed_run(), by=None)
    data = downloaded(client, run)
    actions.erase(assessment=run, by=None)

    response = upload(client, data)

    assert response.url == url("tasks", Assessment.objects.get(depth="deep"))


# --- in an account


def test_claimed_run_is_private(client, client_for, anna, chris):
    run = completed_run()
    mine = client_for(anna)

    response = mine.post(url("claim", run), follow=True)

    assert response.redirect_chain == [(url("mine"), 302)]
    assert f'href="{url("result", run)}"' in response.content.decode()
    assert mine.get(url("result", run)).status_code == 200
    assert client_for(chris).get(url("result", run)).status_code == 404
    stranger = client.get(url("result", run))
    assert (stranger.status_code, "/account/inloggen/?next=" in stranger.url) == (302, True)


def test_claim_takes_the_run_and_its_copies(client_for, anna):
    run = completed_run()
    copy = actions.deepen(assessment=run, by=None)

    client_for(anna).post(url("claim", copy))

    assert set(Assessment.objects.values_list("person", flat=True)) == {anna.pk}


def test_run_of_somebody_else_cannot_be_claimed(client_for, anna, chris):
    run = completed_run()
    actions.claim(assessment=run, by=anna)

    response = client_for(chris).post(url("claim", run))

    run.refresh_from_db()
    assert (response.status_code, run.person) == (404, anna)


def test_action_refuses_to_take_from_somebody_else(anna, chris):
    run = completed_run()
    actions.claim(assessment=run, by=anna)
    actions.claim(assessment=run, by=anna)

    with pytest.raises(actions.RuleBroken) as caught:
        actions.claim(assessment=run, by=chris)

    assert caught.value.code == "taken"


def test_claim_needs_an_account_and_comes_back_to_the_run(client, client_for, anna):
    run = new_run([3])

    sign_in = client.post(url("claim", run))
    page = client.get(url("keep", run)).content.decode()

    assert "/account/inloggen/" in sign_in.url
    assert f"next=%2Fzelfscan%2F{run.pk}%2Fbewaren%2F" in page
    assert client_for(anna).get(url("claim", run)).url == url("keep", run)


def test_list_offers_the_run_of_this_browser(client_for, anna, client):
    mine = client_for(anna)
    key = begin(mine)
    Assessment.objects.filter(pk=key).update(person=None)

    page = mine.get(url("mine")).content.decode()

    assert f'action="{url("claim", Assessment.objects.get(pk=key))}"' in page


def test_list_shows_own_runs_only_and_says_when_there_is_none(client_for, anna, chris):
    for run in (completed_run(), new_run([3])):
        actions.claim(assessment=run, by=anna)

    shown, empty = text(client_for(anna).get(url("mine"))), text(client_for(chris).get(url("mine")))

    assert (shown.count("afgerond"), shown.count("niet af")) == (1, 1)
    assert "Nog geen zelfscans" in empty


def test_start_shows_no_draft_that_somebody_took_into_an_account(client, anna):
    run = Assessment.objects.get(pk=begin(client))
    actions.claim(assessment=run, by=anna)

    assert str(run.pk) not in client.get(url("start")).content.decode()


def test_unknown_run_can_neither_be_kept_nor_claimed(client_for, anna):
    client, key = client_for(anna), uuid.uuid4()

    run = Assessment(id=key)
    assert [client.get(url(name, run)).status_code for name in ("keep", "file", "company", "claim")] == [404] * 4
