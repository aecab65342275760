"""From the first question to the result, as a browser without JavaScript goes."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Answer, Assessment
from regions.models import Place
from tests.assessments.runs import ALL, SCREENS, begin, completed_run, new_run, signed_key, text, url

pytestmark = pytest.mark.django_db

LEVELS = {"nl": "U staat op niveau 3:", "en": "You are at level 3:"}
NEXT = {"nl": "Voor niveau 4:", "en": "For level 4:"}
RESULT = {"nl": "Dit is een indicatie.", "en": "This is an indication."}


def walk(client, language="nl", place="Dordrecht"):
    """The whole scan, all at level 3; returns the run and the result page."""
    key = begin(client, "3", language)
    run = Assessment.objects.get(pk=key)
    for number in range(2, 9):
        here = url("question", run, language, number=number)
        assert client.get(here).status_code == 200
        client.post(here, {"answer": "3"})
    said = {"size": {"value": "small"}, "sector": {"value": "25"}, "where": {"place": place}}
    said |= {"goals": {"value": ["cost", "quality"]}, "role": {"value": "direction"}}
    for screen, posted in said.items():
        client.get(url(screen, run, language))
        client.post(url(screen, run, language), posted)
    client.get(url("check", run, language))
    response = client.post(url("check", run, language), follow=True)
    return Assessment.objects.get(pk=key), response


@pytest.mark.parametrize("language", ["nl", "en"])
def test_whole_scan_ends_in_a_result(client, language):
    run, response = walk(client, language)

    assert response.redirect_chain == [(url("result", run, language), 302)]
    assert (run.state, run.language, run.place.name, run.province_id) == ("completed", language, "Dordrecht", "NL-ZH")
    assert (run.size_id, run.sector_id, run.goals, run.role) == ("small", "25", ["cost", "quality"], "direction")
    shown = text(response)
    assert shown.count(LEVELS[language]) == 8
    assert shown.count(NEXT[language]) == 8
    assert RESULT[language] in shown
    assert response.content.decode().count('<html lang="' + language) == 1


def test_first_question_is_on_the_first_screen_and_makes_no_row(client):
    response = client.get(url("start"))

    assert response.status_code == 200
    assert "Hoe zelfstandig werkt uw machine?" in text(response)
    assert response.content.decode().count('type="radio"') == 7
    assert (Assessment.objects.count(), client.cookies.get("session")) == (0, None)


@pytest.mark.parametrize(
    ("language", "texts"),
    [("nl", ["Niet van toepassing", "Weet ik niet"]), ("en", ["Not applicable", "Don't know"])],
)
def test_every_question_offers_both_answers_without_a_level(client, language, texts):
    run = new_run()

    for number in range(1, 9):
        shown = text(client.get(url("question", run, language, number=number)))
        assert [shown.count(f" {one} ") for one in texts] == [1, 1], number


def test_question_shows_instruction_and_help(client):
    shown = text(client.get(url("question", new_run(), number=2)))

    assert "Kies het hoogste niveau dat nu meestal klopt voor uw vestiging." in shown
    assert "Kijk naar de machine waar u het vaakst van product wisselt." in shown
    assert "Vraag 2 van 8" in shown


def test_start_sent_twice_makes_one_run(client):
    key = signed_key(client.get(url("start")))

    first = client.post(url("start"), {"answer": "2", "key": key})
    second = client.post(url("start"), {"answer": "4", "key": key})

    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert list(Answer.objects.values_list("level", flat=True)) == [4]


def test_forged_key_opens_nothing(client):
    run = new_run([3])

    client.post(url("start"), {"answer": "5", "key": str(run.pk)})

    assert Assessment.objects.count() == 2
    assert run.answers.get().level == 3


def test_browser_remembers_the_run(client):
    begin(client)
    run = Assessment.objects.get()

    response = client.get(url("start"))

    assert "U hebt 1 van de 8 vragen beantwoord." in text(response)
    assert f'href="{url("question", run, number=2)}"' in response.content.decode()
    assert "checked" in response.content.decode()


def test_back_to_the_start_changes_the_same_run(client):
    begin(client, "1")

    begin(client, "2")

    assert Answer.objects.get().level == 2


def test_start_again_makes_a_new_run(client):
    begin(client)
    again = url("start") + "?opnieuw=1"

    client.post(again, {"answer": "2", "key": signed_key(client.get(again))})

    assert Assessment.objects.count() == 2


def test_after_completion_the_start_is_new(client):
    run, _response = walk(client)

    response = client.get(url("start"))

    assert str(run.pk) not in response.content.decode()


def test_going_back_keeps_answers_and_answering_again_overwrites(client):
    begin(client, "3")
    run = Assessment.objects.get()
    client.post(url("question", run, number=2), {"answer": "dont-know"})

    back = client.get(url("question", run, number=2)).content.decode()
    response = client.post(url("question", run, number=2), {"answer": "5"})

    assert 'value="dont-know"' in back.split("checked")[0].rsplit("<input", 1)[1]
    assert response.url == url("question", run, number=3)
    assert run.answers.get(question_id=ALL[1]).level == 5


def test_language_switch_keeps_page_and_answers(client):
    run = new_run([3, 4])

    response = client.get(url("question", run, number=2))

    other = url("question", run, "en", number=2)
    assert f'href="{other}"' in response.content.decode()
    page = client.get(other).content.decode()
    assert 'value="4"' in page.split("checked")[0].rsplit("<input", 1)[1]


def test_changing_an_answer_goes_back_to_the_check(client):
    run = new_run([3] * 8, answered_screens=SCREENS)

    response = client.post(url("question", run, number=2), {"answer": "1"})

    assert response.url == url("check", run)


def test_skipped_question_is_asked_at_the_end(client):
    run = new_run([3])
    for number in range(3, 9):
        client.post(url("question", run, number=number), {"answer": "2"})
    for screen in SCREENS:
        response = client.post(url(screen, run), {"withheld": "1"})

    assert response.url == url("question", run, number=2)


@pytest.mark.parametrize("page", ["result", "check"])
@pytest.mark.parametrize(
    ("answers", "screens", "goal"),
    [
        ([], [], ("question", {"number": 1})),
        ([3, 3], [], ("question", {"number": 3})),
        ([3] * 8, [], ("size", {})),
        ([3] * 8, ["size", "sector"], ("where", {})),
        ([3] * 8, ["where", "size", "sector"], ("goals", {})),
        ([3] * 8, ["goals", "where", "size", "sector"], ("role", {})),
    ],
)
def test_unfinished_run_leads_to_the_first_open_screen(client, page, answers, screens, goal):
    run = new_run(answers, answered_screens=screens)

    response = client.get(url(page, run))

    assert (response.status_code, response.url) == (302, url(goal[0], run, **goal[1]))


def test_result_of_an_answered_run_leads_to_the_check(client):
    run = new_run([3] * 8, answered_screens=SCREENS)

    assert client.get(url("result", run)).url == url("check", run)


def test_check_shows_every_answer_with_a_way_to_change_it(client):
    run = new_run([3] * 8, answered_screens=SCREENS)

    response = client.get(url("check", run))

    pages = [url("question", run, number=number) for number in range(1, 9)] + [url(name, run) for name in SCREENS]
    assert [response.content.decode().count(f'href="{page}"') for page in pages] == [1] * 12 + [2]
    assert text(response).count("Dat zeg ik liever niet") == 5


def test_double_click_on_complete_is_safe(client):
    run = new_run([3] * 8, answered_screens=SCREENS)

    responses = [client.post(url("check", run)) for _ in range(2)]

    assert [(one.status_code, one.url) for one in responses] == [(302, url("result", run))] * 2


def test_completing_too_early_leads_to_the_open_question(client):
    run = new_run([3] * 5)

    response = client.post(url("check", run), follow=True)

    assert response.redirect_chain == [(url("question", run, number=6), 302)]
    assert "Er zijn nog vragen zonder antwoord. Dit is de eerste." in text(response)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("page", "kwargs"), [("question", {"number": 1}), ("where", {})])
def test_completed_run_shows_its_result_instead(client, method, page, kwargs):
    run = completed_run()

    response = getattr(client, method)(url(page, run, **kwargs), {"answer": "5", "place": "Delft"}, follow=True)

    assert response.redirect_chain == [(url("result", run), 302)]
    assert "Deze zelfscan is afgerond en kan niet meer veranderen." in text(response)
    assert run.answers.get(question_id=ALL[0]).level == 1


def test_erase_asks_first_and_then_deletes(client):
    run, _response = walk(client)

    asked = client.get(url("erase", run))
    assert (asked.status_code, Assessment.objects.count()) == (200, 1)
    response = client.post(url("erase", run), follow=True)

    assert response.redirect_chain == [(url("start"), 302)]
    assert "Uw zelfscan en de antwoorden zijn gewist." in text(response)
    assert (Assessment.objects.count(), Answer.objects.count()) == (0, 0)
    assert client.get(url("result", run)).status_code == 404


def statements(queries):
    """Without what only marks a transaction: a test's savepoint is a BEGIN or COMMIT elsewhere."""
    return [query["sql"] for query in queries if not re.search(r"(RELEASE )?SAVEPOINT", query["sql"])]


def test_whole_scan_takes_at_most_120_statements(client):
    with CaptureQueriesContext(connection) as queries:
        run, _response = walk(client)

    assert run.completed
    # walk() itself reads the run twice.
    assert len(statements(queries)) - 2 <= 120


def test_saving_an_answer_takes_3_statements_whatever_was_answered(client):
    """The visitor's session, the run with its answers, the answer."""
    begin(client)
    run = Assessment.objects.get()
    counts = []

    for number in range(2, 9):
        with CaptureQueriesContext(connection) as queries:
            client.post(url("question", run, number=number), {"answer": "3"})
        counts.append(len(statements(queries)))

    assert counts == [3] * 7


@pytest.mark.parametrize(("screen", "most"), [("size", 4), ("sector", 3), ("goals", 3), ("role", 3), ("where", 5)])
def test_saving_a_screen_takes_few_statements(client, screen, most):
    begin(client)
    run = Assessment.objects.get()

    with CaptureQueriesContext(connection) as queries:
        client.post(url(screen, run), {"withheld": "1"})

    assert len(statements(queries)) <= most


def test_result_takes_at_most_8_statements(client):
    run, _response = walk(client)

    with CaptureQueriesContext(connection) as queries:
        client.get(url("result", run))

    assert len(statements(queries)) <= 8


def test_place_is_shown_with_its_province(client):
    run = new_run([3] * 8)

    client.post(url("where", run), {"place": "'s-Hertogenbosch"})
    Assessment.objects.filter(pk=run.pk).update(answered_screens=SCREENS)

    assert "'s-Hertogenbosch (Noord-Brabant)" in text(client.get(url("check", run)))


def test_rate_limit_says_so(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"assessments_start": "1/h/ip"}
    cache.clear()
    begin(client)
    again = url("start", language="en") + "?opnieuw=1"

    response = client.post(again, {"answer": "3", "key": signed_key(client.get(again))})

    assert (response.status_code, Assessment.objects.count()) == (429, 1)
    assert "Too many self-assessments at once" in text(response)


def test_places_of_the_same_name_are_asked(client):
    run = new_run([3] * 8, answered_screens=["size", "sector"])

    asked = client.post(url("where", run), {"place": "Berg"})
    places = Place.objects.filter(name="Berg")
    chosen = places[0]
    response = client.post(url("where", run), {"place": "Berg", "which": str(chosen.pk)})

    assert asked.status_code == 422
    assert asked.content.decode().count('name="which"') == places.count() == 2
    assert text(asked).count("Er is meer dan één plaats met deze naam. Kies de uwe.") == 2
    run.refresh_from_db()
    assert (response.url, run.place) == (url("goals", run), chosen)
