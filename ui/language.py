"""Content that is stored in two languages, as `<name>_nl` and `<name>_en`."""

from django.utils.translation import get_language

DEFAULT = "nl"
LANGUAGES = ("nl", "en")


def code() -> str:
    """The active language of the portal: "nl" or "en"."""
    active = (get_language() or DEFAULT).split("-")[0]
    return active if active in LANGUAGES else DEFAULT


def local(thing: object, name: str) -> str:
    """Attribute `<name>_<language>` of `thing`; the other language where that is empty."""
    first = code()
    second = "en" if first == "nl" else "nl"
    return getattr(thing, f"{name}_{first}", "") or getattr(thing, f"{name}_{second}", "") or ""
