"""Find a place by the name that somebody types."""

import re
import unicodedata

from regions.models import Place


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
