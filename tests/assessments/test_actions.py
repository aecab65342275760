"""The verbs, and what happens when two are used at once."""

import threading
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.rules import constraint_of
from assessments import actions, questionnaire
from assessments.locations import Location
from assessments.models import Answer, Assessment
from assessments.scoring import NoLevel
from tests.assessments.runs import ALL, SCREENS, completed_run, new_run

CURRENT = questionnaire.current()


@pytest.mark.django_db
def test_start_keeps_which_questions_were_asked(anna):
    run = actions.start(key=uuid.uuid4(), questionnaire=CURRENT, language="en", by=anna)

    assert (run.questionnaire, run.version, run.digest) == (CURRENT.slug, CURRENT.version, CURRENT.digest)
    assert (run.language, run.person, run.state, run.answered_screens) == ("en", anna, "started", [])


@pytest.mark.django_db
def test_start_with_the_same_key_is_the_same_run():
    key = uuid.uuid4()

    first = actions.start(key=key, questionnaire=CURRENT, language="nl", by=None)
    second = actions.start(key=key, questionnaire=CURRENT, language="en", by=None)

    assert (second, second.language, Assessment.objects.count()) == (first, "nl", 1)


@pytest.mark.django_db
def test_answer_overwrites():
    run = new_run([2])

    actions.answer(assessment=run, question_id=ALL[0], value=NoLevel.DONT_KNOW, by=None)

    assert [answer.value for answer in run.answers.all()] == [NoLevel.DONT_KNOW]


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["answer", "set_location", "set_context"])
def test_completed_run_refuses(verb):
    run = completed_run()
    arguments = {
        "answer": {"question_id": ALL[0], "value": 5},
        "set_location": {"location": Location()},
        "set_context": {"screen": "size", "value": "small"},
    }

    with pytest.raises(actions.RuleBroken) as caught:
        getattr(actions, verb)(assessment=run, by=None, **arguments[verb])

    assert (caught.value.code, caught.value.message) == (
        "frozen",
        "Deze zelfscan is afgerond en kan niet meer veranderen.",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["answer", "set_location", "set_context", "complete"])
def test_deleted_run_refuses(verb):
    run = new_run([3])
    actions.erase(assessment=run, by=None)
    arguments = {
        "answer": {"question_id": ALL[0], "value": 5},
        "set_location": {"location": Location()},
        "set_context": {"screen": "size", "value": "small"},
        "complete": {"questionnaire": CURRENT},
    }

    with pytest.raises(actions.RuleBroken) as caught:
        getattr(actions, verb)(assessment=run, by=None, **arguments[verb])

    assert caught.value.code == "gone"


@pytest.mark.django_db
@pytest.mark.parametrize(("answers", "where"), [([3] * 7, SCREENS), ([3] * 8, SCREENS[1:]), ([3] * 8, []), ([], [])])
def test_complete_refuses_while_something_is_open(answers, where):
    run = new_run(answers, answered_screens=where)

    with pytest.raises(actions.RuleBroken) as caught:
        actions.complete(assessment=run, questionnaire=CURRENT, by=None)

    assert caught.value.code == "unanswered"


@pytest.mark.django_db
def test_complete_twice_keeps_the_first_moment():
    run = completed_run()

    again = actions.complete(assessment=run, questionnaire=CURRENT, by=None)

    assert (again, Assessment.objects.get(pk=run.pk).completed_at) == (False, run.completed_at)


@pytest.mark.django_db
def test_erase_twice_does_nothing():
    run = new_run([3])

    actions.erase(assessment=run, by=None)
    actions.erase(assessment=run, by=None)

    assert (Assessment.objects.count(), Answer.objects.count()) == (0, 0)


def in_thread(work):
    """Run `work` on a connection of its own; a list that will hold its result or error."""
    outcome = []

    def target():
        try:
            outcome.append(work())
        except Exception as error:  # noqa: BLE001 -- handed to the test
            outcome.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=target)
    thread.start()
    return thread, outcome


def ready_run():
    return new_run([3] * 8, answered_screens=SCREENS)


def test_answer_waits_for_the_completion_and_is_then_refused(fresh_database):
    run = ready_run()
    with transaction.atomic():
        actions.complete(assessment=run, questionnaire=CURRENT, by=None)
        thread, outcome = in_thread(lambda: actions.answer(assessment=run, question_id=ALL[0], value=5, by=None))
        thread.join(0.3)
        assert thread.is_alive()
    thread.join(10)

    assert [error.code for error in outcome] == ["frozen"]
    assert run.answers.get(question_id=ALL[0]).level == 3


def test_plain_sql_waits_for_the_completion_and_is_then_refused(fresh_database):
    run = ready_run()

    def change():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE assessments_answer SET level = 5 WHERE assessment_id = %s", [run.pk])

    with transaction.atomic():
        actions.complete(assessment=run, questionnaire=CURRENT, by=None)
        thread, outcome = in_thread(change)
        thread.join(0.3)
        assert thread.is_alive()
    thread.join(10)

    assert [type(error) for error in outcome] == [IntegrityError]
    assert constraint_of(outcome[0]) == "assessments_answer_run_is_open"


def test_completion_waits_for_the_answer_and_keeps_it(fresh_database):
    run = ready_run()
    with transaction.atomic():
        actions.answer(assessment=run, question_id=ALL[0], value=5, by=None)
        thread, outcome = in_thread(lambda: actions.complete(assessment=run, questionnaire=CURRENT, by=None))
        thread.join(0.3)
        assert thread.is_alive()
    thread.join(10)

    assert outcome == [True]
    assert run.answers.get(question_id=ALL[0]).level == 5


def test_two_completions_at_once_complete_once(fresh_database):
    run = ready_run()
    works = [in_thread(lambda: actions.complete(assessment=run, questionnaire=CURRENT, by=None)) for _ in range(2)]
    for thread, _outcome in works:
        thread.join(10)

    assert sorted(outcome[0] for _thread, outcome in works) == [False, True]


def test_two_answers_to_one_question_at_once_leave_one(fresh_database):
    run = new_run()
    works = [
        in_thread(lambda level=level: actions.answer(assessment=run, question_id=ALL[0], value=level, by=None))
        for level in (2, 4)
    ]
    for thread, _outcome in works:
        thread.join(10)

    assert [type(outcome[0]) for _thread, outcome in works] == [type(None)] * 2
    assert run.answers.get().level in {2, 4}


def test_two_starts_with_one_key_at_once_make_one_run(fresh_database):
    key = uuid.uuid4()
    works = [in_thread(lambda: actions.start(key=key, questionnaire=CURRENT, language="nl", by=None)) for _ in range(2)]
    for thread, _outcome in works:
        thread.join(10)

    assert [outcome[0].pk for _thread, outcome in works] == [key, key]
    assert Assessment.objects.count() == 1


def test_answer_and_erasing_at_once_leave_nothing_half(fresh_database):
    run = ready_run()
    with transaction.atomic():
        actions.erase(assessment=run, by=None)
        thread, outcome = in_thread(lambda: actions.answer(assessment=run, question_id=ALL[0], value=5, by=None))
        thread.join(0.3)
        assert thread.is_alive()
    thread.join(10)

    assert [error.code for error in outcome] == ["gone"]
    assert (Assessment.objects.count(), Answer.objects.count()) == (0, 0)
