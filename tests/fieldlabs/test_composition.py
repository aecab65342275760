"""The composition rule: what counts, once, and never on a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldlabs.composition import Member, Part, judge

KINDS = ["company", "research", "education", "government", "association"]
members = st.lists(
    st.builds(
        Member,
        name=st.text(min_size=1, max_size=8),
        kind=st.sampled_from(KINDS),
        is_sme=st.sampled_from([True, False, None]),
        group=st.sampled_from(["", "Demo Concern", "  demo   concern ", "Ander"]),
    ),
    max_size=12,
)


def numbers(found) -> dict[str, int]:
    return {one.part: len(one.who) for one in found.parts}


def company(name, sme=None, group=""):
    return Member(name, "company", sme, group)


def test_usual_consortium_is_met():
    found = judge([
        company("A", True), company("B", True), company("C", False), company("D"),
        Member("Onderzoek", "research"), Member("School", "education"),
    ])  # fmt: skip
    assert found.is_met
    assert numbers(found) == {"companies": 4, "smes": 2, "research": 1, "education": 1}
    assert found.size_unknown == ("D",)


def test_companies_of_one_group_count_once():
    found = judge([company("A", True, "Concern"), company("B", True, " concern "), company("C", True)])
    assert numbers(found)[Part.COMPANIES] == 2
    assert found.groups == (("A", "B"),)
    assert found.parts[0].short == 2


@pytest.mark.parametrize(("other", "smes"), [(True, 1), (False, 0), (None, 0)])
def test_group_is_an_sme_only_if_each_of_its_companies_is(other, smes):
    assert numbers(judge([company("A", True, "X"), company("B", other, "X")]))[Part.SMES] == smes


def test_nobody_is_no_consortium():
    assert [one.short for one in judge([]).parts] == [4, 2, 1, 1]


@given(members)
def test_order_does_not_matter(rows):
    assert numbers(judge(rows)) == numbers(judge(rows[::-1]))


@given(members, st.sampled_from(KINDS))
def test_one_more_that_stands_alone_never_makes_it_worse(rows, kind):
    before, after = judge(rows), judge([*rows, Member("Nieuw", kind, True)])
    assert all(one.short <= was.short for one, was in zip(after.parts, before.parts, strict=True))


@given(members)
def test_unknown_size_never_counts_as_sme(rows):
    unknown = [Member(one.name, one.kind, None, one.group) for one in rows]
    assert numbers(judge(unknown))[Part.SMES] == 0


@given(members)
def test_smes_are_never_more_than_companies(rows):
    found = numbers(judge(rows))
    companies = sum(one.kind == "company" for one in rows)
    assert found[Part.SMES] <= found[Part.COMPANIES] <= companies
