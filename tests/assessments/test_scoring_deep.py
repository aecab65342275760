"""Levels in depth: means, too few answers, indications, and what holds whatever is answered."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessments import actions, questionnaire
from assessments.questionnaire import LEVELS
from assessments.scoring import (
    FEWEST,
    Counts,
    NoLevel,
    State,
    WeakestLink,
    levels_in_tenths,
    score,
    score_deep,
    score_quick,
)
from tests.assessments.runs import completed_deep_run, completed_run, deep_answers

CURRENT = questionnaire.current()
FIRST = [question.id for question in CURRENT.dimensions[0].questions]
QUESTIONS = [question.id for dimension in CURRENT.dimensions for question in dimension.questions]
NA, DK = NoLevel.NOT_APPLICABLE, NoLevel.DONT_KNOW

levels = st.sampled_from(LEVELS)
answers = st.dictionaries(st.sampled_from(QUESTIONS), levels | st.sampled_from(NoLevel))


def first(*values):
    """The score of the first subject, of which these are the answers; None: not answered."""
    given_answers = {key: value for key, value in zip(FIRST, values, strict=False) if value is not None}
    return score_deep(CURRENT, given_answers).transformations[0]


@pytest.mark.parametrize(
    ("values", "level"),
    [
        ((2, 3, 1, 4, 2), "2.4"),
        ((2, 3, 4), "3.0"),
        ((2, 2, 2, 3), "2.3"),  # 2.25
        ((1, 2, NA, 2), "1.7"),  # 5 / 3; what does not apply leaves the mean
        ((DK, 4, 4, 5), "4.3"),
        ((NA, 2, 3, 3), "2.7"),
        ((5, 5, 5, 5, 5), "5.0"),
    ],
)
def test_level_is_the_mean_in_tenths(values, level):
    found = first(*values)

    assert (found.state, str(found.level), found.indication) == (State.LEVEL, level, None)


@pytest.mark.parametrize(
    ("values", "state", "indication"),
    [
        ((3,), State.TOO_FEW, 3),
        ((3, 4), State.TOO_FEW, 3),
        ((3, NA, NA, NA, NA), State.TOO_FEW, 3),
        ((3, 4, NA, NA, NA), State.TOO_FEW, 3),
        ((3, DK, DK, DK, DK), State.TOO_FEW, 3),
        ((DK, 4, 4), State.TOO_FEW, None),
        ((None, 4, 4), State.TOO_FEW, None),
        ((NA, 4), State.TOO_FEW, None),
        ((DK,), State.DONT_KNOW, None),
        ((NA, DK), State.DONT_KNOW, None),
        ((None, DK), State.DONT_KNOW, None),
        ((), State.UNANSWERED, None),
        ((None, NA), State.UNANSWERED, None),
        ((NA,), State.NOT_APPLICABLE, None),
        ((NA, NA, NA, NA, NA), State.NOT_APPLICABLE, None),
    ],
)
def test_fewer_than_three_levels_are_no_level(values, state, indication):
    found = first(*values)

    assert (found.state, found.level, found.indication, found.standing) == (state, None, indication, indication)


def test_weakest_question_is_the_first_of_the_lowest():
    found = first(3, 2, 4, 2, 5)

    assert (found.reason.question.id, found.reason.level) == (FIRST[1], 2)
    assert [reason.level for reason in found.reasons] == [3, 2, 4, 2, 5]
    assert first(DK, DK).reason is None


def test_what_does_not_apply_counts_with_all_its_questions():
    assert first(NA).counts == Counts(levels=0, dont_know=0, not_applicable=len(FIRST), unanswered=0)


def test_counts_are_over_all_questions():
    profile = score_deep(CURRENT, deep_answers())

    assert profile.counts == Counts(levels=20, dont_know=4, not_applicable=7, unanswered=9)
    assert (profile.counts.coverage, profile.counts.confidence) == (Decimal("0.73"), Decimal("0.83"))


def test_mean_and_weakest_link_are_over_what_is_shown():
    profile = score_deep(CURRENT, deep_answers())

    # 2.4, 1.7, 3 (indication), 4.3, 4 (indication), -, 2.7, 2.3
    assert profile.standings == {
        "advanced-manufacturing": Decimal("2.4"),
        "flexible-manufacturing": Decimal("1.7"),
        "smart-products": 3,
        "servitization": Decimal("4.3"),
        "digital-factory": 4,
        "sustainable-factory": Decimal("2.7"),
        "smart-working": Decimal("2.3"),
    }
    assert profile.mean == Decimal("2.9")  # 20.4 / 7
    assert profile.weakest == WeakestLink(Decimal("1.7"), ("flexible-manufacturing",))


def test_levels_in_tenths_leave_indications_out():
    assert levels_in_tenths(score_deep(CURRENT, deep_answers())) == [24, 17, None, 43, None, None, 27, 23]
    assert levels_in_tenths(score_quick(CURRENT, deep_answers())) == [20, 10, 30, None, 40, None, None, 20]


def test_weights_are_rescaled_over_the_questions_with_a_level():
    dimension = CURRENT.dimensions[0]
    shares = [40, 30, 10, 10, 10]
    weighted = replace(
        dimension,
        questions=tuple(replace(one, weight=share) for one, share in zip(dimension.questions, shares, strict=True)),
    )
    changed = replace(CURRENT, dimensions=(weighted, *CURRENT.dimensions[1:]))

    found = score_deep(changed, dict(zip(FIRST, [5, 1, DK, NA, 1], strict=True))).transformations[0]

    assert found.level == Decimal("3.0")  # (40 × 5 + 30 × 1 + 10 × 1) ÷ 80


def test_score_follows_the_depth():
    assert score(CURRENT, {FIRST[0]: 3}, "quick").transformations[0].level == 3
    assert score(CURRENT, {FIRST[0]: 3}, "deep").transformations[0].indication == 3


@pytest.mark.parametrize("answer", [0, 6, True, "2", None])
def test_score_deep_refuses_what_is_no_answer(answer):
    with pytest.raises(ValueError, match="is no answer to"):
        score_deep(CURRENT, {FIRST[1]: answer})


def test_score_deep_refuses_a_question_of_another_version():
    with pytest.raises(LookupError):
        score_deep(CURRENT, {"smart-products-99": 2})


@given(answers, st.sampled_from(QUESTIONS), levels, levels)
def test_a_better_answer_never_lowers_a_level(others, question_id, one, other):
    assume(one != other)
    worse = score_deep(CURRENT, others | {question_id: min(one, other)})
    better = score_deep(CURRENT, others | {question_id: max(one, other)})

    pairs = zip(worse.transformations, better.transformations, strict=True)
    assert all(before.standing is None or before.standing <= after.standing for before, after in pairs)
    assert [score.state for score in worse.transformations] == [score.state for score in better.transformations]
    assert worse.mean is None or worse.mean <= better.mean
    assert worse.weakest is None or worse.weakest.level <= better.weakest.level
    assert worse.counts == better.counts


@given(answers, st.sampled_from(QUESTIONS))
def test_not_applicable_never_changes_the_others(others, question_id):
    place = questionnaire.TRANSFORMATIONS.index(CURRENT.question(question_id).transformation)
    without = {key: answer for key, answer in others.items() if key != question_id}
    before = score_deep(CURRENT, without).transformations
    after = score_deep(CURRENT, without | {question_id: NA}).transformations

    assert (*before[:place], *before[place + 1 :]) == (*after[:place], *after[place + 1 :])
    # Nor the level of its own subject, which rests on the other questions; only what was an indication can go.
    assert before[place].level == after[place].level


@given(answers, st.sampled_from(QUESTIONS))
def test_dont_know_lowers_confidence_and_never_a_level(others, question_id):
    without = {key: answer for key, answer in others.items() if key != question_id}
    before = score_deep(CURRENT, without)
    after = score_deep(CURRENT, without | {question_id: DK})

    assert levels_in_tenths(before) == levels_in_tenths(after)
    assert after.counts.confidence <= (before.counts.confidence or Decimal(1))


@given(answers, st.randoms())
def test_order_of_questions_and_answers_does_not_matter(given_answers, random):
    shuffled = list(given_answers.items())
    random.shuffle(shuffled)
    mixed = []
    for dimension in CURRENT.dimensions:
        questions = list(dimension.questions)
        random.shuffle(questions)
        mixed.append(replace(dimension, questions=tuple(questions)))

    before = score_deep(CURRENT, given_answers)
    after = score_deep(replace(CURRENT, dimensions=tuple(mixed)), dict(shuffled))

    assert (before.standings, before.mean, before.weakest, before.counts) == (
        after.standings,
        after.mean,
        after.weakest,
        after.counts,
    )


@given(answers)
def test_every_level_rests_on_three_answers_and_unknown_is_never_zero(given_answers):
    for one in score_deep(CURRENT, given_answers).transformations:
        assert (one.level is not None) == (one.state is State.LEVEL) == (one.counts.levels >= FEWEST)
        if one.level is not None:
            assert (
                min(reason.level for reason in one.reasons) <= one.level <= max(reason.level for reason in one.reasons)
            )
        assert one.standing is None or one.standing >= 1
        assert one.counts.asked == len(CURRENT.dimension(one.transformation).questions)


@pytest.mark.django_db
def test_completed_run_keeps_its_levels():
    deep, quick = completed_deep_run(), completed_run([2, 1, 4, DK, 5, 3, NA, 2])

    assert deep.quick_levels == [20, 10, 30, None, 40, None, None, 20]
    assert deep.deep_levels == [24, 17, None, 43, None, None, 27, 23]
    assert (quick.quick_levels, quick.deep_levels) == ([20, 10, 40, None, 50, 30, None, 20], None)
    assert actions.complete(assessment=quick, questionnaire=CURRENT, by=None) is False
