"""Pages on which hubs register and the steering group decides."""

from uuid import uuid4

import pytest

from fieldlabs.models import Fieldlab
from programme.models import Transformation
from tests.fieldlabs.filled import filled
from tests.fieldlabs.test_actions import draft, submitted

pytestmark = pytest.mark.django_db
STAFF = {"eva", "noor", "stijn", "gijs", "karim"}
EDITORS = {"eva", "noor", "karim"}
CAST = ["anna", "chris", "daan", "eva", "noor", "stijn", "fenna", "femke", "hilde", "gijs", "karim", "mirjam", "ans"]


def typed(**changes) -> dict[str, object]:
    plain = {
        "name": "Lasrobotlab Delft",
        "topic_nl": "Lasrobots voor kleine series",
        "topic_en": "Welding robots for small series",
        "transformations": [Transformation.objects.get(slug="flexible-manufacturing").pk],
        "city": "Delft",
        "key": str(uuid4()),
    }
    return plain | changes


@pytest.mark.parametrize("key", CAST)
@pytest.mark.parametrize(("path", "who"), [("beheer", STAFF), ("nieuw", EDITORS), ("erkenning", {"stijn", "gijs"})])
def test_staff_pages_open_for_their_roles_only(cast, client_for, key, path, who):
    assert client_for(cast[key]).get(f"/fieldlabs/{path}/").status_code == (200 if key in who else 403)


def test_staff_pages_send_a_stranger_to_sign_in(client):
    assert client.get("/fieldlabs/beheer/").status_code == 302


def test_staff_list_shows_only_the_own_region(eva, noor, stijn, client_for):
    numbers = [len(client_for(one).get("/fieldlabs/beheer/").context["rows"]) for one in (eva, noor)]
    assert numbers == [13, 5]
    assert client_for(stijn).get("/fieldlabs/beheer/").context["page"].paginator.count == 56


def test_staff_list_without_rows_says_why(eva, client_for):
    page = client_for(eva).get("/fieldlabs/beheer/?stand=teruggestuurd").text
    assert "Geen Fieldlab heeft deze stand" in page
    assert 'href="/fieldlabs/beheer/">Toon alle Fieldlabs' in page


def test_staff_list_filters_what_is_to_be_confirmed(eva, client_for):
    page = client_for(eva).get("/fieldlabs/beheer/?stand=bevestigen")
    assert [row["fieldlab"].slug for row in page.context["rows"]] == ["iot-academy", "upps"]


@pytest.mark.parametrize("extra", [0, 2])
def test_staff_list_takes_the_same_statements_for_more_rows(eva, client_for, django_assert_num_queries, extra):
    for _one in range(extra + 1):
        draft(eva)
    client = client_for(eva)
    with django_assert_num_queries(6):
        assert len(client.get("/fieldlabs/beheer/?stand=concept").context["rows"]) == extra + 1


@pytest.mark.parametrize("extra", [0, 2])
def test_queue_takes_the_same_statements_for_more_rows(eva, stijn, client_for, django_assert_num_queries, extra):
    for _one in range(extra + 1):
        submitted(eva)
    client = client_for(stijn)
    with django_assert_num_queries(5):
        assert len(client.get("/fieldlabs/erkenning/").context["rows"]) == extra + 1


def test_register_saves_a_draft_that_strangers_cannot_see(eva, noor, client, client_for):
    answer = client_for(eva).post("/fieldlabs/nieuw/", typed())
    assert (answer.status_code, answer.url) == (302, "/fieldlabs/lasrobotlab-delft/bewerken/")
    made = Fieldlab.objects.get(slug="lasrobotlab-delft")
    assert (made.city, made.province_id, made.region.slug) == ("Delft", "NL-ZH", "zuid-holland")
    statuses = [one.get(made.get_absolute_url()).status_code for one in (client, client_for(noor), client_for(eva))]
    assert statuses == [404, 404, 200]


def test_register_twice_makes_one(eva, client_for):
    client, values = client_for(eva), typed()
    for _click in range(2):
        client.post("/fieldlabs/nieuw/", values | {"is_other": "on"})
    assert Fieldlab.objects.filter(name="Lasrobotlab Delft").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 200}, "name"),
        ({"city": "Atlantis"}, "city"),
        ({"city": "Groningen"}, "city"),
        ({"website": "geen adres"}, "website"),
        ({"transformations": []}, "transformations"),
        ({"transformations": ["99999"]}, "transformations"),
    ],
)
def test_register_says_what_is_wrong_and_keeps_the_rest(eva, client_for, changes, field):
    answer = client_for(eva).post("/fieldlabs/nieuw/", typed(**changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Welding robots for small series" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "known"),
    [({"name": "Ram Lab"}, "ramlab"), ({"name": "Heel iets anders", "website": "https://ramlab.com/"}, "ramlab")],
)
def test_register_shows_what_looks_like_it_and_asks(eva, client_for, changes, known):
    client = client_for(eva)
    values = typed(**changes)
    answer = client.post("/fieldlabs/nieuw/", values)
    assert known in [one["fieldlab"].slug for one in answer.context["near"]]
    assert Fieldlab.objects.count() == 56
    assert client.post("/fieldlabs/nieuw/", values | {"is_other": "on"}).status_code == 302


@pytest.mark.parametrize(("key", "status"), [("eva", 200), ("noor", 403), ("stijn", 403), ("anna", 403)])
@pytest.mark.parametrize("step", ["bewerken", "indienen"])
def test_change_and_submit_open_for_the_own_hub_only(cast, client_for, key, status, step):
    assert client_for(cast[key]).get(f"/fieldlabs/ramlab/{step}/").status_code == status


def test_draft_of_another_hub_is_not_known(noor, client_for):
    assert client_for(noor).get("/fieldlabs/iot-academy/bewerken/").status_code == 404


def test_submit_and_recognise_in_the_browser(eva, stijn, client, client_for):
    made = filled(draft(eva))
    answer = client_for(eva).post(f"/fieldlabs/{made.slug}/indienen/", {"reason": "Goal, plan, consortium."})
    assert answer.status_code == 302
    steering, address = client_for(stijn), f"/fieldlabs/{made.slug}/besluit/"
    values = {"decision": "recognise", "reason": "Sound plan."}
    asked = steering.post(address, values)
    assert (asked.status_code, asked.context["asks_again"]) == (200, True)
    assert Fieldlab.objects.get(pk=made.pk).recognition == "submitted"
    for _click in range(2):
        assert steering.post(address, values | {"sure": "recognise"}).status_code == 302
    told = steering.post(address, values | {"sure": "send_back", "decision": "send_back"}, follow=True)
    already = f"U had al besloten over {made.name}. Er is niets veranderd."
    assert (str(list(told.context["messages"])[-1]), Fieldlab.objects.get(pk=made.pk).recognition) == (
        already,
        "recognised",
    )
    for language in ("", "/en"):
        assert client.get(f"{language}/fieldlabs/{made.slug}/").status_code == 200
    entries = steering.get(f"{made.get_absolute_url()}geschiedenis/").context["entries"]
    assert entries[0].reason == "Sound plan."


def test_decide_needs_a_reason(eva, stijn, client_for):
    waiting = submitted(eva)
    answer = client_for(stijn).post(f"/fieldlabs/{waiting.slug}/besluit/", {"decision": "send_back", "reason": ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])


def test_decide_shows_what_is_judged(eva, stijn, client_for, django_assert_max_num_queries):
    waiting = submitted(eva)
    client = client_for(stijn)
    with django_assert_max_num_queries(8):
        page = client.get(f"/fieldlabs/{waiting.slug}/besluit/").content.decode()
    for told in (waiting.goal, waiting.plan, "Periode van het plan", "Heeft het consortium"):
        assert told
        assert told in page


@pytest.mark.parametrize(("key", "status"), [("eva", 403), ("noor", 403), ("gijs", 403), ("stijn", 200)])
def test_decide_opens_for_the_steering_group_only(cast, client_for, key, status):
    waiting = submitted(cast["eva"])
    assert client_for(cast[key]).get(f"/fieldlabs/{waiting.slug}/besluit/").status_code == status


def test_detail_for_staff_takes_few_statements(eva, client_for, django_assert_max_num_queries):
    made = draft(eva)
    client = client_for(eva)
    with django_assert_max_num_queries(8):
        client.get(made.get_absolute_url())


def test_submit_says_first_what_is_missing_and_where_to_fill_it_in(eva, client_for):
    """Nobody writes a reason in vain."""
    made = draft(eva)
    client = client_for(eva)

    bare = client.get(f"/fieldlabs/{made.slug}/indienen/").content.decode()
    assert f'<a href="/fieldlabs/{made.slug}/bewerken/erkenning/">' in bare
    assert 'name="reason"' not in bare

    filled(made)
    assert 'name="reason"' in client.get(f"/fieldlabs/{made.slug}/indienen/").content.decode()
