"""The result as data: the same as the page, in the shape that is documented, with nothing of whose it is."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from assessments.locations import Location
from assessments.result_data import FORMAT, VERSION, as_data
from assessments.results import outcome
from assessments.scan import scan_of
from assessments.scoring import NoLevel
from regions.models import Place
from tests.assessments.runs import completed_run, text, url

pytestmark = pytest.mark.django_db

NA, DK = NoLevel.NOT_APPLICABLE, NoLevel.DONT_KNOW


def data_of(run, horizon="two-years"):
    return as_data(outcome(scan_of(run), horizon))


def in_dordrecht(answers=(2, 3, 2, 4, 1, 2, 5, 3)):
    return completed_run(answers, Location(place=Place.objects.filter(name="Dordrecht").first()))


def test_download_is_the_result_as_json(client):
    run = in_dordrecht()

    response = client.get(url("data", run))

    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Cache-Control"] == "no-store, private"
    day = timezone.localdate(run.completed_at)
    assert response.headers["Content-Disposition"] == f'attachment; filename="smart-industry-zelfscan-{day}.json"'
    assert json.loads(response.content) == data_of(run)
    assert (response.json()["format"], response.json()["version"]) == (FORMAT, VERSION)


def test_texts_are_in_the_language_of_the_page(client):
    run = in_dordrecht()

    dutch, english = client.get(url("data", run)).json(), client.get(url("data", run, "en")).json()

    assert (dutch["language"], english["language"]) == ("nl", "en")
    assert dutch["lead"].startswith("Dit is een indicatie")
    assert english["lead"].startswith("This is an indication")
    assert [row["code"] for row in dutch["levels"]] == [row["code"] for row in english["levels"]]


def test_levels_are_numbers_and_unknown_is_null():
    data = data_of(completed_run((5, 4, DK, NA, 1, 2, 3, 3)))

    assert [row["level"] for row in data["levels"]] == [5, 4, 1, 2, 3, 3]
    assert data["levels"][0]["ambition"] is None
    assert data["levels"][0]["questions"][0]["to_next"] is None
    assert len(data["without_level"]) == 1
    assert len(data["not_applicable"]) == 1


@pytest.mark.parametrize("answers", [(5,) * 8, (DK,) * 8, (NA,) * 8, (3, 2, DK, NA, 1, 5, DK, 4)])
def test_every_result_is_data(answers):
    data = data_of(completed_run(answers))

    assert json.loads(json.dumps(data)) == data


def test_chosen_horizon_is_in_the_data(client):
    run = in_dordrecht()

    data = client.get(f"{url('data', run)}?horizon=this-year").json()

    assert data["horizon"] == "this-year"
    assert [one["code"] for one in data["horizons"] if one["chosen"]] == ["this-year"]


def test_data_say_what_the_page_says(client):
    run = in_dordrecht()
    data, page = client.get(url("data", run)).json(), text(client.get(url("result", run)))

    sentences = [
        data["lead"],
        *data["summary"],
        *(question["statement"] for row in data["levels"] for question in row["questions"]),
        *(step["action"] for step in data["route"]["steps"]),
        *(offer["why"] for step in data["route"]["steps"] for offer in step["offers"]),
        *(row["points"] for row in data["priorities"]["subjects"]),
    ]
    squeezed = re.sub(r"\s", "", page)
    assert [one for one in sentences if re.sub(r"\s", "", one) not in squeezed] == []


def test_data_hold_no_key(client):
    run = in_dordrecht()

    assert str(run.pk) not in client.get(url("data", run)).content.decode()


def test_addresses_are_whole():
    data = data_of(in_dordrecht())
    offers = [offer for step in data["route"]["steps"] for offer in step["offers"]] + data["route"]["support"]

    assert offers
    assert all(offer["url"].startswith(settings.SITE_URL + "/") for offer in offers)
    assert all(desk["url"].startswith(settings.SITE_URL + "/") for desk in data["desks"])


def names(value):
    """Every name in the data, at any depth."""
    if isinstance(value, dict):
        return {name for key, inner in value.items() for name in {key, *names(inner)}}
    if isinstance(value, list):
        return {name for inner in value for name in names(inner)}
    return set()


def test_every_name_is_documented():
    page = (Path(settings.BASE_DIR) / "docs" / "self-assessment-json.md").read_text()
    used = names(data_of(in_dordrecht())) | names(data_of(completed_run((3, 2, DK, NA, 1, 5, DK, 4))))

    assert {name for name in used if f"`{name}`" not in page and f"`{name}[]" not in page} == set()
