"""Prepares instruments for the finder: what is known of their state, and the filters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from programme import facets
from programme.models import Instrument, InstrumentPeriod, Transformation
from regions.models import Province, Region
from ui.formats import date_long
from ui.language import local

# After this an "open" that was seen is too old to repeat as such.
FRESH = timedelta(days=30)
Status = InstrumentPeriod.Status
ORDER = [Status.OPEN, Status.RECURRING, Status.UNKNOWN, Status.CLOSED]


@dataclass(frozen=True)
class Standing:
    """What may be said today about a period being open."""

    status: str
    badge: str
    badge_kind: str
    text: str


@dataclass(frozen=True)
class Listed:
    """An instrument in the finder with its newest period (the first of its periods)."""

    instrument: Instrument
    newest: InstrumentPeriod
    standing: Standing


def standing(period: InstrumentPeriod, today: date) -> Standing:
    """Never calls a period open unless that was seen lately and its last day has not passed."""
    seen = period.status_as_of
    over = period.valid_to is not None and period.valid_to < today
    match period.status:
        case Status.OPEN if not over and today - seen <= FRESH:
            text = _("Open, seen on %(date)s. Check with the provider.") % {"date": date_long(seen)}
            return Standing(Status.OPEN, _("open"), "success", text)
        case Status.OPEN if not over:
            text = _("Was open on %(date)s. We do not know if it still is. Check with the provider.")
            return Standing(Status.UNKNOWN, _("not known"), "warning", text % {"date": date_long(seen)})
        case Status.RECURRING:
            return Standing(Status.RECURRING, _("comes back often"), "info", _recurring(seen))
        case Status.UNKNOWN:
            return Standing(Status.UNKNOWN, _("not known"), "warning", _unknown(seen))
        case _:
            text = _("The newest period that we know is over. We do not know if a new one follows.")
            return Standing(Status.CLOSED, _("closed"), "neutral", text)


def _recurring(seen: date | None) -> str:
    if seen is None:
        return _("Comes back often. Our source has no date. Check with the provider.")
    return _("Comes back often, last seen on %(date)s. Check with the provider.") % {"date": date_long(seen)}


def _unknown(seen: date | None) -> str:
    if seen is None:
        return _("We do not know if this is open. Our source has no date. Check with the provider.")
    text = _("We do not know if this is open. Last seen on %(date)s. Check with the provider.")
    return text % {"date": date_long(seen)}


def all_listed(today: date) -> list[Listed]:
    """Every known instrument with its periods, provinces and transformations: four queries. Likely ones first."""
    instruments = Instrument.objects.known().prefetch_related("periods__provinces", "periods__transformations")
    listed = [Listed(instrument, newest, standing(newest, today)) for instrument, newest in map(_newest, instruments)]
    return sorted(listed, key=lambda entry: (ORDER.index(entry.standing.status), entry.instrument.name.casefold()))


def _newest(instrument: Instrument) -> tuple[Instrument, InstrumentPeriod]:
    return instrument, instrument.periods.all()[0]


def find(params: Mapping[str, str], listed: list[Listed]) -> facets.Found:
    """The instruments that fit the query string; see facets.find. One query."""
    return facets.find(params, listed, _facets(listed), _words)


def _facets(listed: list[Listed]) -> list[facets.Facet]:
    regions = _regions()
    transformations = [facets.Choice(thing.slug, local(thing, "name")) for thing in _all_transformations(listed)]
    return [
        facets.Facet(
            "mkb",
            _("Who applies"),
            [
                facets.Choice("ja", _("one SME can apply by itself")),
                facets.Choice("nee", _("only together or through others")),
            ],
            lambda entry: ["ja" if entry.instrument.sme_direct else "nee"],
        ),
        facets.Facet(
            "status",
            _("Status"),
            [facets.Choice(status, str(status.label)) for status in ORDER],
            lambda entry: [entry.standing.status],
        ),
        facets.Facet("regio", _("Your province or region"), _places(regions), lambda entry: _codes(entry, regions)),
        facets.Facet("transformatie", _("Transformation"), transformations, _transformations),
    ]


def _regions() -> dict[Region, list[Province]]:
    """Every region with its provinces: one query."""
    regions: dict[Region, list[Province]] = {}
    for province in Province.objects.select_related("region").order_by("region__name_nl", "name_nl"):
        regions.setdefault(province.region, []).append(province)
    return regions


def _all_transformations(listed: list[Listed]) -> list[Transformation]:
    """Those that an instrument is for, in the order of the programme."""
    found = {
        thing for entry in listed for period in entry.instrument.periods.all() for thing in period.transformations.all()
    }
    return sorted(found, key=lambda thing: thing.number)


def _places(regions: dict[Region, list[Province]]) -> list[facets.Choice]:
    choices = []
    for region, members in regions.items():
        name = local(region, "name")
        provinces = [facets.Choice(thing.iso, local(thing, "name"), name) for thing in members]
        whole = facets.Choice(region.slug, _("%(region)s, whole region") % {"region": name}, name)
        choices += [whole, *provinces] if len(provinces) > 1 else provinces
    return choices


def _codes(entry: Listed, regions: dict[Region, list[Province]]) -> set[str]:
    """Provinces and regions in which the instrument was ever on offer; a national one is on offer everywhere."""
    periods = entry.instrument.periods.all()
    everywhere = any(period.nationwide for period in periods)
    isos = {province.iso for period in periods for province in period.provinces.all()}
    found = set()
    for region, members in regions.items():
        own = {province.iso for province in members}
        found |= own if everywhere else own & isos
        if everywhere or own & isos:
            found.add(region.slug)
    return found


def _transformations(entry: Listed) -> set[str]:
    return {thing.slug for period in entry.instrument.periods.all() for thing in period.transformations.all()}


def _words(entry: Listed) -> str:
    thing = entry.instrument
    texts = [thing.name, thing.what_nl, thing.what_en, thing.for_whom_nl, thing.for_whom_en]
    for period in thing.periods.all():
        texts += [period.name, period.note_nl, period.note_en]
    return " ".join(texts)


def web_links(addresses: list[str]) -> list[tuple[str, str]]:
    """(text, address): the site, numbered where a site occurs more than once."""
    sites = [urlsplit(address).hostname.removeprefix("www.") for address in addresses]
    return [
        (f"{site} ({sites[: index + 1].count(site)})" if sites.count(site) > 1 else site, address)
        for index, (site, address) in enumerate(zip(sites, addresses, strict=True))
    ]
