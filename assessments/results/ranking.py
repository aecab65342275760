"""The order in which to invest, in words: the three factors of each subject and what was left out."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.advice import Advice
from assessments.priorities import (
    AMBITION,
    HORIZONS,
    NORM,
    PEERS,
    Candidate,
    Factor,
    Horizon,
    Priority,
)
from assessments.questionnaire import Questionnaire
from assessments.results.profile import level_text, name_of
from assessments.results.shapes import FactorText, HorizonChoice, Priorities, PriorityRow
from assessments.scoring import Profile
from ui import formats
from ui.language import local


def horizon_name(slug: str) -> str:
    return {
        "this-year": _("This year"),
        "two-years": _("Within two years"),
        "four-years": _("Within four years"),
    }[slug]


def horizons(current: Horizon) -> tuple[HorizonChoice, ...]:
    return tuple(
        HorizonChoice(one.slug, horizon_name(one.slug), _weights(one), one.slug == current.slug)
        for one in HORIZONS.values()
    )


def _weights(one: Horizon) -> str:
    values = {name: formats.percent(getattr(one, name)) for name in ("effort", "gain", "gap")}
    return _("Little effort counts %(effort)s, gain for your goals %(gain)s, gap to your target %(gap)s.") % values


def priorities(
    questionnaire: Questionnaire, profile: Profile, found: Sequence[Priority], advice: Advice, size: str
) -> Priorities:
    rows = tuple(_row(questionnaire, profile, one, advice, size) for one in found)
    return Priorities(rows, tuple(_notes(found)))


def _row(questionnaire: Questionnaire, profile: Profile, one: Priority, advice: Advice, size: str) -> PriorityRow:
    level = profile.standings.get(one.transformation)
    effort = advice.efforts[one.transformation][size]
    raw = _("%(points)s of 5: %(name)s") % {
        "points": effort.points,
        "name": local(advice.classes[effort.points], "name"),
    }
    return PriorityRow(
        slug=one.transformation,
        name=name_of(questionnaire, one.transformation),
        rank=one.rank,
        rank_text=_("%(rank)s (equal)") % {"rank": one.rank} if one.shared else str(one.rank),
        points=_points(one.value),
        level_text=None if level is None else level_text(level),
        effort=_factor(one.effort, raw),
        gain=_factor(one.gain, _gain(one.candidate.gain)) if one.gain else None,
        gap=_factor(one.gap, _gap(one.candidate)) if one.gap else None,
    )


def _factor(factor: Factor, raw: str) -> FactorText:
    return FactorText(raw, formats.percent(_rounded(factor.share), 1), _points(factor.part))


def _points(value: Fraction) -> str:
    return formats.number(_rounded(value), 1)


def _rounded(share: Fraction) -> str:
    """A share as hundredths with one decimal, half up, exact."""
    tenths = (share * 1000 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}"


def _gain(count: int) -> str:
    return ngettext("serves your goals %(count)s time", "serves your goals %(count)s times", count) % {"count": count}


def _gap(candidate: Candidate) -> str:
    target = {
        AMBITION: _("your ambition, %(level)s"),
        PEERS: _("the middle participant, %(level)s"),
        NORM: _("our norm for your size, %(level)s"),
    }[candidate.target.source] % {"level": level_text(candidate.target.level)}
    if candidate.gap is None:
        return _("your level is unknown: counted as the mean gap") + f" ({target})"
    if not candidate.gap:
        return _("reached: %(target)s") % {"target": target}
    return _("%(gap)s to %(target)s") % {"gap": level_text(candidate.gap), "target": target}


def _notes(found: Sequence[Priority]) -> list[str]:
    if not found:
        return []
    first, notes = found[0], []
    if first.gain is None:
        notes.append(_("You chose no goals that these subjects serve. So gain does not count; the other two do."))
    if first.gap is None:
        notes.append(_no_gap(found))
    if any(one.gap and one.gap.estimated for one in found):
        notes.append(_("Where your level is unknown, we count with the mean of your other gaps."))
    if any(one.shared for one in found):
        notes.append(_("Subjects that differ less than 1 point share a place: see them as equal."))
    return notes


def _no_gap(found: Sequence[Priority]) -> str:
    """The column of gaps falls out when all are zero, or when none is known."""
    known = [one.candidate.gap for one in found if one.candidate.gap is not None]
    if not known:
        return _("Nowhere is a gap to a target known. So the gap does not count.")
    if len(known) < len(found):
        return _("You reach your target wherever your level is known. So the gap does not count.")
    return _("You reach your target in every subject. So the gap does not count.")
