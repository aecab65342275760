"""Filters and words survive whatever a query string holds."""

from hypothesis import given
from hypothesis import strategies as st

from programme.facets import LONGEST_TEXT, Choice, Facet, find, fold

THINGS = [
    {"name": "Eén lasrobot", "colour": "red", "size": "big"},
    {"name": "Twee printers", "colour": "red", "size": "small"},
    {"name": "Drie zagen", "colour": "blue", "size": "small"},
]
FACETS = [
    Facet("colour", "Colour", [Choice("red", "Red"), Choice("blue", "Blue")], lambda thing: [thing["colour"]]),
    Facet("size", "Size", [Choice("big", "Big"), Choice("small", "Small")], lambda thing: [thing["size"]]),
]


def search(**params):
    return find(params, THINGS, FACETS, lambda thing: thing["name"])


def names(found):
    return [thing["name"] for thing in found.matches]


def counts(found, name):
    field = next(field for field in found.fields if field.name == name)
    return {option.value: option.count for option in field.options}


def test_find_without_question_gives_all():
    found = search()
    assert (names(found), found.is_filtered, found.notices) == (names(found), False, [])
    assert len(found.matches) == 3


def test_find_combines_facets():
    assert names(search(colour="red", size="small")) == ["Twee printers"]


def test_find_needs_every_word_and_ignores_accents():
    assert names(search(q="  LAS   een ")) == ["Eén lasrobot"]
    assert names(search(q="een zagen")) == []


def test_counts_say_what_each_option_would_leave():
    found = search(colour="red")
    assert counts(found, "colour") == {"red": 2, "blue": 1}
    assert counts(found, "size") == {"big": 1, "small": 1}


def test_unknown_value_is_left_out_with_a_notice():
    found = search(colour="x" * 500)
    assert len(found.matches) == 3
    assert len(found.notices) == 1
    assert len(found.notices[0]) < 200
    assert not found.is_filtered


def test_long_text_is_cut_with_a_notice():
    found = search(q="zagen " * 2000)
    assert len(found.text) <= LONGEST_TEXT
    assert names(found) == ["Drie zagen"]
    assert len(found.notices) == 1


def test_fold_is_plain():
    assert fold("Één  MKB\n") == "een mkb"


@given(st.dictionaries(st.sampled_from(["q", "colour", "size", "page"]), st.text(max_size=300)))
def test_find_never_fails(params):
    found = find(params, THINGS, FACETS, lambda thing: thing["name"])
    assert all(thing in THINGS for thing in found.matches)
