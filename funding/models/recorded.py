"""What every row of the books has in common."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User

MONEY = {"max_digits": 14, "decimal_places": 2}


class Recorded(models.Model):
    """A row that is only ever added (funding/sql/only_added_to.sql), by whom and when.

    `recorded_at` is the database's own clock, whatever a writer gives.
    """

    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_index=False, verbose_name=_("recorded by")
    )

    class Meta:
        abstract = True


class Documented(Recorded):
    """A recorded row with the document that it rests on: its name or number, and its date."""

    document = models.CharField(_("document"), max_length=200)
    document_date = models.DateField(_("date of the document"))

    class Meta:
        abstract = True
