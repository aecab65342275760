"""The result of a run as plain data: the download as JSON, and what the report is drawn from.

The shape is told in docs/self-assessment-json.md; a change that breaks a reader raises `VERSION`. Codes are for
machines and stay, texts are for people and in the active language. Levels are numbers; what is unknown is None.
Nothing here says whose run it is, and its key is not in it.
"""

from collections.abc import Sequence

from django.conf import settings

from assessments.matching import Desk, Offer, Step
from assessments.results.shapes import (
    Comparison,
    FactorText,
    HorizonChoice,
    Outcome,
    PriorityRow,
    QuestionRow,
    Row,
)
from assessments.scoring import Level
from ui.language import code

FORMAT = "smart-industry-self-assessment-result"
VERSION = 1


def as_data(outcome: Outcome) -> dict[str, object]:
    """Everything that the page says, JSON-able, in the active language."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "language": code(),
        "demo": outcome.demo,
        "title": outcome.title,
        "lead": outcome.lead,
        "limits": outcome.limits,
        "questionnaire": {
            "version": outcome.version,
            "sha256": outcome.digest,
            "changed_since": outcome.changed,
        },
        "depth": outcome.depth,
        "completed_on": outcome.completed_on.isoformat(),
        "facts": [{"term": term, "value": value} for term, value in outcome.facts],
        "goals": list(outcome.goals),
        "summary": list(outcome.summary),
        "levels": [_row(row) for row in outcome.rows],
        "without_level": [{"name": name, "question": question} for name, question in outcome.unknown],
        "not_applicable": list(outcome.left_out),
        "comparison": _comparison(outcome.comparison),
        "horizon": outcome.horizon,
        "horizons": [_horizon(one) for one in outcome.horizons],
        "priorities": {
            "subjects": [_priority(row) for row in outcome.priorities.rows],
            "notes": list(outcome.priorities.notes),
        },
        "route": {
            "steps": [_step(step) for step in outcome.route.steps],
            "support": _offers(outcome.route.general),
            "no_support": outcome.route.general_none or None,
        },
        "desks": [_desk(desk) for desk in outcome.desks],
    }


def absolute(address: str) -> str:
    """With the portal's own name in front, so that it also leads somewhere from paper."""
    return f"{settings.SITE_URL}{address}" if address.startswith("/") else address


def number(level: Level | None) -> int | float | None:
    """As JSON writes it: 2 for a whole level, 2.4 for tenths."""
    return level if level is None or isinstance(level, int) else float(level)


def _row(row: Row) -> dict[str, object]:
    return {
        "code": row.slug,
        "number": row.number,
        "name": row.name,
        "level": number(row.level),
        "level_text": row.level_text,
        "indication": row.indication,
        "because": row.because,
        "weakest_question": row.weakest.id,
        "answered": row.answered,
        "certainty": row.certainty,
        "ambition": row.ambition,
        "median": number(row.median),
        "compared": row.compared,
        "questions": [_question(question) for question in row.questions],
    }


def _question(row: QuestionRow) -> dict[str, object]:
    return {
        "code": row.id,
        "text": row.text,
        "level": row.level,
        "statement": row.statement,
        "next_level": row.next_level,
        "to_next": row.to_next or None,
    }


def _comparison(comparison: Comparison) -> dict[str, object]:
    return {
        "intro": list(comparison.intro),
        "subjects": [{"name": name, "text": text} for name, text in comparison.rows],
    }


def _horizon(one: HorizonChoice) -> dict[str, object]:
    return {"code": one.slug, "name": one.name, "weights": one.weights, "chosen": one.current}


def _priority(row: PriorityRow) -> dict[str, object]:
    return {
        "code": row.slug,
        "name": row.name,
        "rank": row.rank,
        "rank_text": row.rank_text,
        "points": row.points,
        "effort": _factor(row.effort),
        "gain": _factor(row.gain),
        "gap": _factor(row.gap),
    }


def _factor(factor: FactorText | None) -> dict[str, str] | None:
    return None if factor is None else {"raw": factor.raw, "share": factor.share, "points": factor.points}


def _step(step: Step) -> dict[str, object]:
    return {
        "number": step.number,
        "code": step.slug,
        "name": step.name,
        "question": step.question,
        "level": step.level,
        "action": step.action,
        "effort": step.effort,
        "effort_text": step.effort_text,
        "effort_reason": step.effort_reason,
        "indicator": step.indicator,
        "measure": step.measure,
        "offers": _offers(step.offers),
        "no_offer": step.none or None,
    }


def _offers(offers: Sequence[Offer]) -> list[dict[str, object]]:
    return [
        {
            "kind": one.kind,
            "name": one.name,
            "url": absolute(one.url),
            "text": one.text,
            "why": one.why,
            "standing": one.standing or None,
        }
        for one in offers
    ]


def _desk(desk: Desk) -> dict[str, object]:
    return {
        "name": desk.name,
        "region": desk.region,
        "url": absolute(desk.url),
        "website": desk.website or None,
        "telephone": desk.telephone,
        "email": desk.email,
    }
