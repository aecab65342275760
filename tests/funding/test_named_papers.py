"""A document of the books is the source of that number or title, and nothing that only looks like it."""

from datetime import date

import pytest
from django.urls import reverse

from funding import actions, papers
from funding.models import Entry
from programme.models import Source
from tests.funding import world as worlds
from tests.funding.world import basis

LETTER = "https://zoek.officielebekendmakingen.nl/kst-29826-94.html"


@pytest.fixture
def world(db):
    return worlds.build()


def source(world, document):
    """The address of the source that an entry of this document rests on."""
    paper = basis(date(2018, 1, 2), document=document)
    line = world.line
    while line.parent:
        line = line.parent
    entry = actions.allot(by=world.decider, basis=paper, line=line, year=2018, commitments=worlds.euros(1))
    return papers.with_papers(Entry.objects.filter(pk=entry.pk)).get().source_url


@pytest.mark.parametrize(
    "document",
    [
        "Kamerstuk 29 826 nr. 94",
        "Kamerstuk 29826, nr. 94",
        "Kamerstukken 29 826, nr. 94, bladzijde 3",
        "Brief aan de Tweede Kamer over Smart Industry (Kamerstuk 29 826, nr. 94)",
        "Letter to the House of Representatives on Smart Industry (Kamerstuk 29 826, no. 94)",
    ],
)
def test_number_or_title_names_the_source(world, document):
    assert source(world, document) == LETTER


@pytest.mark.parametrize(
    "document",
    [
        "Kamerstuk 29 826 nr. 9",
        "Kamerstuk 29 826 nr. 945",
        "Kamerstuk 29 827 nr. 94",
        "Concept van Kamerstuk 29 826 nr. 94",
        "Brief aan de Tweede Kamer",
        "https://zoek.officielebekendmakingen.nl/kst-29826-94.html",
        "besluit 94",
    ],
)
def test_what_looks_like_a_source_is_none(world, document):
    assert source(world, document) == ""


def test_every_source_is_found_by_its_own_title(world):
    found = {one.url: source(world, one.title_nl) for one in Source.objects.all()}
    assert found == {url: url for url in found}


def test_entry_names_the_award_whose_money_it_moved(world):
    world.allot(500_000, 300_000)
    world.match(300_000)
    award = world.grant(100_000)
    world.pay(award, 50_000)
    found = papers.with_papers(Entry.objects.order_by("pk"))
    moved = {one.kind: one.award_number for one in found}
    assert {kind: number for kind, number in moved.items() if number} == {"commit": award.number, "pay": award.number}


def test_pages_of_the_books_link_the_letter(world, client_for, fenna):
    actions.enter_letter(by=world.decider, waived_by=world.controller)
    entry = Entry.objects.get(key="letter-2018-02-05-si_2018")
    addresses = [
        reverse("funding:entry_detail", args=[entry.pk]),
        f"{reverse('funding:budget_list')}?jaar=2018",
        reverse("funding:budget_history"),
        reverse("funding:waiver_list"),
    ]
    client = client_for(fenna)
    linked = f'<a class="utrecht-link" href="{LETTER}">Kamerstuk 29 826 nr. 94</a>'
    assert [linked in client.get(address).content.decode() for address in addresses] == [True] * len(addresses)
