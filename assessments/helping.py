"""From a result to a question at a desk: which desk and why, and what goes along."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments import actions, words
from assessments.models import Assessment, HelpAsked
from assessments.results import result_of
from assessments.scan import Scan
from assessments.scoring import Profile, score_quick
from hubs import actions as hub_actions
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
    return Hub.objects.for_region(run.province.region) if run.province else None


def why_this_desk(run: Assessment, hub: Hub | None) -> str:
    if hub is not None:
        values = {"where": run.place.name if run.place else local(run.province, "name"), "hub": hub.name}
        return _("You said that your site is in %(where)s. %(hub)s is the desk for that region.") % values
    if run.province is None:
        return _("You did not say where your site is. The national desk finds the hub that fits you.")
    return _("There is no hub in your region. The national desk helps you further.")


def asked_of(run: Assessment) -> list[HelpRequest]:
    """The questions that went out with this result, the latest first: one query."""
    found = HelpAsked.objects.filter(assessment=run).select_related("request__hub__region")
    return [one.request for one in found.order_by("-request__created_at")]


@transaction.atomic
def ask(
    *,
    scan: Scan,
    key: uuid.UUID,
    sender: hub_actions.Sender,
    question: str,
    sent: Sent,
    consent_version: str,
    by: User | None,
) -> HelpRequest:
    """Send the question with the result to the desk of the run's region. The same key makes one request.

    Raises actions.RuleBroken("gone" or "unfinished") and hubs.actions.RuleBroken.
    """
    run = actions.lock(scan.run)
    if not run.completed:
        raise actions.RuleBroken("unfinished", _("Finish the self-assessment first."))
    request = hub_actions.ask_for_help(
        key=key,
        hub=desk_of(scan.run),
        region=scan.run.province.region if scan.run.province else None,
        place=scan.run.place,
        sender=sender,
        question=question,
        language=code(),
        subjects=sent.subjects,
        attachment=sent.attachment,
        consent_version=consent_version,
        by=by,
    )
    HelpAsked.objects.bulk_create([HelpAsked(assessment=run, request=request)], ignore_conflicts=True)
    return request


# --- What goes along -------------------------------------------------------------------------------------------------


def sent_of(scan: Scan) -> Sent:
    """The result as parts, in the active language; the page shows these very parts."""
    profile = score_quick(scan.questions, scan.answers)
    result = result_of(scan.questions, profile)
    levels = [[row.name, str(row.level), row.statement] for row in result.rows]
    parts = [attachment.pairs(_("About your site"), _about(scan.run))]
    if levels:
        parts.append(attachment.table(_("Your levels"), [_("Subject"), _("Level"), _("Why")], levels))
    if result.unknown:
        parts.append(attachment.lines(_("What you do not know yet"), [name for name, _question in result.unknown]))
    if result.left_out:
        parts.append(attachment.lines(_("Not applicable to you"), result.left_out))
    return _sent(parts, profile)


def _sent(parts: list[attachment.Part], profile: Profile) -> Sent:
    made = attachment.attachment(code(), parts)
    digest = hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()
    return Sent(made, profile.weakest.transformations if profile.weakest else (), digest)


def _about(run: Assessment) -> list[tuple[str, str | None]]:
    """What the company said about its site; None where it preferred not to."""
    place = run.place.name if run.place else None
    return [
        (_("Size"), words.size_name(run.size) if run.size else None),
        (_("Sector"), words.sector_name(run.sector_id) if run.sector_id else None),
        (_("Place"), place),
        (_("Province"), local(run.province, "name") if run.province else None),
        (_("Goals"), words.goal_names(run.goals) if run.goals else None),
        (_("Filled in by"), run.get_role_display() if run.role else None),
        (_("Finished on"), date_long(timezone.localtime(run.completed_at))),
        (_("Questionnaire"), run.version),
    ]
