"""Bad input, access and headers of every page of the self-assessment."""

import uuid

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import questionnaire
from assessments.models import Answer, Assessment
from smartindustry.sitemaps import SITEMAPS
from tests.assessments.runs import ALL, SCREENS, begin, completed_run, new_run, signed_key, text, url

pytestmark = pytest.mark.django_db

NO_CHOICE = {
    "nl": "Kies een antwoord. U kunt ook ‘Weet ik niet’ kiezen.",
    "en": "Choose an answer. You can also choose ‘Don't know’.",
}
GARBAGE = {
    "nl": "Dit is geen van de antwoorden. Kies een antwoord uit de lijst.",
    "en": "This is not one of the answers. Choose an answer from the list.",
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("posted", "errors"), [({}, NO_CHOICE), ({"answer": "6"}, GARBAGE), ({"answer": "x"}, GARBAGE)]
)
def test_wrong_choice_is_explained_twice_and_loses_nothing(client, language, posted, errors):
    run = new_run([3, 4])
    page = url("question", run, language, number=2)

    response = client.post(page, posted)

    assert response.status_code == 422
    assert text(response).count(errors[language]) == 2
    assert 'href="#id_answer_0"' in response.content.decode()
    assert {"nl": "Fout: ", "en": "Error: "}[language] in response.content.decode().split("<title>")[1].split(
        "</title>"
    )[0]
    assert run.answers.get(question_id=ALL[1]).level == 4


@pytest.mark.parametrize("language", ["nl", "en"])
def test_start_without_a_choice_makes_no_row(client, language):
    start = url("start", language=language)

    response = client.post(start, {"key": signed_key(client.get(start))})

    assert response.status_code == 422
    assert text(response).count(NO_CHOICE[language]) == 2
    assert Assessment.objects.count() == 0


def test_start_after_an_error_keeps_its_key(client):
    key = signed_key(client.get(url("start")))

    assert signed_key(client.post(url("start"), {"key": key})) == key


@pytest.mark.parametrize("name", ["result", "where", "check", "erase"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_run_is_not_found(client, name, method):
    address = reverse(f"assessments:{name}", kwargs={"key": uuid.uuid4()})

    expected = 405 if (name, method) == ("result", "post") else 404
    assert getattr(client, method)(address).status_code == expected


@pytest.mark.parametrize("number", ["0", "9", "99999999999999999999", "-1", "x", "1.5"])
def test_wrong_question_number_is_not_found(client, number):
    run = new_run()

    response = client.get(f"/zelfscan/{run.pk}/vraag/{number}/")

    assert response.status_code == 404


@pytest.mark.parametrize("key", ["x", "1", "00000000-0000-0000-0000", "' OR 1=1", "../../etc"])
def test_tampered_key_is_not_found(client, key):
    assert client.get(f"/zelfscan/{key}/").status_code == 404


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "U vulde versie 1999.1 van de vragenlijst in."),
        ("en", "You filled in version 1999.1 of the questionnaire."),
    ],
)
@pytest.mark.parametrize(
    ("name", "kwargs"), [("question", {"number": 1}), ("where", {}), ("check", {}), ("result", {})]
)
def test_unknown_version_says_so(client, name, kwargs, language, sentence):
    run = new_run([3], version="1999.1")

    response = client.get(url(name, run, language, **kwargs))

    assert response.status_code == 410
    assert sentence in text(response)


def test_answers_that_the_questionnaire_no_longer_has_say_so(client):
    run = new_run([3])
    Answer.objects.create(assessment=run, question_id="gone-1", level=3)

    assert client.get(url("question", run, number=1)).status_code == 410


def test_start_leaves_a_run_of_an_unknown_version_aside(client):
    run = Assessment.objects.get(pk=begin(client))
    Assessment.objects.filter(pk=run.pk).update(version="1999.1")

    response = client.get(url("start"))

    assert response.status_code == 200
    assert str(run.pk) not in response.content.decode()


def test_result_says_when_the_questionnaire_has_changed(client):
    run = new_run([3] * 8, answered_screens=SCREENS, digest="0" * 64)
    client.post(url("check", run))

    assert "De vragenlijst is sindsdien veranderd" in text(client.get(url("result", run)))


def test_result_of_an_unchanged_questionnaire_says_nothing(client):
    assert "sindsdien veranderd" not in text(client.get(url("result", completed_run())))


def pages():
    started, done = new_run([3] * 8, answered_screens=SCREENS), completed_run()
    names = [("question", {"number": 1}), ("where", {}), ("check", {}), ("erase", {})]
    return [url("start"), *(url(name, started, **kwargs) for name, kwargs in names), url("result", done)]


@pytest.mark.parametrize("person", [None, "anna", "eva", "femke", "gijs", "ans"])
def test_every_page_is_open_to_everyone(client_for, request, person):
    client = client_for(person and request.getfixturevalue(person))

    assert [client.get(page).status_code for page in pages()] == [200] * 6


def test_no_page_may_be_kept_and_no_run_may_be_found(client):
    responses = [client.get(page) for page in pages()]

    assert {response.headers["Cache-Control"] for response in responses} == {"no-store, private"}
    assert [response.headers.get("X-Robots-Tag") for response in responses] == [None] + ["noindex"] * 5
    assert ['<meta name="robots" content="noindex">' in response.content.decode() for response in responses] == (
        [False] + [True] * 5
    )


def test_every_page_has_one_heading_of_the_first_level(client):
    assert [client.get(page).content.decode().count("<h1") for page in pages()] == [1] * 6


def test_run_of_somebody_signed_in_is_theirs(client_for, anna):
    client = client_for(anna)

    shown = text(client.get(url("start")))
    key = begin(client)

    assert "Wij bewaren uw antwoorden in uw account." in shown
    assert Assessment.objects.get(pk=key).person == anna


def test_log_names_no_run(client, caplog):
    with caplog.at_level("INFO", logger="portal.action"):
        key = begin(client)
        client.post(url("question", Assessment.objects.get(pk=key), number=2), {"answer": "2"})

    assert [record.object for record in caplog.records] == ["", "number=2"]


def test_start_is_in_navigation_and_sitemap(client):
    page = client.get(url("start")).content.decode()

    assert f'<a href="{url("start")}" aria-current' in page
    assert "assessments:start" in SITEMAPS["pages"]().items()


@pytest.mark.parametrize(
    ("typed", "place", "province"),
    [
        ("'s-Hertogenbosch", "'s-Hertogenbosch", "NL-NB"),
        ("s hertogenbosch", "'s-Hertogenbosch", "NL-NB"),
        ("Den Bosch", "'s-Hertogenbosch", "NL-NB"),
        ("Fryslân", None, "NL-FR"),
        ("friesland", None, "NL-FR"),
        ("  ROTTERDAM ", "Rotterdam", "NL-ZH"),
    ],
)
def test_place_is_found_as_people_type_it(client, typed, place, province):
    run = new_run([3] * 8)

    response = client.post(url("where", run), {"place": typed})

    run.refresh_from_db()
    assert response.status_code == 302
    assert (run.place.name if run.place else None, run.province_id) == (place, province)


def test_province_alone_is_enough(client):
    run = new_run([3] * 8)

    client.post(url("where", run), {"place": "", "province": "NL-DR"})

    run.refresh_from_db()
    assert (run.answered_screens, run.place, run.province_id) == (["where"], None, "NL-DR")


def test_province_helps_where_the_place_is_unknown(client):
    run = new_run([3] * 8)

    client.post(url("where", run), {"place": "Nergenshuizen", "province": "NL-DR"})

    run.refresh_from_db()
    assert (run.answered_screens, run.province_id) == (["where"], "NL-DR")


def test_province_tells_places_of_the_same_name_apart(client):
    run = new_run([3] * 8)

    client.post(url("where", run), {"place": "Bloemendaal", "province": "NL-ZH"})

    run.refresh_from_db()
    assert (run.place.name, run.province_id) == ("Bloemendaal", "NL-ZH")


def test_saying_nothing_about_the_place_is_allowed(client):
    run = new_run([3] * 8, province="NL-DR")

    client.post(url("where", run), {"withheld": "1", "place": "Delft"})

    run.refresh_from_db()
    assert (run.answered_screens, run.place, run.province) == (["where"], None, None)


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({}, "Vul een plaats in of kies een provincie."),
        ({"place": "Nergenshuizen"}, "Wij kennen deze plaats niet."),
        ({"place": "!!!"}, "Wij kennen deze plaats niet."),
        ({"place": "Berg", "which": "1"}, "Er is meer dan één plaats met deze naam."),
        ({"province": "NL-XX"}, "Deze provincie staat niet in de lijst."),
        ({"place": "a" * 10_000}, "De naam van een plaats heeft hoogstens 100 tekens."),
        ({"place": "Del\x00ft"}, "Null-tekens"),
    ],
)
def test_place_that_cannot_be_used_is_explained(client, posted, sentence):
    run = new_run([3] * 8)

    response = client.post(url("where", run), posted)

    run.refresh_from_db()
    assert (response.status_code, run.answered_screens) == (422, [])
    assert text(response).count(sentence) == 2
    assert posted.get("place", "")[:50].replace(
        "\x00", "\N{REPLACEMENT CHARACTER}"
    ) in response.content.decode().replace("\x00", "\N{REPLACEMENT CHARACTER}")


garbage = st.dictionaries(
    st.sampled_from(["answer", "place", "which", "province", "key", "withheld"]) | st.text(max_size=10),
    st.text(max_size=200) | st.sampled_from(["3", "Berg", "NL-ZH"]),
    max_size=4,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(posted=garbage, page=st.sampled_from(["start", "question", "where", "check"]))
def test_garbage_never_breaks_a_page(client, posted, page):
    run = new_run([3, 4])
    address = url("start") if page == "start" else url(page, run, **({"number": 2} if page == "question" else {}))

    response = client.post(address, posted)

    assert response.status_code in {302, 422}
    assert run.answers.exclude(level__range=(1, 5)).exclude(no_level__in=["not-applicable", "dont-know"]).count() == 0


def test_current_questionnaire_asks_eight_questions():
    assert len(questionnaire.current().quick_questions) == 8
