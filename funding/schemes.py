"""Which rules of a scheme are in force. The database asks the same: funding/sql/schemes.sql."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from funding.models import SchemeVersion

RULES = ("instrument", "ratio", "level", "advance_share", "origins", "in_kind", "evidence")
"""Fields without which no decision can be taken."""


@dataclass(frozen=True)
class Rules:
    """What a version of a scheme says; the fields are those of SchemeVersion. None, or instrument "unknown": not known.

    No field has a default: what is not known must be said. `ratio`: euros of match per euro of the State;
    `advance_share`: 0–1; `evidence`: [(amount in euros from which, "none" | "performance" | "costs"), …].
    """

    instrument: str
    ratio: Decimal | None
    level: str | None
    advance_share: Decimal | None
    origins: Sequence[str] | None
    in_kind: str | None
    evidence: Sequence[tuple[int, str]] | None


def in_force(day: date) -> QuerySet[SchemeVersion]:
    """At most one version of each scheme."""
    later = SchemeVersion.objects.filter(scheme=OuterRef("scheme"), number__gt=OuterRef("number"), starts_on__lte=day)
    return SchemeVersion.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day), ~Exists(later), starts_on__lte=day
    )


def with_next(versions: QuerySet[SchemeVersion]) -> QuerySet[SchemeVersion]:
    """Adds `next_starts_on` (None: there is no later version) to each version, in the same statement."""
    later = SchemeVersion.objects.filter(scheme=OuterRef("scheme"), number__gt=OuterRef("number")).order_by("number")
    return versions.annotate(next_starts_on=Subquery(later.values("starts_on")[:1]))


def last_day(version: SchemeVersion) -> date | None:
    """The last day on which a version of `with_next` is in force; None: no end is known."""
    days = [version.ends_on, version.next_starts_on and version.next_starts_on - timedelta(days=1)]
    return min((day for day in days if day), default=None)


def unknown_rules(version: SchemeVersion) -> list[str]:
    """Names of the fields that are not known; while there is one, nothing can be decided under this version."""
    missing = [name for name in RULES if getattr(version, name) is None]
    return ["instrument", *missing] if version.instrument == SchemeVersion.Instrument.UNKNOWN else missing
