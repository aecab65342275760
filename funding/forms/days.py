"""Days that forms ask for."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from jobs import clock


def not_to_come(day):
    """The day itself, unless it lies ahead: what is recorded has happened."""
    if day and day > clock.today():
        raise ValidationError(_("This date is still to come."), code="future")
    return day
