"""Translations without GNU gettext: extract, check and compile the catalogues of every app with Babel.

Each app owns the strings of its code and of templates/<app>/; `OWNERS` says who owns the other templates.
"""

import io
import re
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_javascript, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

APPS = [
    "ui",
    "jobs",
    "regions",
    "accounts",
    "programme",
    "fieldlabs",
    "hubs",
    "assessments",
    "funding",
    "reports",
    "smartindustry",
]
OWNERS = {
    **{app: app for app in APPS},
    **dict.fromkeys(["components", "nldesign", "charts", "base.html"], "ui"),
    **dict.fromkeys(["account", "mfa", "usersessions", "socialaccount", "allauth"], "accounts"),
}
KEYWORDS = {
    **dict.fromkeys(["gettext", "gettext_lazy", "gettext_noop", "_"], None),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], ((1, "c"), 2, 3)),
}
FORMATS = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


@dataclass(frozen=True)
class Message:
    singular: str
    plural: str | None
    context: str | None
    place: str

    @property
    def id(self) -> str | tuple[str, str]:
        return (self.singular, self.plural) if self.plural else self.singular


def catalogue_path(app: str, language: str = "nl") -> Path:
    return settings.BASE_DIR / app / "locale" / language / "LC_MESSAGES" / "django.po"


def sources(app: str) -> list[Path]:
    """The files whose strings this app translates."""
    code = [file for file in (settings.BASE_DIR / app).rglob("*.py") if "migrations" not in file.parts]
    root = settings.BASE_DIR / "templates"
    pages = [file for file in root.rglob("*.*") if OWNERS.get(file.relative_to(root).parts[0], "smartindustry") == app]
    return sorted(code + pages)


def messages(app: str) -> list[Message]:
    """Every string in the app's sources that is marked for translation, in order, once each."""
    found: dict[tuple, Message] = {}
    for file in sources(app):
        for line, function, strings, _comments in _extract(file):
            message = _message(function, strings, f"{file.relative_to(settings.BASE_DIR)}:{line}")
            if message:
                found.setdefault((message.context, message.singular), message)
    return list(found.values())


def _extract(file: Path):
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        return list(extract_python(io.BytesIO(text.encode()), KEYWORDS, [], {}))
    # templatize writes calls among filler; the JavaScript reader is the one that forgives filler.
    return list(extract_javascript(io.BytesIO(templatize(text, origin=str(file)).encode()), KEYWORDS, [], {}))


def _message(function: str, strings: object, place: str) -> Message | None:
    parts = list(strings) if isinstance(strings, tuple) else [strings]
    context = parts.pop(0) if "pgettext" in function else None
    singular = parts[0] if parts else None
    plural = parts[1] if "ngettext" in function or "npgettext" in function else None
    return Message(singular, plural, context, place) if isinstance(singular, str) and singular else None


def read(app: str, language: str = "nl") -> Catalog:
    path = catalogue_path(app, language)
    if not path.exists():
        return Catalog(locale=language, project="smartindustry", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def extract(app: str) -> int:
    """Add the missing strings to the Dutch catalogue, drop those no longer used; how many are untranslated."""
    old, new = read(app), Catalog(locale="nl", project="smartindustry", charset="utf-8", fuzzy=False)
    for message in messages(app):
        known = old.get(message.singular, message.context)
        string = known.string if known and not known.fuzzy else ""
        new.add(message.id, string or "", context=message.context)
    path = catalogue_path(app)
    if len(new):
        path.parent.mkdir(parents=True, exist_ok=True)
        written = io.BytesIO()
        write_po(written, new, width=0, omit_header=False, sort_output=True)
        # No dates: a file that changes at every run is one more conflict to resolve.
        lines = [line for line in written.getvalue().splitlines(keepends=True) if b"-Date: " not in line]
        path.write_bytes(b"".join(lines))
    return sum(not translated(entry) for entry in new if entry.id)


def translated(entry) -> bool:
    strings = entry.string if isinstance(entry.string, tuple | list) else [entry.string]
    return bool(strings) and all(strings) and not entry.fuzzy


def faults(app: str) -> list[str]:
    """What is missing, fuzzy, or has other placeholders than its source."""
    catalogue = read(app)
    found = []
    for message in messages(app):
        entry = catalogue.get(message.singular, message.context)
        if entry is None or not translated(entry):
            found.append(f"{message.place}: no Dutch for {message.singular!r}")
        elif placeholders(entry.id) != placeholders(entry.string):
            found.append(f"{message.place}: other placeholders in the Dutch of {message.singular!r}")
    return found


def rivals() -> list[str]:
    """Texts that have one Dutch in one app and another Dutch in another: on screen one of them would win everywhere."""
    found: dict[tuple[object, str], dict[str, str]] = {}
    for app in APPS:
        for entry in read(app):
            if entry.id and isinstance(entry.id, str) and translated(entry):
                found.setdefault((entry.context, entry.id), {}).setdefault(entry.string, app)
    return [
        f"{text!r} has more than one Dutch: {', '.join(f'{dutch!r} ({app})' for dutch, app in ways.items())}"
        for (_context, text), ways in found.items()
        if len(ways) > 1
    ]


def placeholders(strings: object) -> set[str]:
    """The names in `%(name)s` and `{name}`, over all forms."""
    parts = strings if isinstance(strings, tuple | list) else [strings]
    return {name for part in parts for pair in FORMATS.findall(part) for name in pair if name}


def compile_all() -> None:
    """Write the .mo beside each .po; they are not committed."""
    for path in settings.BASE_DIR.glob("*/locale/*/LC_MESSAGES/django.po"):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=path.parts[-3]))
