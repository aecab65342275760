"""Words of allauth that reach a screen and that this app says in its own Dutch (u-form, short).

The catalogue of this app comes before allauth's, because the house is named first in INSTALLED_APPS.
"""

from django.utils.translation import gettext_noop as _

WORDS = [
    _("You must type the same password each time."),
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Use a security key"),
    _("Master key"),
    _("Backup key"),
]
