"""Fieldlabs that may be the one that somebody is about to register."""

import difflib
from urllib.parse import urlsplit

from fieldlabs.models import Fieldlab
from regions.places import plain

ALIKE = 0.8
MOST = 5
# Words that many names share.
COMMON = ("smart industry", "fieldlab", "field lab", "centre", "center")


def near(name: str, city: str, website: str) -> list[Fieldlab]:
    """At most five Fieldlabs with nearly this name, or this very website. One query."""
    wanted, site = bare(name), _site(website)
    known = Fieldlab.objects.only("slug", "name", "city", "website", "publication", "region_id").order_by("name")
    scores = [(_likeness(wanted, plain(city), site, one), one) for one in known.iterator()]
    scores.sort(key=lambda pair: -pair[0])
    return [one for score, one in scores if score >= ALIKE][:MOST]


def _likeness(wanted: str, city: str, site: str, known: Fieldlab) -> float:
    """0–1: how much a known Fieldlab looks like the new one. The same place makes a likeness in name count for more."""
    if site and site == _site(known.website):
        return 1.0
    own = bare(known.name)
    likeness = max(_ratio(wanted, own), _ratio(wanted.replace(" ", ""), own.replace(" ", "")))
    if wanted and own and (set(wanted.split()) <= set(own.split()) or set(own.split()) <= set(wanted.split())):
        likeness = max(likeness, ALIKE)
    return min(1.0, likeness + 0.15) if city and city == plain(known.city) else likeness


def _ratio(first: str, second: str) -> float:
    return difflib.SequenceMatcher(None, first, second).ratio()


def bare(name: str) -> str:
    """A name in plain letters, without the words that many names share."""
    text = plain(name)
    for common in COMMON:
        text = f" {text} ".replace(f" {common} ", " ").strip()
    return text or plain(name)


def _site(website: str) -> str:
    """Host and path, without www: what makes two addresses the same site. A whole campus or network is none."""
    parts = urlsplit(website)
    return (parts.netloc.removeprefix("www.") + parts.path.rstrip("/")).lower()
