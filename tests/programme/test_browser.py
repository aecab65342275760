"""The programme's pages in a real browser: axe, reflow, and a visitor's two questions in three clicks.

Pages come from Django's test client, files from disk.
"""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser import overflow, violations

ROOT = Path(__file__).resolve().parents[2]
SITE = "http://portal.test"
WIDTHS = (1280, 320)
pytestmark = pytest.mark.django_db

PAGES = [
    "/programma/",
    "/en/programma/cijfers/",
    "/programma/cijfers/?q=zebra&bron=foo",
    "/programma/projecten/data-value-center/",
    "/programma/transformaties/",
    "/en/programma/transformaties/sustainable-factory/",
    "/programma/instrumenten/?mkb=ja",
    "/programma/instrumenten/mit-kennisvoucher/",
    "/en/programma/partners/",
    "/programma/bronnen/",
]


@pytest.fixture
def open_page(browser, client):
    """Opens one of `paths` at a width; the others can be reached by links. The console must stay silent."""
    opened = []

    def make(*paths, width=1280, script=True):
        pages = {path: client.get(path) for path in paths}
        page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=script)
        page.set_default_timeout(10_000)
        page.said = []
        page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
        page.route("**/*", lambda route: answer(route, pages))
        page.goto(SITE + paths[0])
        opened.append(page)
        return page

    yield make
    for page in opened:
        page.close()


def answer(route, pages):
    parts = urlsplit(route.request.url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    if parts.path.startswith("/static/"):
        kind = mimetypes.guess_type(parts.path)[0]
        route.fulfill(body=(ROOT / parts.path.lstrip("/")).read_bytes(), content_type=kind)
    elif path in pages:
        headers = {name: pages[path].headers[name] for name in ("Content-Type", "Content-Security-Policy")}
        route.fulfill(headers=headers, body=pages[path].content)
    else:
        route.abort()


@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible_at_every_width(open_page, path):
    for width in WIDTHS:
        page = open_page(path, width=width)
        assert (violations(page), overflow(page), page.said) == ([], 0, [])


@pytest.mark.parametrize(
    ("prefix", "menu", "question", "place"),
    [
        ("", "Cijfers", "Waarom zijn er twee verschillende bedragen van € 0,7 miljoen?", "Zuid-Holland"),
        ("/en", "Figures", "Why are there two different amounts of € 0.7 million?", "South Holland"),
    ],
)
def test_visitor_learns_in_two_clicks_why_two_amounts_differ(open_page, prefix, menu, question, place):
    page = open_page(f"{prefix}/", f"{prefix}/programma/cijfers/", script=False)
    page.get_by_role("navigation").get_by_role("link", name=menu, exact=True).first.click()
    page.get_by_role("link", name=question).click()
    answer_given = page.locator(":target")
    assert place in answer_given.inner_text()
    assert answer_given.get_by_role("row").count() == 4


@pytest.mark.parametrize(
    ("prefix", "menu", "value", "source"),
    [
        ("", "Cijfers", "€ 2,8 miljoen", "Brief aan de Tweede Kamer"),
        ("/en", "Figures", "€ 2.8 million", "Letter to the House of Representatives"),
    ],
)
def test_visitor_reaches_the_source_in_two_clicks(open_page, prefix, menu, value, source):
    page = open_page(f"{prefix}/", f"{prefix}/programma/cijfers/", script=False)
    page.get_by_role("navigation").get_by_role("link", name=menu, exact=True).first.click()
    card = page.locator("article", has_text=value).first
    link = card.get_by_role("link", name=source)
    assert link.get_attribute("href") == "https://zoek.officielebekendmakingen.nl/kst-29826-94.html"


def test_search_works_without_script(open_page):
    found = "/programma/cijfers/?q=2%2C8+miljoen&onderwerp=&bron=letter&soort=&fase=&zekerheid="
    page = open_page("/programma/cijfers/", found, script=False)
    page.get_by_role("searchbox", name="Zoek in de cijfers").fill("2,8 miljoen")
    page.get_by_label("Bron").select_option("letter")
    page.get_by_role("button", name="Toon").click()
    assert page.url == SITE + found
    assert page.locator("#regional_letter").is_visible()
