"""A journalist without an account: from each amount to the document that it rests on, in at most two clicks.

A part of a page is what stands under one heading. Where it shows euros, a document elsewhere is linked, or the document
is named, there or after at most two clicks.
"""

import re
from datetime import date
from html import unescape
from urllib.parse import urljoin

import pytest
from django.urls import reverse

from fieldlabs.models import Fieldlab, Investment
from funding import actions
from programme.models import Source
from reports import actions as annexes
from reports import annex_files, frozen, moment
from reports.reading import Moment
from tests.funding import world as worlds

pytestmark = pytest.mark.django_db
NAMED = re.compile(r"\bbrief \d+\b")
"""A document as the books of these tests name it."""


@pytest.fixture
def award():
    world = worlds.build()
    world.allot(500_000, 300_000)
    world.match(300_000)
    award = world.grant(100_000)
    world.pay(award, 50_000)
    return award


def main_of(html):
    return re.search(r"<main.*</main>", html, re.S)[0]


def parts(html):
    """{id of its heading, or its words: the part under it}; what stands above the first one under ""."""
    found, key = {}, ""
    for piece in re.split(r"(?=<h[1-4][ >])", main_of(html)):
        heading = re.match(r"<h[1-4]([^>]*)>(.*?)</h", piece, re.S)
        if heading:
            own = re.search(r'id="([^"]+)"', heading[1])
            key = own[1] if own else " ".join(re.sub(r"<[^>]+>", " ", heading[2]).split())
        found[key] = found.get(key, "") + piece
    return found


def links(part):
    return [unescape(one) for one in re.findall(r'href="([^"]+)"', part)]


class Reader:
    """Follows links as somebody who is not signed in."""

    def __init__(self, client):
        self.client, self.read = client, {}
        self.sources = set(Source.objects.values_list("url", flat=True))

    def page(self, address):
        path = address.split("#")[0]
        if path not in self.read:
            answer = self.client.get(path)
            is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
            self.read[path] = answer.content.decode() if is_page else ""
        return self.read[path]

    def is_source(self, part):
        return any(one in self.sources for one in links(part)) or bool(NAMED.search(part))

    def without(self, address):
        """The parts of a page with euros from which no document is found in two clicks."""
        found = parts(self.page(address))
        euros = {key: part for key, part in found.items() if "€" in re.sub(r"<[^>]+>", "", part)}
        return [key for key, part in euros.items() if not self.leads(part, address, clicks=2)]

    def leads(self, part, address, *, clicks):
        if self.is_source(part):
            return True
        targets = [urljoin(address, link) for link in links(part)] if clicks else []
        targets = [one for one in targets if one.startswith("/") and not one.startswith("//")]
        # What stands on the page itself is tried first.
        targets.sort(key=lambda one: one.split("#")[0] != address)
        return any(self.leads(self.place(one), one.split("#")[0], clicks=clicks - 1) for one in dict.fromkeys(targets))

    def place(self, address):
        """What a reader sees after a click: the part of the page, else all of it."""
        html, anchor = self.page(address), address.partition("#")[2]
        if not html:
            return ""
        if not anchor:
            return main_of(html)
        return parts(html).get(anchor) or html[html.find(f'id="{anchor}"') :][:6000]


@pytest.fixture
def reader(client):
    return Reader(client)


@pytest.mark.parametrize(
    "name", ["programme:overview", "programme:figure_list", "reports:letter_dashboard", "reports:programme_monitor"]
)
def test_amounts_of_the_programme_lead_to_their_source(award, reader, name):
    assert reader.without(reverse(name)) == []


def test_amounts_of_the_dashboard_lead_to_their_documents(award, reader):
    assert reader.without(f"{reverse('reports:budget_dashboard')}?op=2018-06-01") == []


def test_amounts_of_the_letter_in_the_books_lead_to_the_letter(db, reader):
    world = worlds.build()
    actions.enter_letter(by=world.decider, waived_by=world.controller)
    assert reader.without(f"{reverse('reports:budget_dashboard')}?op=2018-03-01") == []


def test_amounts_of_an_award_lead_to_its_decision(award, reader):
    assert reader.without(reverse("funding:award_list")) == []
    assert reader.without(reverse("funding:award_detail", args=[award.number])) == []


def test_amounts_of_a_fieldlab_lead_to_where_they_are_written(db, reader):
    lab = Fieldlab.objects.get(slug="ramlab")
    given = {"phase": "planned", "year": 2018, "source": "state", "kind": "grant", "reference": "brief 94"}
    Investment.objects.create(fieldlab=lab, amount=5, **given)
    assert reader.without(lab.get_absolute_url()) == []
    assert reader.without(reverse("fieldlabs:investment_totals")) == []


@pytest.mark.parametrize("view", ["budget", "difference", "figure", "entries", "letter", "figures"])
def test_amounts_of_a_public_annex_lead_to_their_documents(award, reader, femke, view):
    query = {"op": "2018-06-01"} if view in ("budget", "difference", "figure", "entries") else {}
    query |= {"groep": "lines", "rij": "smitzh", "maat": "committed"} if view in ("figure", "entries") else {}
    query |= {"van": "2018-01-01"} if view == "difference" else {}
    at = Moment(moment.known(), date(2018, 6, 1))
    annex = annexes.freeze(
        by=femke, view=view, view_title="Beeld", reading=frozen.read(view, query, at), moment=at, title="Titel",
        question="Vraag", key="00000000-0000-4000-8000-000000000001",
    )  # fmt: skip
    for suffix in ("pdf", "xlsx"):
        annex_files.write(annex, suffix)
    annexes.release(by=femke, annex=annex, document="kst-1", sent_on=date(2018, 6, 2))
    assert reader.without(reverse("reports:annex_detail", kwargs={"number": annex.number})) == []
