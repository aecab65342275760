"""From a result to a question at a desk: which desk and why, and what goes along."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assessments import words
from assessments.matching import Step
from assessments.models import Assessment, HelpAsked
from assessments.results import outcome
from assessments.scan import Scan
from assessments.scoring import Profile, score
from hubs import attachment
from hubs.models import HelpRequest, Hub
from ui.formats import date_long
from ui.language import code, local


@dataclass(frozen=True)
class Sent:
    """What goes along with the question. `digest` tells whether what is sent is what was shown."""

    attachment: Mapping[str, object]
    subjects: tuple[str, ...]
    digest: str


def desk_of(run: Assessment) -> Hub | None:
    """The hub of the run's region; None, the national desk, while the region is unknown or has no hub."""
    return getattr(run.province.region, "hub", None) if run.province else None


def why_this_desk(run: Assessment, hub: Hub | None) -> str:
    if hub is not None:
        values = {"where": run.place.name if run.place else local(run.province, "name"), "hub": hub.name}
        return _("You said that your site is in %(where)s. %(hub)s is the desk for that region.") % values
    if run.province is None:
        return _("You did not say where your site is. The national desk finds the hub that fits you.")
    return _("There is no hub in your region. The national desk helps you further.")


# The requests that went out with a run, the latest first, as JSON: read together with the run.
ASKED = ArraySubquery(
    HelpAsked.objects.filter(assessment=OuterRef("pk"))
    .order_by("-request__created_at")
    .values(json=JSONObject(key="request__key", asked_at="request__created_at", state="request__state"))
)


@dataclass(frozen=True)
class Asked:
    """A question that went out with the result, as the pages of the run tell it."""

    key: uuid.UUID
    asked_at: datetime
    withdrawn: bool


def asked_of(found: Sequence[Mapping[str, str]]) -> list[Asked]:
    """From what ASKED reads."""
    withdrawn = HelpRequest.State.WITHDRAWN
    return [
        Asked(uuid.UUID(one["key"]), datetime.fromisoformat(one["asked_at"]), one["state"] == withdrawn)
        for one in found
    ]


# --- What goes along -------------------------------------------------------------------------------------------------


def sent_of(scan: Scan) -> Sent:
    """The result as parts, in the active language; the page shows these very parts."""
    found = outcome(scan)
    level = _("Level %(level)s: %(statement)s")
    levels = [(row.name, level % {"level": row.level_text, "statement": row.statement}) for row in found.rows]
    ranks = [[row.rank_text, row.name, row.points] for row in found.priorities.rows]
    parts = [
        attachment.pairs(_("About your site"), _about(scan.run)),
        attachment.lines(_("What stands out"), found.summary),
        attachment.pairs(_("Your levels"), levels),
        attachment.lines(_("What you do not know yet"), [name for name, _question in found.unknown]),
        attachment.lines(_("Not applicable to you"), found.left_out),
        attachment.table(_("Where to invest next"), [_("Rank"), _("Subject"), _("Points of 100")], ranks),
        attachment.steps(_("Your first steps"), [_step(step) for step in found.route.steps]),
    ]
    made = attachment.attachment(code(), [part for part in parts if attachment.says_something(part)])
    digest = hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()
    return Sent(made, _weakest(score(scan.questions, scan.answers, scan.run.depth)), digest)


def _weakest(profile: Profile) -> tuple[str, ...]:
    """None where all levels are the same: then no subject is weaker than another."""
    link = profile.weakest
    if link is None or len(link.transformations) == len(profile.standings) > 1:
        return ()
    return link.transformations


def _step(step: Step) -> str:
    return f"{step.name}: {step.action}"


def _about(run: Assessment) -> list[tuple[str, str | None]]:
    """What the company said about its site; None where it preferred not to."""
    return [
        (_("Size"), words.size_name(run.size) if run.size else None),
        (_("Sector"), words.sector_name(run.sector_id) if run.sector_id else None),
        (_("Place"), run.place.name if run.place else None),
        (_("Province"), local(run.province, "name") if run.province else None),
        (_("Goals"), words.goal_names(run.goals) if run.goals else None),
        (_("Filled in by"), capfirst(run.get_role_display()) if run.role else None),
        (_("Finished on"), date_long(timezone.localtime(run.completed_at))),
        (_("Questionnaire"), run.version),
    ]
