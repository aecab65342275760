"""Where to invest first: worked examples, and what holds whatever the numbers."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import advice, questionnaire
from assessments.priorities import (
    AMBITION,
    HORIZONS,
    NEAR,
    NORM,
    NORMS,
    PEERS,
    Candidate,
    Horizon,
    Target,
    candidates,
    gain_of,
    prioritise,
    target_of,
)
from assessments.questionnaire import GOALS, LEVELS
from assessments.scoring import NoLevel, score_deep, score_quick

CURRENT = questionnaire.current()
QUESTIONS = [question.id for dimension in CURRENT.dimensions for question in dimension.questions]
QUICK = [question.id for question in CURRENT.quick_questions]
EVEN = Horizon("even", effort=50, gain=25, gap=25)
THREE = Target(3, NORM)


def candidate(name, gain=1, effort=1, gap=1):
    return Candidate(name, gain, effort, gap, THREE)


def by_name(found):
    return {one.transformation: one for one in found}


def test_three_columns_are_normalised_weighted_and_added():
    found = by_name(prioritise([candidate("a", 3, 1, 2), candidate("b", 1, 3, 0)], EVEN))

    # effort 1 and 1/3 → 3/4 and 1/4; gain 3/4 and 1/4; gap 1 and 0
    assert found["a"].value == Fraction(3, 4) * Fraction(1, 2) + Fraction(3, 4) * Fraction(1, 4) + Fraction(1, 4)
    assert (found["b"].value, found["a"].rank, found["b"].rank) == (1 - found["a"].value, 1, 2)
    assert found["a"].effort.part == Fraction(3, 8)
    assert found["a"].gap.share == 1


@pytest.mark.parametrize(
    ("changes", "dropped", "kept"),
    [
        ({"gain": None}, "gain", {"effort": Fraction(2, 3), "gap": Fraction(1, 3)}),
        ({"gain": 0}, "gain", {"effort": Fraction(2, 3), "gap": Fraction(1, 3)}),
        ({"gap": None}, "gap", {"effort": Fraction(2, 3), "gain": Fraction(1, 3)}),
        ({"gap": 0}, "gap", {"effort": Fraction(2, 3), "gain": Fraction(1, 3)}),
    ],
)
def test_empty_column_is_dropped_and_the_weights_rescaled(changes, dropped, kept):
    found = prioritise([replace(candidate(name), **changes) for name in "ab"], EVEN)

    assert [getattr(one, dropped) for one in found] == [None, None]
    assert {name: getattr(found[0], name).weight for name in kept} == kept


def test_effort_alone_decides_when_nothing_else_is_known():
    found = prioritise([candidate("a", None, 4, None), candidate("b", None, 1, None)], EVEN)

    assert [(one.transformation, one.value) for one in found] == [("b", Fraction(4, 5)), ("a", Fraction(1, 5))]


def test_unknown_gap_counts_as_the_mean_of_the_known():
    found = by_name(prioritise([candidate("a", gap=1), candidate("b", gap=3), candidate("c", gap=None)], EVEN))

    assert {name: one.gap.share for name, one in found.items()} == {
        "a": Fraction(1, 6),
        "b": Fraction(1, 2),
        "c": Fraction(1, 3),
    }
    assert [found[name].gap.estimated for name in "abc"] == [False, False, True]


def test_near_ties_share_a_rank_counted_from_the_first_of_it():
    hundredths = {"a": 300, "b": 291, "c": 289, "d": 120}
    found = prioritise([candidate(name, part, gap=0) for name, part in hundredths.items()], Horizon("x", 0, 100, 0))

    assert [(one.transformation, one.rank, one.shared) for one in found] == [
        ("a", 1, True),
        ("b", 1, True),
        ("c", 3, False),
        ("d", 4, False),
    ]


def test_nothing_applies():
    assert prioritise([], EVEN) == ()


def test_gain_counts_questions_over_chosen_goals():
    dimension = CURRENT.dimensions[0]

    assert gain_of(dimension, []) == 0
    assert gain_of(dimension, ["cost"]) == sum("cost" in question.goals for question in dimension.questions)
    assert gain_of(dimension, GOALS) == sum(len(question.goals) for question in dimension.questions)


def test_target_is_the_ambition_else_the_median_else_the_norm():
    assert target_of(4, Decimal("2.5"), 3) == Target(4, AMBITION)
    assert target_of(None, Decimal("2.5"), 3) == Target(Decimal("2.5"), PEERS)
    assert target_of(None, None, 3) == Target(3, NORM)


def of_answers(answers, *, goals=(), size="small", ambitions=None, medians=None, deep=False):
    profile = (score_deep if deep else score_quick)(CURRENT, answers)
    return candidates(
        CURRENT,
        profile,
        goals=goals,
        efforts=advice.of(CURRENT).points(size),
        norm=NORMS[size],
        ambitions=ambitions or {},
        medians=medians or {},
    )


def test_candidates_leave_out_what_does_not_apply():
    found = of_answers({QUICK[0]: 2, QUICK[1]: NoLevel.NOT_APPLICABLE, QUICK[2]: NoLevel.DONT_KNOW})

    assert len(found) == 7
    assert (found[0].gap, found[0].gain, found[1].gap) == (1, None, None)


def test_candidates_take_ambition_median_and_norm():
    median = {"flexible-manufacturing": Decimal("3.5"), "smart-products": None}
    found = of_answers(dict.fromkeys(QUICK, 2), ambitions={QUICK[0]: 5}, medians=median, size="large")

    assert [one.gap for one in found[:3]] == [3, Decimal("1.5"), 2]
    assert [one.target.source for one in found[:3]] == [AMBITION, PEERS, NORM]


def test_gap_is_never_below_zero():
    assert {one.gap for one in of_answers(dict.fromkeys(QUICK, 5))} == {0}


answers = st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(LEVELS) | st.sampled_from(NoLevel))
cases = st.builds(
    of_answers,
    answers,
    goals=st.lists(st.sampled_from(GOALS), max_size=3, unique=True),
    size=st.sampled_from(list(NORMS)),
    ambitions=st.dictionaries(st.sampled_from(QUICK), st.sampled_from(LEVELS)),
    medians=st.dictionaries(
        st.sampled_from(questionnaire.TRANSFORMATIONS),
        st.none() | st.integers(2, 10).map(lambda half: Decimal(half) / 2),
    ),
    deep=st.booleans(),
)
horizons = st.sampled_from(list(HORIZONS.values()))
scales = st.fractions(min_value=Fraction(1, 1000), max_value=1000)


@given(cases, horizons)
def test_priorities_sum_to_one(case, horizon):
    found = prioritise(case, horizon)

    assert sum(one.value for one in found) == (1 if case else 0)
    for name in ("effort", "gain", "gap"):
        shares = [getattr(one, name).share for one in found if getattr(one, name)]
        assert sum(shares) == (1 if shares else 0)


@given(cases, horizons, scales, scales, scales)
def test_ranks_do_not_depend_on_units(case, horizon, gain, effort, gap):
    scaled = [
        replace(
            one,
            gain=None if one.gain is None else one.gain * gain,
            effort=one.effort * effort,
            gap=None if one.gap is None else Fraction(one.gap) * gap,
        )
        for one in case
    ]

    before, after = prioritise(case, horizon), prioritise(scaled, horizon)
    assert [(one.transformation, one.rank, one.value) for one in before] == [
        (one.transformation, one.rank, one.value) for one in after
    ]


@given(cases, horizons, st.randoms())
def test_order_of_the_subjects_does_not_matter(case, horizon, random):
    shuffled = list(case)
    random.shuffle(shuffled)

    before, after = by_name(prioritise(case, horizon)), by_name(prioritise(shuffled, horizon))
    assert {name: (one.value, one.rank) for name, one in before.items()} == {
        name: (one.value, one.rank) for name, one in after.items()
    }


@given(cases, st.integers(0, 100), st.integers(0, 100), st.integers(1, 100))
def test_weights_only_count_relative_to_each_other(case, gain, gap, effort):
    one = prioritise(case, Horizon("one", effort, gain, gap))
    many = prioritise(case, Horizon("many", effort * 7, gain * 7, gap * 7))

    assert [(row.transformation, row.value) for row in one] == [(row.transformation, row.value) for row in many]


@given(cases, horizons)
def test_weights_that_are_kept_sum_to_one(case, horizon):
    for one in prioritise(case, horizon):
        assert sum(factor.weight for factor in (one.effort, one.gain, one.gap) if factor) == 1


@given(cases, horizons)
def test_ranks_follow_the_values(case, horizon):
    found = prioritise(case, horizon)

    for index, (one, following) in enumerate(pairwise(found)):
        first = found[one.rank - 1]
        assert one.value >= following.value
        assert following.rank in (one.rank, index + 2)
        assert (following.rank == one.rank) == (first.value - following.value < NEAR)


@given(answers, st.sampled_from(QUICK), horizons)
def test_not_applicable_leaves_the_list_and_nothing_else(given_answers, question_id, horizon):
    slug = CURRENT.question(question_id).transformation
    others = {key: value for key, value in given_answers.items() if CURRENT.question(key).transformation != slug}
    before = {one.transformation for one in of_answers(others, deep=True)}
    after = {one.transformation for one in of_answers(others | {question_id: NoLevel.NOT_APPLICABLE}, deep=True)}

    assert before - after == {slug}


@pytest.mark.parametrize("horizon", HORIZONS.values())
def test_weights_of_a_horizon_sum_to_a_hundred(horizon):
    assert horizon.effort + horizon.gain + horizon.gap == 100


def test_published_weights_are_those_of_the_design():
    assert [(one.slug, one.effort, one.gain, one.gap) for one in HORIZONS.values()] == [
        ("this-year", 60, 20, 20),
        ("two-years", 45, 30, 25),
        ("four-years", 30, 40, 30),
    ]
