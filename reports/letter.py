"""The split of the € 3.5 million as rows and charts, for the page and for the download. No queries of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from funding.amounts import Range
from funding.envelope import StatedMoney
from funding.measures import DEFINITIONS, REMAINDER
from funding.models import BudgetLine, StatedContribution
from programme.models import Figure, Source
from ui import charts, formats
from ui.language import local

MILLION = Decimal(1_000_000)
CENTS = Decimal("0.01")
LETTER = "letter"
"""Slug of the source whose sums are shown; sums of other sources stand beside it under their own name."""
PER_EURO = "match_per_euro"


@dataclass(frozen=True)
class Cell:
    """A measure of a line: its name, what is known (None: see `text`), and the words for it.

    `amount` in euros (for the match per euro: euros per euro); `text` and `detail` in millions of euros.
    """

    measure: str
    label: str
    amount: Range | None
    text: str
    detail: str = ""

    @property
    def known(self) -> bool:
        return self.amount is not None and self.amount.known


@dataclass(frozen=True)
class Row:
    """`depth`: 0 for the whole, which is the total row."""

    line: BudgetLine
    depth: int
    cells: tuple[Cell, ...]


# --- Words -----------------------------------------------------------------------------------------------------------


def millions(amount: Decimal) -> str:
    """2800000 -> "2,8" (nl), "2.8" (en)."""
    return formats.number((amount / MILLION).normalize())


def in_words(amount: Decimal) -> str:
    """2800000 -> "€ 2,8 miljoen", -700000 -> "−€ 0,7 miljoen"; nothing is "€ 0"."""
    if not amount:
        return formats.euro(0)
    sign = formats.MINUS if amount < 0 else ""
    return sign + _("€ %(number)s million") % {"number": millions(abs(amount))}


def wording(**changes: str) -> charts.Wording:
    return replace(formats.wording("EUR"), number=in_words, **changes)


def _plain(value: Decimal) -> str:
    return formats.number(value.quantize(CENTS).normalize())


def texts(amount: Range, number) -> tuple[str, str]:
    """The words for what is known, and the bounds when the amount itself is unknown."""
    match amount.status:
        case "exact":
            return number(amount.low), ""
        case "at_least":
            return _("at least %(value)s") % {"value": formats.unbroken(number(amount.low))}, ""
        case "range":
            low, high = formats.unbroken(number(amount.low)), formats.unbroken(number(amount.high))
            bounds = _("between %(low)s and %(high)s") % {"low": low, "high": high}
            return (bounds, "") if amount.low else (formats.unknown(), bounds)
        case _:
            return formats.unknown(), ""


def _missing(measure: str) -> str:
    match measure:
        case "set_apart":
            return _("nothing stated")
        case "left":
            return _("not applicable")
        case "match_per_euro":
            return _("cannot be calculated")
        case _:
            return _("not stated")


# --- Rows ------------------------------------------------------------------------------------------------------------


def rows(money: StatedMoney) -> list[Row]:
    """Every line in the order of the tree; the whole comes last, as the total."""
    order = money.envelope.below(money.envelope.root)
    return [_row(money, key) for key in [*order[1:], order[0]]]


def _row(money: StatedMoney, key: str) -> Row:
    cells = tuple(_cell(money, key, measure, str(label)) for measure, label, _meaning in DEFINITIONS)
    return Row(money.line(key), money.envelope.depth(key), cells)


def _cell(money: StatedMoney, key: str, measure: str, label: str) -> Cell:
    envelope = money.envelope
    by_source = measure in ("match_stated", PER_EURO)
    amount = getattr(envelope, measure)(key, LETTER) if by_source else getattr(envelope, measure)(key)
    if amount is None:
        return Cell(measure, label, None, _missing(measure))
    text, detail = texts(amount, _plain if measure == PER_EURO else millions)
    if measure == "match_required" and not amount.known and not amount.low:
        text = _missing(PER_EURO)
    if measure == "match_stated":
        detail = _elsewhere(money, key)
    return Cell(measure, label, amount, text, detail)


def _elsewhere(money: StatedMoney, key: str) -> str:
    """What other sources than the letter add up to: beside the sum, never in it."""
    others = [slug for slug in money.envelope.sources() if slug != LETTER]
    sums = [money.envelope.match_stated(key, slug) for slug in others]
    amounts = [texts(stated, millions)[0] for stated in sums if stated and stated.low]
    return "; ".join(_("other source: %(amount)s") % {"amount": text} for text in amounts)


# --- Charts ----------------------------------------------------------------------------------------------------------


def waterfall(money: StatedMoney) -> charts.Waterfall:
    """From the whole down to the line that gets what is left: what is beside the way goes out of it."""
    envelope = money.envelope
    (target,) = [key for key, line in envelope.lines.items() if line.status == REMAINDER and not envelope.children(key)]
    way = [*reversed(envelope.above(target)), target]
    steps = [_total(money, way[0])]
    for above, key in zip(way, way[1:], strict=False):
        steps += [_out(money, beside) for beside in envelope.children(above) if beside != key]
        steps.append(_total(money, key))
    title = _("From the whole to the other hubs: what is fixed, and what is unknown?")
    columns = (_("Step"), _("Amount"))
    return charts.waterfall(
        title, steps, description=_summary(money), columns=columns, wording=wording(), id="chart-waterfall"
    )


def _summary(money: StatedMoney) -> str:
    whole, known = money.envelope.amount(money.envelope.root), money.envelope.set_apart(money.envelope.root)
    return _("Of %(whole)s at least %(known)s is set apart. What is hatched is unknown within its bounds.") % {
        "whole": in_words(whole.low),
        "known": in_words(known.low),
    }


def _total(money: StatedMoney, key: str) -> charts.Step:
    line = money.line(key)
    name = local(line, "name")
    derived = line.amount is not None and line.figure.kind == "derived"
    return charts.Step(_("%(line)s (calculated)") % {"line": name} if derived else name, line.amount, total=True)


def _out(money: StatedMoney, key: str) -> charts.Step:
    amount, name = money.envelope.amount(key), local(money.line(key), "name")
    if amount.known:
        return charts.Step(name, -amount.low)
    return charts.Step(name, low=None if amount.high is None else -amount.high, high=-amount.low)


def figures_on(contributions: Iterable[StatedContribution], figures: Iterable[Figure]) -> list[Figure]:
    """Each contribution's own figure, and other values for a contribution that has an amount.

    A later amount beside an announcement without one is about something else (SMITZH-3) and no rival.
    """
    known = {one.figure.topic_id for one in contributions if one.amount is not None}
    own = {one.figure_id for one in contributions}
    return [figure for figure in figures if figure.topic_id in known or figure.id in own]


def match_chart(contributions: Sequence[StatedContribution], figures: Iterable[Figure]) -> charts.StackedBars:
    """One bar per source: what that source says of each contributor. `figures`: those on the contributions."""
    parts = {one.figure.topic_id: one.contributor for one in contributions}
    sources: dict[str, dict[int, Decimal | None]] = {}
    for figure in figures:
        sources.setdefault(local(figure.source, "title"), {})[figure.topic_id] = figure.value
    stacks = [charts.Stack(title, tuple(said.get(topic) for topic in parts)) for title, said in sources.items()]
    return charts.stacked_bars(
        _("Who puts in money for SMITZH beside the State, and according to whom?"),
        list(parts.values()),
        stacks,
        first_column=_("Source"),
        wording=wording(unknown=_("no amount")),
        id="chart-match",
    )


# --- Around it -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """One way to read where a reservation comes from: out of `pool`, so at most `most`; the figure says so."""

    pool: BudgetLine
    most: str
    figure: Figure


def readings(money: StatedMoney, figures: Iterable[Figure]) -> list[Reading]:
    """The letter's text and its table take the Data Value Center out of different lines; both, with their figures."""
    pools = {money.envelope.most("data_value_center", pool): pool for pool in ("regional_rest", "si_2018")}
    return [
        Reading(money.line(pools[figure.upper]), in_words(figure.upper), figure)
        for figure in figures
        if figure.upper in pools
    ]


def as_of(money: StatedMoney) -> date:
    """The day of the letter: the date at which the whole stands."""
    return money.line(money.envelope.root).figure.as_of


def match_in_words(money: StatedMoney, key: str) -> list[tuple[Source, str, str]]:
    """Per source what the contributions to a line add up to, and whose they are: ("at least € 0.7 million", "MRDH")."""
    own = [one for one in money.contributions if one.line.key in money.envelope.below(key)]
    sources = {one.source.slug: one.source for one in own}
    sums = {slug: money.envelope.match_stated(key, slug) for slug in sources}
    return [
        (
            sources[slug],
            texts(stated, in_words)[0],
            ", ".join(one.contributor for one in own if one.source.slug == slug),
        )
        for slug, stated in sums.items()
        if stated
    ]


def rivals(contributions: Iterable[StatedContribution], figures: Iterable[Figure]) -> list[list[Figure]]:
    """Figures on the same contribution that do not agree, side by side."""
    topics = dict.fromkeys(one.figure.topic_id for one in contributions)
    groups = [[figure for figure in figures if figure.topic_id == topic] for topic in topics]
    return [group for group in groups if len({figure.value for figure in group}) > 1]
