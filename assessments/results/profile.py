"""Where the company stands, in words: subjects with their reasons, what stands out, figures, chart."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.benchmark import Comparison
from assessments.questionnaire import DEEP, Question, Questionnaire
from assessments.results.comparing import compared
from assessments.results.shapes import QuestionRow, Row
from assessments.scoring import FEWEST, Counts, Level, Profile, Reason, State, TransformationScore
from ui import charts, formats
from ui.language import local

FEWEST_AXES = 3
"""A radar chart of two axes is a line."""
MOST_NAMES = 3
"""So many subjects are named in a sentence; of more it says how many."""


def level_text(level: Level) -> str:
    """A level in depth has one decimal, that of one question none: "2,4", "3"."""
    return formats.number(level, 1 if isinstance(level, Decimal) else 0)


def applicable(profile: Profile) -> list[TransformationScore]:
    return [score for score in profile.transformations if score.state != State.NOT_APPLICABLE]


def name_of(questionnaire: Questionnaire, slug: str) -> str:
    return local(questionnaire.dimension(slug), "name")


def rows(
    questionnaire: Questionnaire,
    profile: Profile,
    ambitions: Mapping[str, int],
    peers: Comparison,
) -> tuple[Row, ...]:
    """Every subject with a level or indication. What does not apply leaves the numbering, as it leaves the chart."""
    return tuple(
        Row(
            slug=score.transformation,
            number=number,
            name=name_of(questionnaire, score.transformation),
            level=score.standing,
            level_text=level_text(score.standing),
            indication=score.level is None,
            because=_because(score, profile.depth),
            weakest=_question(score.reason),
            questions=tuple(map(_question, score.reasons)),
            answered=_answered(score.counts),
            certainty=certainty(score.counts),
            ambition=ambition_of(questionnaire, score.transformation, ambitions),
            median=peers.of(score.transformation).median,
            compared=compared(peers.of(score.transformation)),
        )
        for number, score in enumerate(applicable(profile), start=1)
        if score.standing is not None
    )


def ambition_of(questionnaire: Questionnaire, slug: str, ambitions: Mapping[str, int]) -> int | None:
    return ambitions.get(questionnaire.dimension(slug).quick.id)


def _question(reason: Reason) -> QuestionRow:
    return QuestionRow(
        id=reason.question.id,
        text=local(reason.question, "text"),
        level=reason.level,
        statement=local(reason.statement, "text"),
        to_next=local(reason.statement, "to_next"),
        next_level=reason.next_statement.level if reason.next_statement else None,
    )


def _because(score: TransformationScore, depth: str) -> str:
    """What the level in depth is made of; "" in the quick scan, where the statement says it all."""
    if depth != DEEP:
        return ""
    if score.level is None:
        text = _("It rests on one question. For a level in depth at least %(fewest)s questions need a level.")
        return text % {"fewest": FEWEST}
    levels = [str(reason.level) for reason in score.reasons]
    text = _("The mean of your %(count)s questions with a level: %(levels)s.")
    return text % {"count": len(levels), "levels": ", ".join(levels)}


def _answered(counts: Counts) -> str:
    values = {"answered": counts.levels + counts.dont_know, "all": counts.applicable}
    text = ngettext(
        "%(answered)s of the %(all)s question that applies to you",
        "%(answered)s of the %(all)s questions that apply to you",
        counts.applicable,
    )
    return text % values


def unknown(questionnaire: Questionnaire, profile: Profile) -> tuple[tuple[str, str], ...]:
    """Subjects that apply and have no level, with their first question."""
    return tuple(
        (name_of(questionnaire, score.transformation), _first(questionnaire, score))
        for score in applicable(profile)
        if score.standing is None
    )


def _first(questionnaire: Questionnaire, score: TransformationScore) -> str:
    question: Question = questionnaire.dimension(score.transformation).quick
    return local(question, "text")


def left_out(questionnaire: Questionnaire, profile: Profile) -> tuple[str, ...]:
    return tuple(
        name_of(questionnaire, score.transformation)
        for score in profile.transformations
        if score.state == State.NOT_APPLICABLE
    )


def facts(questionnaire: Questionnaire, profile: Profile) -> list[tuple[str, str | None]]:
    """Terms and values: mean and weakest link beside each other, and how sure they are."""
    found = [(_("Mean of your levels"), _mean(profile)), (_("Weakest link"), weakest(questionnaire, profile))]
    found.append((_("Answered"), _coverage(profile)))
    sure = certainty(profile.counts)
    return [*found, (_("Certainty"), sure)] if sure else found


def _mean(profile: Profile) -> str | None:
    if profile.mean is None:
        return None
    subjects = len(profile.standings)
    values = {"mean": formats.number(profile.mean, 1), "count": subjects}
    text = ngettext(
        "%(mean)s on a scale of 1 to 5, over %(count)s subject",
        "%(mean)s on a scale of 1 to 5, over %(count)s subjects",
        subjects,
    )
    return text % values


def weakest(questionnaire: Questionnaire, profile: Profile) -> str | None:
    """One, some or all: words for each."""
    link = profile.weakest
    if link is None:
        return None
    level = level_text(link.level)
    if len(link.transformations) == len(profile.standings) > 1:
        return _("No weakest link: all levels are the same (level %(level)s)") % {"level": level}
    names = ", ".join(name_of(questionnaire, slug) for slug in link.transformations)
    return _("%(names)s (level %(level)s)") % {"names": names, "level": level}


def _coverage(profile: Profile) -> str:
    counts = profile.counts
    if counts.applicable == 0:
        return _("None of the %(all)s subjects applies to you") % {"all": len(profile.transformations)}
    if profile.depth == DEEP:
        return _answered(counts)
    values = {"answered": counts.levels + counts.dont_know, "all": counts.applicable}
    text = ngettext(
        "%(answered)s of the %(all)s subject that applies to you",
        "%(answered)s of the %(all)s subjects that apply to you",
        counts.applicable,
    )
    return text % values


def certainty(counts: Counts) -> str | None:
    """How many of the answers name a level; None where nothing was answered."""
    if counts.confidence is None:
        return None
    values = {"percent": formats.percent(counts.confidence * 100), "number": counts.dont_know}
    if counts.dont_know == 0:
        return _("%(percent)s: you gave a level everywhere") % values
    text = ngettext(
        "%(percent)s: of %(number)s question you do not know the answer",
        "%(percent)s: of %(number)s questions you do not know the answer",
        counts.dont_know,
    )
    return text % values


def summary(questionnaire: Questionnaire, profile: Profile) -> list[str]:
    """What stands out: the strongest and the weakest; [] without a level."""
    standings = profile.standings
    if not standings:
        return []
    highest, lowest = max(standings.values()), min(standings.values())
    if highest == lowest:
        values = {"count": len(standings), "level": level_text(highest)}
        text = ngettext(
            "Your subject is at level %(level)s.", "All your subjects are at level %(level)s.", len(standings)
        )
        return [text % values]
    best = [name_of(questionnaire, slug) for slug, level in standings.items() if level == highest]
    worst = [name_of(questionnaire, slug) for slug, level in standings.items() if level == lowest]
    return [
        _("You are furthest with %(names)s (level %(level)s).") % {"names": listed(best), "level": level_text(highest)},
        _("You are least far with %(names)s (level %(level)s).")
        % {"names": listed(worst), "level": level_text(lowest)},
    ]


def listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C", "A, B and 3 other subjects"."""
    if len(names) == 1:
        return names[0]
    if len(names) <= MOST_NAMES:
        return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
    shown = MOST_NAMES - 1
    values = {"names": ", ".join(names[:shown]), "count": len(names) - shown}
    return _("%(names)s and %(count)s other subjects") % values


def chart(
    questionnaire: Questionnaire, profile: Profile, ambitions: Mapping[str, int], peers: Comparison
) -> tuple[charts.Radar | None, charts.Table | None]:
    """The profile as a shape, or as a table alone where it would be none; neither without a level."""
    scores = applicable(profile)
    names = [name_of(questionnaire, score.transformation) for score in scores]
    if not profile.standings:
        return None, None
    if len(scores) < FEWEST_AXES:
        return None, _table(names, scores)
    slugs = [score.transformation for score in scores]
    more = {
        _("Your ambition"): tuple(ambition_of(questionnaire, slug, ambitions) for slug in slugs),
        _("Middle participant"): tuple(peers.of(slug).median for slug in slugs),
    }
    series = [charts.Series(_("Your level"), tuple(score.standing for score in scores))]
    series += [charts.Series(title, values) for title, values in more.items() if set(values) != {None}]
    drawn = charts.radar(
        _("Where does your company stand?"),
        names,
        series,
        first_column=_("Subject"),
        wording=replace(formats.wording(), number=level_text),
        description=_("Your level per subject, from 1 to 5. The table beside it has the same levels."),
        id="profile",
    )
    return replace(drawn, table=replace(drawn.table, rows=tuple(map(_cells, drawn.table.rows)))), None


def _cells(row: tuple[str, ...]) -> tuple[str, ...]:
    """A level can be unknown; an ambition or a comparison that is not there is none."""
    return (*row[:2], *(_("none") if cell == formats.unknown() else cell for cell in row[2:]))


def _table(names: list[str], scores: list[TransformationScore]) -> charts.Table:
    """The same levels without a picture, where one or two subjects are left."""
    return charts.Table(
        _("Where does your company stand?"),
        (_("Subject"), _("Your level")),
        tuple(
            (f"{number}. {name}", None if score.standing is None else level_text(score.standing))
            for number, (name, score) in enumerate(zip(names, scores, strict=True), start=1)
        ),
    )


def chart_note(rows: Sequence[Row], depth: str) -> str:
    """Which levels are indications, in a scan in depth; "" when none is."""
    names = [row.name for row in rows if row.indication]
    if depth != DEEP or not names:
        return ""
    return _("An indication from one question: %(names)s.") % {"names": ", ".join(names)}
