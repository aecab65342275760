"""What a result says, ready to show: every text in the active language, every number as it is written.

One `Outcome` feeds the page, the PDF, the JSON, the shared page and the request for help, so that they say the same.
Raw values stand beside their words where a reader of data needs them.
"""

from dataclasses import dataclass
from datetime import date

from assessments.matching import Desk, Route
from assessments.scoring import Level
from ui import charts


@dataclass(frozen=True)
class QuestionRow:
    """A question with a level: why, and what the next level takes ("" and None at the highest)."""

    id: str
    text: str
    level: int
    statement: str
    to_next: str
    next_level: int | None


@dataclass(frozen=True)
class Row:
    """A subject that has a level or an indication.

    `level` as a number and `level_text` as it is written; `indication`: it rests on the quick question alone, in a
    scan in depth. `because` says what the level is made of. `questions`: every question with a level, the weakest first
    in `weakest`. `answered` and `certainty` in words. `ambition`, `median`: None when there is none.
    """

    slug: str
    number: int
    name: str
    level: Level
    level_text: str
    indication: bool
    because: str
    weakest: QuestionRow
    questions: tuple[QuestionRow, ...]
    answered: str
    certainty: str | None
    ambition: int | None
    median: Level | None
    compared: str | None

    @property
    def statement(self) -> str:
        return self.weakest.statement

    @property
    def to_next(self) -> str:
        return self.weakest.to_next

    @property
    def next_level(self) -> int | None:
        return self.weakest.next_level


@dataclass(frozen=True)
class FactorText:
    """A cell of the priorities: `raw` in words, `share` of its column, `points` of the hundred that it adds."""

    raw: str
    share: str
    points: str


@dataclass(frozen=True)
class PriorityRow:
    """`rank` counts from 1, `rank_text` says so when it is shared. A factor None: the column does not count.

    `points`: of a hundred over all subjects; `level_text` None: no level is known.
    """

    slug: str
    name: str
    rank: int
    rank_text: str
    points: str
    level_text: str | None
    effort: FactorText
    gain: FactorText | None
    gap: FactorText | None


@dataclass(frozen=True)
class HorizonChoice:
    """A time within which to see result. `weights`: what counts how much, in words."""

    slug: str
    name: str
    weights: str
    current: bool


@dataclass(frozen=True)
class Priorities:
    """`rows`, highest first; `notes`: what was left out or assumed, one sentence each."""

    rows: tuple[PriorityRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """What may be said about other participants. `intro`: with whom, and what that is worth; `rows`: name, sentence."""

    intro: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Outcome:
    """The whole result of a completed run.

    `depth`: "quick" or "deep". `lead`: what kind of result it is. `summary`: what stands out, one sentence each, empty
    when there is no level. `facts`: (term, value; None is unknown). `chart` is None where it would not be a shape, then
    `table` has the same levels if there are any. `unknown`: (name, question) of subjects without a level, `left_out`:
    names of those that do not apply. `changed`: the questionnaire was changed since. `horizon`: slug of the chosen one.
    """

    title: str
    lead: str
    depth: str
    version: str
    digest: str
    completed_on: date
    changed: bool
    demo: bool
    summary: tuple[str, ...]
    facts: tuple[tuple[str, str | None], ...]
    goals: tuple[str, ...]
    chart: charts.Radar | None
    chart_note: str
    table: charts.Table | None
    rows: tuple[Row, ...]
    unknown: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    horizon: str
    horizons: tuple[HorizonChoice, ...]
    priorities: Priorities
    route: Route
    comparison: Comparison
    limits: str

    @property
    def desks(self) -> tuple[Desk, ...]:
        return self.route.desks
