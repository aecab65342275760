"""Typing errors: which words are near a word that somebody typed."""

from collections.abc import Iterable

from django.db import connection

from regions.spelling import allowed, distance

SHORTEST = 4
MOST = 3
CANDIDATES = 30
# The words that share most pieces of three letters; how near they really are is counted below.
_NEAR = f"""
    SELECT asked.word, near.word, near.in_name FROM unnest(%s::text[]) AS asked(word)
    CROSS JOIN LATERAL (
        SELECT known.word, known.in_name,
            (SELECT count(*) FROM unnest(known.pieces) AS piece WHERE piece = ANY (typed.pieces))
            / greatest(cardinality(known.pieces), cardinality(typed.pieces))::float AS share
        FROM fieldlabs_word AS known, (SELECT fieldlabs_pieces(asked.word)::varchar[] AS pieces) AS typed
        WHERE known.pieces && typed.pieces
        ORDER BY share DESC, known.word LIMIT {CANDIDATES}
    ) AS near
"""  # noqa: S608 -- only our own fragments


def near_words(typed: Iterable[str]) -> dict[str, list[tuple[str, bool]]]:
    """For each word of four letters or more the known words near it, the nearest first, and whether names have them.

    At most three each, the word itself first where it is known. One statement.
    """
    asked = [word for word in typed if len(word) >= SHORTEST]
    found: dict[str, list[tuple[int, str, bool]]] = {word: [] for word in asked}
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [asked])
        for word, known, in_name in cursor.fetchall():
            errors = distance(word, known)
            if errors <= allowed(word):
                found[word].append((errors, known, in_name))
    return {word: [(known, in_name) for _errors, known, in_name in sorted(near)[:MOST]] for word, near in found.items()}
