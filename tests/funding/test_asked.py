"""What is asked of a list: read in one way for all of them; what is unknown is not asked."""

import pytest

from funding import account_register, award_register, inbox, match_register, payment_list, plan_finding
from funding.asked import LONGEST, columns_of, read, words_of

STATES = {"lopend": "running"}
SORTS = {"date": ("document_date", "number"), "number": ("number",)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ("", "", "-date")),
        ({"stand": "lopend", "q": " twee  woorden ", "sort": "-number"}, ("running", "twee  woorden", "-number")),
        ({"stand": "running", "sort": "pk"}, ("", "", "-date")),
        ({"sort": "--number"}, ("", "", "-date")),
        ({"q": "\0"}, ("", "", "-date")),
        ({"q": "x" * 500}, ("", "x" * LONGEST, "-date")),
    ],
)
def test_what_is_unknown_is_not_asked(query, found):
    said = read(query, states=STATES, sorts=SORTS, first="-date")
    assert (said["state"], said["words"], said["sort"]) == found


def test_a_minus_turns_all_columns_round():
    assert columns_of("date", SORTS) == ["document_date", "number"]
    assert columns_of("-date", SORTS) == ["-document_date", "-number"]


@pytest.mark.parametrize(
    "module",
    [award_register, payment_list, match_register, plan_finding, inbox, account_register],
    ids=lambda one: one.__name__,
)
def test_every_list_reads_its_words_so(module):
    assert module.Question.of({"q": " a\0b ", "stand": "?", "sort": "?"}).words == words_of({"q": "ab"}) == "ab"
