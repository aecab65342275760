"""The result as the page shows it: sentences, chart and figures from a profile. No database."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.questionnaire import Questionnaire
from assessments.scoring import Profile, State, TransformationScore
from ui import charts, formats
from ui.language import local

FEWEST_AXES = 3
"""A radar chart of two axes is a line."""


@dataclass(frozen=True)
class Row:
    """A transformation that has a level: where the company is, and what the next level takes ("" at the highest)."""

    slug: str
    number: int
    name: str
    level: int
    statement: str
    to_next: str

    @property
    def next_level(self) -> int:
        return self.level + 1


@dataclass(frozen=True)
class Result:
    """Texts in the active language.

    `rows` have a level; `unknown` are the questions that the company could not answer, by name of their subject;
    `left_out` are the names of the subjects that do not apply. `chart` is None where it would not be a shape.
    """

    rows: tuple[Row, ...]
    unknown: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    mean: str | None
    weakest: str | None
    coverage: str
    confidence: str | None
    chart: charts.Radar | None
    table: charts.Table | None


def result_of(questionnaire: Questionnaire, profile: Profile) -> Result:
    """Everything the page says. What does not apply leaves the numbering too, as it leaves the chart."""
    scores = [score for score in profile.transformations if score.state != State.NOT_APPLICABLE]
    names = [local(questionnaire.dimension(score.transformation), "name") for score in scores]
    chart = _chart(names, scores) if len(scores) >= FEWEST_AXES and profile.counts.levels else None
    return Result(
        rows=tuple(
            _row(number, name, score)
            for number, (name, score) in enumerate(zip(names, scores, strict=True), start=1)
            if score.reason
        ),
        unknown=tuple(
            (name, local(questionnaire.dimension(score.transformation).quick, "text"))
            for name, score in zip(names, scores, strict=True)
            if not score.reason
        ),
        left_out=tuple(
            local(questionnaire.dimension(score.transformation), "name")
            for score in profile.transformations
            if score.state == State.NOT_APPLICABLE
        ),
        mean=None if profile.mean is None else formats.number(profile.mean, 1),
        weakest=_weakest(questionnaire, profile),
        coverage=_coverage(profile),
        confidence=_confidence(profile),
        chart=chart,
        table=_table(names, scores) if profile.counts.levels and not chart else None,
    )


def _row(number: int, name: str, score: TransformationScore) -> Row:
    return Row(
        slug=score.transformation,
        number=number,
        name=name,
        level=score.level,
        statement=local(score.reason.statement, "text"),
        to_next=local(score.reason.statement, "to_next"),
    )


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


def _chart(names: list[str], scores: list[TransformationScore]) -> charts.Radar:
    return charts.radar(
        _("Where does your company stand?"),
        names,
        [charts.Series(_("Your level"), tuple(score.level for score in scores))],
        first_column=_("Subject"),
        wording=formats.wording(),
        description=_("Your level per subject, from 1 to 5. The table beside it has the same levels."),
        id="profile",
    )


def _table(names: list[str], scores: list[TransformationScore]) -> charts.Table:
    """The same levels without a picture, where one or two subjects are left."""
    return charts.Table(
        _("Where does your company stand?"),
        (_("Subject"), _("Your level")),
        tuple(
            (f"{number}. {name}", None if score.level is None else str(score.level))
            for number, (name, score) in enumerate(zip(names, scores, strict=True), start=1)
        ),
    )
