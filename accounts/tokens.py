"""The link in an invitation: signed, so that nothing secret is stored; it dies when the invitation changes state."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from accounts.models import Invitation

_signer = Signer(salt="accounts.invitation")


def token_of(invitation: Invitation) -> str:
    return _signer.sign(invitation.pk)


def invitation_of(token: str) -> Invitation | None:
    """The invitation behind a link, in whatever state; None when the link was tampered with."""
    try:
        key = int(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
    return Invitation.objects.select_related("organisation", "created_by").filter(pk=key).first()


def link_to(invitation: Invitation) -> str:
    """The whole address, in the language of the letter."""
    with translation.override(invitation.language):
        return settings.SITE_URL + reverse("accounts:invitation_accept", args=[token_of(invitation)])
