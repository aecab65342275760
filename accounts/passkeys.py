"""Forms for passkeys that answer nonsense with a sentence: allauth's own let a malformed key break the page."""

from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What the decoding of a malformed key raises; ValueError covers wrong base64 and wrong text.
NONSENSE = (KeyError, TypeError, ValueError, AttributeError, RecursionError)


def _refusal() -> ValidationError:
    return ValidationError(_("This key could not be read. Try again."), code="unreadable")


class Readable:
    """For the forms in which somebody shows a key that they added before."""

    def clean_credential(self):
        try:
            return super().clean_credential()
        except ValidationError:
            raise
        except NONSENSE as error:
            raise _refusal() from error


class AddForm(webauthn.AddWebAuthnForm):
    def clean(self):
        try:
            return super().clean()
        except ValidationError:
            raise
        except NONSENSE as error:
            raise _refusal() from error


class AuthenticateForm(Readable, webauthn.AuthenticateWebAuthnForm):
    """The second step at sign-in."""


class LoginForm(Readable, webauthn.LoginWebAuthnForm):
    """Sign-in with a passkey alone."""


class ReauthenticateForm(Readable, webauthn.ReauthenticateWebAuthnForm):
    """The question before anything about safety."""
