"""Words that came and went."""

import pytest

from ui.differences import ADDED, REMOVED, SAME, Piece, words


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("een twee", "een twee", [("een twee", SAME)]),
        ("een twee drie", "een drie", [("een ", SAME), ("twee ", REMOVED), ("drie", SAME)]),
        ("een", "een twee", [("een", REMOVED), ("een twee", ADDED)]),
        ("een oud woord", "een nieuw woord", [("een ", SAME), ("oud ", REMOVED), ("nieuw ", ADDED), ("woord", SAME)]),
    ],
)
def test_words_that_came_and_went_are_told_apart(old, new, pieces):
    assert words(old, new) == tuple(Piece(*one) for one in pieces)
