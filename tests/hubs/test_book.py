"""The companies that a desk knows: found, noted, changed, spoken to and forgotten."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from hubs import actions, book, clean_up, counting, identity
from hubs.models import Company, HelpRequest, Moment, Registration
from jobs import clock
from regions.places import find
from tests.hubs import gathering
from tests.hubs.asking import ask, hub_of
from tests.hubs.test_desk import main_of

pytestmark = pytest.mark.django_db
LIST = "/bureau/bedrijven/"
A = {"name": "Métaaltechniek Ångström", "kvk_number": "68750110", "email": "info@metaal.nl"}


def company(at="zuid-holland", **profile):
    given = actions.Profile(**(A | profile))
    return actions.company_for(hub=hub_of(at), profile=given, source="desk", by=None)


def page_of(one):
    return reverse("hubs:company_detail", args=[one.pk])


def names_on(client, **query):
    return [row.company.name for row in client.get(LIST, query).context["rows"]]


def several():
    made = [("Aarts", "68750110"), ("Bakker", "90004833"), ("Claes Lasrobots", "90000001")]
    return [company(name=name, kvk_number=number, email=f"{number}@x.nl") for name, number in made]


def test_list_has_the_companies_of_the_own_desk_alone(client_for, eva, karim):
    own, other = company(), company(at="noord-nederland", name="Noord", kvk_number="90004833", email="")
    national = actions.company_for(hub=None, profile=actions.Profile(**A), source="desk", by=None)

    assert names_on(client_for(eva)) == [own.name]
    assert [row.company for row in client_for(karim).get(LIST).context["rows"]] == [national]
    assert client_for(eva).get(page_of(other)).status_code == 404
    assert client_for(eva).get(page_of(national)).status_code == 404


@pytest.mark.parametrize("who", ["gijs", "anna", "fenna", None])
def test_nobody_else_opens_the_list_or_a_company(client_for, cast, who):
    one, client = company(), client_for(cast[who] if who else None)

    statuses = {client.get(address).status_code for address in (LIST, page_of(one), LIST + "bedrijven.csv")}

    assert statuses == ({403} if who else {302})


def test_search_needs_no_accents_capitals_or_whole_words(client_for, eva):
    several()
    company(kvk_number="90000002", email="jan@staal.nl", contact_name="Zoë Müller")
    client = client_for(eva)

    for words in ("metaal", "ANGSTROM", "Ångström", "techniek", "zoe muller", "90000002", "staal", "jan"):
        assert names_on(client, q=words) == [A["name"]], words
    assert names_on(client, q="robots") == ["Claes Lasrobots"]
    assert names_on(client, q="metaal robots") == []
    assert client.get(LIST, {"q": "' & | ! (:*"}).status_code == 200


def test_search_finds_by_place(client_for, eva):
    place = find("Dordrecht")[0]
    company(place=place, region=place.province.region)
    several()

    assert names_on(client_for(eva), q="dordr") == [A["name"]]


def test_filters_narrow_and_count(client_for, eva):
    first, second, _third = several()
    Company.objects.filter(pk=first.pk).update(size="small")
    Company.objects.filter(pk=second.pk).update(sector="25", region=hub_of().region)
    asked = ask(hub_of(), email="68750110@x.nl", company_name="Aarts")
    client = client_for(eva)

    assert HelpRequest.objects.get(pk=asked.pk).company == first
    assert names_on(client, grootte="small") == ["Aarts"]
    assert names_on(client, grootte="onbekend") == ["Bakker", "Claes Lasrobots"]
    assert names_on(client, sector="25") == ["Bakker"]
    assert names_on(client, vraag="ja") == ["Aarts"]
    assert names_on(client, vraag="nee") == ["Bakker", "Claes Lasrobots"]
    assert names_on(client, regio="zuid-holland", vraag="ja") == ["Aarts"]
    assert "past" in main_of(client.get(LIST, {"grootte": "bestaat-niet"}))


@pytest.mark.parametrize("sort", ["name", "-name", "contact", "-contact", "since", "place", "onzin"])
def test_list_sorts_and_keeps_every_company(client_for, eva, sort):
    several()
    names = names_on(client_for(eva), sort=sort)
    assert sorted(names) == ["Aarts", "Bakker", "Claes Lasrobots"]
    if sort == "-name":
        assert names == ["Claes Lasrobots", "Bakker", "Aarts"]


@pytest.mark.parametrize("sort", ["place", "-place"])
@pytest.mark.parametrize("most", [3, 5, 100])
def test_pages_by_place_follow_one_another_as_in_the_file(client_for, eva, monkeypatch, sort, most):
    """Of more than are counted, those with a place and those without are read in turn."""
    for number, place in enumerate(["Leiden", None, "Delft", None, "Delft", "Gouda", None]):
        company(name=f"Bedrijf {9 - number}", kvk_number="", email=f"{number}@x.nl", place=place and find(place)[0])
    monkeypatch.setattr(book, "PAGE_SIZE", 2)
    for module in (book, counting):
        monkeypatch.setattr(module, "MOST", most)
    client = client_for(eva)

    lines = client.get(f"{LIST}bedrijven.csv", {"sort": sort}).content.decode("utf-8-sig").split("\r\n")[1:-1]
    shown = min(most, 7)
    pages = [names_on(client, sort=sort, page=page) for page in range(1, shown // 2 + 2)]

    file = [line.split(",")[0] for line in lines]
    assert sum(pages, []) == file[:shown]
    placed = [["Bedrijf 5", "Bedrijf 7"], ["Bedrijf 4"], ["Bedrijf 9"]]
    assert file[:4] == sum(placed if sort == "place" else reversed(placed), [])
    assert file[4:] == ["Bedrijf 3", "Bedrijf 6", "Bedrijf 8"]


def test_list_and_page_keep_to_the_agreed_number_of_statements(client_for, eva, django_assert_max_num_queries):
    one = company()
    client = client_for(eva)
    client.get(LIST)
    with django_assert_max_num_queries(8) as few:
        client.get(LIST)
    with django_assert_max_num_queries(8) as page:
        client.get(page_of(one))
    for number in range(60):
        company(name=f"Bedrijf {number}", kvk_number=f"9100{number:04}", email=f"{number}@x.nl")
        actions.record(about=one, kind=Moment.Kind.NOTE, by=eva, text=f"Notitie {number}")
    with django_assert_max_num_queries(8) as many:
        assert "page=2" in client.get(LIST).content.decode()
    with django_assert_max_num_queries(8) as long_page:
        assert "page=2" in client.get(page_of(one)).content.decode()
    assert len(few.captured_queries) == len(many.captured_queries)
    assert len(page.captured_queries) == len(long_page.captured_queries)
    assert "Notitie 0" in client.get(page_of(one), {"page": "2"}).content.decode()


def test_download_equals_the_screen_and_runs_no_formula(client_for, eva):
    several()
    company(name="=HYPERLINK(1)", kvk_number="90000002", email="")
    client = client_for(eva)

    response = client.get(LIST + "bedrijven.csv", {"sort": "-name"})

    text = response.content.decode("utf-8-sig")
    assert [line.split(",")[0] for line in text.split("\r\n")[1:-1]] == [
        "Claes Lasrobots", "Bakker", "Aarts", "'=HYPERLINK(1)",
    ]  # fmt: skip
    assert response["Cache-Control"] == "no-store, private"


def test_reader_reads_and_writes_nothing(client_for, eva):
    one = company()
    eva.role_holdings.update(role="hub_reader")
    client = client_for(eva)

    assert "Bedrijf wijzigen" not in main_of(client.get(page_of(one)))
    for name in ("company_change", "company_erase", "company_note"):
        assert client.post(reverse(f"hubs:{name}", args=[one.pk])).status_code == 403


def typed(**changes):
    row = {"name": "Metaal BV", "kvk_number": "6875 0110", "email": "Info@Metaal.nl", "place": "Dordrecht"}
    return row | {"contact_name": "", "telephone": "", "region": "", "size": "small", "sector": "25"} | changes


def test_company_is_noted_once_however_often_it_is_sent(client_for, eva):
    client = client_for(eva)

    answers = [client.post(LIST + "nieuw/", typed()) for _time in range(2)]

    one = Company.objects.get()
    assert {answer["Location"] for answer in answers} == {page_of(one)}
    assert (one.kvk_number, one.email, one.place.name, one.region.slug) == (
        "68750110", "info@metaal.nl", "Dordrecht", "zuid-holland",
    )  # fmt: skip
    assert (one.hub, one.added_by, one.identity) == (hub_of(), eva, identity.of("68750110"))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kvk_number": "1234"}, "8 cijfers"),
        ({"kvk_number": "", "email": ""}, "KvK-nummer of een e-mailadres"),
        ({"place": "Atlantis"}, "kennen deze plaats niet"),
        ({"name": " "}, "naam van het bedrijf"),
    ],
    ids=["number", "nothing to know it by", "place", "name"],
)
def test_mistake_is_told_and_what_was_typed_stays(client_for, eva, changes, told):
    response = client_for(eva).post(LIST + "nieuw/", typed(contact_name="Zoë", **changes))

    assert response.status_code == 422
    assert told in main_of(response)
    assert "Zoë" in response.content.decode()
    assert not Company.objects.exists()


def test_second_editor_sees_both_versions_and_loses_nothing(client_for, eva):
    one = company()
    address = reverse("hubs:company_change", args=[one.pk])
    client = client_for(eva)
    assert client.post(address, typed(name="Eerste", version=1)).status_code == 302

    second = client.post(address, typed(name="Tweede", version=1))

    assert second.status_code == 409
    text = main_of(second)
    assert "Eerste" in text
    assert 'value="Tweede"' in second.content.decode()
    assert client.post(address, typed(name="Tweede", version=2)).status_code == 302
    one.refresh_from_db()
    assert (one.name, one.version) == ("Tweede", 3)


def test_number_of_another_company_is_refused(client_for, eva):
    one, _other = company(), company(name="Ander", kvk_number="90004833", email="")
    address = reverse("hubs:company_change", args=[one.pk])

    response = client_for(eva).post(address, typed(kvk_number="90004833", version=1))

    assert response.status_code == 422
    assert "kent dit bedrijf al" in main_of(response)


def test_contact_without_a_request_is_noted_once(client_for, eva):
    one = company()
    client = client_for(eva)
    form = client.get(page_of(one)).context["note"]
    sent = {"key": form["key"].value(), "kind": "visit", "happened_on": "2018-03-01", "text": "Rondleiding"}

    for _time in range(2):
        client.post(reverse("hubs:company_note", args=[one.pk]), sent)

    moment = Moment.objects.get(company=one)
    assert (moment.kind, moment.request, moment.text, moment.recorded_by) == ("visit", None, "Rondleiding", eva)
    assert Company.objects.get(pk=one.pk).last_contact_on == date(2018, 3, 1)
    assert "Rondleiding" in main_of(client.get(page_of(one)))


def test_contact_in_the_future_or_without_text_comes_back(client_for, eva):
    one = company()
    sent = {"key": "", "kind": "visit", "happened_on": "2090-01-01", "text": "Later"}

    response = client_for(eva).post(reverse("hubs:company_note", args=[one.pk]), sent)

    assert response.status_code == 422
    assert "Later" in response.content.decode()
    assert not Moment.objects.exists()


def test_page_has_moments_with_and_without_request(client_for, eva):
    asked = ask(hub_of())
    one = HelpRequest.objects.get(pk=asked.pk).company
    actions.record(about=one, kind=Moment.Kind.VISIT, by=eva, text="Los bezoek")

    text = client_for(eva).get(page_of(one)).content.decode()

    assert "Los bezoek" in text
    assert f"/bureau/{asked.pk}/" in text


def test_company_is_removed_on_request_but_not_while_it_waits(client_for, eva):
    asked = ask(hub_of(), question="Persoonlijke vraag")
    one = HelpRequest.objects.get(pk=asked.pk).company
    actions.record(about=one, kind=Moment.Kind.NOTE, by=eva, text="Persoonlijke notitie")
    client, address = client_for(eva), reverse("hubs:company_erase", args=[one.pk])

    assert "open hulpvraag" in main_of(client.post(address, {"sure": "on"}))
    result = actions.Result("answered", None, None)
    actions.take(request=asked, by=eva)
    actions.close(request=asked, result=result, text="Klaar", by=eva)
    assert client.post(address, {"sure": "on"}).status_code == 302

    one.refresh_from_db()
    asked.refresh_from_db()
    assert (one.name, one.email, one.search, asked.question, asked.search) == ("", "", "", "", "")
    assert one.identity
    assert not Moment.objects.exclude(text="").exists()
    assert "Persoonlijke" not in client.get(page_of(one)).content.decode()
    assert names_on(client) == []
    assert client.post(address, {"sure": "on"}).status_code == 404


def test_history_of_a_company_names_nobody(eva):
    one = company(contact_name="Zoë")
    actions.change_company(company=one, profile=actions.Profile(**A | {"name": "Anders"}), version=1, by=eva)

    fields = {field.name for field in Company.pgh_event_model._meta.fields}

    assert not fields & {"name", "email", "contact_name", "kvk_number", "telephone", "search"}
    assert Company.pgh_event_model.objects.filter(pgh_obj_id=one.pk).count() >= 2


def test_desk_forgets_a_company_after_its_term_but_not_one_that_waits(eva):
    with clock.on(date(2018, 3, 1)):
        quiet, waiting = company(), ask(hub_of(), email="wacht@x.nl")
        actions.record(about=quiet, kind=Moment.Kind.VISIT, by=eva, text="Bezoek")
    with clock.on(date(2020, 2, 28)):
        assert clean_up.run()["companies"] == 0
        HelpRequest.objects.filter(pk=waiting.pk).update(created_at="2020-02-01T10:00Z")
    with clock.on(date(2020, 3, 2)):
        assert clean_up.run()["companies"] == 1
        assert clean_up.run()["companies"] == 0

    quiet.refresh_from_db()
    assert (quiet.name, Moment.objects.get(kind="visit").text) == ("", "")
    assert HelpRequest.objects.get(pk=waiting.pk).company.erased_at is None


def test_form_key_is_the_portals_own(client_for, eva):
    one = company()
    forged = {"key": str(uuid.uuid4()), "kind": "call", "happened_on": "2018-03-01", "text": "Belde"}
    for _time in range(2):
        client_for(eva).post(reverse("hubs:company_note", args=[one.pk]), forged)
    assert Moment.objects.count() == 2


def test_page_of_a_company_shows_its_events_at_this_desk(client_for, eva, noor):
    one = company(kvk_number="90000007")
    mine, theirs = gathering.event(eva), gathering.event(noor, region="noord-nederland", title_nl="Elders")
    for made in (mine, theirs):
        gathering.register(made, kvk_number="90000007")
    page = main_of(client_for(eva).get(page_of(one)))
    assert ("Lasdag" in page, "Elders" in page, "Zoë 1" in page) == (True, False, True)
    Registration.objects.update(erased_at=clock.now(), name="", email="", company_name="", kvk_number="")
    assert "Lasdag" not in main_of(client_for(eva).get(page_of(one)))


def test_requests_of_one_day_are_told_apart_and_the_newest_place_counts(client_for, eva):
    first, second = find("Dordrecht")[0], find("Gouda")[0]
    for place, question in ((first, "Welke robot past?"), (second, "Wie leidt ons op?")):
        ask(hub_of(), place=place, question=question)
    one = Company.objects.get()
    page = main_of(client_for(eva).get(page_of(one)))
    assert ("Welke robot past?" in page, "Wie leidt ons op?" in page) == (True, True)
    assert one.place == second
    ask(hub_of(), place=None)
    one.refresh_from_db()
    assert one.place == second
