"""Each kind of page in a real browser: axe and reflow. Pages come from Django's test client, files from disk."""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assessments import actions, questionnaire, tokens
from assessments.models import Contact
from assessments.questionnaire import GOALS
from assessments.scoring import NoLevel
from tests.assessments.runs import SCREENS, completed_deep_run, completed_run, new_run, url
from tests.browser import overflow, violations

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
SITE = "http://portal.test"
MIXED = (2, 1, 4, NoLevel.DONT_KNOW, 5, 3, NoLevel.NOT_APPLICABLE, 2)


def responses(client, language):
    """One answer of the server per kind of page, errors and unusual results too."""
    started, checked = new_run([3, 3]), new_run(MIXED, answered_screens=SCREENS)
    return {
        "start": client.get(url("start", language=language)),
        "start error": client.post(url("start", language=language)),
        "question": client.get(url("question", started, language, number=3)),
        "question error": client.post(url("question", started, language, number=3)),
        "where": client.get(url("where", started, language)),
        "which": client.post(url("where", started, language), {"place": "Berg"}),
        "check": client.get(url("check", checked, language)),
        "erase": client.get(url("erase", checked, language)),
        "result": client.get(url("result", completed_run(MIXED), language)),
        "result deep": client.get(url("result", completed_deep_run(size="small", goals=["cost"]), language)),
        "result highest": client.get(url("result", completed_run([5] * 8), language)),
        "accountability": client.get(url("accountability", language=language)),
        "result unknown": client.get(url("result", completed_run([NoLevel.DONT_KNOW] * 8), language)),
    }


def responses_around(client, language):
    """Context, in depth, keeping, links and company: each as it is first seen and with an error or a notice."""
    started, done = new_run([3, 3]), completed_run(MIXED)
    deep = actions.deepen(assessment=done, by=None)
    slug = questionnaire.current().dimensions[1].slug
    actions.give_contact(
        assessment=done, by=None, language="nl", email="a@b.nl", name="", company_name="Metaal BV", kvk_number=""
    )
    contact = Contact.objects.get(pk=done.pk)
    resume = {run: tokens.make(tokens.Purpose.RESUME, run.pk) for run in (started, done)}
    confirm = tokens.make(tokens.Purpose.CONFIRM, done.pk, tokens.about(contact))

    def at(name, run=None, **kwargs):
        return url(name, run, language, **kwargs)

    return {
        **{name: client.get(at(name, started)) for name in ("size", "sector", "goals", "role", "keep")},
        "goals error": client.post(at("goals", started), {"value": list(GOALS[:4])}),
        "sector error": client.post(at("sector", started)),
        "keep error": client.post(at("keep", started), {"email": "x"}),
        "tasks": client.get(at("tasks", deep)),
        "topic": client.get(at("topic", deep, slug=slug, number=2)),
        "file": client.get(at("resume_file")),
        "file error": client.post(at("resume_file")),
        "resume": client.get(at("resume_link", token=resume[started])),
        "dead": client.get(at("resume_link", token=resume[done])),
        "tampered": client.get(at("resume_link", token="x")),
        "erase by link": client.get(at("erase_link", token=resume[started])),
        "company": client.get(at("company", done)),
        "company error": client.post(at("company", done), {"kvk_number": "1234567"}),
        "confirm": client.get(at("confirm", token=confirm)),
        "confirmed": client.post(at("confirm", token=confirm)),
    }


@pytest.mark.parametrize("made", [responses, responses_around])
@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 320)])
def test_pages_have_no_fault_that_axe_can_find_and_fit(browser, client, language, width, made):
    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    shown = {}

    def answer(route):
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            route.fulfill(body=(ROOT / path.lstrip("/")).read_bytes(), content_type=mimetypes.guess_type(path)[0])
        else:
            route.fulfill(body=shown["now"].content, content_type="text/html; charset=utf-8")

    page.route("**/*", answer)
    faults = {}
    for name, response in made(client, language).items():
        shown["now"] = response
        page.goto(SITE + "/")
        faults[name] = [*violations(page), *(["too wide"] if overflow(page) > 0 else [])]
    page.close()

    assert faults == dict.fromkeys(faults, [])
