"""Find a place by the name that somebody types."""

import re
import unicodedata
from collections import Counter

from regions.models import Place
from regions.spelling import allowed, distance

SHORTEST, LONGEST = 4, 40
MOST_NEAR = 3


def plain(name: str) -> str:
    """`'s-Hertogenbosch` → `s hertogenbosch`: lower case, without accents and punctuation."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def find(text: str) -> list[Place]:
    """Places whose name or alias is `text`, the most populous first.

    More than one: the caller asks which is meant, it never guesses. None: [].
    """
    wanted = plain(text[:100])
    if not wanted:
        return []
    found = Place.objects.filter(search_names__contains=wanted).select_related("province__region")
    return sorted(found, key=lambda place: -(place.population or 0))


def near(text: str) -> list[Place]:
    """At most three places whose name looks like what was typed, the likeliest first. One or two statements.

    For a name that `find` does not know: the caller asks whether one of them is meant.
    """
    wanted = plain(text[:100])
    if not SHORTEST <= len(wanted) <= LONGEST:
        return []
    errors: dict[int, int] = {}
    for key, names in Place.objects.values_list("pk", "search_names"):
        fewest = min((_errors(wanted, name) for name in names), default=LONGEST)
        if fewest <= allowed(wanted):
            errors[key] = fewest
    if not errors:
        return []
    found = Place.objects.filter(pk__in=errors).select_related("province__region")
    return sorted(found, key=lambda place: (errors[place.pk], -(place.population or 0), place.name))[:MOST_NEAR]


def _errors(wanted: str, name: str) -> int:
    """How many; names that cannot be near are not compared letter by letter."""
    most = allowed(wanted)
    if abs(len(name) - len(wanted)) > most:
        return LONGEST
    ours, theirs = Counter(wanted), Counter(name)
    if max((ours - theirs).total(), (theirs - ours).total()) > most:
        return LONGEST
    return distance(wanted, name)
