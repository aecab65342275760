"""From what somebody types in a search field of the desk to a condition on rows."""

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from regions.models import Place
from regions.places import plain

MOST_WORDS = 8
MOST_CHARACTERS = 200
MOST_PLACES = 200
# Shorter ones would be found inside nearly every name.
SHORTEST_PART = 4


def words(text: str) -> list[str]:
    """Lower case, without accents and marks, each once."""
    return list(dict.fromkeys(plain(text[:MOST_CHARACTERS]).split()))[:MOST_WORDS]


def matching(text: str) -> Q:
    """Rows with `search` and `place` that have every word: as a beginning, inside a name, or as their place."""
    found = Q()
    for word, places in _places(words(text)).items():
        found &= _has(word) | Q(place__in=places) if places else _has(word)
    return found


def written(text: str) -> Q:
    """The same for rows with `search` that have no place."""
    found = Q()
    for word in words(text):
        found &= _has(word)
    return found


def _has(word: str) -> Q:
    pattern = f"{word}:* | '~{word}':*" if len(word) >= SHORTEST_PART else f"{word}:*"
    return Q(search=SearchQuery(pattern, search_type="raw", config="simple"))


def _places(typed: list[str]) -> dict[str, list[int]]:
    """The places whose name or alias has such a word in it: numbers, so that an index can find their rows."""
    if not typed:
        return {}
    wanted = Q()
    for word in typed:
        wanted |= Q(search_names__icontains=word)
    known = Place.objects.filter(wanted).values_list("pk", "search_names")[:MOST_PLACES]
    return {
        word: [key for key, names in known if any(part.startswith(word) for name in names for part in name.split())]
        for word in typed
    }
