"""The Fieldlabs that may fit a question, from the database, for fieldlabs/choosing.py to rank."""

from django.db import connection

from fieldlabs import spelling
from fieldlabs.choosing import GOALS, LEARN, Candidate, Question
from fieldlabs.wish import Spot
from fieldlabs.words import patterns

MOST_CANDIDATES = 200


def candidates(question: Question, spot: Spot | None) -> list[Candidate]:
    """Public ones about the subject, those that help and lie near first. One statement."""
    queries = ["fieldlabs_query(%s, %s)" for _word in question.words]
    patterns_of = [value for word in question.words for value in patterns(word)]
    found = f"ARRAY[{', '.join(f'search @@ {query}' for query in queries)}]::boolean[]"
    km = "fieldlabs_km(lat, lon, %s, %s)" if spot else "NULL::float"
    subject, subject_values = _subject(question, queries, patterns_of)
    helps = "service_kinds && %s::varchar[] OR (%s AND has_training)"
    sql = f"""
        SELECT id, name, service_kinds, has_training, transformation_slugs, {found} AS found, {km} AS km
        FROM fieldlabs_fieldlab WHERE publication = 'published' AND {subject}
        ORDER BY (transformation_slugs @> ARRAY[%s]::varchar[])::int + cardinality(array_positions({found}, true)) DESC,
            ({helps})::int + (coalesce({km} <= %s, false))::int DESC, km NULLS LAST, name, id
        LIMIT %s
    """  # noqa: S608 -- only our own fragments; every value is a parameter
    place = [spot.lat, spot.lon] if spot else []
    helping = [list(GOALS.get(question.goal, ())), question.goal == LEARN]
    values = [*patterns_of, *place, *subject_values, question.transformation, *patterns_of, *helping]
    values += [*place, question.radius or 0, MOST_CANDIDATES]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [_candidate(row, question) for row in cursor.fetchall()]


def _subject(question: Question, queries: list[str], patterns_of: list[str]) -> tuple[str, list[str]]:
    parts, values = [], []
    if question.transformation:
        parts.append("transformation_slugs @> ARRAY[%s]::varchar[]")
        values.append(question.transformation)
    if queries:
        parts.append(f"search @@ ({' || '.join(queries)})")
        values += patterns_of
    return (f"({' OR '.join(parts)})" if parts else "true"), values


def _candidate(row: tuple, question: Question) -> Candidate:
    key, name, kinds, has_training, transformations, found, km = row
    words = tuple(word for word, has in zip(question.words, found, strict=True) if has)
    return Candidate(key, name, frozenset(kinds), has_training, frozenset(transformations), words, km)


def respelled(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each word as the nearest one that a Fieldlab has; () when none is known. One statement."""
    near = spelling.near_words(words)
    known = tuple(near[word][0][0] for word in words if near.get(word))
    return known if known != words else ()
