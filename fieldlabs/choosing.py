"""Which Fieldlab fits a question: the order and the reasons. Pure: no database, no screen texts.

A Fieldlab answers each question that was asked with yes, no or unknown. Most times yes comes first, then least times
no, then how much of the own words it has, then the nearest. Unknown is not no: it costs nothing but has nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

GOALS: dict[str, tuple[str, ...]] = {
    "leren": ("training", "demonstration", "advice", "network"),
    "proberen": ("demonstration", "validation", "use", "proof_of_concept"),
    "ontwikkelen": ("proof_of_concept", "prototype", "validation", "advice"),
    "produceren": ("pilot_line", "certification", "use"),
}
"""What somebody wants → the kinds of services that help, those of fieldlabs.models.Service.Kind."""
LEARN = "leren"


class Fit(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Question:
    """What was asked; "" and None: not asked. `words`: own words to look for. `radius`: kilometres; a place may be
    given without one.
    """

    goal: str = ""
    transformation: str = ""
    words: tuple[str, ...] = ()
    has_place: bool = False
    radius: int | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.goal or self.transformation or self.words or self.has_place)


@dataclass(frozen=True)
class Candidate:
    """What a Fieldlab has to be ranked by. `found`: which of the own words it has. `km`: None is unknown."""

    id: int
    name: str
    kinds: frozenset[str] = frozenset()
    has_training: bool = False
    transformations: frozenset[str] = frozenset()
    found: tuple[str, ...] = ()
    km: float | None = None


@dataclass(frozen=True)
class Match:
    """A candidate with its answers: `goal`, `subject`, `distance` (only what was asked), and the services that help."""

    candidate: Candidate
    fits: dict[str, Fit] = field(default_factory=dict)
    services: tuple[str, ...] = ()

    def number(self, fit: Fit) -> int:
        return sum(one is fit for one in self.fits.values())

    @property
    def is_whole(self) -> bool:
        return all(fit is Fit.YES for fit in self.fits.values())


def rank(candidates: Iterable[Candidate], question: Question, most: int) -> list[Match]:
    """At most `most` matches, the best first. What is about something else, or fits in nothing, is left out."""
    made = [match(one, question) for one in candidates]
    fitting = [one for one in made if one.fits.get("subject") is not Fit.NO and (not one.fits or one.number(Fit.YES))]
    return sorted(fitting, key=_place)[:most]


def match(candidate: Candidate, question: Question) -> Match:
    fits = {}
    helping = tuple(kind for kind in GOALS.get(question.goal, ()) if kind in candidate.kinds)
    if question.goal:
        fits["goal"] = _goal(candidate, question, helping)
    if question.transformation or question.words:
        has_subject = question.transformation in candidate.transformations or candidate.found
        fits["subject"] = Fit.YES if has_subject else Fit.NO
    if question.radius is not None:
        fits["distance"] = _distance(candidate, question.radius)
    return Match(candidate, fits, helping)


def _goal(candidate: Candidate, question: Question, helping: tuple[str, ...]) -> Fit:
    if helping or (question.goal == LEARN and candidate.has_training):
        return Fit.YES
    return Fit.NO if candidate.kinds else Fit.UNKNOWN


def _distance(candidate: Candidate, radius: int) -> Fit:
    if candidate.km is None:
        return Fit.UNKNOWN
    return Fit.YES if candidate.km <= radius else Fit.NO


def _place(match: Match) -> tuple:
    one = match.candidate
    far = float("inf") if one.km is None else one.km
    return -match.number(Fit.YES), match.number(Fit.NO), -len(one.found), far, one.name.casefold(), one.id
