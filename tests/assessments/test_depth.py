"""Going deeper: a copy of a frozen run, a list of subjects, any order, a result in depth."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments import actions, questionnaire
from assessments.locations import Location
from assessments.models import Answer, Assessment, Contact
from assessments.scoring import NoLevel
from jobs import clock
from regions.models import Province
from tests.assessments.runs import ALL, SCREENS, completed_run, new_run, text, url
from tests.assessments.test_actions import in_thread

CURRENT = questionnaire.current()
FIRST = CURRENT.dimensions[0]


def deep_run(**answers):
    """A run in depth from a completed scan; `answers`: level by number of the first subject's question."""
    copy = actions.deepen(assessment=completed_run(goals=["cost"], size="small"), by=None)
    for number, value in answers.items():
        question_id = FIRST.questions[int(number.lstrip("q")) - 1].id
        actions.answer(assessment=copy, question_id=question_id, value=value, by=None)
    return copy


@pytest.mark.django_db
def test_deepening_copies_everything_that_was_said(anna):
    run = completed_run(
        location=Location(province=Province.objects.get(iso="NL-ZH")),
        size="small",
        sector="25",
        goals=["cost"],
        role="it",
    )
    Assessment.objects.filter(pk=run.pk).update(person=anna)
    Contact.objects.create(assessment=run, email="anna@bedrijf.nl", language="nl", given_at=clock.now())

    copy = actions.deepen(assessment=run, by=anna)

    assert (copy.depth, copy.state, copy.copied_from_id, copy.person) == ("deep", "started", run.pk, anna)
    assert (copy.size_id, copy.sector_id, copy.goals, copy.role, copy.province_id) == (
        "small", "25", ["cost"], "it", "NL-ZH",
    )  # fmt: skip
    assert set(copy.answered_screens) == set(SCREENS)
    values = [dict(one.answers.values_list("question_id", "level")) for one in (run, copy)]
    assert values[0] == values[1]
    assert copy.contact.email == "anna@bedrijf.nl"


@pytest.mark.django_db
def test_double_click_makes_one_copy(client):
    run = completed_run()

    responses = [client.post(url("deepen", run)) for _ in range(2)]

    assert responses[0].url == responses[1].url
    assert run.copies.count() == 1


def test_two_clicks_at_once_make_one_copy(fresh_database):
    run = completed_run()
    works = [in_thread(lambda: actions.deepen(assessment=run, by=None)) for _ in range(2)]
    for thread, _outcome in works:
        thread.join(10)

    assert works[0][1] == works[1][1]
    assert run.copies.count() == 1


@pytest.mark.django_db
def test_unfinished_run_cannot_be_deepened(client):
    run = new_run([3])

    response = client.post(url("deepen", run), follow=True)

    assert response.redirect_chain[-1][0] == url("question", run, number=2)
    assert "Rond deze zelfscan eerst af." in text(response)


@pytest.mark.django_db
def test_finished_deepening_can_be_deepened_again(client):
    first = deep_run(q2=3, q3=3)
    actions.complete(assessment=first, questionnaire=CURRENT, by=None)

    second = actions.deepen(assessment=first, by=None)

    assert (second.copied_from, second.answers.count()) == (first, first.answers.count())


@pytest.mark.django_db
def test_list_says_how_far_each_subject_is(client):
    run = deep_run(q2=3)
    for dimension, answers in zip(
        CURRENT.dimensions[1:4], ([3, 3], [3, 3, 3, 3], [NoLevel.DONT_KNOW] * 3), strict=True
    ):
        for question, value in zip(dimension.deep, answers, strict=False):
            actions.answer(assessment=run, question_id=question.id, value=value, by=None)

    shown = text(client.get(url("tasks", run)))

    assert "Slim produceren 2 van 5 beantwoord bezig, nog 1 voor een niveau" in shown
    assert "Flexibel produceren 3 van 5 beantwoord bezig, genoeg voor een niveau" in shown
    assert f"{CURRENT.dimensions[2].name_nl} 5 van 5 beantwoord klaar" in shown
    assert f"{CURRENT.dimensions[3].name_nl} 4 van 5 beantwoord bezig " in shown
    assert shown.count("1 van 5 beantwoord alleen de snelle scan") == 4


@pytest.mark.django_db
def test_subject_opens_at_its_first_open_question_and_leads_back_to_the_list(client):
    run = deep_run(q2=3)

    pages = [url("topic", run, slug=FIRST.slug, number=number) for number in (3, 4, 5)]
    assert f'href="{pages[0]}"' in client.get(url("tasks", run)).content.decode()
    urls = [client.post(page, {"answer": "2"}).url for page in pages]

    assert urls == [*pages[1:], url("tasks", run)]
    assert Answer.objects.filter(assessment=run, question_id__startswith=FIRST.slug).count() == 5


@pytest.mark.django_db
def test_first_question_of_a_subject_can_be_changed_in_depth(client):
    run = deep_run()

    client.post(url("topic", run, slug=FIRST.slug, number=1), {"answer": "5", "ambition": "5"})

    assert run.answers.get(question_id=ALL[0]).level == 5
    assert run.copied_from.answers.get(question_id=ALL[0]).level == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "number"), [(FIRST.slug, 0), (FIRST.slug, 6), ("unknown", 1)])
def test_question_that_does_not_exist_is_not_found(client, slug, number):
    assert client.get(url("topic", deep_run(), slug=slug, number=number)).status_code == 404


@pytest.mark.django_db
def test_check_says_what_is_missing(client):
    run = deep_run(q2=3)

    response = client.post(url("check", run), follow=True)

    assert response.redirect_chain == [(url("tasks", run), 302)]
    assert "Beantwoord minstens drie vragen van één onderwerp." in text(response)


@pytest.mark.django_db
def test_action_refuses_what_is_too_shallow():
    with pytest.raises(actions.RuleBroken) as caught:
        actions.complete(assessment=deep_run(q2=3), questionnaire=CURRENT, by=None)

    assert caught.value.code == "shallow"


@pytest.mark.django_db
def test_change_from_the_check_returns_to_it(client):
    run = deep_run(q2=3, q3=4)
    page = client.get(url("check", run)).content.decode()
    change = url("topic", run, slug=FIRST.slug, number=3) + "?terug=1"

    assert f'href="{change}"' in page
    assert client.post(change, {"answer": "5"}).url == url("check", run)
    assert client.post(url("goals", run), {"value": "quality"}).url == url("check", run)


@pytest.mark.django_db
def test_completed_deepening_has_levels_of_its_own_and_leaves_the_first_result(client):
    run = deep_run(q2=3, q3=4)

    response = client.post(url("check", run), {"remark": ""}, follow=True)

    run.refresh_from_db()
    assert response.redirect_chain == [(url("result", run), 302)]
    assert (run.quick_levels[0], run.deep_levels) == (10, [27, *[None] * 7])
    assert run.copied_from.deep_levels is None


@pytest.mark.django_db
def test_finished_deepening_shows_its_result_instead(client):
    run = deep_run(q2=3, q3=4)
    actions.complete(assessment=run, questionnaire=CURRENT, by=None)

    pages = [url("tasks", run), url("topic", run, slug=FIRST.slug, number=2), url("check", run)]

    assert [client.get(page).url for page in pages] == [url("result", run)] * 3


@pytest.mark.django_db
def test_quick_scan_has_no_list_and_a_deep_one_no_row_of_questions(client):
    quick, deep = new_run([3]), deep_run()

    assert client.get(url("tasks", quick)).url == url("question", quick, number=2)
    assert client.get(url("topic", quick, slug=FIRST.slug, number=2)).url == url("question", quick, number=2)
    assert client.get(url("question", deep, number=2)).url == url("tasks", deep)


@pytest.mark.django_db
def test_start_leads_back_to_the_deepening_and_keeps_it_apart(client):
    client.post(url("deepen", completed_run()))
    run = Assessment.objects.get(depth="deep")

    shown = client.get(url("start"))

    assert "U bent bezig met een verdieping: 8 vragen zijn beantwoord." in text(shown)
    assert f'href="{url("tasks", run)}"' in shown.content.decode()
    assert " checked" not in shown.content.decode()


@pytest.mark.django_db
def test_erasing_the_first_run_leaves_the_deepening():
    run = deep_run(q2=3)

    actions.erase(assessment=run.copied_from, by=None)

    run.refresh_from_db()
    assert (run.copied_from, run.answers.count()) == (None, 9)


@pytest.mark.django_db
def test_list_takes_the_same_statements_whatever_is_answered(client):
    counts = []
    for run in (deep_run(), deep_run(q2=3, q3=3, q4=3, q5=3)):
        with CaptureQueriesContext(connection) as queries:
            client.get(url("tasks", run))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 4
