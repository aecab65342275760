"""The columns of an amount that need not be one number."""

from django.utils.translation import gettext_lazy as _

from funding.amounts import Range
from reports.datasets.columns import CODE, DECIMAL, Column, Row

NOT_AVAILABLE = "not_available"
STATUSES = (
    ("exact", _("one number, in `value`")),
    ("range", _("between `lower` and `upper`")),
    ("at_least", _("at least `lower`")),
    ("unknown", _("not known")),
    (NOT_AVAILABLE, _("does not apply, or cannot be calculated")),
)
AMOUNTS = (
    Column("status", CODE, "What is known of it", "Wat ervan bekend is", choices=STATUSES, filter=True),
    Column("value", DECIMAL, "The amount when it is one number, in `unit`", "Het bedrag als dat een getal is, in "
           "`unit`", nullable=True),
    Column("lower", DECIMAL, "Lower bound of what is not one number", "Ondergrens van wat niet een getal is",
           nullable=True),
    Column("upper", DECIMAL, "Upper bound; null: there is none", "Bovengrens; null: er is geen", nullable=True),
    Column("unit", CODE, "Unit of these", "Eenheid hiervan", choices=(("EUR", _("euros")),
           ("EUR per EUR", _("euros of match for each euro of the State")))),
)  # fmt: skip


def numbers(amount: Range | None, *, ratio: bool) -> Row:
    """The five columns of an amount, as in the portal's own files; null where there is no number."""
    unit = {"unit": "EUR per EUR" if ratio else "EUR"}
    if amount is None:
        return {"status": NOT_AVAILABLE, "value": None, "lower": None, "upper": None, **unit}
    bounds = (None, None) if amount.known else (amount.low, amount.high)
    return {"status": amount.status, "value": amount.value, "lower": bounds[0], "upper": bounds[1], **unit}
