"""A real browser in tests: the Chromium of this machine through Playwright, and axe-core (4.11.0, MPL-2.0).

`from tests.browser import violations` and the fixture `browser`; `browser.new_page(viewport=…)` makes a page.
"""

import os
import shutil
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Page, sync_playwright

AXE = Path(__file__).resolve().parent / "vendor" / "axe-core-4.11.0" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549"]
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Path of a Chromium: $CHROMIUM, else the first one on the PATH."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser():
    """Chromium, or a skip; with REQUIRE_BROWSER=1 a failure."""
    program = chromium()
    if program is None:
        missing = "no Chromium found: apt-get install chromium, or set CHROMIUM to its path"
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(missing)
    # Playwright keeps an event loop on this thread; Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        # Django keeps connections per context: those of tests with a browser are out of reach once its loop has ended.
        connections.close_all()
        running.close()


def violations(page: Page) -> list[str]:
    """What axe finds on the page, one line per rule with the first element; [] is what we want."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)["violations"]
    return [f"{one['id']}: {one['help']} ({len(one['nodes'])}x) {one['nodes'][0]['html'][:160]}" for one in found]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
