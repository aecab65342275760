"""Words of allauth and Django that reach a screen and that this app says in its own Dutch (u-form, short).

The catalogue of this app comes before allauth's, because the house is named first in INSTALLED_APPS.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

WORDS = [
    _("You must type the same password each time."),
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Use a security key"),
    _("Master key"),
    _("Backup key"),
    # Django's Dutch lacks this one.
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        "min_length",
    ),
]
