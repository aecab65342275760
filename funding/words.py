"""Amounts that may be known only within bounds, in words."""

from django.utils.translation import gettext as _

from funding.amounts import Range
from ui import formats


def in_euros(amount: Range | None) -> str:
    """ "€ 700.000", "at least € 700.000", "between …", "unknown"; None: nothing was recorded."""
    if amount is None:
        return _("nothing recorded")
    if amount.known:
        return formats.euro(amount.low)
    return formats.bounds(amount.low or None, amount.high, "EUR") or formats.unknown()


def as_ratio(amount: Range | None) -> str:
    """Euros of match for each euro of the State: "1,00"; "not applicable" while nothing is granted."""
    return _("not applicable") if amount is None else formats.number(amount.low, 2)
