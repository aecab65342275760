"""The shapes of the monitor of the programme: questions with their answers, and rows of what was agreed. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from programme.models import Figure
from programme.promises import Contribution, Kind, Promise, State
from reports.indicator_board import Target
from reports.monitor_data import Found, Thing

KNOWN, UNKNOWN, CLOSED = "known", "unknown", "closed"
FIRST_FIGURES = 3
"""How many stated figures a tile shows before it is opened."""


@dataclass(frozen=True)
class Register:
    """A part of this portal as a source."""

    url: str
    title_nl: str
    title_en: str


@dataclass(frozen=True)
class Origin:
    """`source` as components/source.html wants it."""

    source: object
    locator: str = ""
    as_of: date | None = None


@dataclass(frozen=True)
class Data:
    """The rows behind an answer: addresses of what their columns mean, of the file, and of the API ("": not in it)."""

    name: str
    page: str
    csv: str
    api: str = ""


@dataclass(frozen=True)
class Tile:
    """One question. `meaning`: what the figure is; `counted`: the query in words, "" when nothing is counted here.

    `said_by`: where a source gives the answer. `number`: behind the answer, None where there is none; `figures`: what
    sources state, to stand beside it.
    """

    key: str
    question: str
    answer: str
    meaning: str
    counted: str = ""
    said_by: str = ""
    number: Decimal | int | None = None
    status: str = KNOWN
    details: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    figures: tuple[Figure, ...] = ()
    url: str = ""
    link: str = ""
    data: Data | None = None

    @property
    def unsure(self) -> bool:
        return self.status != KNOWN

    @property
    def first_figures(self) -> tuple[Figure, ...]:
        return self.figures[:FIRST_FIGURES]

    @property
    def more_figures(self) -> tuple[Figure, ...]:
        return self.figures[FIRST_FIGURES:]


@dataclass(frozen=True)
class GoalPart:
    goal: Thing
    origin: Origin
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Part:
    """A contribution to a project; `figure`: its amount, which may be unknown, None where it is no money."""

    contribution: Contribution
    figure: Figure | None


@dataclass(frozen=True)
class ProjectRow:
    """`cells`: by kind, in the order of `Kind`, what is contributed."""

    project: Thing
    cells: tuple[tuple[Part, ...], ...]
    origin: Origin
    url: str


@dataclass(frozen=True)
class PromiseRow:
    """`state`: label; `kind`: of its badge; `origin`: where it was promised; `proof`: what says what became of it."""

    promise: Promise
    who: str
    due: str
    state: str
    kind: str
    sentence: str
    origin: Origin
    proof: Origin | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class TransformationRow:
    thing: Thing
    level: str
    url: str


@dataclass(frozen=True)
class Monitor:
    """`desks`: what the desks reached this year; empty for who may not read the indicators."""

    found: Found
    goals: tuple[GoalPart, ...]
    programme: tuple[Tile, ...]
    projects: tuple[ProjectRow, ...]
    promises: tuple[PromiseRow, ...]
    transformations: tuple[TransformationRow, ...]
    desks: tuple[Tile, ...]
    targets: tuple[Target, ...]

    @property
    def kinds(self) -> list[str]:
        return [str(kind.label) for kind in Kind]

    @property
    def letter(self) -> Thing:
        return self.found.source("letter")

    @property
    def kept(self) -> str:
        kept = sum(row.promise.state == State.KEPT for row in self.promises)
        return _("%(number)s of %(of)s") % {"number": kept, "of": len(self.promises)}

    @property
    def tiles(self) -> list[Tile]:
        return [*self.programme, *(tile for part in self.goals for tile in part.tiles), *self.desks]
