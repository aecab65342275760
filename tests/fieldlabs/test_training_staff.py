"""Pages on which hubs write trainings, and the rules of it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from fieldlabs.actions import trainings as actions
from fieldlabs.actions.rules import RuleBroken
from fieldlabs.models import Fieldlab, TrainingDate, TrainingOffer
from jobs import clock
from programme.models import Transformation
from regions.models import Place, Region
from tests.fieldlabs.teaching import add_date, content, draft, published

pytestmark = pytest.mark.django_db
CAST = ["anna", "chris", "daan", "eva", "noor", "stijn", "fenna", "femke", "hilde", "gijs", "karim", "mirjam", "ans"]
STEPS = ["openbaar", "van-de-lijst", "einde", "verder", "data", "data/1/weg", "data/1/deelnemers"]


def typed(**changes) -> dict[str, object]:
    plain = {
        "title_nl": "Demo Meten", "text_nl": "U leert meten.", "audience_nl": "operators", "level": "mbo",
        "language": "nl", "provider": "Demo School", "hours": "7,5", "price": "1.250,50", "skills": "meten,lezen,meten",
        "transformations": [Transformation.objects.get(slug="smart-working").pk], "key": str(uuid4()),
    }  # fmt: skip
    return plain | changes


@pytest.mark.parametrize("key", CAST)
def test_staff_pages_open_for_their_roles_only(cast, client_for, key):
    client = client_for(cast[key])
    readers, writers = {"eva", "noor", "gijs"}, {"eva", "noor"}
    statuses = [client.get(path).status_code for path in ("/trainingen/beheer/", "/trainingen/nieuw/")]
    assert statuses == [200 if key in who else 403 for who in (readers, writers)]


def test_write_publish_and_find(eva, client_for, client):
    writer = client_for(eva)
    answer = writer.post("/trainingen/nieuw/", typed())
    assert (answer.status_code, answer.url) == (302, "/trainingen/demo-meten/beheer/")
    made = TrainingOffer.objects.get(slug="demo-meten")
    assert (made.hours, made.price, made.skills, made.region.slug) == (
        pytest.approx(7.5), pytest.approx(1250.5), ["meten", "lezen"], "zuid-holland",
    )  # fmt: skip
    assert client.get("/trainingen/demo-meten/").status_code == 404
    day = (clock.today() + timedelta(7)).isoformat()
    assert writer.post("/trainingen/demo-meten/data/", {"starts_on": day, "place": "Delft"}).status_code == 302
    assert writer.post("/trainingen/demo-meten/openbaar/").status_code == 302
    assert "Delft" in client.get("/trainingen/").content.decode()


def test_sending_the_form_twice_makes_one(eva, client_for):
    client, values = client_for(eva), typed()
    urls = {client.post("/trainingen/nieuw/", values).url for _click in range(2)}
    assert (urls, TrainingOffer.objects.count()) == ({"/trainingen/demo-meten/beheer/"}, 1)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("price", "gratis", "Vul een bedrag in euro"),
        ("price", "-1", "Een bedrag is niet lager dan nul"),
        ("hours", "0", "De duur is langer dan nul"),
        ("skills", "x" * 61, "Een vaardigheid heeft hoogstens 60 tekens"),
        ("skills", ",".join(map(str, range(13))), "Noem hoogstens twaalf vaardigheden"),
        ("transformations", [], "verplicht"),
    ],
    ids=["words", "negative", "nothing", "long", "many", "none"],
)
def test_mistake_is_said_and_what_was_typed_stays(eva, client_for, field, value, said):
    answer = client_for(eva).post("/trainingen/nieuw/", typed(**{field: value}))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "U leert meten." in answer.content.decode()


def test_fieldlab_of_another_region_cannot_be_chosen(eva, client_for):
    other = Fieldlab.objects.public().filter(region__slug="noord-nederland").first()
    assert client_for(eva).post("/trainingen/nieuw/", typed(fieldlab=other.pk)).status_code == 422
    with pytest.raises(RuleBroken) as broken:
        draft(eva, fieldlab=other)
    assert broken.value.code == "other_region"


def test_region_of_another_hub_cannot_be_chosen(eva, client_for):
    assert client_for(eva).post("/trainingen/nieuw/?regio=noord-nederland", typed()).status_code == 403
    with pytest.raises(RuleBroken) as broken:
        draft(eva, region="noord-nederland")
    assert broken.value.code == "not_allowed"


@pytest.mark.parametrize("page", ["beheer", "wijzigen"])
def test_pages_of_another_region_do_not_exist(eva, noor, client_for, page):
    made = published(eva)
    assert client_for(noor).get(f"/trainingen/{made.slug}/{page}/").status_code == 404
    assert client_for(eva).get(f"/trainingen/{made.slug}/{page}/").status_code == 200


@pytest.mark.parametrize("step", STEPS)
def test_steps_of_another_region_do_not_exist(eva, noor, client_for, step):
    made = published(eva)
    assert client_for(noor).post(f"/trainingen/{made.slug}/{step}/").status_code == 404


@pytest.mark.parametrize("step", STEPS)
def test_auditor_reads_and_changes_nothing(eva, gijs, client_for, step):
    made = published(eva)
    client = client_for(gijs)
    assert client.get(f"/trainingen/{made.slug}/beheer/").status_code == 200
    assert client.post(f"/trainingen/{made.slug}/{step}/").status_code == 403


def test_date_of_another_training_is_left_alone(eva, noor, client_for):
    own, other = published(eva), published(noor, region="noord-nederland")
    date = add_date(noor, other, -3)
    client = client_for(eva)
    assert client.post(f"/trainingen/{own.slug}/data/{date.pk}/weg/").status_code == 302
    assert client.post(f"/trainingen/{own.slug}/data/{date.pk}/deelnemers/", {"number": "9"}).status_code == 422
    assert TrainingDate.objects.get(pk=date.pk).participants is None


def test_newer_version_is_shown_beside_what_was_typed(eva, client_for):
    made = draft(eva)
    client = client_for(eva)
    actions.change_training(
        by=eva, training=made, content=content(title_nl="Demo Anders"), version=made.version, reason="beter"
    )
    values = typed(version=made.version, reason="mijn reden", title_nl="Demo Mijn titel")
    answer = client.post(f"/trainingen/{made.slug}/wijzigen/", values)
    assert answer.status_code == 409
    assert ["Titel in het Nederlands", "Demo Anders", "Demo Mijn titel"] in answer.context["newer"]
    again = {**values, "version": answer.context["form"]["version"].value()}
    assert client.post(f"/trainingen/{made.slug}/wijzigen/", again).status_code == 302
    assert TrainingOffer.objects.get(pk=made.pk).title_nl == "Demo Mijn titel"


def test_change_form_begins_with_what_is_there(eva, client_for):
    made = draft(eva, price=1250, hours=7.5, skills=("meten", "lezen"))
    page = client_for(eva).get(f"/trainingen/{made.slug}/wijzigen/").content.decode()
    assert [text in page for text in ('value="1.250,00"', 'value="7,5"', 'value="meten, lezen"')] == [True] * 3


def test_training_of_a_fieldlab_that_is_not_public_stays_hidden(eva, client_for):
    Fieldlab.objects.filter(slug="ramlab").update(publication="draft")
    made = draft(eva, fieldlab=Fieldlab.objects.get(slug="ramlab"))
    answer = client_for(eva).post(f"/trainingen/{made.slug}/openbaar/")
    assert (answer.status_code, TrainingOffer.objects.get(pk=made.pk).publication) == (422, "draft")


def test_public_training_does_not_move_to_a_fieldlab_that_is_not_public(eva):
    made = published(eva)
    Fieldlab.objects.filter(slug="ramlab").update(publication="draft")
    moved = content(fieldlab=Fieldlab.objects.get(slug="ramlab"))
    with pytest.raises(RuleBroken) as broken:
        actions.change_training(by=eva, training=made, content=moved, version=made.version, reason="x")
    assert broken.value.code == "fieldlab_not_public"


def test_withdraw_and_end_need_a_reason(eva, client_for):
    made = published(eva)
    client = client_for(eva)
    today = clock.today().isoformat()
    answers = [
        client.post(f"/trainingen/{made.slug}/van-de-lijst/", {"reason": ""}),
        client.post(f"/trainingen/{made.slug}/einde/", {"on": today, "reason": " "}),
    ]
    assert [one.status_code for one in answers] == [422, 422]
    assert client.post(f"/trainingen/{made.slug}/einde/", {"on": today, "reason": "Klaar."}).status_code == 302
    assert client.post(f"/trainingen/{made.slug}/verder/").status_code == 302
    assert client.post(f"/trainingen/{made.slug}/van-de-lijst/", {"reason": "Fout."}).status_code == 302
    found = TrainingOffer.objects.get(pk=made.pk)
    assert (found.publication, found.ends_on) == ("draft", None)


def test_same_date_twice_is_refused_with_a_sentence(eva, client_for):
    made = draft(eva)
    client, day = client_for(eva), clock.today().isoformat()
    statuses = [client.post(f"/trainingen/{made.slug}/data/", {"starts_on": day}).status_code for _two in range(2)]
    assert (statuses, TrainingDate.objects.count()) == ([302, 422], 1)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"starts_on": "2026-03-04", "ends_on": "2026-03-01"}, "De laatste dag komt na de eerste."),
        ({"starts_on": "2026-03-04", "place": "Atlantis"}, "Wij kennen geen plaats met deze naam."),
        ({"starts_on": "2026-03-04", "place": "Hengelo"}, "Kies er een."),
        ({"starts_on": "morgen"}, "Schrijf een datum als"),
    ],
    ids=["backwards", "unknown", "doubtful", "words"],
)
def test_wrong_date_is_said(eva, client_for, values, said):
    made = draft(eva)
    answer = client_for(eva).post(f"/trainingen/{made.slug}/data/", values)
    assert answer.status_code == 422
    assert said in str(answer.context["date_form"].errors)
    assert TrainingDate.objects.count() == 0


def test_doubtful_place_can_be_chosen(eva, client_for):
    made = draft(eva)
    place = Place.objects.filter(name="Hengelo").first()
    values = {"starts_on": "2026-03-04", "place": "Hengelo", "place_id": str(place.pk)}
    assert client_for(eva).post(f"/trainingen/{made.slug}/data/", values).status_code == 302
    assert TrainingDate.objects.get().place == place


def test_date_after_the_end_is_refused(eva):
    made = draft(eva)
    actions.end_training(by=eva, training=made, on=clock.today(), reason="Klaar.")
    with pytest.raises(RuleBroken) as broken:
        add_date(eva, made, 1)
    assert broken.value.code == "after_end"


def test_participants_are_counted_once_it_has_begun(eva, client_for):
    made = draft(eva)
    past, coming = add_date(eva, made, -3), add_date(eva, made, 3)
    client = client_for(eva)
    numbers = [(past, "12"), (coming, "12"), (past, "veel"), (past, "-1")]
    statuses = [
        client.post(f"/trainingen/{made.slug}/data/{one.pk}/deelnemers/", {"number": number}).status_code
        for one, number in numbers
    ]
    assert statuses == [302, 422, 422, 422]
    assert [one.participants for one in TrainingDate.objects.order_by("starts_on")] == [12, None]


def test_date_that_people_took_part_in_stays(eva):
    made = draft(eva)
    date = add_date(eva, made, -3)
    actions.count_participants(by=eva, training=made, date_id=date.pk, number=4)
    with pytest.raises(RuleBroken) as broken:
        actions.remove_date(by=eva, training=made, date_id=date.pk)
    assert broken.value.code == "people_took_part"
    actions.count_participants(by=eva, training=made, date_id=date.pk, number=None)
    actions.remove_date(by=eva, training=made, date_id=date.pk)
    assert not TrainingDate.objects.exists()


def test_staff_list_shows_the_own_region_and_all_to_the_auditor(eva, noor, gijs, client_for):
    draft(eva)
    published(noor, region="noord-nederland")
    numbers = [len(client_for(one).get("/trainingen/beheer/").context["rows"]) for one in (eva, noor, gijs)]
    assert numbers == [1, 1, 2]


def test_staff_list_searches_filters_and_sorts(eva, client_for):
    first = published(eva, (2, None), title_nl="Demo Zagen")
    draft(eva, title_nl="Demo Boren")
    actions.end_training(by=eva, training=draft(eva, title_nl="Demo Oud"), on=clock.today() - timedelta(1), reason="x")
    date = add_date(eva, first, -3)
    actions.count_participants(by=eva, training=first, date_id=date.pk, number=5)
    client = client_for(eva)

    def listed(query=""):
        return [row.title for row in client.get(f"/trainingen/beheer/?{query}").context["rows"]]

    assert listed() == ["Demo Zagen", "Demo Boren", "Demo Oud"]
    assert (listed("sort=title"), listed("sort=-title")) == (
        ["Demo Boren", "Demo Oud", "Demo Zagen"], ["Demo Zagen", "Demo Oud", "Demo Boren"],
    )  # fmt: skip
    assert listed("sort=-participants")[0] == "Demo Zagen"
    assert [listed(f"stand={one}") for one in ("openbaar", "concept", "geeindigd")] == [
        ["Demo Zagen"], ["Demo Boren"], ["Demo Oud"],
    ]  # fmt: skip
    assert (listed("q=zag"), listed("q=niets")) == (["Demo Zagen"], [])


def test_file_equals_the_screen_and_carries_no_formula(eva, client_for):
    published(eva, (2, "Delft"), title_nl="=Demo Zagen")
    draft(eva, title_nl="Demo Boren")
    client = client_for(eva)
    rows = client.get("/trainingen/beheer/?sort=title").context["rows"]
    lines = client.get("/trainingen/beheer/trainingen.csv?sort=title").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(rows)
    assert [line.split(",")[0] for line in lines[1:]] == ["'=Demo Zagen", "Demo Boren"]


@pytest.mark.parametrize("number", [1, 3])
def test_staff_pages_take_the_same_statements_for_more_rows(eva, client_for, django_assert_max_num_queries, number):
    made = published(eva)
    for one in range(number):
        draft(eva)
        add_date(eva, made, one, "Delft")
    client = client_for(eva)
    for path in ("/trainingen/beheer/", f"/trainingen/{made.slug}/beheer/"):
        with django_assert_max_num_queries(8):
            assert client.get(path).status_code == 200


def test_history_keeps_who_and_why(eva):
    made = published(eva)
    actions.withdraw_training(by=eva, training=made, reason="De prijs klopt niet.")
    event = TrainingOffer._meta.get_field("events").related_model.objects.order_by("pgh_id").last()
    assert (event.pgh_context["user"], event.pgh_context["reason"]) == (eva.pk, "De prijs klopt niet.")


def test_slug_of_a_page_is_not_taken(eva):
    made = draft(eva, title_nl="Beheer")
    assert made.slug == "beheer-2"
    assert draft(eva, title_nl="!!!").slug == "training"
    assert Region.objects.get(pk=made.region_id).slug == "zuid-holland"
