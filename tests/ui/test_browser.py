"""The gallery in a real browser: axe, reflow, focus, weight. Pages come from Django's test client, files from disk."""

import gzip
import mimetypes
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser import overflow, violations

ROOT = Path(__file__).resolve().parents[2]
SITE = "http://portal.test"
FIRST_LOAD = 100_000


@pytest.fixture
def open_gallery(browser, client_for, ans):
    """Opens the gallery at a path and width; keeps what the console said in `page.said`.

    The page is made before the browser asks: its requests are answered outside the transaction of the test.
    """
    client = client_for(ans)
    pages = {}
    opened = []

    def answer(route):
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            route.fulfill(body=(ROOT / path.lstrip("/")).read_bytes(), content_type=mimetypes.guess_type(path)[0])
        elif path in pages:
            headers = {name: pages[path].headers[name] for name in ("Content-Type", "Content-Security-Policy")}
            route.fulfill(headers=headers, body=pages[path].content)
        else:
            route.abort()

    def open_page(path: str, width: int, **options):
        pages[path] = client.get(path)
        assert pages[path].status_code == 200
        page = browser.new_page(viewport={"width": width, "height": 900}, **options)
        page.set_default_timeout(10_000)
        page.said = []
        page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
        page.route("**/*", answer)
        page.goto(SITE + path)
        opened.append(page)
        return page

    yield open_page
    for page in opened:
        page.close()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", ["/ui/", "/en/ui/"])
def test_gallery_has_no_fault_that_axe_can_find(open_gallery, path, width):
    page = open_gallery(path, width)

    assert violations(page) == []
    assert overflow(page) == 0
    assert page.said == []


def test_gallery_fits_320_pixels_with_wide_text_spacing(open_gallery):
    """WCAG 1.4.12: line height 1.5, letters 0.12 em, words 0.16 em apart."""
    page = open_gallery("/ui/", 320)
    page.evaluate("""() => { for (const e of document.querySelectorAll('body *')) {
        e.style.letterSpacing = '0.12em'; e.style.wordSpacing = '0.16em'; e.style.lineHeight = '1.5' } }""")

    assert overflow(page) == 0


def test_every_target_on_the_gallery_is_24_pixels_high_or_stands_in_text(open_gallery):
    page = open_gallery("/ui/", 320)

    small = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
            .filter(e => e.checkVisibility() && getComputedStyle(e).display !== 'inline' && !e.closest('svg'))
            .filter(e => { const r = e.getBoundingClientRect(); return r.height < 23.5 || r.width < 23.5 })
            .map(e => e.outerHTML.slice(0, 100))"""
    )
    assert small == []


def test_focus_is_visible_on_every_kind_of_control(open_gallery):
    page = open_gallery("/ui/", 1280)
    kinds = [
        "utrecht-button",
        "utrecht-button-link",
        "utrecht-link",
        "utrecht-textbox",
        "utrecht-select",
        "utrecht-textarea",
    ]

    outlines = {}
    for kind in kinds:
        control = page.locator(f"main .{kind}:not([disabled])").first
        control.focus()
        outlines[kind] = control.evaluate(
            "e => getComputedStyle(e).outlineStyle + ' ' + getComputedStyle(e).outlineWidth"
        )

    assert outlines == dict.fromkeys(kinds, "solid 3px")


def test_skip_link_appears_first_and_leads_to_the_content(open_gallery):
    page = open_gallery("/ui/", 1280)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


def test_gallery_works_without_javascript(open_gallery):
    page = open_gallery("/ui/", 320, java_script_enabled=False)

    page.locator("main input[type=radio]").first.check(force=True)
    assert page.locator("main label.si-option").first.is_visible()


def test_tick_and_chevron_are_drawn_from_files_of_our_own(open_gallery):
    page = open_gallery("/ui/", 1280)
    box = page.locator("main input[type=checkbox]").first
    box.check(force=True)

    assert "/static/icons/check.svg" in box.evaluate("e => getComputedStyle(e).backgroundImage")
    select = page.locator("main select").first
    assert "/static/icons/chevron.svg" in select.evaluate("e => getComputedStyle(e).backgroundImage")


def test_first_load_weighs_less_than_100_kilobytes(client_for, ans):
    """Page, styles, scripts and preloaded fonts, compressed. The gallery is our heaviest page."""
    html = client_for(ans).get("/ui/").content
    assert b"si-hero" in html
    files = set(re.findall(rb'(?:href|src)="(/static/[^"]+)"', html))
    bodies = [(ROOT / name.decode().lstrip("/")).read_bytes() for name in files]

    sizes = [min(len(body), len(gzip.compress(body))) for body in [html, *bodies]]
    assert sum(sizes) < FIRST_LOAD
