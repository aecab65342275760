"""The columns of a list of companies: by which headers they are known, and how a cell of each is read."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Sector, SizeClass
from hubs import identity
from regions.models import Place
from regions.places import plain
from ui.columns import guesser

SENTENCES = {
    "missing": _("This is missing."),
    "no_identity": _("Give the KvK number or an e-mail address, so that we count it once."),
    "too_long": _("This is %(length)s characters long; at most %(most)s fit. Make it shorter."),
    "formula": _("This is a formula without a result. Type the value itself."),
    "error": _("The spreadsheet could not work this out (%(text)s). Type the value itself."),
    "no_kvk": _("A KvK number has 8 digits. A spreadsheet drops the zero at its start: type it again."),
    "no_email": _("This is no e-mail address."),
    "no_place": _("We know no place “%(value)s”. Check the spelling, or leave it empty."),
    "many_places": _("Several places are called so. Fill in the province: %(choices)s."),
    "no_size": _("This is no size. Write the number of staff, such as 12."),
    "no_sector": _("This is no sector of SBI 2008. Write its code of two digits, or its name."),
    "double": _("Row %(row)s is about the same company. Leave one of the two out."),
    "removed": _("The data of this company were removed. A list does not bring them back: leave this row out."),
    "several": _("Your desk knows several companies with this e-mail address. Give the KvK number."),
}
"""What can be wrong with a cell or a row, and how to mend it, by code."""


class Problem(Exception):
    """Raised by a reader: `code` of `SENTENCES`, `facts` for the sentence."""

    def __init__(self, code: str, **facts: object):
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Column:
    """`name`: as in hubs.actions.Profile, and province beside it. `headers`: words above it, in plain letters."""

    name: str
    label: str | Promise
    headers: tuple[str, ...]


COLUMNS = (
    Column("name", _("name of the company"), ("naam", "name", "bedrijf", "bedrijfsnaam", "company", "handelsnaam",
        "organisatie", "naam bedrijf", "company name", "onderneming", "firma")),
    Column("kvk_number", _("KvK number"), ("kvk", "kvk nummer", "kvknummer", "kvk nr", "kvknr", "coc", "coc number",
        "handelsregister", "dossiernummer")),
    Column("contact_name", _("contact person"), ("contact", "contactpersoon", "contactnaam", "naam contactpersoon",
        "contact person", "contact name")),
    Column("email", _("e-mail address"), ("e mail", "email", "mail", "emailadres", "e mailadres", "email address")),
    Column("telephone", _("telephone number"), ("telefoon", "telefoonnummer", "tel", "phone", "telephone", "mobiel")),
    Column("place", _("place"), ("plaats", "vestigingsplaats", "woonplaats", "stad", "city", "place", "gemeente")),
    Column("province", _("province"), ("provincie", "province", "prov")),
    Column("size", _("size"), ("grootte", "omvang", "size", "aantal medewerkers", "medewerkers", "fte", "werknemers",
        "employees", "staff", "grootteklasse")),
    Column("sector", _("sector"), ("sector", "branche", "sbi", "sbi code", "sbicode", "industry")),
)  # fmt: skip
BY_NAME = {column.name: column for column in COLUMNS}
LONGEST = {"name": 200, "contact_name": 150, "telephone": 30, "email": 254}


guess = guesser(COLUMNS, plain)


@dataclass
class Words:
    """What cells may name, by what people type in plain letters. Four statements, whatever the number of rows."""

    places: Mapping[str, list[Place]]
    sizes: list[SizeClass]
    sectors: Mapping[str, str]

    @classmethod
    def of(cls, typed_places: Iterable[str]) -> "Words":
        wanted = sorted({plain(name) for name in typed_places} - {""})
        places: dict[str, list[Place]] = {name: [] for name in wanted}
        for one in Place.objects.filter(search_names__has_any_keys=wanted).select_related("province"):
            for name in set(one.search_names) & set(wanted):
                places[name].append(one)
        sectors = {
            plain(name): one.code for one in Sector.objects.all() for name in (one.code, one.name_nl, one.name_en)
        }
        return cls(places, list(SizeClass.objects.order_by("rank")), sectors)


def read(name: str, value: str, values: Mapping[str, str], words: Words) -> object:
    """What a cell means: text, the number of a place, the key of a size or sector. Raises Problem."""
    text = " ".join(value.split())
    if len(text) > LONGEST.get(name, 200):
        raise Problem("too_long", length=len(text), most=LONGEST.get(name, 200))
    readers: dict[str, Callable[[], object]] = {
        "kvk_number": lambda: _kvk(text),
        "email": lambda: _email(text),
        "place": lambda: _place(text, values.get("province", ""), words),
        "size": lambda: _size(text, words),
        "sector": lambda: _sector(text, words),
    }
    return readers[name]() if name in readers else text


def _kvk(text: str) -> str:
    digits = identity.number(re.sub(r"(?i)^kvk[:\s]*", "", text))
    if not re.fullmatch(r"[0-9]{8}", digits):
        raise Problem("no_kvk")
    return digits


def _email(text: str) -> str:
    address = text.lower().removeprefix("mailto:")
    try:
        validate_email(address)
    except ValidationError as error:
        raise Problem("no_email") from error
    return address


def _place(text: str, province: str, words: Words) -> int:
    found = words.places.get(plain(text), [])
    asked = plain(province)
    if asked and len(found) > 1:
        found = [one for one in found if asked in {plain(name) for name in _names(one)}]
    if not found:
        raise Problem("no_place", value=text)
    if len(found) > 1:
        raise Problem("many_places", choices=", ".join(sorted({one.province.name_nl for one in found})))
    return found[0].pk


def _names(place: Place) -> tuple[str, ...]:
    of = place.province
    return of.name_nl, of.name_en, of.iso, of.iso.removeprefix("NL-")


def _size(text: str, words: Words) -> str:
    """The number of staff, or the name of a class."""
    if re.fullmatch(r"[0-9]{1,6}", text.replace(".", "")):
        staff = int(text.replace(".", ""))
        fitting = [one for one in words.sizes if one.staff_min <= staff and (one.staff_max or staff) >= staff]
    else:
        fitting = [
            one for one in words.sizes if plain(text) in {plain(n) for n in (one.slug, one.name_nl, one.name_en)}
        ]
    if not fitting:
        raise Problem("no_size")
    return fitting[0].slug


def _sector(text: str, words: Words) -> str:
    """A name, or a code of any length: 25, 25.62, C."""
    found = words.sectors.get(plain(text))
    if found is None and re.fullmatch(r"[0-9]{2}[0-9. ]*", text):
        found = words.sectors.get(text[:2])
    if found is None:
        raise Problem("no_sector")
    return found
