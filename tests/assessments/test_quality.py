"""Signs of carelessness, and that they never touch the company's own result."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import actions, quality, questionnaire
from assessments.models import Answer, Assessment
from tests.assessments.runs import ALL, completed_run, new_run


def answers(levels, seconds=20):
    times = seconds if isinstance(seconds, list) else [seconds] * len(levels)
    return [
        SimpleNamespace(question_id=question, level=level, seconds=time)
        for question, level, time in zip(ALL, levels, times, strict=False)
    ]


MIXED = [2, 2, 3, 1, 2, 1, 3, 2]


@pytest.mark.parametrize(
    ("levels", "seconds", "found"),
    [
        (MIXED, 20, []),
        (MIXED, 2, ["too-fast"]),
        (MIXED, 3, []),
        (MIXED, None, []),
        (MIXED, [1, 1, 1, 1, None, None, None, None], []),
        (MIXED, [1, 1, 1, 4, 4, None, None, None], ["too-fast"]),
        ([2] * 8, 5, ["same-level"]),
        ([2] * 8, 6, []),
        ([2] * 8, None, []),
        ([2] * 7 + [None], 5, []),
        ([2] * 8, 1, ["too-fast", "same-level"]),
    ],
)
def test_signs_of_haste(levels, seconds, found):
    assert quality.signs(answers(levels, seconds)) == found


@pytest.mark.parametrize("pair", quality.CONTRADICTIONS, ids=lambda pair: pair.high)
def test_contradiction_is_seen_at_the_extremes_only(pair):
    def signs(high, low):
        rows = ((pair.high, high), (pair.low, low))
        return quality.signs(SimpleNamespace(question_id=key, level=level, seconds=None) for key, level in rows)

    assert signs(pair.from_level, 1) == ["contradictory"]
    assert signs(5, 1) == ["contradictory"]
    assert signs(pair.from_level - 1, 1) == []
    assert signs(5, 2) == []
    assert signs(5, None) == []
    assert signs(None, 1) == []


def test_contradictions_are_about_questions_that_exist():
    known = questionnaire.current()

    assert [pair for pair in quality.CONTRADICTIONS if not (known.has(pair.high) and known.has(pair.low))] == []


@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(1, 5)), st.integers(20, 600)), max_size=8))
def test_who_takes_time_and_does_not_contradict_is_never_flagged(rows):
    found = quality.signs(answers([level for level, _ in rows], [seconds for _, seconds in rows]))

    assert set(found) <= {"contradictory"}


@pytest.mark.django_db
def test_completed_run_keeps_its_signs():
    run = new_run([3] * 8)
    Answer.objects.filter(assessment=run).update(seconds=1)
    screens = list(Assessment.Screen.values)
    Assessment.objects.filter(pk=run.pk).update(answered_screens=screens)
    actions.complete(assessment=run, questionnaire=questionnaire.current(), by=None)

    run.refresh_from_db()
    assert run.flags == ["too-fast", "same-level"]
    assert run.quick_levels == [30] * 8


@pytest.mark.django_db
def test_run_in_depth_keeps_the_signs_of_the_run_it_follows():
    run = completed_run(MIXED)
    flagged = Assessment.objects.create(
        questionnaire=run.questionnaire, version=run.version, digest=run.digest, language="nl", state="completed",
        completed_at=run.completed_at, quick_levels=run.quick_levels, flags=["too-fast"],
        answered_screens=list(Assessment.Screen.values),
    )  # fmt: skip
    deep = actions.deepen(assessment=flagged, by=None)
    subject = questionnaire.current().dimensions[0]
    for question in [*questionnaire.current().quick_questions, *subject.deep]:
        actions.answer(assessment=deep, question_id=question.id, value=2, by=None)
    actions.complete(assessment=deep, questionnaire=questionnaire.current(), by=None)

    deep.refresh_from_db()
    assert deep.flags == ["too-fast"]


@pytest.mark.django_db
def test_ordinary_run_has_none():
    assert completed_run(MIXED).flags == []
