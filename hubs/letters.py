"""The letters about a help request, each in the language of who gets it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Organisation, Role, RoleHolding, User
from accounts.roles import HUB_ROLES
from hubs.models import HelpRequest
from ui.language import local


def desk_name(request: HelpRequest) -> str:
    """How the desk of this request is called, in the active language."""
    return request.hub.name if request.hub else _("National desk (Expertise Centre)")


def people_of_desk(request: HelpRequest) -> list[User]:
    """Everybody who works at the desk of this request today."""
    current = RoleHolding.objects.current()
    if request.hub is None:
        held = current.filter(role=Role.ADVISER, organisation__kind=Organisation.Kind.EXPERTISE)
    else:
        own = Q(organisation__kind=Organisation.Kind.HUB, organisation__region=request.hub.region_id)
        held = current.filter(own, role__in=HUB_ROLES)
    return list(User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk"))


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


def nobody_there(request: HelpRequest, person: User) -> EmailMessage:
    """To an administrator: a question waits at a desk where nobody works yet."""
    with translation.override(person.language):
        values = {"person": person, "desk": desk_name(request), "link": _address("accounts:invitation_create")}
        text = render_to_string("hubs/mail/nobody_there.txt", values)
        return EmailMessage(_("A question waits at a desk without people"), text, None, [person.email])


def _address(name: str, **kwargs: object) -> str:
    return settings.SITE_URL + reverse(name, kwargs=kwargs)
