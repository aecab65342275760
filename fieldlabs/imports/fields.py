"""The columns of a list of Fieldlabs: by which headers they are known, and how a cell of each is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from fieldlabs.imports.known import Known
from fieldlabs.imports.problems import Problem
from fieldlabs.models import Fieldlab
from regions.places import plain
from ui.columns import guesser
from ui.days import read_day
from ui.language import LANGUAGES

Reader = Callable[[str, Known], Any]
MOST_ITEMS = 40
LONGEST_ITEM = 60
_website = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Column:
    """`name`: field of the Fieldlab. `headers`: further words above such a column, in plain letters."""

    name: str
    label: Any
    read: Reader
    headers: tuple[str, ...] = ()
    needed: bool = False


def line(most: int) -> Reader:
    """Text on one line."""
    return lambda value, known: _fits(" ".join(value.split()), most)


def lines(most: int) -> Reader:
    """Text that may have several lines."""
    return lambda value, known: _fits("\n".join(one.rstrip() for one in value.split("\n")).strip(), most)


def _fits(text: str, most: int) -> str:
    if len(text) > most:
        raise Problem("too_long", length=len(text), most=most)
    return text


def items(value: str) -> list[str]:
    """What stands between semicolons or on lines of its own; without those, between commas or bars."""
    parts = re.split(r"[;\n]", value) if re.search(r"[;\n]", value) else re.split(r"[,|]", value)
    return [" ".join(part.split()) for part in parts if part.strip()]


def words(value: str, known: Known) -> list[str]:
    """Each once, whatever its capitals."""
    found = list({plain(part) or part: part for part in reversed(items(value))}.values())[::-1]
    if len(found) > MOST_ITEMS:
        raise Problem("too_many", number=len(found), most=MOST_ITEMS)
    for part in found:
        _fits(part, LONGEST_ITEM)
    return found


def day(value: str, known: Known) -> str:
    """As ISO 8601. 31-12-2018, 31/12/18, 2018-12-31, 31 december 2018, Dec 31 2018, or a spreadsheet's number."""
    found = read_day(value)
    if found is None:
        raise Problem("no_date")
    if not 1990 <= found.year <= 2100:
        raise Problem("year")
    return found.isoformat()


def level(value: str, known: Known) -> tuple[int, ...]:
    """One technology readiness level, or the lowest and the highest: "4", "TRL 4", "4-7", "4 t/m 7"."""
    found = [int(number) for number in re.findall(r"\d+", value)]
    bare = re.sub(r"trl|t/m|tot en met|tot|to|up|van|from|[\d\s–—-]", "", value.lower())
    if bare or not 1 <= len(found) <= 2 or not all(1 <= number <= 9 for number in found):
        raise Problem("no_level")
    if found[0] > found[-1]:
        raise Problem("level_order")
    return tuple(found)


def website(value: str, known: Known) -> str:
    address = value if re.match(r"https?://", value, re.IGNORECASE) else f"https://{value}"
    try:
        _website(address)
    except ValidationError as error:
        raise Problem("no_website") from error
    return _fits(address, 300)


def postal_code(value: str, known: Known) -> str:
    found = re.fullmatch(r"(?:nl[\s-]*)?([1-9]\d{3})\s*([a-z]{2})", value, re.IGNORECASE | re.ASCII)
    if not found:
        raise Problem("no_postal_code")
    return f"{found[1]} {found[2].upper()}"


def kind(value: str, known: Known) -> str:
    found = _kinds().get(plain(value))
    if found is None:
        raise Problem("no_choice", value=value, choices=", ".join(str(label) for label in Fieldlab.Type.labels))
    return found


@cache
def _kinds() -> dict[str, str]:
    names = {plain(code): code for code in Fieldlab.Type.values}
    for language in LANGUAGES:
        with override(language):
            names |= {plain(str(label)): code for code, label in Fieldlab.Type.choices}
    return names


def _choices(value: str, names: dict[str, str]) -> set[str]:
    whole = names.get(plain(value))
    if whole:
        return {whole}
    found = {part: names.get(plain(part)) for part in items(value)}
    strange = next((part for part, code in found.items() if code is None), None)
    if strange is not None:
        raise Problem("no_choice", value=strange, choices=", ".join(sorted(set(names.values()))))
    return set(found.values())


def transformations(value: str, known: Known) -> list[str]:
    return sorted(_choices(value, known.transformations), key=known.order.index)


def sectors(value: str, known: Known) -> list[str]:
    return sorted(_choices(value, known.sectors))


def regions(value: str, known: Known) -> list[str]:
    return sorted(_choices(value, known.regions))


def own_region(value: str, known: Known) -> None:
    if known.regions.get(plain(value)) != known.region.slug:
        raise Problem("other_region", region=str(known.region))


def province(value: str, known: Known) -> str:
    found = known.provinces.get(plain(value))
    if found is None:
        raise Problem("no_province", value=value)
    if found.region_id != known.region.pk:
        raise Problem("other_region", region=str(known.region))
    return found.iso


def operator(value: str, known: Known) -> int:
    """The number of the organisation: by its name, its KvK number, or both: "Demo BV (12345678)"."""
    number = re.search(r"\b(\d{8})\b", value)
    found = known.operators.get(number[1] if number else plain(value), [])
    if not found:
        raise Problem("no_operator", value=value)
    if len(found) > 1:
        raise Problem("many_operators", value=value)
    return found[0]


def _label(name: str):
    return Fieldlab._meta.get_field(name).verbose_name


COLUMNS = (
    Column("slug", _("address on the portal"), line(80), ("slug", "adres op het portaal", "id", "kenmerk")),
    Column(
        "name",
        _label("name"),
        line(120),
        ("naam", "name", "fieldlab", "naam fieldlab", "fieldlab name", "titel", "naam van het fieldlab"),
        needed=True,
    ),
    Column(
        "topic_nl",
        _label("topic_nl"),
        line(200),
        ("onderwerp", "thema", "topic", "onderwerp nl", "topic nl", "korte omschrijving"),
        needed=True,
    ),
    Column("topic_en", _label("topic_en"), line(200), ("onderwerp en", "topic en", "subject", "onderwerp engels")),
    Column(
        "description_nl",
        _label("description_nl"),
        lines(4000),
        ("omschrijving", "beschrijving", "description", "toelichting", "beschrijving nl", "omschrijving nl"),
    ),
    Column(
        "description_en",
        _label("description_en"),
        lines(4000),
        ("description en", "beschrijving en", "omschrijving en"),
    ),
    Column("region", _label("region"), own_region, ("regio", "region", "hub")),
    Column("province_id", _label("province"), province, ("provincie", "province", "prov")),
    Column(
        "city", _label("city"), line(80), ("plaats", "place", "stad", "city", "vestigingsplaats", "gemeente", "town")
    ),
    Column("address", _label("address"), line(150), ("adres", "straat", "address", "street", "straat en huisnummer")),
    Column("postal_code", _label("postal_code"), postal_code, ("postcode", "postal code", "zip", "pc")),
    Column("website", _label("website"), website, ("website", "url", "site", "webadres", "link", "www")),
    Column("contact", _label("contact"), line(200), ("contact", "contactgegevens", "bereikbaar", "e mail", "email")),
    Column(
        "operator_id",
        _label("operator"),
        operator,
        ("operator", "penvoerder", "exploitant", "beheerder", "wie voert het uit", "rechtspersoon"),
    ),
    Column("type", _label("type"), kind, ("type", "soort", "kind", "soort fieldlab")),
    Column(
        "transformation_slugs",
        _label("transformations"),
        transformations,
        ("transformaties", "transformatie", "transformations", "themas", "transformation"),
    ),
    Column(
        "technologies",
        _label("technologies"),
        words,
        ("technologieen", "technologie", "techniek", "technieken", "technologies", "technology"),
    ),
    Column("trl_min", _label("trl_min"), level, ("trl", "trl van", "trl from", "trl min", "trl laagste")),
    Column("trl_max", _label("trl_max"), level, ("trl tot", "trl tot en met", "trl to", "trl max", "trl hoogste")),
    Column("sectors", _label("sectors"), sectors, ("sectoren", "sector", "branche", "sectors", "sbi")),
    Column("audience_nl", _label("audience_nl"), lines(1000), ("doelgroep", "voor wie", "doelgroep nl", "audience")),
    Column("audience_en", _label("audience_en"), lines(1000), ("doelgroep en", "audience en", "for whom")),
    Column("access_nl", _label("access_nl"), lines(2000), ("toegang", "toegang nl", "hoe meedoen", "access")),
    Column("access_en", _label("access_en"), lines(2000), ("toegang en", "access en")),
    Column("regions_served", _label("regions_served"), regions, ("werkgebied", "regions served", "werkt in regio s")),
    Column("goal", _label("goal"), lines(4000), ("doel", "goal", "doelstelling")),
    Column("plan", _label("plan"), lines(8000), ("plan", "meerjarenplan", "aanpak")),
    Column("plan_starts_on", _label("plan_starts_on"), day, ("start plan", "plan vanaf", "plan start")),
    Column("plan_ends_on", _label("plan_ends_on"), day, ("einde plan", "plan tot", "plan end", "plan tot en met")),
    Column(
        "started_on",
        _label("started_on"),
        day,
        ("startdatum", "start", "gestart op", "gestart", "actief sinds", "opening", "started", "since"),
    ),
)
BY_NAME = {column.name: column for column in COLUMNS}
# Kept beside the Fieldlab, not in it.
LISTS = ("transformation_slugs", "sectors", "regions_served")


guess = guesser(COLUMNS, plain)
