"""What the timeline says beside an e-mail: how it stands, and what its text does not tell."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs import merging
from hubs.models import HelpRequest, Moment
from jobs.models import Job

Kind = Moment.Kind


def readable(text: str) -> str:
    """The address of the company's own page stands in no timeline: whoever has it has the request."""
    return text.replace(merging.LINK, _("(address of the company's own page)"))


def is_mail(moment: Moment) -> bool:
    return moment.details.get("via") == "mail"


def sending(moment: Moment) -> dict[str, str]:
    """Badge of a letter: waiting, sent or failed; one that was refused has its own. Read its job along."""
    if moment.kind != Kind.MAIL_OUT or not is_mail(moment) or moment.refused_at:
        return {}
    if moment.sent_at:
        return {"sending": _("sent"), "sending_kind": "success"}
    if not moment.text:
        return {}
    if moment.job and moment.job.state == Job.State.FAILED:
        return {
            "sending": _("could not be sent"),
            "sending_kind": "error",
            "again": reverse("hubs:mail_again", args=[moment.pk]),
        }
    return {"sending": _("waits to be sent"), "sending_kind": "info"}


def title_in(moment: Moment) -> str | None:
    """What came from a machine says so; None for a person's letter."""
    return {"bounce": _("A letter came back"), "machine": _("Automatic answer")}.get(moment.details.get("automatic"))


def wrote_after_closing(asked: HelpRequest, moments: Iterable[Moment]) -> bool:
    """Whether the company wrote since: then the desk is offered to open the request again."""
    if asked.state != HelpRequest.State.CLOSED:
        return False
    came = (one for one in moments if one.kind == Kind.MAIL_IN and not one.details.get("automatic"))
    return any(one.recorded_at > asked.closed_at for one in came)


def notes(moment: Moment) -> tuple[str, ...]:
    """For the desk: to or from which address, and what was noticed about it."""
    details, found = moment.details, []
    if moment.address:
        label = _("To: %(address)s") if moment.kind == Kind.MAIL_OUT else _("From: %(address)s")
        found.append(label % {"address": moment.address})
    if details.get("sender") == "other":
        found.append(_("The desk did not know this sender. The company does not see this e-mail on its page."))
    if details.get("left_out"):
        number = details["left_out"]
        text = ngettext(
            "%(number)s attachment was left out: the portal keeps none.",
            "%(number)s attachments were left out: the portal keeps none.",
            number,
        )
        found.append(text % {"number": number})
    if details.get("cut"):
        found.append(_("The text was too long. This is its beginning."))
    return tuple(found)
