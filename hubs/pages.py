"""What the pages of the hubs show."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _

from fieldlabs.models import Fieldlab
from hubs.models import Hub
from regions.models import Province, Region
from ui import charts
from ui.language import local


def facts(hub: Hub, provinces: Sequence[Province]) -> list[tuple[str, object]]:
    """Terms and values; None shows as unknown."""
    host = hub.host or None
    if host and not hub.host_sourced:
        host = _("%(host)s (not confirmed by a source)") % {"host": host}
    return [
        (_("Region"), local(hub.region, "name")),
        (_("Provinces"), ", ".join(sorted(local(one, "name") for one in provinces))),
        (_("Host"), host),
        (_("Founded"), str(hub.founded) if hub.founded else None),
    ]


def evidence_text(hub: Hub) -> str:
    return str(hub.get_evidence_display())


def sources(hub: Hub) -> list[dict[str, str]]:
    return [{"url": url, "site": site(url)} for url in hub.sources]


def site(url: str) -> str:
    """`https://www.nom.nl/x` → `nom.nl`."""
    return urlsplit(url).netloc.removeprefix("www.")


def hubs_map(
    provinces: Sequence[Province], only: Region | None = None, labs: Sequence[Fieldlab] = ()
) -> charts.ProvinceMap:
    """The provinces by region; or one region with its Fieldlabs as dots."""
    if only is None:
        title = _("Which hub serves your province?")
        groups = [
            charts.ProvinceValue(one.iso, local(one, "name"), group=local(one.region, "name"), url=_url(one.region))
            for one in sorted(provinces, key=lambda one: (local(one.region, "name"), local(one, "name")))
        ]
        return charts.province_map(title, groups, columns=(_("Province"), _("Region")), id="map")
    values = [charts.ProvinceValue(one.iso, local(one, "name"), int(one.region_id == only.pk)) for one in provinces]
    spots = Counter((lab.city, lab.lat, lab.lon) for lab in labs if lab.lat is not None)
    chart = charts.province_map(
        _("Fieldlabs in %(region)s") % {"region": local(only, "name")},
        values,
        [charts.Place(city, lat, lon, number) for (city, lat, lon), number in spots.items()],
        description=_("Map of the Netherlands: the region is dark, each dot is a place with Fieldlabs."),
        wording=charts.Wording(number=lambda value: ""),
        id="map",
    )
    # The list under the map says the same in words.
    return replace(chart, shades=())


def _url(region: Region) -> str:
    return reverse("hubs:hub_detail", args=[region.slug])
