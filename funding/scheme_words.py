"""The rules of schemes in words, for the public page and for who publishes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding import schemes as rules
from funding.models import MatchPool, Scheme, SchemeVersion
from funding.models.schemes import Origin
from ui import formats
from ui.language import local

LATER, NOW, PAST = "later", "now", "past"
EVIDENCE = {
    "none": lambda: _("nothing, unless it is checked"),
    "performance": lambda: _("account of what was done"),
    "costs": lambda: _("account of what was done, of the costs, and an auditor's statement"),
}


@dataclass(frozen=True)
class VersionShown:
    """`facts`: (label, value) with None for unknown; `when`: "later", "now" or "past"; `missing`: unknown rules."""

    version: SchemeVersion
    when: str
    last_day: date | None
    facts: list[tuple[str, str | None]]
    missing: str
    places: list[str]
    of_plans: int


@dataclass(frozen=True)
class SchemeShown:
    """`versions`: the newest first."""

    scheme: Scheme
    versions: list[VersionShown]


def schemes(today: date) -> list[SchemeShown]:
    """All schemes with their versions, in three statements."""
    versions = list(rules.with_next(SchemeVersion.objects.order_by("scheme", "-number")))
    pools: dict[int, list[MatchPool]] = {}
    for pool in MatchPool.objects.select_related("line", "region").order_by("line__position", "region__slug"):
        pools.setdefault(pool.version_id, []).append(pool)
    return [
        SchemeShown(
            scheme, [_shown(one, pools.get(one.pk, []), today) for one in versions if one.scheme_id == scheme.pk]
        )
        for scheme in Scheme.objects.order_by("demo", "key")
    ]


def _shown(version: SchemeVersion, pools: Iterable[MatchPool], today: date) -> VersionShown:
    last = rules.last_day(version)
    when = LATER if version.starts_on > today else PAST if last is not None and last < today else NOW
    places = [_place(pool) for pool in pools if pool.plan_id is None]
    plans = sum(pool.plan_id is not None for pool in pools)
    return VersionShown(version, when, last, facts(version), missing(version), places, plans)


def _place(pool: MatchPool) -> str:
    line = local(pool.line, "name")
    return f"{line}: {local(pool.region, 'name')}" if pool.region else line


def facts(version: SchemeVersion) -> list[tuple[str, str | None]]:
    """Every rule of a version with its name; None is unknown."""
    instrument = version.instrument
    unknown = instrument == SchemeVersion.Instrument.UNKNOWN
    return [
        (_("Legal instrument"), None if unknown else str(version.get_instrument_display())),
        (_("Match"), _ratio(version.ratio)),
        (_("Level at which the ratio is held"), version.level and str(version.get_level_display())),
        (_("Advance before match is realised"), _share(version.advance_share)),
        (_("Money that counts as match"), _origins(version.origins)),
        (_("Match in kind"), version.in_kind and str(version.get_in_kind_display())),
        (_("Evidence by amount"), _evidence(version.evidence)),
        (_("Document"), f"{version.document}, {formats.date_long(version.document_date)}"),
    ]


def _ratio(ratio: Decimal | None) -> str | None:
    if ratio is None:
        return None
    if not ratio:
        return _("no match is asked")
    return _("at least %(ratio)s euro for each euro of the State") % {"ratio": formats.number(ratio)}


def _share(share: Decimal | None) -> str | None:
    return None if share is None else _("%(share)s of the award") % {"share": formats.percent(share * 100)}


def _origins(origins: list[str] | None) -> str | None:
    return None if origins is None else "; ".join(str(Origin(one).label) for one in origins) or _("none")


def _evidence(steps: list | None) -> str | None:
    if steps is None:
        return None
    parts = [
        _("from %(amount)s: %(evidence)s") % {"amount": formats.euro(amount), "evidence": EVIDENCE[kind]()}
        for amount, kind in steps
    ]
    return "; ".join(parts)


NAMES = {
    "instrument": lambda: _("the legal instrument"),
    "ratio": lambda: _("the ratio"),
    "level": lambda: _("the level of the ratio"),
    "advance_share": lambda: _("the advance"),
    "origins": lambda: _("which money counts"),
    "in_kind": lambda: _("whether match in kind counts"),
    "evidence": lambda: _("the evidence"),
}


def missing(version: SchemeVersion) -> str:
    """Names of the rules that are unknown, in a row; "" when all are known."""
    return ", ".join(NAMES[name]() for name in rules.unknown_rules(version))


def consequences(version: SchemeVersion) -> list[str]:
    """What cannot be decided while rules are unknown, in sentences."""
    unknown = rules.unknown_rules(version)
    if not unknown:
        return []
    sentences = [
        ngettext(
            "Unknown is %(names)s. As long as this is so, nothing can be granted under this version.",
            "Unknown are %(names)s. As long as one of these is, nothing can be granted under this version.",
            len(unknown),
        )
        % {"names": missing(version)}
    ]
    if "origins" in unknown:
        sentences.append(_("No pledge can be confirmed: it is unknown which money counts. Pledges stay intended."))
    elif "in_kind" in unknown:
        sentences.append(_("No pledge in kind can be confirmed. Such pledges stay intended."))
    if "level" in unknown:
        sentences.append(_("A pool may have any shape, and holds pledges only."))
    return sentences
