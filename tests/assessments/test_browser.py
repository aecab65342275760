"""Each kind of page in a real browser: axe and reflow. Pages come from Django's test client, files from disk."""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

import pytest

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


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 320)])
def test_pages_have_no_fault_that_axe_can_find_and_fit(browser, client, language, width):
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
    for name, response in responses(client, language).items():
        shown["now"] = response
        page.goto(SITE + "/")
        faults[name] = [*violations(page), *(["too wide"] if overflow(page) > 0 else [])]
    page.close()

    assert faults == dict.fromkeys(faults, [])
