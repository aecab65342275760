"""What an address asks of a view that is frozen: the form of the view's own page, and no other answer than its."""

from collections.abc import Mapping
from typing import NoReturn, TypeVar

from accounts.rules import RuleBroken
from reports.forms import DaysForm

Form = TypeVar("Form", bound=DaysForm)


def valid(form: type[Form], query: Mapping[str, str]) -> Form:
    """The form of a view's own page, filled in by its address. RuleBroken with what it says when it is wrong."""
    asked = form({name: query.get(name, "") for name in form.base_fields})
    if not asked.is_valid():
        refuse(next(iter(asked.errors.values()))[0])
    return asked


def refuse(sentence: str) -> NoReturn:
    """For a query that asks what cannot be."""
    raise RuleBroken("reports_annex_view_can_be_asked", sentence)
