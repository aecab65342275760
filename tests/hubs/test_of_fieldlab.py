"""The public page of a Fieldlab shows what hubs tell of it."""

from datetime import timedelta

import pytest

from fieldlabs.models import Fieldlab
from hubs import of_fieldlab
from hubs.actions import articles, events
from jobs import clock
from tests.hubs.gathering import event
from tests.hubs.test_articles import article

pytestmark = pytest.mark.django_db
PAGE = "/fieldlabs/ramlab/"


@pytest.fixture
def ramlab():
    return Fieldlab.objects.get(slug="ramlab")


def told(fieldlab):
    shown = of_fieldlab.cards(fieldlab)
    return [[card["title"] for card in shown[name]] for name in ("event_cards", "article_cards")]


def test_page_shows_what_is_to_come_and_what_was_written(client, eva, karim, ramlab):
    event(eva, fieldlab=ramlab, title_nl="Lasdag")
    event(karim, region=None, fieldlab=ramlab, title_nl="Landelijke dag")
    article(eva, fieldlab=ramlab, title_nl="Lasrobot", title_en="Welding robot")
    text = client.get(PAGE).content.decode()
    headings = [">Wat is er te doen?</h2>", ">Wat de hub erover vertelt</h2>"]
    assert [one for one in [*headings, "Lasdag", "Landelijke dag", "Lasrobot"] if one not in text] == []
    assert "Welding robot" in client.get(f"/en{PAGE}").content.decode()


def test_what_is_not_public_or_no_longer_true_stays_away(client, eva, ramlab):
    event(eva, fieldlab=ramlab, public=False)
    event(eva, fieldlab=ramlab, starts_at=clock.now() - timedelta(days=2), ends_at=clock.now() - timedelta(days=1))
    events.cancel_event(by=eva, event=event(eva, fieldlab=ramlab), reason="Ziek")
    event(eva)
    article(eva, fieldlab=ramlab, public=False)
    articles.take_off_article(by=eva, article=article(eva, fieldlab=ramlab))
    article(eva)
    assert told(ramlab) == [[], []]
    text = client.get(PAGE).content.decode()
    assert "Wat is er te doen?" not in text
    assert "Wat de hub erover vertelt" not in text


@pytest.mark.parametrize("number", [1, 3, of_fieldlab.MOST_SHOWN + 1])
def test_page_asks_the_same_number_of_statements_however_much(
    client, eva, ramlab, number, django_assert_max_num_queries
):
    for one in range(number):
        event(eva, fieldlab=ramlab)
        article(eva, fieldlab=ramlab, title_nl=f"Lasrobot {one}")
    client.get(PAGE)
    with django_assert_max_num_queries(8):
        text = client.get(PAGE).content.decode()
    assert ("Alle praktijkverhalen en artikelen" in text, len(told(ramlab)[0])) == (
        number > of_fieldlab.MOST_SHOWN,
        min(number, of_fieldlab.MOST_SHOWN),
    )
