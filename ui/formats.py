"""Numbers, money, dates and sourced figures in words of the active language. Unknown (None) is never a number."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ui.charts import Wording
from ui.language import code

MILLION = Decimal(1_000_000)
BILLION = Decimal(1_000_000_000)
MINUS = "\N{MINUS SIGN}"

Number = int | float | Decimal | str


def unknown() -> str:
    return _("unknown")


def to_decimal(value: Number | None) -> Decimal | None:
    """`value` as a finite Decimal, or None when it is empty or no number."""
    if value is None or value == "":
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _grouped(number: Decimal, decimals: int | None) -> str:
    """Digits with the separators of the language; `decimals` None keeps the decimals that matter."""
    text = f"{number.normalize():,f}" if decimals is None else f"{number:,.{decimals}f}"
    if code() == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    return text.replace("-", MINUS)


def number(value: Number | None, decimals: int | None = None) -> str:
    """1234.5 -> "1.234,5" (nl), "1,234.5" (en)."""
    amount = to_decimal(value)
    return unknown() if amount is None else _grouped(amount, decimals)


def percent(value: Number | None, decimals: int | None = None) -> str:
    """40 -> "40%"."""
    amount = to_decimal(value)
    return unknown() if amount is None else f"{_grouped(amount, decimals)}%"


def euro(value: Number | None) -> str:
    """Euros in full: "€ 2.800.000"; cents only where there are any."""
    amount = to_decimal(value)
    if amount is None:
        return unknown()
    whole = amount == amount.to_integral_value()
    sign = MINUS if amount < 0 else ""
    return f"{sign}€ {_grouped(abs(amount), 0 if whole else 2)}"


def euro_short(value: Number | None) -> str:
    """Euros for reading: "€ 2,8 miljoen"; in full below a million. At most two decimals."""
    amount = to_decimal(value)
    if amount is None:
        return unknown()
    if abs(amount) < MILLION:
        return euro(amount.quantize(Decimal(1)))
    sign = MINUS if amount < 0 else ""
    if abs(amount) < BILLION:
        return sign + _("€ %(number)s million") % {"number": _rounded(abs(amount) / MILLION)}
    return sign + _("€ %(number)s billion") % {"number": _rounded(abs(amount) / BILLION)}


def _rounded(amount: Decimal) -> str:
    return _grouped(amount.quantize(Decimal("0.01")), None)


def euro_reading(value: Number | None) -> str:
    """Short where that loses nothing ("€ 2,8 miljoen"), else in full ("€ 2.812.345")."""
    amount = to_decimal(value)
    if amount is not None and abs(amount) >= MILLION and amount % 10_000 == 0:
        return euro_short(amount)
    return euro(amount)


def date_long(value: date | None) -> str:
    """5 februari 2018, 5 February 2018."""
    return formats.date_format(value, "j F Y") if value else unknown()


def in_unit(value: Number | None, unit: str) -> str:
    """`value` in `unit`: EUR, percent, year (a calendar year, never grouped) or count."""
    match unit:
        case "EUR":
            return euro_reading(value)
        case "percent":
            return percent(value)
        case "year":
            amount = to_decimal(value)
            return unknown() if amount is None else str(int(amount))
        case _:
            return number(value)


def unbroken(amount: str) -> str:
    """An amount that a line of text never breaks off behind its €."""
    return amount.replace("€ ", "€\u00a0")


def bounds(lower: Number | None, upper: Number | None, unit: str) -> str:
    """ "tussen € 0 en € 2,1 miljoen", one-sided where only one is known, "" where that is zero or none."""
    low = None if to_decimal(lower) is None else unbroken(in_unit(lower, unit))
    high = None if to_decimal(upper) is None else unbroken(in_unit(upper, unit))
    if low is not None and high is not None:
        return _("between %(low)s and %(high)s") % {"low": low, "high": high}
    if high is not None:
        return _("at most %(value)s") % {"value": high}
    # "At least nothing" tells nobody anything.
    return "" if low is None or to_decimal(lower) == 0 else _("at least %(value)s") % {"value": low}


def figure_value(figure: object) -> str:
    """Value of a programme figure in words, by its precision.

    exact "€ 2,8 miljoen", approximate "circa € 165 miljoen", at_least "minstens 32",
    unknown "onbekend (tussen € 0 en € 2,1 miljoen)".
    """
    if figure.precision == "unknown" or to_decimal(figure.value) is None:
        known = bounds(figure.lower, figure.upper, figure.unit)
        return f"{unknown()} ({known})" if known else unknown()
    value = in_unit(figure.value, figure.unit)
    match figure.precision:
        case "approximate":
            return pgettext("figure", "about %(value)s") % {"value": value}
        case "at_least":
            return _("at least %(value)s") % {"value": unbroken(value)}
        case _:
            return value


def wording(unit: str = "count") -> Wording:
    """How a chart writes its values: `charts.bars(…, wording=formats.wording("EUR"))`."""
    return Wording(
        number=lambda value: in_unit(value, unit),
        unknown=unknown(),
        about=pgettext("figure", "about %(value)s") % {"value": "{}"},
        between=_("between %(low)s and %(high)s") % {"low": "{}", "high": "{}"},
        less=pgettext("figure", "%(value)s less") % {"value": "{}"},
    )


def masked_email(email: str) -> str:
    """ "anna@bedrijf.nl" → "a…@bedrijf.nl": enough to know one's own address again, too little to write to."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"


def masked_telephone(number: str) -> str:
    """ "010 1234567" → "…67"."""
    return f"…{number[-2:]}"
