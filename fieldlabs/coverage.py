"""How many Fieldlabs have a Skillslab: one definition and one statement, for every page that says it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from fieldlabs.models import Fieldlab
from regions.models import Region
from ui import formats
from ui.language import local


def is_open(today: date) -> Q:
    """Condition on a Fieldlab: it has a Skillslab that is open today. On its last day it is closed."""
    begun = Q(skillslab__opened_on=None) | Q(skillslab__opened_on__lte=today)
    going = Q(skillslab__closed_on=None) | Q(skillslab__closed_on__gt=today)
    return Q(skillslab__isnull=False) & begun & going


def definition() -> str:
    """What the figure counts, in a sentence for people."""
    return _(
        "Counted are the public Fieldlabs in this portal. A Fieldlab has a Skillslab when its hub registered one here"
        " that is open today. Where none is registered, there may still be training that we do not know of."
    )


@dataclass(frozen=True)
class Share:
    """`number` of `total` Fieldlabs have a Skillslab. `region`: slug, "" for those that work nationally."""

    region: str
    name: str
    number: int
    total: int

    @property
    def text(self) -> str:
        return _("%(number)s of %(total)s") % {
            "number": formats.number(self.number),
            "total": formats.number(self.total),
        }


@dataclass(frozen=True)
class Coverage:
    whole: Share
    regions: tuple[Share, ...]


def read(today: date) -> Coverage:
    """Over the whole country and per region. One statement."""
    rows = (
        Fieldlab.objects.filter(publication=Fieldlab.Publication.PUBLISHED)
        .order_by("region__name_nl")
        .values("region__slug", "region__name_nl", "region__name_en")
        .annotate(total=Count("pk"), number=Count("pk", filter=is_open(today)))
    )
    shares = tuple(_share(row) for row in rows)
    whole = Share("", _("The Netherlands"), sum(one.number for one in shares), sum(one.total for one in shares))
    return Coverage(whole, tuple(sorted(shares, key=lambda one: (not one.region, one.name))))


def _share(row: dict[str, object]) -> Share:
    region = Region(name_nl=row["region__name_nl"] or "", name_en=row["region__name_en"] or "")
    name = local(region, "name") if row["region__slug"] else _("For the whole country")
    return Share(row["region__slug"] or "", name, row["number"], row["total"])
