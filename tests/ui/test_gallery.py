"""The gallery shows every component, in both languages, as sound HTML."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.signals import template_rendered
from django.utils import translation

from ui import views
from ui.gallery import sample_figure

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
SITE = {
    "navigation": [{"label": "Fieldlabs", "url": "/fieldlabs/", "current": True}],
    "footer": [{"title": "Over deze site", "links": [{"label": "Privacy", "url": "/privacy/"}]}],
    "demo": True,
    "person": "Eva de Vries",
    "sign_in_url": "/aanmelden/",
    "sign_out_url": "/afmelden/",
    "start_url": "/start/",
}


def gallery(path: str = "/ui/") -> str:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    with translation.override("en" if path.startswith("/en/") else "nl"):
        return views.gallery(request).content.decode()


@pytest.fixture(params=["/ui/", "/en/ui/", "/ui/?page=1&sort=-name&q=x"])
def page(request) -> str:
    return gallery(request.param)


class Outline(HTMLParser):
    """Headings, ids and everything that the Content-Security-Policy would block."""

    def __init__(self, html: str):
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.blocked: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.ids += [values["id"]] if "id" in values else []
        for name in ("aria-labelledby", "aria-describedby", "for"):
            self.references += (values.get(name) or "").split()
        self.references += re.findall(r"url\(#([^)]+)\)", values.get("fill") or "")
        self.blocked += [name for name in values if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in values):
            self.blocked.append(tag)


def test_gallery_is_for_staff():
    assert views.gallery.access == "staff"


def test_gallery_has_one_h1_and_skips_no_level(page):
    levels = Outline(page).headings

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_gallery_has_unique_ids_and_every_reference_exists(page):
    outline = Outline(page)

    assert [name for name, count in Counter(outline.ids).items() if count > 1] == []
    assert set(outline.references) - set(outline.ids) == set()


def test_gallery_has_nothing_inline_that_the_policy_blocks(page):
    assert Outline(page).blocked == []


def test_gallery_says_which_language_it_speaks():
    assert '<html lang="nl">' in gallery("/ui/")
    assert '<html lang="en">' in gallery("/en/ui/")


def test_gallery_shows_every_component_and_chart():
    caches["fragments"].clear()
    seen = set()

    def note(sender, template, **kwargs):
        seen.add(template.name)

    template_rendered.connect(note)
    try:
        gallery()
        render_to_string("base.html", {"site": SITE, "crumbs": [("Fieldlabs", None)], "messages": ["Bewaard"]})
    finally:
        template_rendered.disconnect(note)
    ours = {
        f"{folder}/{path.name}" for folder in ("components", "charts") for path in (TEMPLATES / folder).glob("*.html")
    }
    assert ours - seen == set()


def test_page_frame_works_without_any_context():
    """Error pages are rendered without request and context processors."""
    html = render_to_string("base.html")

    assert 'href="#content"' in html
    assert '<main id="content"' in html


def test_page_frame_shows_who_is_signed_in():
    html = render_to_string("base.html", {"site": SITE})

    assert "Eva de Vries" in html
    assert 'action="/afmelden/"' in html
    assert "/aanmelden/" not in html


def test_navigation_stands_twice_so_that_small_screens_need_no_script():
    html = render_to_string("components/navigation.html", {"items": SITE["navigation"]})

    assert html.count('<a href="/fieldlabs/" aria-current="true">') == 2
    assert "<details" in html


def test_table_says_unknown_for_none():
    with translation.override("nl"):
        html = render_to_string("components/table.html", {"caption": "C", "columns": ["a", "b"], "rows": [["x", None]]})

    assert '<td><span class="si-unknown">onbekend</span></td>' in html


@pytest.mark.parametrize(
    ("sort", "state", "link"),
    [("name", "ascending", "?sort=-name"), ("-name", "descending", "?sort=name"), ("other", None, "?sort=name")],
)
def test_sort_header_turns_around(sort, state, link):
    request = RequestFactory().get("/?page=3")

    html = render_to_string("components/sort_header.html", {"label": "Naam", "key": "name", "sort": sort}, request)

    assert (f'aria-sort="{state}"' in html) if state else ("aria-sort" not in html)
    assert f'href="{link}"' in html


def test_figure_shows_formula_source_and_date():
    with translation.override("nl"):
        html = render_to_string("components/figure.html", {"figure": sample_figure(kind="derived", formula="a + b")})

    assert "a + b" in html
    assert "stand op 5 februari 2018" in html
    assert "https://zoek.officielebekendmakingen.nl/kst-29826-94.html" in html
