"""The letters about a help request, each in the language of who gets it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Role, RoleHolding, User
from hubs.models import HelpRequest, Hub
from hubs.permissions import people_of
from ui.language import local

# For whom a letter is filled in as an example.
EXAMPLE = {
    "company": "Demo Metaal B.V.",
    "name": "Noa Voorbeeld",
    "link": f"{settings.SITE_URL}/hulpvraag/…/",
}


def desk_name(request: HelpRequest) -> str:
    """How the desk of this request is called, in the active language."""
    return name_of(request.hub)


def name_of(hub: Hub | None) -> str:
    """How this desk is called, in the active language."""
    return hub.name if hub else _("National desk (Expertise Centre)")


def people_of_desk(request: HelpRequest) -> list[User]:
    """Everybody with a role at the desk of this request today."""
    return people_of(request.hub, only_workers=False)


def administrators() -> list[User]:
    held = RoleHolding.objects.current().filter(role=Role.ADMINISTRATOR)
    return list(User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk"))


def confirmation(request: HelpRequest) -> EmailMessage:
    """To the company. It repeats nothing that was typed: the address is not known to be the sender's."""
    with translation.override(request.language):
        link = _address("hubs:request_state", key=request.key)
        values = {"request": request, "desk": desk_name(request), "link": link}
        text = render_to_string("hubs/mail/confirmation.txt", values)
        return EmailMessage(_("We received your question"), text, None, [request.email])


def notice(request: HelpRequest, person: User) -> EmailMessage:
    """To one person of the desk. It names no company: who may read that, signs in."""
    with translation.override(person.language):
        region = local(request.region, "name") if request.region else _("region unknown")
        link = _address("hubs:request_detail", request_id=request.pk)
        values = {"person": person, "desk": desk_name(request), "region": region, "link": link}
        text = render_to_string("hubs/mail/notice.txt", values)
        return EmailMessage(_("A new question from a company"), text, None, [person.email])


def nobody_there(hub: Hub | None, person: User) -> EmailMessage:
    """To an administrator: a question waits at a desk where nobody works yet."""
    with translation.override(person.language):
        values = {"person": person, "desk": name_of(hub), "link": _address("accounts:invitation_create")}
        text = render_to_string("hubs/mail/nobody_there.txt", values)
        return EmailMessage(_("A question waits at a desk without people"), text, None, [person.email])


def _address(name: str, **kwargs: object) -> str:
    return settings.SITE_URL + reverse(name, kwargs=kwargs)
