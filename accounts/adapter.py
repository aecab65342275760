"""What allauth asks the portal: words for mistakes, the language of a letter, which addresses are too long."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.access import SECOND_FACTORS, STAFF
from accounts.models import User

EMAIL_LENGTH = User._meta.get_field("email").max_length


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is blocked."),
        "cannot_remove_primary_email": _("You cannot remove the address that you sign in with."),
        "duplicate_email": _("This e-mail address already belongs to your account."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "email_taken": _("Somebody already uses this e-mail address."),
        "enter_current_password": _("Type your current password."),
        "incorrect_code": _("This code is not right. A code is valid for half a minute: type the newest one."),
        "incorrect_password": _("The password is not right."),
        "invalid_or_expired_key": _("This link is not right or no longer valid."),
        "invalid_login": _("The e-mail address or the password is not right."),
        "invalid_password_reset": _("This link is not right or no longer valid."),
        "max_email_addresses": _("You cannot add more than %d e-mail addresses."),
        "too_many_login_attempts": _(
            "There were too many wrong passwords. Wait 5 minutes and try again, or choose “Forgotten your password?”."
        ),
        "unknown_email": _("We do not know this e-mail address."),
        "unverified_primary_email": _("Confirm this e-mail address first. We sent you a letter."),
        "select_only_one": _("Choose one."),
        "same_as_current": _("This is what you have now. Type something else."),
        "rate_limited": _("You tried this too often. Wait a minute and try again."),
    }

    def clean_email(self, email: str) -> str:
        """Forms let 320 characters through; the database holds 254."""
        email = super().clean_email(email)
        if len(email) > EMAIL_LENGTH:
            raise ValidationError(_("This e-mail address is too long: 254 characters at most."), code="max_length")
        return email

    def save_user(self, request, user, form, commit=True):
        """Somebody who signs up gets letters in the language of the page they signed up on."""
        user.language = get_language()
        return super().save_user(request, user, form, commit=commit)

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """In the language of the person who gets the letter; a stranger gets the language of the page."""
        with translation.override(language_of(email) or get_language()):
            super().send_mail(template_prefix, email, context)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Switch the second step off before you add an e-mail address."),
        "cannot_delete_authenticator": _("Your role needs a second step: it cannot be switched off."),
        "cannot_generate_recovery_codes": _("Set up a second step first. Then you can get recovery codes."),
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "unverified_email": _("Confirm your e-mail address first. Then you can set up a second step."),
    }

    def get_totp_issuer(self) -> str:
        return "Smart Industry"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keep at least one second step where it is required."""
        person = authenticator.user
        if not settings.SECOND_FACTOR_REQUIRED or not person.roles & STAFF:
            return True
        others = Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exclude(pk=authenticator.pk)
        return others.exists()


def language_of(email: str) -> str | None:
    """The language in which the person with this address wants letters; None when nobody has it."""
    found = EmailAddress.objects.filter(email=email.lower()).values_list("user__language", flat=True).first()
    return found or User.objects.filter(email=email.lower()).values_list("language", flat=True).first()
