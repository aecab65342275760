"""Stop and go on by a file, and every way in which a file can be of no use."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments import actions, questionnaire, resume_file
from assessments.models import Assessment, Contact
from assessments.scan import scan_of
from assessments.scoring import NoLevel
from tests.assessments.runs import ALL, SCREENS, answered_run, completed_run, new_run, text, url

pytestmark = pytest.mark.django_db
CURRENT = questionnaire.current()


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
        (
            lambda data: b'{"format": "smart-industry-self-assessment", "signature": "\\ud800"}',
            "Dit bestand is veranderd",
        ),
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
