"""The lists that staff work from: search, filters, order, and a file that equals the screen."""

import csv
import io
from datetime import timedelta

import pytest

from hubs.actions import events
from jobs import clock
from tests.hubs.gathering import event, register
from tests.hubs.test_articles import article

pytestmark = pytest.mark.django_db
EVENTS, ARTICLES = "/evenementen/beheer/", "/kennis/beheer/"


def events_on(client, query="", language=""):
    return [row["event"].title_nl for row in client.get(f"{language}{EVENTS}{query}").context["rows"]]


def articles_on(client, query=""):
    return [one.title_nl for one in client.get(ARTICLES + query).context["page"].object_list]


def in_file(client, address):
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/csv")
    assert answer["Cache-Control"] == "no-store, private"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.fixture
def three_events(eva):
    late = event(eva, title_nl="aardappels lassen", title_en="Zinc", seats=1)
    register(late, 1)
    register(late, 2)
    soon = clock.now().replace(microsecond=0) + timedelta(days=1)
    early = event(eva, title_nl="Beton", starts_at=soon, ends_at=soon + timedelta(hours=1), seats=20)
    draft = event(eva, title_nl="=Concept", public=False)
    return late, early, draft


@pytest.fixture
def three_articles(eva):
    return (
        article(eva, title_nl="Zaag", kind="article"),
        article(eva, title_nl="=Boor", kind="case"),
        article(eva, title_nl="Hamer", kind="case", public=False, body_en="A story"),
    )


def test_events_are_searched_filtered_and_sorted(client_for, eva, three_events):
    desk = client_for(eva)
    assert events_on(desk, "?sort=title") == ["=Concept", "aardappels lassen", "Beton"]
    assert events_on(desk, "?sort=title", "/en") == ["=Concept", "Beton", "aardappels lassen"]
    assert events_on(desk, "?sort=when")[0] == "Beton"
    assert events_on(desk, "?sort=-registered")[0] == events_on(desk, "?sort=-waiting")[0] == "aardappels lassen"
    assert events_on(desk, "?sort=places") == ["aardappels lassen", "Beton", "=Concept"]
    assert events_on(desk, "?q=LASSEN&sort=when") == events_on(desk, "?q=zinc") == ["aardappels lassen"]
    assert events_on(desk, "?stand=concept&q=beton") == []
    assert len(events_on(desk, "?sort=gek&stand=gek")) == 3


def test_counts_of_the_filters_are_what_their_links_show(client_for, eva, three_events, three_articles):
    events.cancel_event(by=eva, event=three_events[1], reason="Ziek")
    desk = client_for(eva)
    for shown, address, queries in (
        (events_on, EVENTS, ["", "?q=e", "?stand=komt&sort=title"]),
        (articles_on, ARTICLES, ["", "?q=a", "?stand=openbaar&soort=case", "?soort=article&sort=title"]),
    ):
        for query in queries:
            for group in desk.get(address + query).context["filters"]:
                for option in group["options"]:
                    assert option["count"] == len(shown(desk, option["url"])), (query, option)


def test_file_of_events_equals_the_screen(client_for, eva, gijs, noor, three_events):
    for reader in (eva, gijs):
        for query in ("", "?sort=title", "?q=beton", "?stand=komt&sort=-places"):
            head, *rows = in_file(client_for(reader), f"{EVENTS}bijeenkomsten.csv{query}")
            assert [row[0].removeprefix("'") for row in rows] == events_on(client_for(reader), query)
    row = in_file(client_for(eva), f"{EVENTS}bijeenkomsten.csv?q=lassen")[1]
    assert row[3:] == ["1", "1", "1", "Vol: wachtlijst"]
    assert in_file(client_for(eva), f"{EVENTS}bijeenkomsten.csv?stand=concept")[1][0] == "'=Concept"
    assert len(in_file(client_for(noor), f"{EVENTS}bijeenkomsten.csv")) == 1


def test_articles_are_searched_filtered_and_sorted(client_for, eva, three_articles):
    desk = client_for(eva)
    assert articles_on(desk)[0] == "Hamer"
    assert articles_on(desk, "?sort=state")[-1] == "Hamer"
    assert articles_on(desk, "?sort=-title") == ["Zaag", "Hamer", "=Boor"]
    assert articles_on(desk, "?soort=case&stand=openbaar") == articles_on(desk, "?q=BOOR") == ["=Boor"]
    assert articles_on(desk, "?soort=article&stand=concept") == []


def test_file_of_articles_equals_the_screen(client_for, eva, noor, three_articles):
    desk = client_for(eva)
    for query in ("", "?sort=title", "?q=zaag", "?stand=openbaar&soort=case"):
        head, *rows = in_file(desk, f"{ARTICLES}artikelen.csv{query}")
        assert [row[0].removeprefix("'") for row in rows] == articles_on(desk, query)
    row = in_file(desk, f"{ARTICLES}artikelen.csv?stand=concept")[1]
    assert row == ["Hamer", "praktijkverhaal", "ja", "Niet openbaar", ""]
    assert len(in_file(client_for(noor), f"{ARTICLES}artikelen.csv")) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_lists_take_the_same_statements_for_more_rows(client_for, eva, number, django_assert_max_num_queries):
    for one in range(number):
        register(event(eva, title_nl=f"Lasdag {one}"))
        article(eva, title_nl=f"Tekst {one}")
    desk = client_for(eva)
    for address in (EVENTS, ARTICLES, f"{EVENTS}bijeenkomsten.csv", f"{ARTICLES}artikelen.csv"):
        desk.get(address)
        with django_assert_max_num_queries(8):
            desk.get(address)
