"""The result as the page shows it: sentences, chart and figures from a profile. No database."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.questionnaire import LEVELS, Dimension, Questionnaire
from assessments.scoring import Profile, Reason, State, TransformationScore
from ui import charts, formats
from ui.language import local

FEWEST_AXES = 3
"""A radar chart of two axes is a line."""


@dataclass(frozen=True)
class Row:
    """One transformation: its name, its level (None when unknown) and why."""

    slug: str
    number: int
    name: str
    state: State
    level: int | None
    because: str
    next_step: str

    @property
    def level_text(self) -> str:
        return _("level %(level)s") % {"level": self.level} if self.level else formats.unknown()


@dataclass(frozen=True)
class Result:
    """`rows`: what applies, in the order of the questionnaire; `left_out`: names of what does not apply."""

    rows: tuple[Row, ...]
    left_out: tuple[str, ...]
    mean: str | None
    weakest: str | None
    coverage: str
    confidence: str | None
    chart: charts.Radar | None


def result_of(questionnaire: Questionnaire, profile: Profile) -> Result:
    """Everything the page says, in the active language."""
    rows = tuple(
        _row(number, questionnaire.dimension(score.transformation), score)
        for number, score in enumerate(profile.transformations, start=1)
    )
    applicable = tuple(row for row in rows if row.state != State.NOT_APPLICABLE)
    return Result(
        rows=applicable,
        left_out=tuple(row.name for row in rows if row.state == State.NOT_APPLICABLE),
        mean=None if profile.mean is None else formats.number(profile.mean, 1),
        weakest=_weakest(questionnaire, profile),
        coverage=_coverage(profile),
        confidence=_confidence(profile),
        chart=_chart(applicable) if profile.counts.levels else None,
    )


def _row(number: int, dimension: Dimension, score: TransformationScore) -> Row:
    return Row(
        slug=score.transformation,
        number=number,
        name=local(dimension, "name"),
        state=score.state,
        level=score.level,
        because=_because(score.reason),
        next_step=_next_step(score.reason),
    )


def _because(reason: Reason | None) -> str:
    if reason is None:
        return _("You do not know this now. That does not lower your levels, but it makes the picture less certain.")
    values = {"level": reason.level, "statement": local(reason.statement, "text")}
    return _("You are at level %(level)s: %(statement)s") % values


def _next_step(reason: Reason | None) -> str:
    if reason is None:
        return _("Ask a colleague who knows the work, or look together on the shop floor.")
    if reason.level == LEVELS[-1]:
        return _("This is the highest level. Tell others how you got here.")
    values = {"level": reason.level + 1, "step": local(reason.statement, "to_next")}
    return _("For level %(level)s: %(step)s") % values


def _weakest(questionnaire: Questionnaire, profile: Profile) -> str | None:
    """One, some or all: words for each."""
    weakest = profile.weakest
    if weakest is None:
        return None
    slugs = weakest.transformations
    if len(slugs) == profile.counts.levels > 1:
        return _("No weakest link: all levels are the same (level %(level)s)") % {"level": weakest.level}
    names = ", ".join(local(questionnaire.dimension(slug), "name") for slug in slugs)
    return _("%(names)s (level %(level)s)") % {"names": names, "level": weakest.level}


def _coverage(profile: Profile) -> str:
    counts = profile.counts
    if counts.applicable == 0:
        return _("None of the %(all)s subjects applies to you") % {"all": counts.asked}
    values = {"answered": counts.levels + counts.dont_know, "all": counts.applicable}
    return (
        ngettext(
            "%(answered)s of the %(all)s subject that applies to you",
            "%(answered)s of the %(all)s subjects that apply to you",
            counts.applicable,
        )
        % values
    )


def _confidence(profile: Profile) -> str | None:
    counts = profile.counts
    if counts.confidence is None:
        return None
    values = {"percent": formats.percent(counts.confidence * 100), "number": counts.dont_know}
    if counts.dont_know == 0:
        return _("%(percent)s: you gave a level everywhere") % values
    return (
        ngettext(
            "%(percent)s: of %(number)s subject you do not know the level",
            "%(percent)s: of %(number)s subjects you do not know the level",
            counts.dont_know,
        )
        % values
    )


def _chart(rows: tuple[Row, ...]) -> charts.Radar | None:
    if len(rows) < FEWEST_AXES:
        return None
    return charts.radar(
        _("Where does your company stand?"),
        [row.name for row in rows],
        [charts.Series(_("Your level"), tuple(row.level for row in rows))],
        first_column=_("Subject"),
        wording=formats.wording(),
        description=_("Your level per subject, from 1 to 5. The table beside it has the same levels."),
        id="profile",
    )
