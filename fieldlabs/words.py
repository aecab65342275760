"""From what somebody types to words that PostgreSQL can look for. No database here."""

from regions.places import plain

MOST_CHARACTERS = 200
MOST_WORDS = 8
SHORTEST_PREFIX = 3
SHORTEST_PART = 4

# Words that say nothing about a Fieldlab; PostgreSQL drops its own list, these are those of the other language too.
EMPTY_WORDS = frozenset(
    """
    aan als and at bij by dat de den der die dit een en er for from het how i in ik is it met my na naar near of om on
    onze ook op our over te the there tot uit van voor waar wat what which wie with wij you zijn fieldlab fieldlabs lab
    """.split()  # noqa: SIM905 -- sixty quotes would not read better
)
# Longest first. What stays must have five letters, so that "laser" is left alone.
ENDINGS = ("isering", "isation", "isatie", "ation", "ering", "atie", "ica", "ics", "ing", "ers", "er", "en", "s")
SHORTEST_STEM = 5


def words(text: str) -> list[str]:
    """The words to look for, each once, at most eight: lower case letters and digits only.

    Empty words are dropped, unless there is nothing else.
    """
    typed = list(dict.fromkeys(plain(text[:MOST_CHARACTERS]).split()))
    return [word for word in typed if word not in EMPTY_WORDS][:MOST_WORDS] or typed[:MOST_WORDS]


def stem(word: str) -> str:
    """`printer` → `print`, `robotica` → `robot`: without an ending, when five letters stay."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def patterns(word: str) -> tuple[str, str]:
    """What to ask PostgreSQL for a word: for the dutch and english dictionaries, and for `simple`.

    Words of one or two characters ("3d", "ai") are looked for whole, longer ones also as a beginning, and from four
    letters on also inside other words: the search column marks the endings of its words with "~".
    """
    if len(word) < SHORTEST_PREFIX:
        return word, word
    forms = list(dict.fromkeys([word, stem(word)]))
    simple = [f"{form}:*" for form in forms]
    if len(word) >= SHORTEST_PART:
        simple += [f"'~{form}':*" for form in forms]
    return f"{word}:*", " | ".join(simple)
