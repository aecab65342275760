"""The rows of the demonstration's Fieldlab, and how its public page shows them."""

import pytest

from fieldlabs import kinds
from fieldlabs.models import Fieldlab
from smartindustry import demo_rows
from tests.fieldlabs.test_actions import draft

pytestmark = pytest.mark.django_db


def test_rows_are_made_once(eva):
    lab = draft(eva)
    for _again in range(2):
        demo_rows.fill(eva, lab)
    numbers = {key: one.model.objects.filter(fieldlab=lab).count() for key, one in kinds.KINDS.items()}
    assert numbers == {
        "service": 4, "equipment": 2, "partner": 7, "investment": 9, "case": 1, "result": 2, "link": 1,
    }  # fmt: skip
    assert Fieldlab.objects.get(pk=lab.pk).service_kinds == ["demonstration", "training", "use", "validation"]


@pytest.mark.parametrize("language", ["", "/en"])
def test_page_shows_every_kind_of_row(eva, client, client_for, django_assert_max_num_queries, language):
    lab = draft(eva)
    demo_rows.fill(eva, lab)
    browser = client_for(eva)
    browser.get(f"{language}/fieldlabs/{lab.slug}/")
    with django_assert_max_num_queries(8):
        text = browser.get(f"{language}/fieldlabs/{lab.slug}/").content.decode()
    dutch = ("€ 950 per dag zonder btw", "de-minimissteun", "Demo Lastechniek BV", "Gratis", "Proefdag met uw eigen")
    english = ("€ 950 per day without VAT", "de minimis aid", "Demo Lastechniek BV", "Free", "Trial day with your own")
    assert [one for one in (english if language else dutch) if one not in text] == []


def test_page_of_a_fieldlab_without_rows_has_no_empty_headings(client):
    text = client.get("/fieldlabs/ramlab/").content.decode()
    headings = ["Diensten", "Apparatuur", "Wat deden anderen hier?", "Resultaten", "Partners", "Investeringen"]
    assert [one for one in headings if f">{one}</h2>" in text] == []
