"""The page about the money: for each role what waits, the most urgent first, and the pages that it may open."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation

from funding import waiting as money_waiting
from funding.measures import BOOK_MEASURES, DEFINITIONS
from funding.waiting import Waiting
from jobs import clock
from reports import waiting
from reports.access import MONEY_ROLES
from reports.money_page import WORK
from reports.start_page import MOST
from smartindustry.cast import CAST
from tests.reports.test_start import links, main_of

pytestmark = pytest.mark.django_db
MAY = {member.key for member in CAST if member.role in MONEY_ROLES}
TODAY = date(2018, 6, 1)


@pytest.fixture
def waits(monkeypatch):
    """Nothing but these things wait, for everyone."""

    def put(*days_left, title="Beslis"):
        found = [
            Waiting("proof", f"{title} {number}", "Zuid-Holland", "/geld/", TODAY, due(left))
            for number, left in enumerate(days_left)
        ]
        monkeypatch.setattr(money_waiting, "SOURCES", [lambda user: found])

    put()
    return put


def due(left):
    return None if left is None else clock.today() + timedelta(days=left)


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main_of(response))).split())


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.key)
def test_page_is_for_who_works_with_the_money(cast, client_for, member):
    client = client_for(cast[member.key])
    assert client.get("/geld/").status_code == (200 if member.key in MAY else 403)
    offered = f'href="{reverse("reports:money")}"' in client.get(reverse("programme:overview")).content.decode()
    assert offered == (member.key in MAY)


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("key", sorted(MAY))
def test_every_link_opens_for_who_sees_it(cast, client_for, key, language):
    client = client_for(cast[key])
    found = links(client.get(f"{language}/geld/"))
    assert len(found) >= 3
    assert {url: status for url in found if (status := client.get(url).status_code) != 200} == {}


def test_no_page_is_listed_twice():
    pages = [link.page for _title, own in WORK for link in own]
    assert len(pages) == len(set(pages))


def test_most_urgent_stands_first_with_its_last_day(waits, client_for, femke):
    waits(None, 30, -2, 0, 10)
    shown = main_of(client_for(femke).get("/geld/"))
    assert re.findall(r">(Beslis \d)<", shown) == ["Beslis 2", "Beslis 3", "Beslis 4", "Beslis 1", "Beslis 0"]
    badges = re.findall(r'si-badge--(\w+)">([^<]+)<', shown)
    day = clock.today() + timedelta(days=30)
    with translation.override("nl"):
        from ui import formats

        until = f"tot en met {formats.date_long(day)}"
    assert badges == [
        ("error", "2 dagen te laat"), ("warning", "vandaag is de laatste dag"),
        ("info", "nog 10 dagen"), ("info", until),
    ]  # fmt: skip
    assert "geen laatste dag" in shown


@pytest.mark.parametrize(
    ("left", "words", "kind"),
    [
        (-1, "1 day late", "error"),
        (0, "today is the last day", "warning"),
        (1, "tomorrow is the last day", "warning"),
        (7, "7 days left", "warning"),
        (8, "8 days left", "info"),
        (22, "until 23 June 2018", "info"),
    ],
)
def test_urgency_is_said_in_words(left, words, kind):
    with translation.override("en"):
        found = waiting.urgency(TODAY + timedelta(days=left), TODAY)
    assert (found.text, found.kind) == (words, kind)
    assert waiting.urgency(None, TODAY) == waiting.Urgency()


def test_start_page_shows_the_most_urgent_and_how_much_more_there_is(waits, client_for, hilde):
    waits(*range(MOST + 2))
    response = client_for(hilde).get("/start/")
    assert [one.about.title for one in response.context["waiting"]] == [f"Beslis {number}" for number in range(MOST)]
    assert "Er wachten bij het geld nog 2 dingen op u" in text(response)


def test_start_page_has_money_only_for_who_works_with_it(waits, client_for, anna, mirjam):
    waits(1)
    assert "Beslis 0" not in text(client_for(anna).get("/start/"))
    assert "Beslis 0" in text(client_for(mirjam).get("/start/"))


def test_nothing_that_waits_says_so(waits, client_for, gijs):
    assert "Er wacht nu niets op u" in text(client_for(gijs).get("/geld/"))


def test_menu_marks_money_on_every_page_about_it(client_for, fenna):
    for path in ("/geld/", "/geld/uitleg/", reverse("funding:scheme_list")):
        nav = re.search(r'<nav class="si-nav".*?</nav>', client_for(fenna).get(path).content.decode(), re.S)[0]
        assert set(re.findall(r'<a href="([^"]+)" aria-current', nav)) == {"/geld/"}


def test_page_about_money_marks_nothing_in_the_menu_of_who_has_no_such_item(client_for):
    nav = re.search(r'<nav class="si-nav".*?</nav>', client_for().get("/geld/uitleg/").content.decode(), re.S)[0]
    assert "aria-current" not in nav


@pytest.mark.parametrize("language", ["nl", "en"])
def test_explanation_is_public_and_has_every_measure(client_for, language):
    with translation.override(language):
        shown = text(client_for().get(reverse("reports:money_help")))
        for name, meaning in [
            *((one.label, one.meaning) for one in BOOK_MEASURES),
            *((name, meaning) for _key, name, meaning in DEFINITIONS),
        ]:
            assert f"{name} {meaning}" in shown


def test_explanation_has_headings_in_order_and_anchors_that_exist(client_for):
    html = client_for().get(reverse("reports:money_help")).content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert all(f'id="{anchor}"' in html for anchor in re.findall(r'href="#([\w-]+)"', html))
