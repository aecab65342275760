"""Which match pool a plan's co-funding belongs to."""

from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from funding.models import MatchPool, Plan, SchemeVersion

Level = SchemeVersion.Level


def pool_for(plan: Plan, day: date) -> MatchPool | None:
    """The pool of the rules that cover the plan's line and region on this day; None without any.

    Rules that are wholly known go before rules of which something is unknown, then the newest. Where the ratio is held
    for each award the pool is the plan's own, which is opened when it is submitted.
    """
    rules = rules_for(plan, day)
    return rules and _pools_of(plan).filter(version=rules).first()


def rules_for(plan: Plan, day: date) -> SchemeVersion | None:
    """The rules under which the co-funding of this plan would be booked on this day."""
    # Rules at the level of the award cover a line once one plan on it has its pool: the ministry opens the first.
    by_award = MatchPool.objects.filter(version=OuterRef("pk"), line=plan.line_id, version__level=Level.AWARD)
    in_force = SchemeVersion.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)
    covering = in_force.filter(Exists(_pools_of(plan).filter(version=OuterRef("pk"))) | Exists(by_award))
    unknown = Q(instrument=SchemeVersion.Instrument.UNKNOWN) | Q(ratio=None) | Q(level=None) | Q(advance_share=None)
    known_first = Case(When(unknown, then=Value(1)), default=Value(0), output_field=IntegerField())
    return covering.order_by(known_first, "-starts_on", "-number", "-pk").first()


def _pools_of(plan: Plan) -> QuerySet[MatchPool]:
    """Pools in which this plan's co-funding could lie. Their shape follows the level: the database holds that."""
    shapes = Q(plan=plan) | Q(plan=None, region=None)
    if plan.region_id:
        shapes |= Q(plan=None, region=plan.region_id)
    return MatchPool.objects.select_related("version").filter(shapes, line=plan.line_id).order_by("pk")
