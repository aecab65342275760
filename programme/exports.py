"""Figures as CSV."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from programme.models import Figure
from ui.spreadsheet import as_csv

# Column and what it means, in the order of the file.
COLUMNS = [
    ("key", _("unique name of the figure")),
    ("topic", _("groups figures on the same thing; one unit per topic")),
    ("label_nl", _("label in Dutch")),
    ("label_en", _("label in English")),
    ("value", _("the figure; empty means unknown, never zero")),
    ("lower", _("lower bound, where known")),
    ("upper", _("upper bound, where known")),
    ("unit", _("EUR, count, percent or year")),
    ("precision", _("exact, approximate, at_least (a minimum) or unknown")),
    ("kind", _("stated (in the source) or derived (calculated by us)")),
    ("formula", _("how a derived figure is calculated, in keys of other figures")),
    ("basis_nl", _("what the figure covers, in Dutch")),
    ("basis_en", _("what the figure covers, in English")),
    ("phase", _("planned, committed, realised or unclear")),
    ("as_of", _("day on which the figure stands")),
    ("source", _("short name of the source")),
    ("source_url", _("web address of the source")),
    ("locator_nl", _("place in the source, in Dutch")),
    ("locator_en", _("place in the source, in English")),
    ("note_nl", _("conflicts and traps, in Dutch")),
    ("note_en", _("conflicts and traps, in English")),
]


def figures_csv(figures: Iterable[Figure]) -> str:
    names = [name for name, _meaning in COLUMNS]
    return as_csv(names, ([_cell(figure, name) for name in names] for figure in figures))


def _cell(figure: Figure, name: str) -> object:
    match name:
        case "source":
            return figure.source.slug
        case "source_url":
            return figure.source.url
        case "topic":
            return figure.topic_id
    value = getattr(figure, name)
    # Without an exponent.
    return Decimal(f"{value.normalize():f}") if isinstance(value, Decimal) else value
