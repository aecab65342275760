"""Where a company stands among the participants: reads the published groups, through the gate.

Reads at most 64 short rows in one query, whatever the number of runs. The groups are made by a weekly job
(`assessments.snapshot`); the company that asks is in them like any other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Sector, SizeClass
from assessments import disclosure, words
from assessments.disclosure import Kind, Summary
from assessments.models import Assessment, PeerCell
from assessments.questionnaire import DEEP, QUICK, TRANSFORMATIONS
from jobs import clock
from ui.formats import number

WINDOW = timedelta(days=731)
"""24 months: what is older is neither counted nor shown."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One transformation among the participants; texts in the active language.

    `depth`: of the levels compared; "quick" for a run in depth where only the quick scan has enough participants.
    `fell_back`: a narrower group (the company's sector with its size, then its sector, then its size) was too small.
    """

    transformation: str
    summary: Summary
    depth: str = QUICK
    sector: Sector | None = None
    size: SizeClass | None = None
    fell_back: bool = False
    as_of: date | None = None

    @property
    def kind(self) -> Kind:
        return self.summary.kind

    @property
    def companies(self) -> int:
        """Rounded down to a multiple of five."""
        return self.summary.companies

    @property
    def median(self) -> Decimal | None:
        return self.summary.median

    @property
    def low(self) -> Decimal | None:
        return self.summary.low

    @property
    def high(self) -> Decimal | None:
        return self.summary.high

    @property
    def higher_than(self) -> int | None:
        return self.summary.higher_than

    @property
    def group(self) -> str:
        """Who it is compared with; "" where there is no comparison."""
        return "" if self.kind == Kind.NONE else group_name(self.sector, self.size)

    @property
    def words(self) -> str:
        """The comparison as one sentence."""
        if self.kind == Kind.NONE:
            return _("There are not enough participants yet to compare with.")
        if self.kind == Kind.RANK:
            return rank_words(self.higher_than)
        values = {"low": number(self.low), "high": number(self.high), "median": number(self.median)}
        if self.low == self.high:
            return _("At least half of the participants are around level %(median)s.") % values
        return _("Half of the participants are between level %(low)s and %(high)s. The middle is %(median)s.") % values


@dataclass(frozen=True, slots=True)
class Comparison:
    """One `Peer` per transformation, in the order of the questionnaire. `as_of`: of the newest numbers; None: none."""

    peers: tuple[Peer, ...]

    @property
    def as_of(self) -> date | None:
        return max((peer.as_of for peer in self.peers if peer.as_of), default=None)

    @property
    def is_empty(self) -> bool:
        return all(peer.kind == Kind.NONE for peer in self.peers)

    @property
    def medians(self) -> dict[str, Decimal | None]:
        return {peer.transformation: peer.median for peer in self.peers}

    def of(self, transformation: str) -> Peer:
        """Raises LookupError."""
        return {peer.transformation: peer for peer in self.peers}[transformation]


def comparison_for(run: Assessment) -> Comparison:
    """The run among the participants: one query. A run that is not completed has no levels, so no ranks."""
    cells = list(_groups_of(run))
    return Comparison(tuple(_peer(run, slug, index, cells) for index, slug in enumerate(TRANSFORMATIONS)))


def medians(run: Assessment) -> dict[str, Decimal | None]:
    """The median of the group that the run is compared with, per transformation; None where there is none."""
    return comparison_for(run).medians


def published(questionnaire: str, version: str) -> QuerySet[PeerCell]:
    """The groups of this version that may be read. Their numbers pass `disclosure.summary` before they are shown."""
    rows = PeerCell.objects.filter(questionnaire=questionnaire, version=version, shown=True)
    return rows.filter(as_of__gte=clock.today() - WINDOW).select_related("sector", "size")


def summary_of(cell: PeerCell, level: int | None = None) -> Summary:
    return disclosure.summary({int(tenths): companies for tenths, companies in cell.counts.items()}, level)


def group_name(sector: Sector | None, size: SizeClass | None) -> str:
    names = {"sector": words.sector_name(sector.pk) if sector else "", "size": words.size_name(size) if size else ""}
    if sector and size:
        return _("participants in ‘%(sector)s’, size ‘%(size)s’") % names
    if sector:
        return _("participants in ‘%(sector)s’") % names
    return _("participants of size ‘%(size)s’") % names if size else _("all participants")


def rank_words(higher_than: int) -> str:
    """ "Higher than about 6 in 10"; at the ends in words, because nobody is told to be first or last."""
    if higher_than == 0:
        return _("Almost all participants are higher.")
    if higher_than == 10:
        return _("Higher than almost all participants.")
    return ngettext(
        "Higher than about %(number)s in 10 participants.",
        "Higher than about %(number)s in 10 participants.",
        higher_than,
    ) % {"number": higher_than}


def _groups_of(run: Assessment) -> QuerySet[PeerCell]:
    """The run's own groups, at every transformation."""
    depths = [QUICK, DEEP] if run.depth == DEEP else [QUICK]
    known = published(run.questionnaire, run.version).exclude(transformation="").filter(depth__in=depths)
    own_sector, own_size = Q(sector=run.sector_id or ""), Q(size=run.size_id or "")
    return known.filter(Q(sector__isnull=True) | own_sector, Q(size__isnull=True) | own_size)


def _peer(run: Assessment, slug: str, index: int, cells: Iterable[PeerCell]) -> Peer:
    """In depth where that can be compared, else by the question of the quick scan."""
    for depth, levels in ((DEEP, run.deep_levels), (QUICK, run.quick_levels)):
        level = levels[index] if levels else None
        mine = {(one.sector_id, one.size_id): one for one in cells if (one.transformation, one.depth) == (slug, depth)}
        peer = None if depth == DEEP and level is None else _narrowest(run, mine, level)
        if peer:
            return peer
    return Peer(slug, Summary(Kind.NONE))


def _narrowest(run: Assessment, cells: dict[tuple, PeerCell], level: int | None) -> Peer | None:
    """The narrowest of these groups that may be shown."""
    for place, key in enumerate(_hierarchy(run)):
        cell = cells.get(key)
        found = summary_of(cell, level) if cell else Summary(Kind.NONE)
        if found.kind != Kind.NONE:
            back = place > 0
            return Peer(
                cell.transformation, found, cell.depth, cell.sector, cell.size, fell_back=back, as_of=cell.as_of
            )
    return None


def _hierarchy(run: Assessment) -> list[tuple[str | None, str | None]]:
    """Sector × size, sector, size, all; without the groups that need what is not known."""
    sector, size = run.sector_id, run.size_id
    return list(dict.fromkeys([(sector, size), (sector, None), (None, size), (None, None)]))
