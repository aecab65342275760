"""Skillslabs: the coverage n of N, the list, and what hubs keep."""

from datetime import timedelta

import pytest

from fieldlabs import coverage
from fieldlabs.actions import skillslabs as actions
from fieldlabs.actions.rules import RuleBroken
from fieldlabs.models import Fieldlab, Skillslab
from fieldlabs.training_content import SkillslabContent
from jobs import clock
from tests.fieldlabs.teaching import published, skillslab

pytestmark = pytest.mark.django_db
PAGE = "/fieldlabs/ramlab/skillslab/"


def typed(**changes) -> dict[str, object]:
    return {"name": "Demo Skillslab Rotterdam", "version": 0, "reason": "Geopend.", **changes}


def test_coverage_counts_public_fieldlabs_with_an_open_skillslab(eva, django_assert_num_queries):
    skillslab(eva)
    with django_assert_num_queries(1):
        covered = coverage.read(clock.today())
    public = Fieldlab.objects.public()
    assert (covered.whole.number, covered.whole.total) == (1, public.count())
    shares = {one.region: (one.number, one.total) for one in covered.regions}
    assert shares["zuid-holland"] == (1, public.filter(region__slug="zuid-holland").count())
    assert sum(total for _number, total in shares.values()) == covered.whole.total


@pytest.mark.parametrize(
    ("opened", "closed", "counts"),
    [(None, None, 1), (-1, None, 1), (0, None, 1), (1, None, 0), (None, 0, 0), (None, 1, 1), (-9, -1, 0)],
)
def test_coverage_counts_what_is_open_today(eva, opened, closed, counts):
    today = clock.today()
    day = {number: None if number is None else today + timedelta(number) for number in (opened, closed)}
    skillslab(eva, opened_on=day[opened])
    Skillslab.objects.update(closed_on=day[closed])
    assert coverage.read(today).whole.number == counts


def test_skillslab_of_a_fieldlab_that_is_not_public_does_not_count(eva):
    skillslab(eva)
    Fieldlab.objects.filter(slug="ramlab").update(publication="draft")
    assert coverage.read(clock.today()).whole.number == 0


def test_list_names_every_public_fieldlab(eva, client, django_assert_max_num_queries):
    skillslab(eva)
    with django_assert_max_num_queries(8):
        page = client.get("/skillslabs/")
    assert page.context["page"].paginator.count == Fieldlab.objects.public().count()
    states = {row.fieldlab.slug: row.state for row in page.context["rows"]}
    assert states["ramlab"] == "open; sinds wanneer is onbekend"
    assert set(states.values()) == {"open; sinds wanneer is onbekend", "nog geen bekend"}


def test_list_filters_count_what_they_give(eva, client):
    skillslab(eva)
    for query in ("", "?regio=zuid-holland", "?skillslab=zonder", "?q=lab", "?q=lab&regio=oost-nederland"):
        for group in client.get(f"/skillslabs/{query}").context["filters"]:
            for option in group["options"]:
                if not option["selected"]:
                    found = client.get(f"/skillslabs/{option['url']}").context["page"].paginator.count
                    assert (query, option["label"], found) == (query, option["label"], option["count"])


@pytest.mark.parametrize(("has", "number"), [("met", 1), ("zonder", None)])
def test_list_filters_on_having_one(eva, client, has, number):
    skillslab(eva)
    total = Fieldlab.objects.public().count()
    assert client.get(f"/skillslabs/?skillslab={has}").context["page"].paginator.count == (number or total - 1)


def test_file_equals_the_list(eva, client):
    skillslab(eva, name="=Demo")
    lines = client.get("/skillslabs/skillslabs.csv?regio=zuid-holland").content.decode("utf-8-sig").splitlines()
    rows = client.get("/skillslabs/?regio=zuid-holland").context["rows"]
    assert [line.split(",")[0] for line in lines[1:]] == [row.fieldlab.name for row in rows]
    assert sum("'=Demo" in line for line in lines) == 1


@pytest.mark.parametrize("query", ["q=%25", "regio=x", "sort=drop", "page=9999", "skillslab=ja"])
def test_odd_question_is_no_error(client, query):
    assert client.get(f"/skillslabs/?{query}").status_code == 200


def test_only_editors_of_the_region_see_the_way_to_change(eva, noor, client_for):
    pages = [client_for(one).get("/skillslabs/?regio=zuid-holland").content.decode() for one in (None, noor, eva)]
    assert [PAGE in page for page in pages] == [False, False, True]


def test_add_change_close_and_open_again(eva, client_for):
    client = client_for(eva)
    assert client.post(PAGE, typed()).status_code == 302
    changed = typed(name="Demo Anders", version=1, website="https://skillslab.example")
    assert client.post(PAGE, changed).status_code == 302
    today = clock.today()
    closing = {"on": today.isoformat(), "reason": "Geen geld."}
    assert client.post(f"{PAGE}sluiten/", closing).status_code == 302
    found = Skillslab.objects.get()
    assert (found.name, found.closed_on, found.version) == ("Demo Anders", today, 3)
    assert client.post(f"{PAGE}heropenen/").status_code == 302
    assert Skillslab.objects.get().closed_on is None


def test_newer_version_is_shown_beside_what_was_typed(eva, client_for):
    skillslab(eva, name="Demo Eerste")
    answer = client_for(eva).post(PAGE, typed())
    assert answer.status_code == 409
    assert answer.context["newer"] == [["Naam", "Demo Eerste", "Demo Skillslab Rotterdam"]]
    again = typed(version=answer.context["form"]["version"].value())
    assert client_for(eva).post(PAGE, again).status_code == 302


def test_sending_the_form_twice_changes_nothing(eva, client_for):
    statuses = [client_for(eva).post(PAGE, typed()).status_code for _click in range(2)]
    assert (statuses, Skillslab.objects.get().version) == ([302, 302], 1)


def test_backwards_days_are_refused_with_a_sentence(eva, client_for):
    skillslab(eva, opened_on=clock.today())
    day = (clock.today() - timedelta(1)).isoformat()
    answer = client_for(eva).post(f"{PAGE}sluiten/", {"on": day, "reason": "x"})
    assert answer.status_code == 422
    assert "De laatste dag komt na de eerste." in answer.content.decode()


@pytest.mark.parametrize("step", ["", "sluiten/", "heropenen/"])
def test_other_region_may_not(eva, noor, client_for, step):
    skillslab(eva)
    assert client_for(noor).post(f"{PAGE}{step}", typed()).status_code == 403
    Fieldlab.objects.filter(slug="ramlab").update(publication="draft")
    assert client_for(noor).post(f"{PAGE}{step}", typed()).status_code == 404
    with pytest.raises(RuleBroken) as broken:
        actions.save_skillslab(
            by=noor, fieldlab=Fieldlab.objects.get(slug="ramlab"), content=SkillslabContent(name="x"), version=1,
            reason="x",
        )  # fmt: skip
    assert broken.value.code == "not_allowed"


@pytest.mark.parametrize("step", ["sluiten/", "heropenen/"])
def test_fieldlab_without_one_has_nothing_to_close(eva, client_for, step):
    values = {"on": clock.today().isoformat(), "reason": "x"}
    assert client_for(eva).post(f"{PAGE}{step}", values).status_code == 422


def test_programme_shows_the_same_figure_beside_its_definition(eva, client):
    skillslab(eva)
    shown = client.get("/programma/").content.decode()
    whole = coverage.read(clock.today()).whole
    assert f"<strong>{whole.text}</strong>" in shown
    assert coverage.definition() in shown


def test_page_of_a_fieldlab_names_its_skillslab_and_trainings(eva, client, client_for, django_assert_max_num_queries):
    page = client.get("/fieldlabs/ramlab/").content.decode()
    assert "Dit Fieldlab heeft nog geen Skillslab, voor zover wij weten." in page
    skillslab(eva, name="Demo Leerplek")
    made = published(eva, (4, "Delft"), fieldlab=Fieldlab.objects.get(slug="ramlab"))
    with django_assert_max_num_queries(8):
        page = client.get("/fieldlabs/ramlab/").content.decode()
    assert [text in page for text in ("Demo Leerplek", made.get_absolute_url(), PAGE)] == [True, True, False]
    assert PAGE in client_for(eva).get("/fieldlabs/ramlab/").content.decode()
