"""The result of a completed run as one object, for page, PDF, JSON, shared page and request for help."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assessments import advice, benchmark, matching
from assessments.models import Assessment
from assessments.priorities import (
    HORIZONS,
    NORMS,
    USUAL_HORIZON,
    USUAL_SIZE,
    Horizon,
    Priority,
    candidates,
    prioritise,
)
from assessments.questionnaire import DEEP
from assessments.results import comparing, ranking
from assessments.results import profile as standing
from assessments.results.shapes import Outcome, Priorities
from assessments.scan import Scan
from assessments.scoring import Profile, score
from assessments.words import goal_name
from jobs import clock
from ui.formats import date_long

__all__ = ["USUAL_HORIZON", "Outcome", "outcome"]


def outcome(scan: Scan, horizon: str = USUAL_HORIZON) -> Outcome:
    """Everything a result says, in the active language. `horizon`: a key of HORIZONS; anything else is the usual one.

    `scan.run` is completed; with its place, province and region at hand this takes a handful of queries.
    """
    run, questions = scan.run, scan.questions
    profile = score(questions, scan.answers, run.depth)
    chosen = HORIZONS.get(horizon, HORIZONS[USUAL_HORIZON])
    guide, size = advice.of(questions), run.size_id or USUAL_SIZE
    peers = benchmark.comparison_for(run)
    found = _priorities(scan, profile, chosen, peers.medians)
    rows = standing.rows(questions, profile, scan.ambitions, peers)
    drawn, table = standing.chart(questions, profile, scan.ambitions, peers)
    route = matching.route(scan, profile, found, clock.today())
    return Outcome(
        **_head(run, profile, changed=run.digest != questions.digest),
        summary=(*standing.summary(questions, profile), *_first_step(route)),
        facts=(*standing.facts(questions, profile), *_about(run)),
        goals=tuple(goal_name(goal) for goal in run.goals),
        chart=drawn,
        chart_note=standing.chart_note(rows, profile.depth),
        table=table,
        rows=rows,
        unknown=standing.unknown(questions, profile),
        left_out=standing.left_out(questions, profile),
        horizon=chosen.slug,
        horizons=ranking.horizons(chosen),
        priorities=_with_size(ranking.priorities(questions, profile, found, guide, size), run),
        route=route,
        comparison=comparing.comparison(questions, profile, peers),
    )


def _priorities(
    scan: Scan, profile: Profile, horizon: Horizon, medians: Mapping[str, Decimal | None]
) -> tuple[Priority, ...]:
    size = scan.run.size_id or USUAL_SIZE
    found = candidates(
        scan.questions,
        profile,
        goals=scan.run.goals,
        efforts=advice.of(scan.questions).points(size),
        norm=NORMS[size],
        ambitions=scan.ambitions,
        medians=medians,
    )
    return prioritise(found, horizon)


def _head(run: Assessment, profile: Profile, *, changed: bool) -> dict[str, object]:
    deep = profile.depth == DEEP
    return {
        "title": _("Your result"),
        "lead": _("This result rests on your own answers, to up to five questions per subject.")
        if deep
        else _("This is an indication. It rests on your own answers to one question per subject."),
        "depth": profile.depth,
        "version": run.version,
        "digest": run.digest,
        "completed_on": run.completed_at.date(),
        "changed": changed,
        "demo": run.demo,
        "limits": _("This is how you see your company yourself. Nobody has checked it, and it is no official mark."),
    }


def _about(run: Assessment) -> list[tuple[str, str | None]]:
    """Whose view it is, and when."""
    role = capfirst(run.get_role_display()) if run.role else None
    return [(_("Whose view"), role), (_("Filled in on"), date_long(run.completed_at.date()))]


def _first_step(route: matching.Route) -> list[str]:
    if not route.steps:
        return []
    first = route.steps[0]
    return [_("A good first step is about %(name)s: %(action)s") % {"name": first.name, "action": first.action}]


def _with_size(found: Priorities, run: Assessment) -> Priorities:
    if run.size_id or not found.rows:
        return found
    note = _("You did not say how large your company is. So we count with the effort and norm of a small company.")
    return replace(found, notes=(*found.notes, note))
