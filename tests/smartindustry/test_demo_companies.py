"""The stated model of the demo companies does what it states."""

from statistics import correlation, mean

import pytest

from assessments import questionnaire
from assessments.scoring import NoLevel, score_quick
from smartindustry.demo_companies import COMPANIES, SECTORS, SIZES, companies

BANK = questionnaire.current()


@pytest.fixture(scope="module")
def made():
    return list(companies(BANK))


def levels(company):
    return [score.level for score in score_quick(BANK, company.quick).transformations]


def mean_level(some):
    return mean(level for company in some for level in levels(company) if level is not None)


def test_companies_are_the_same_every_time(made):
    assert len(made) == COMPANIES
    assert made == list(companies(BANK))


def test_shares_sum_to_one():
    assert [round(sum(share for share, _ in shares.values()), 9) for shares in (SIZES, SECTORS)] == [1, 1]


def test_larger_companies_are_further_on(made):
    by_size = [mean_level([one for one in made if one.size == size]) for size in ("micro", "small", "medium")]

    assert by_size == sorted(by_size)


def test_sector_has_its_effect(made):
    electronics, furniture = ([one for one in made if one.sector == sector] for sector in ("26", "31"))

    assert mean_level(electronics) > mean_level(furniture)


def test_transformations_go_up_and_down_together(made):
    pairs = [(own[0], own[4]) for own in map(levels, made) if own[0] is not None and own[4] is not None]

    assert 0.3 < correlation(*zip(*pairs, strict=True)) < 0.8


def test_only_known_questions_are_answered(made):
    answered = {key for one in made for key in {*one.quick, *one.deep, *one.later, *one.ambitions}}

    assert answered <= {question.id for dimension in BANK.dimensions for question in dimension.questions}


def test_what_does_not_apply_has_no_ambition_and_never_applies_later(made):
    for one in made:
        gone = {key for key, answer in one.quick.items() if answer == NoLevel.NOT_APPLICABLE}
        assert gone.isdisjoint(one.ambitions)
        assert all(one.later[key] == NoLevel.NOT_APPLICABLE for key in gone if one.later)


def test_names_say_that_they_are_made_up(made):
    assert {one.name.endswith("(demo)") for one in made} == {True}
