from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessments import questionnaire
from assessments.questionnaire import LEVELS
from assessments.scoring import (
    Counts,
    NoLevel,
    Reason,
    State,
    TransformationScore,
    WeakestLink,
    score_quick,
)

CURRENT = questionnaire.current()
QUICK = CURRENT.quick_questions
IDS = tuple(question.id for question in QUICK)

levels = st.sampled_from(LEVELS)
answers = st.dictionaries(st.sampled_from(IDS), levels | st.sampled_from(NoLevel))


def test_score_quick_names_level_statement_and_next_step():
    question = QUICK[2]

    profile = score_quick(CURRENT, {question.id: 2})

    statement, following = question.statements[1], question.statements[2]
    assert profile.transformations[2] == TransformationScore(
        transformation="smart-products",
        state=State.LEVEL,
        level=2,
        counts=Counts(levels=1, dont_know=0, not_applicable=0, unanswered=0),
        reasons=(Reason(question, statement, following),),
    )
    assert profile.reasons == (Reason(question, statement, following),)
    assert profile.reasons[0].statement is statement


def test_score_quick_has_no_next_statement_at_the_highest_level():
    profile = score_quick(CURRENT, {IDS[0]: 5})

    assert profile.reasons == (Reason(QUICK[0], QUICK[0].statements[4], None),)
    assert profile.reasons[0].statement.to_next_nl == ""


def test_score_quick_of_a_whole_scan():
    given_answers = dict(zip(IDS, [2, 1, NoLevel.NOT_APPLICABLE, 3, 1, NoLevel.DONT_KNOW, 4, 2], strict=True))

    profile = score_quick(CURRENT, given_answers)

    assert [score.level for score in profile.transformations] == [2, 1, None, 3, 1, None, 4, 2]
    assert profile.counts == Counts(levels=6, dont_know=1, not_applicable=1, unanswered=0)
    assert profile.mean == Decimal("2.2")  # 13 / 6 = 2.1666…
    assert profile.weakest == WeakestLink(1, ("flexible-manufacturing", "digital-factory"))
    assert profile.counts.coverage == Decimal("1.00")
    assert profile.counts.confidence == Decimal("0.86")  # 6 / 7


def test_score_quick_rounds_a_half_up():
    profile = score_quick(CURRENT, dict(zip(IDS[:4], [2, 2, 2, 3], strict=True)))

    assert profile.mean == Decimal("2.3")  # 9 / 4 = 2.25


def test_score_quick_of_nothing_is_unknown_and_not_zero():
    profile = score_quick(CURRENT, {})

    assert {score.level for score in profile.transformations} == {None}
    assert {score.state for score in profile.transformations} == {State.UNANSWERED}
    assert (profile.mean, profile.weakest, profile.reasons) == (None, None, ())
    assert profile.counts.coverage == Decimal("0.00")
    assert profile.counts.confidence is None


def test_score_quick_of_only_not_applicable_has_no_coverage():
    profile = score_quick(CURRENT, dict.fromkeys(IDS, NoLevel.NOT_APPLICABLE))

    assert (profile.mean, profile.weakest) == (None, None)
    assert (profile.counts.coverage, profile.counts.confidence) == (None, None)


def test_score_quick_of_only_dont_know_has_no_level_and_no_confidence():
    profile = score_quick(CURRENT, dict.fromkeys(IDS, NoLevel.DONT_KNOW))

    assert (profile.mean, profile.weakest) == (None, None)
    assert (profile.counts.coverage, profile.counts.confidence) == (Decimal("1.00"), Decimal("0.00"))


@pytest.mark.parametrize("answer", [0, 6, -1, True, 2.0, "2", "dont-know", None])
def test_score_quick_refuses_what_is_no_answer(answer):
    with pytest.raises(ValueError, match=f"is no answer to {IDS[0]}"):
        score_quick(CURRENT, {IDS[0]: answer})


def test_score_quick_refuses_a_question_of_another_version():
    with pytest.raises(LookupError):
        score_quick(CURRENT, {"smart-products-99": 2})


@given(answers, st.sampled_from(IDS), levels, levels)
def test_a_better_answer_never_lowers_a_level(others, question_id, one, other):
    assume(one != other)
    worse = score_quick(CURRENT, others | {question_id: min(one, other)})
    better = score_quick(CURRENT, others | {question_id: max(one, other)})

    pairs = zip(worse.transformations, better.transformations, strict=True)
    assert all(before.level is None or before.level <= after.level for before, after in pairs)
    assert worse.mean <= better.mean
    assert worse.weakest.level <= better.weakest.level
    assert worse.counts == better.counts


@given(answers, st.sampled_from(IDS))
def test_not_applicable_never_changes_the_others(others, question_id):
    without = {key: answer for key, answer in others.items() if key != question_id}
    before = score_quick(CURRENT, without)
    after = score_quick(CURRENT, without | {question_id: NoLevel.NOT_APPLICABLE})

    place = IDS.index(question_id)
    assert _but(before.transformations, place) == _but(after.transformations, place)
    assert (before.mean, before.weakest, before.reasons) == (after.mean, after.weakest, after.reasons)
    assert before.counts.confidence == after.counts.confidence
    assert after.counts.applicable == before.counts.applicable - 1


@given(answers, st.sampled_from(IDS))
def test_dont_know_lowers_confidence_and_never_a_level(others, question_id):
    without = {key: answer for key, answer in others.items() if key != question_id}
    before = score_quick(CURRENT, without)
    after = score_quick(CURRENT, without | {question_id: NoLevel.DONT_KNOW})

    assert [score.level for score in before.transformations] == [score.level for score in after.transformations]
    assert (before.mean, before.weakest) == (after.mean, after.weakest)
    assert after.counts.confidence <= (before.counts.confidence or Decimal(1))
    assert after.counts.coverage > before.counts.coverage


@given(answers)
def test_unknown_is_never_zero(given_answers):
    profile = score_quick(CURRENT, given_answers)

    for score in profile.transformations:
        assert (score.level in LEVELS) == (score.state is State.LEVEL)
        assert (score.level is None) == (score.reason is None)
    known = [score.level for score in profile.transformations if score.level]
    assert (profile.mean is None) == (profile.weakest is None) == (not known)
    if known:
        assert min(known) <= profile.mean <= max(known)
        assert profile.weakest.level == min(known)


@given(answers)
def test_every_question_is_counted_once(given_answers):
    profile = score_quick(CURRENT, given_answers)

    assert profile.counts.asked == len(QUICK)
    assert sum(score.counts.levels for score in profile.transformations) == profile.counts.levels
    assert [score.transformation for score in profile.transformations] == list(questionnaire.TRANSFORMATIONS)


def _but(scores, place):
    return scores[:place] + scores[place + 1 :]
