"""The inbox: filters, search without accents, order, and many requests at once."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from hubs import actions, counting
from hubs.models import Absence, HelpRequest
from jobs import clock
from smartindustry import demo
from smartindustry.cast import CAST, Member
from tests.hubs.asking import ask, hub_of
from tests.hubs.test_desk import main_of

pytestmark = pytest.mark.django_db
LIST, MANY = "/bureau/", "/bureau/samen/"


@pytest.fixture
def els(db):
    """Eva's colleague, coordinator of the same hub."""
    eva = next(member for member in CAST if member.key == "eva")
    return demo.person(Member("els", "Els Coördinator", "hub_coordinator", eva.organisation, eva.kind, eva.region))


def shown(client, **query):
    return {row.company for row in client.get(LIST, query).context["rows"]}


def named(name, hub="zuid-holland", **more):
    return ask(hub_of(hub), company_name=name, email=f"{name.split()[0].lower()}@x.nl", **more)


def test_search_needs_no_accents_and_finds_inside_names(client_for, eva):
    named("Métaaltechniek Gouda"), named("Bakker")
    client = client_for(eva)

    for words in ("metaal", "METAALTECHNIEK", "techniek", "métaal gouda"):
        assert shown(client, q=words) == {"Métaaltechniek Gouda"}, words
    assert shown(client, q="zoe") == {"Métaaltechniek Gouda", "Bakker"}
    assert shown(client, q="' | & !") == {"Métaaltechniek Gouda", "Bakker"}


def test_list_starts_with_what_is_open(client_for, eva):
    closed = named("Gesloten")
    named("Open")
    actions.take(request=closed, by=eva)
    actions.close(request=closed, result=actions.Result("answered", None, None), text="Klaar", by=eva)
    client = client_for(eva)

    assert shown(client) == {"Open"}
    assert shown(client, stand="gesloten") == {"Gesloten"}
    assert shown(client, stand="alles") == {"Open", "Gesloten"}


def test_filters_by_person_clock_source_and_region(client_for, eva, els):
    mine, hers, free = named("Mijn"), named("Haar"), named("Vrij")
    actions.take(request=mine, by=eva)
    actions.assign(request=hers, to=els, by=eva)
    HelpRequest.objects.filter(pk=free.pk).update(answer_due_at="2018-01-01T10:00Z", source="mail", region=None)
    client = client_for(eva)

    assert shown(client, wie="mij") == {"Mijn"}
    assert shown(client, wie="niemand") == {"Vrij"}
    assert shown(client, klok="laat") == {"Vrij"}
    assert shown(client, bron="mail") == {"Vrij"}
    assert shown(client, regio="onbekend") == {"Vrij"}
    assert shown(client, regio="zuid-holland", wie="mij") == {"Mijn"}
    assert shown(client, wie="onzin", klok="onzin", bron="onzin") == {"Mijn", "Haar", "Vrij"}


def test_filter_shows_what_another_desk_handed_over(client_for, eva, noor):
    moved = named("Verhuisd", hub="noord-nederland")
    named("Eigen")
    offer = actions.hand_over(request=moved, to=hub_of(), reason="Uw regio", agreed_on=None, by=noor)
    actions.accept(handover=offer, by=eva)

    assert shown(client_for(eva), overdracht="ander") == {"Verhuisd"}


def test_counts_stop_where_nobody_reads_on(client_for, eva, monkeypatch):
    monkeypatch.setattr(counting, "MOST", 2)
    for number in range(4):
        named(f"Bedrijf{number}")

    page = client_for(eva).get(LIST)

    assert page.context["numbers"]["fits"] == 3
    assert page.context["page"].paginator.count == 2
    assert "Meer dan 2 hulpvragen" in main_of(page)
    assert client_for(eva).get("/bureau/hulpvragen.csv").content.decode().count("Bedrijf") == 1 + 4


def many(client, *requests, **more):
    return client.post(MANY, {"request": [str(one.pk) for one in requests], **more})


def test_several_are_taken_at_once_with_a_result_for_each(client_for, eva, els):
    free, taken = named("Vrij"), named("Bezet")
    actions.take(request=taken, by=els)

    page = many(client_for(eva), free, taken, do="take")

    results = {one.name: (one.done, one.text) for one in page.context["results"]}
    assert results["Vrij"] == (True, "In handen van Eva Smit")
    assert results["Bezet"][0] is False
    assert "Els" in results["Bezet"][1]
    assert HelpRequest.objects.get(pk=free.pk).assigned_to == eva


def test_several_are_given_to_a_colleague_of_this_desk_only(client_for, eva, els, noor):
    one, two = named("Een"), named("Twee")
    client = client_for(eva)

    asks = many(client, one, two, do="assign")
    assert {name for _key, name in asks.context["form"].fields["person"].choices} == {eva.name, els.name}
    assert many(client, one, two, do="assign", send="1", person=str(noor.pk)).status_code == 422
    done = many(client, one, two, do="assign", send="1", person=str(els.pk))

    assert [result.done for result in done.context["results"]] == [True, True]
    assert set(HelpRequest.objects.values_list("assigned_to", flat=True)) == {els.pk}


def test_requests_of_another_desk_are_as_if_they_did_not_exist(client_for, eva):
    other = named("Geheim", hub="noord-nederland")

    page = many(client_for(eva), other, do="take")

    assert "Geheim" not in page.content.decode()
    assert page.context["number"] == 0
    assert HelpRequest.objects.get(pk=other.pk).assigned_to is None
    assert client_for(eva).post(MANY, {"request": ["x", ""], "do": "take"}).status_code == 200


@pytest.mark.parametrize("who", ["gijs", "anna", "daan"])
def test_who_does_not_work_at_a_desk_takes_nothing(client_for, cast, who):
    assert client_for(cast[who]).post(MANY, {"do": "take"}).status_code == 403


def test_reader_sees_no_boxes(client_for, eva):
    named("Vrij")
    eva.role_holdings.update(role="hub_reader")
    assert 'type="checkbox" name="request"' not in client_for(eva).get(LIST).content.decode()


def test_work_of_who_is_away_is_the_stand_ins_too_and_says_so(client_for, eva, els):
    hers = named("Haar")
    actions.assign(request=hers, to=els, by=eva)
    today = clock.today()
    away = Absence.objects.create(
        organisation=els.role_holdings.get().organisation, person=els, stand_in=eva, starts_on=today,
        ends_on=today + timedelta(days=3), noted_at=clock.now(), noted_by=els,
    )  # fmt: skip
    client = client_for(eva)

    assert shown(client, wie="mij") == {"Haar"}
    assert "Eva Smit vervangt" in main_of(client.get(LIST))
    away.ends_on = away.starts_on = date(2018, 1, 1)
    away.save()
    assert shown(client, wie="mij") == set()


def test_list_costs_the_same_with_filters_and_many_rows(client_for, eva, django_assert_max_num_queries):
    named("Een")
    client = client_for(eva)
    client.get(LIST)
    with django_assert_max_num_queries(8):
        client.get(LIST, {"wie": "mij", "klok": "laat", "sort": "due"})
    with django_assert_max_num_queries(8):
        client.get(LIST, {"q": "een gouda"})


def test_sort_keeps_search_and_filters_in_the_address(client_for, eva):
    named("Een")
    content = client_for(eva).get(LIST, {"q": "een", "klok": "", "sort": "due"}).content.decode()
    assert "?stand=nieuw&amp;q=een&amp;sort=due" in content
    assert (
        reverse("hubs:request_export") + "?q=een&amp;klok=&amp;sort=due" in content or "hulpvragen.csv?q=een" in content
    )
