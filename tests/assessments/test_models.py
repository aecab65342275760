"""What the database itself refuses, provoked past all Python rules."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.rules import constraint_of
from assessments import actions
from assessments.models import Answer, Assessment
from tests.assessments.runs import ALL, completed_run, new_run
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def refused_at_commit(sql, *values):
    """The foreign key that this statement breaks when the transaction ends."""
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(sql, values)
        with pytest.raises(IntegrityError) as caught:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
    return constraint_of(caught.value)


def insert_answer(run, level, no_level, question_id="x-1"):
    return refused(
        "INSERT INTO assessments_answer (assessment_id, question_id, level, no_level) VALUES (%s, %s, %s, %s)",
        run.pk, question_id, level, no_level,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("level", "no_level", "name"),
    [
        (None, "", "assessments_answer_level_or_reason"),
        (3, "dont-know", "assessments_answer_level_or_reason"),
        (0, "", "assessments_answer_level_is_1_to_5"),
        (6, "", "assessments_answer_level_is_1_to_5"),
        (None, "perhaps", "assessments_answer_reason_is_known"),
    ],
)
def test_answer_is_exactly_one_known_choice(level, no_level, name):
    assert insert_answer(new_run(), level, no_level) == name


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("ambition = 6", "assessments_answer_ambition_is_1_to_5"),
        (
            "ambition = 3, level = NULL, no_level = 'not-applicable'",
            "assessments_answer_no_ambition_where_not_applicable",
        ),
    ],
)
def test_ambition_is_a_level_of_what_applies(change, name):
    assert refused(f"UPDATE assessments_answer SET {change} WHERE assessment_id = %s", new_run([3]).pk) == name


def test_answer_is_given_once_per_question():
    run = new_run([3])

    assert insert_answer(run, 4, "", ALL[0]) == "assessments_answer_once_per_question"


def test_answers_of_a_completed_run_cannot_be_added():
    assert insert_answer(completed_run(), 4, "") == "assessments_answer_run_is_open"


def test_answers_of_a_completed_run_cannot_change():
    run = completed_run()

    name = refused("UPDATE assessments_answer SET level = 5, no_level = '' WHERE assessment_id = %s", run.pk)

    assert name == "assessments_answer_run_is_open"


def test_answers_of_a_completed_run_cannot_be_removed():
    assert refused("DELETE FROM assessments_answer WHERE assessment_id = %s", completed_run().pk) == (
        "assessments_answer_run_is_open"
    )


def test_answers_cannot_move_out_of_or_into_a_completed_run():
    frozen, started = completed_run(), new_run([3])
    move = "UPDATE assessments_answer SET assessment_id = %s WHERE assessment_id = %s"

    assert refused(move, started.pk, frozen.pk) == "assessments_answer_run_is_open"
    assert refused(move + " AND question_id = %s", frozen.pk, started.pk, ALL[0]) == "assessments_answer_run_is_open"


@pytest.mark.parametrize(
    "change",
    [
        "state = 'started', completed_at = NULL",
        "version = '1999.1'",
        "digest = repeat('0', 64)",
        "completed_at = now()",
        "province_id = 'NL-ZH'",
        "quick_levels = '{50,50,50,50,50,50,50,50}'",
        "remark = 'changed'",
        "copied_from_id = gen_random_uuid()",
    ],
)
def test_completed_run_is_frozen(change):
    name = refused(f"UPDATE assessments_assessment SET {change} WHERE id = %s", completed_run().pk)

    assert name == "assessments_assessment_completed_is_frozen"


def test_completed_run_can_be_taken_into_an_account(anna):
    run = completed_run()

    assert Assessment.objects.filter(pk=run.pk).update(person=anna) == 1


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("state = 'completed'", "assessments_assessment_completed_has_moment"),
        ("completed_at = now()", "assessments_assessment_completed_has_moment"),
        ("state = 'lost'", "assessments_assessment_completed_has_levels"),
        ("place_id = (SELECT min(geonameid) FROM regions_place)", "assessments_assessment_place_has_province"),
        ("goals = '{cost,quality,lead-time,new-services}'", "assessments_assessment_at_most_3_goals"),
        ("goals = '{world-peace}'", "assessments_assessment_at_most_3_goals"),
        ("quick_levels = '{10,10,10,10,10,10,10,10}'", "assessments_assessment_completed_has_levels"),
        ("digest = 'short'", "assessments_assessment_digest_is_sha256"),
    ],
)
def test_run_is_consistent(change, name):
    assert refused(f"UPDATE assessments_assessment SET {change} WHERE id = %s", new_run().pk) == name


def test_erase_removes_a_completed_run_with_its_answers():
    run, other = completed_run(), completed_run()

    actions.erase(assessment=run, by=None)

    assert list(Assessment.objects.values_list("pk", flat=True)) == [other.pk]
    assert set(Answer.objects.values_list("assessment_id", flat=True)) == {other.pk}


def test_run_cannot_go_and_leave_its_answers():
    run = new_run([3])

    assert refused_at_commit("DELETE FROM assessments_assessment WHERE id = %s", run.pk)


def test_answer_needs_a_run():
    insert = "INSERT INTO assessments_answer (assessment_id, question_id, level, no_level) VALUES (%s, 'x-1', 3, '')"

    assert refused_at_commit(insert, uuid.uuid4())
