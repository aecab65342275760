"""The report of a run as PDF/UA: the data of the result, and the words around them."""

from datetime import datetime

from django.utils.translation import gettext as _

from assessments.result_data import as_data
from assessments.results import Outcome
from ui import documents, formats
from ui.language import code

TEMPLATE = "assessments/report.typ"


def pdf(outcome: Outcome, *, made_at: datetime) -> bytes:
    """The document in the active language. Raises typst.TypstError when it cannot be made as PDF/UA-1."""
    content = content_of(outcome, made_at=made_at)
    return documents.pdf(TEMPLATE, content, title=title(), language=code(), made_at=made_at)


def title() -> str:
    """On the first page, in the margins and in the window of the reader."""
    return _("Smart Industry self-assessment: your result")


def content_of(outcome: Outcome, *, made_at: datetime) -> dict[str, object]:
    """What the template draws."""
    return {
        "words": _words(made_at),
        "result": as_data(outcome),
        "chart": _chart(outcome),
        "chart_note": outcome.chart_note,
        "medians": {row.slug: None if row.median is None else formats.number(row.median) for row in outcome.rows},
        "horizon": next((one.name for one in outcome.horizons if one.current), ""),
        "weights": next((one.weights for one in outcome.horizons if one.current), ""),
        "completed": formats.date_long(outcome.completed_on),
    }


def _chart(outcome: Outcome) -> dict[str, object] | None:
    """Its alternative text has the levels: on paper the table may stand on another page."""
    if outcome.chart is None:
        return None
    levels = [f"{row.name} {row.level_text}" for row in outcome.rows]
    levels += [f"{name} {formats.unknown()}" for name, _question in outcome.unknown]
    alt = _("Chart of your level per subject, from 1 to 5: %(levels)s.") % {"levels": "; ".join(levels)}
    return documents.drawing(outcome.chart) | {"alt": alt}


def _words(made_at: datetime) -> dict[str, str]:
    return {
        "unknown": formats.unknown(),
        "changed": _("The questionnaire has changed since. The texts may differ a little from what you answered."),
        "summary": _("In short"),
        "profile": _("Where you stand"),
        "scale": _("Levels from 1 to 5. Level 1 is paper and machines that stand alone."),
        "subject": _("Subject"),
        "level": _("Your level"),
        "ambition": _("Your ambition"),
        "median": _("Participants (median)"),
        "indication": _("indication"),
        "priorities": _("Where to invest first"),
        "priorities_intro": _(
            "We divide 100 points over your subjects. A subject gets more points when the next level takes little "
            "effort, when it serves your goals, and when you are still far from your target."
        ),
        "goals": _("Your goals:"),
        "rank": _("Place"),
        "points": _("Points of 100"),
        "effort": _("Effort"),
        "gain": _("Gain for your goals"),
        "gap": _("Gap to your target"),
        "route": _("Your next steps"),
        "effort_of_step": _("Effort"),
        "measure": _("How you see that it works"),
        "offers": _("Who can help"),
        "support": _("Support that fits every step"),
        "why_level": _("Why this level, and what next"),
        "you_are": _("You are at level {level}:"),
        "to_next": _("For level {level}:"),
        "highest": _("This is the highest level. Tell others how you got here."),
        "level_of": _("level {level}"),
        "unknown_title": _("What you do not know yet"),
        "unknown_text": _("This does not lower your levels, but it makes the picture less certain."),
        "left_out": _("Not applicable to you"),
        "comparison": _("Compared with other participants"),
        "desk": _("Talk about it"),
        "desk_text": _("There is one desk for companies in each region."),
        "website": _("Website:"),
        "telephone": _("Telephone:"),
        "email": _("E-mail:"),
        "made": _("How this report was made"),
        "made_text": _(
            "The portal computed this report from your own answers, which you finished on {date}. "
            "Questions, weights and rules are public, so that you can recompute it by hand."
        ),
        "version": _("Questionnaire"),
        "digest": _("Digest of the questionnaire (SHA-256)"),
        "made_on": _("Report made on"),
        "made_on_date": formats.date_long(made_at),
    }
