"""A demonstration scheme with one pool for Zuid-Holland, for journeys with the cast."""

from datetime import date

from accounts.models import User
from funding.models import BudgetLine, MatchPool, Scheme, SchemeVersion
from regions.models import Region
from tests.funding.world import KNOWN_RULES, PAPER, basis, euros

__all__ = ["basis", "euros", "pool"]


def pool() -> MatchPool:
    wim = User.objects.get(email="wim@demo.smartindustry.example")
    scheme = Scheme.objects.create(key="journey", name_nl="Proefregeling", name_en="Trial scheme", demo=True)
    version = SchemeVersion.objects.create(
        scheme=scheme, number=1, starts_on=date(2018, 1, 1), recorded_by=wim, **PAPER, **KNOWN_RULES
    )
    line, region = BudgetLine.objects.get(key="smitzh"), Region.objects.get(slug="zuid-holland")
    return MatchPool.objects.create(version=version, line=line, region=region, recorded_by=wim, **PAPER)
