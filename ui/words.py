"""Words of Django that reach a screen and that the portal says in its own Dutch: short, with what to do.

The catalogue of this app comes before Django's.
"""

from django.utils.translation import gettext_noop as _

WORDS = [
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Select a valid choice. That choice is not one of the available choices."),
]
