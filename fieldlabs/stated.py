"""What the letter to Parliament says of the money in Fieldlabs, beside what is registered, and why they differ."""

from decimal import Decimal

from django.utils.translation import gettext as _

from fieldlabs import totals
from fieldlabs.models import Investment
from fieldlabs.totals import Cell, Group, Line, Table, Total
from programme.models import Figure
from ui import formats

WHOLE, COMPANIES, PUBLIC, STATE = (
    "fieldlabs_investment_letter",
    "fieldlabs_share_business_letter",
    "fieldlabs_share_public_letter",
    "fieldlabs_state_letter",
)
KEYS = (WHOLE, COMPANIES, PUBLIC, STATE)
Source = Investment.Source
# The letter has two sides: companies, and knowledge institutes with government. Europe is government too.
PUBLIC_SOURCES = {Source.KNOWLEDGE, Source.EDUCATION, Source.STATE, Source.REGION, Source.EUROPE}


def figures() -> dict[str, Figure]:
    """The letter's figures by key, with their source. One statement."""
    return {one.key: one for one in Figure.objects.filter(key__in=KEYS).select_related("source")}


def beside(groups: list[Group], stated: dict[str, Figure]) -> Table:
    """Each figure of the letter beside each phase of what is registered."""
    names = {
        WHOLE: _("All money"),
        COMPANIES: _("Share of companies"),
        PUBLIC: _("Share of knowledge institutes and government"),
        STATE: _("Money of the State"),
    }
    lines = [
        _line(f"{names[key]}, {phase.label}", stated[key], _registered(key, groups, phase))
        for key in KEYS
        if key in stated
        for phase in totals.PHASES
    ]
    columns = (_("In the letter"), _("Registered here"), _("Difference"))
    return Table("letter", _("The letter beside what is registered"), _("What"), columns, tuple(lines))


def _registered(key: str, groups: list[Group], phase: str) -> Total:
    """An amount, or a percentage of the amounts that are known."""
    own = [one for one in groups if one.phase == phase]
    if key == WHOLE:
        return totals.total(own, phase)
    if key == STATE:
        return totals.total([one for one in own if one.source == Source.STATE], phase)
    wanted = {Source.COMPANIES} if key == COMPANIES else PUBLIC_SOURCES
    part = totals.total([one for one in own if one.source in wanted], phase)
    whole = totals.total(own, phase)
    if not whole.known:
        return Total(None, whole.unknown, whole.rows)
    share = (part.known or Decimal(0)) / whole.known * 100
    return Total(share.quantize(Decimal("0.1")), whole.unknown, whole.rows)


def _line(name: str, figure: Figure, found: Total) -> Line:
    is_share = figure.unit == Figure.Unit.PERCENT
    letter = Cell(formats.figure_value(figure), figure.value)
    if found.known is None or figure.value is None:
        shown = Cell(formats.unknown()) if found.rows else Cell(totals.NONE)
        return Line(name, (letter, shown, Cell(totals.NONE)))
    difference = found.known - figure.value
    if is_share:
        shown = Cell(formats.percent(found.known), found.known)
        apart = _("%(number)s percentage points") % {"number": formats.number(difference)}
        return Line(name, (letter, shown, Cell(apart, difference)))
    return Line(name, (letter, totals.money(found), Cell(formats.unbroken(formats.euro(difference)), difference)))


def reasons(groups: list[Group], with_money: int, fieldlabs: int) -> list[str]:
    """Why the columns differ, in sentences with today's numbers."""
    unknown = sum(one.total.unknown for one in groups)
    said = [
        _("%(number)s of the %(total)s Fieldlabs on the public list have money registered. The letter counts 32.")
        % {"number": formats.number(with_money), "total": formats.number(fieldlabs)},
        _(
            "The letter does not say whether the money is planned, committed or realised. Here each phase stands "
            "apart, because they are phases of the same euro."
        ),
        _(
            "The letter gives 40% and 60% of the € 165 million, not of the € 42 million. Here a share is that of the "
            "amounts that are known. Money of the European Union counts with government; other money with neither."
        ),
        _("The registered amounts hold grants, loans, own money and work in kind. The letter does not split them."),
    ]
    if unknown:
        said.append(
            _("Amounts that are registered, but unknown: %(number)s. They are not counted as 0.")
            % {"number": formats.number(unknown)}
        )
    return said
