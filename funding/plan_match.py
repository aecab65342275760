"""What became of the match that a version of a plan names: promised, confirmed, realised, and what is short. Euros."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from funding import award_register, match_register
from funding.ledger import COMMITTED, INTENDED, REALISED, USED
from funding.match_register import Row
from funding.models import Plan, PlanVersion, Pledge
from funding.plan_page import Cell, Shown, Table
from ui import formats

ZERO = Decimal(0)
PROMISED, CONFIRMED, PAID_IN = (INTENDED, COMMITTED, REALISED, USED), (COMMITTED, REALISED, USED), (REALISED, USED)


def of(plan: Plan, version: PlanVersion) -> Shown | None:
    """As the books hold it now: two statements. None while nothing of it is in the books."""
    pledges = Pledge.objects.filter(planned_as__version=version).order_by("funder__name", "pk").distinct()
    rows = [match_register.row_of(one) for one in match_register.with_amounts(pledges)]
    if not rows:
        return None
    title = _("The match now")
    shown = Shown("", title, "")
    columns = [(_("Co-funder"), False), (_("Promised"), True), (_("of which confirmed"), True)]
    total = [Cell(_("Together, as far as known")), *(_amount(_sum(rows, kinds)) for kinds in (PROMISED, CONFIRMED))]
    shown.table = Table(
        title,
        [*columns, (_("of which realised"), True)],
        [_line(row) for row in rows],
        [*total, _amount(_sum(rows, PAID_IN))],
    )
    shown.facts = _facts(plan, version, rows)
    return shown


def _sum(rows: list[Row], kinds: tuple[str, ...]) -> Decimal:
    return sum((row.held[kind] for row in rows for kind in kinds), ZERO)


def _amount(value: Decimal | None) -> Cell:
    return Cell(None if value is None else formats.euro(value), number=True)


def _line(row: Row) -> list[Cell]:
    name = Cell(row.pledge.funder.name, url=reverse("funding:pledge_detail", args=[row.pledge.pk]))
    return [name, *(_amount(_sum([row], kinds) if row.booked else None) for kinds in (PROMISED, CONFIRMED, PAID_IN))]


def _facts(plan: Plan, version: PlanVersion, rows: list[Row]) -> list[tuple[str, str | None]]:
    """Needed for what is settled, else granted, else asked; short of it is what nobody confirmed."""
    ratio = rows[0].pledge.pool.version.ratio
    awards = award_register.with_state().filter(plan_version__plan=plan)
    state = [award.granted if award.settled is None else award.settled for award in awards]
    if ratio is None:
        return [(_("Match needed"), None), (_("Still short"), None)]
    needed = ratio * (sum(state, ZERO) if state else version.requested)
    short = max(needed - _sum(rows, CONFIRMED), ZERO)
    label = _("Match needed for what is granted") if state else _("Match needed for what is asked")
    return [(label, formats.euro(needed)), (_("Still short"), formats.euro(short) if short else _("nothing"))]
