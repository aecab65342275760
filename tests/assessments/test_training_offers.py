"""Trainings in the route of a result: which, in which order, and why; on the page, in the PDF and as data."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from assessments.locations import Location
from assessments.models import Assessment
from assessments.offers import TRAINING
from assessments.results import outcome
from assessments.scan import scan_of
from regions.models import Place
from tests.assessments.runs import completed_run, text, url
from tests.fieldlabs.teaching import draft, published

pytestmark = pytest.mark.django_db


def run(where="Dordrecht"):
    place = Place.objects.get(name=where) if where else None
    return completed_run([1, *[5] * 7], Location(place=place))


def offers(where="Dordrecht", language="nl"):
    with translation.override(language):
        steps = outcome(scan_of(run(where))).route.steps
    return [one for one in steps[0].offers if one.kind == TRAINING]


def test_training_of_the_region_comes_before_one_online_and_without_a_date(eva):
    published(eva, title_nl="Ooit")
    published(eva, (5, None), title_nl="Online")
    published(eva, (9, "Delft"), title_nl="Dichtbij")
    assert [one.name for one in offers()] == ["Dichtbij", "Online"]


def test_offer_says_what_when_and_why(eva):
    made = published(eva, (9, "Delft"), (3, "Groningen"))
    (found,) = offers()
    assert (found.name, found.text, found.url) == (
        "Demo Lasrobots programmeren", "voor lassers, door Demo School", made.get_absolute_url(),
    )  # fmt: skip
    assert found.why == "Gaat over ‘Slim produceren’, in uw regio, ongeveer 31 km van u."
    assert found.standing.endswith(" in Delft.")


def test_offer_without_a_date_says_so(eva):
    published(eva)
    (found,) = offers()
    assert (found.why, found.standing) == ("Gaat over ‘Slim produceren’, in uw regio.", "Nog geen datum bekend.")


def test_training_far_away_is_named_only_without_another(eva, noor):
    published(noor, (4, "Groningen"), region="noord-nederland", title_nl="Ver")
    (far,) = offers()
    assert far.why.startswith("Gaat over ‘Slim produceren’. Niet in uw regio: ongeveer ")
    published(eva, (4, None), title_nl="Online")
    assert [one.name for one in offers()] == ["Online"]


def test_unknown_place_is_said(eva):
    published(eva, (4, "Delft"))
    assert offers(where=None)[0].why == "Gaat over ‘Slim produceren’. U zei niet waar u zit."


@pytest.mark.parametrize("changes", [{"subjects": ["smart-working"]}])
def test_training_on_another_subject_is_not_offered(eva, changes):
    published(eva, (4, "Delft"), **changes)
    assert offers() == []


def test_draft_is_not_offered(eva):
    draft(eva)
    assert offers() == []


def test_offer_in_english(eva):
    published(eva, (4, None))
    (found,) = offers(language="en")
    assert (found.name, found.text) == ("Demo Programming welding robots", "for welders, by Demo School")
    assert found.why == "Is about ‘Advanced manufacturing’, and you follow it from where you are."


def test_page_and_data_name_the_training(eva, client):
    made = published(eva, (4, "Delft"))
    done = run()
    shown = text(client.get(url("result", done)))
    assert "Training: Demo Lasrobots programmeren" in " ".join(shown.split())
    assert "voor lassers, door Demo School" in shown
    data = json.loads(client.get(url("data", done)).content)
    (offer,) = [one for one in data["route"]["steps"][0]["offers"] if one["kind"] == "training"]
    assert offer["url"].endswith(made.get_absolute_url())


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_statements_for_more_trainings(eva, client, number):
    for one in range(number):
        published(eva, (one, "Delft"))
    done = Assessment.objects.get(pk=run().pk)
    with CaptureQueriesContext(connection) as queries:
        client.get(url("result", done))
    assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) <= 8
