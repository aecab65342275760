"""A table that people send: where its headers stand, which column is which, and the forms that ask."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, partial
from typing import Protocol

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from ui import sheets
from ui.language import LANGUAGES
from ui.layout import Actions, Cancel, Div, Folded, Layout, Submit

NAMELESS = 100
Guess = Callable[[list[str]], Mapping[str, int]]


class Column(Protocol):
    """`headers`: further words above such a column, in plain letters."""

    name: str
    label: str | Promise
    headers: tuple[str, ...]


def guesser(columns: Sequence[Column], plain: Callable[[str], str]) -> Guess:
    """A guess by the headers that the columns are known by, and by their labels in each language.

    The guess gives field → number of the column (from 0); of two headers for one field the first counts. `plain`: makes
    a text without capitals, accents and signs.
    """

    @cache
    def known() -> dict[str, str]:
        found: dict[str, str] = {}
        for column in columns:
            for header in (column.name, *column.headers):
                found.setdefault(plain(header), column.name)
        for language in LANGUAGES:
            with override(language):
                found |= {plain(str(column.label)): column.name for column in columns}
        return found

    def guess(headers: list[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for number, header in enumerate(headers):
            name = known().get(plain(header))
            if name:
                found.setdefault(name, number)
        return found

    return guess


def no_rows() -> str:
    return _("There are no rows under the headers in this file. Choose another one.")


def described(sheet: sheets.Sheet, guess: Guess) -> dict[str, object]:
    """Its name, the number of the row with the headers (from 0), those headers, and three rows below as examples.

    `guess`: field → number of the column, for headers.
    """
    texts = [[sheets.as_text(cell) for cell in row] for row in sheet.rows]
    ranked = [(len(guess(row)), sum(map(bool, row)), -number) for number, row in enumerate(texts[: sheets.LINES_ABOVE])]
    header = -max(ranked)[2] if ranked else 0
    below = [row for row in texts[header + 1 :] if any(row)]
    width = max(map(len, texts[header:]), default=0)
    heads = [*texts[header], *[""] * (width - len(texts[header]))] if texts else []
    named = [head[:NAMELESS] or _("column %(number)s") % {"number": n} for n, head in enumerate(heads, start=1)]
    return {
        "sheet": sheet.name,
        "fault": sheet.fault or ("" if below else no_rows()),
        "header": header,
        "columns": named if below else [],
        "examples": [[cell[:60] for cell in row] for row in below[:3]],
    }


def kept(value: sheets.Cell) -> str:
    """A cell as a row keeps it: a formula keeps its sign, text that looks like one is neutralised."""
    text = sheets.as_text(value)
    if isinstance(value, sheets.Faulty):
        return text or "="
    return f"'{text}" if text.startswith("=") else text


def left_out(columns: Sequence[str], chosen: Mapping[str, int]) -> list[str]:
    """The headers of the columns that go nowhere."""
    used = set(chosen.values())
    return [head for number, head in enumerate(columns) if number not in used]


def chosen_sheet(request: HttpRequest, described: Sequence[dict], current: str) -> tuple[int, dict]:
    """The number and description of the sheet that `?blad=` chooses, else of that named `current`. Raises Http404."""
    asked = request.GET.get("blad", "")
    for number, one in enumerate(described):
        if one["columns"] and (str(number) == asked if asked else one["sheet"] == current):
            return number, one
    raise Http404


def map_context(described: Sequence[dict], number: int, chosen: Mapping[str, int]) -> dict[str, object]:
    """What the page that asks shows beside its form; `number`: of the sheet that is looked at."""
    sheet = described[number]
    return {
        "sheets": [
            {"name": one["sheet"], "fault": one["fault"], "url": f"?blad={place}", "chosen": place == number}
            for place, one in enumerate(described)
        ],
        "sheet": sheet,
        "matched": len(chosen),
        "left_out": left_out(sheet["columns"], chosen),
    }


def show_faults(form: forms.Form, told: Mapping[str, Sequence[str]]) -> None:
    """The sentences as errors at their fields, although nothing was sent."""
    form.is_bound = True
    form.data = {name: field.initial for name, field in form.fields.items()}
    form.full_clean()
    for name, sentences in told.items():
        for one in sentences:
            form.add_error(name, one)


class MapForm(forms.Form):
    """For each field a choice of the columns of the sheet. `asked`: (name, label) pairs; `needed`: without one of
    these nothing can be brought in.

    What was recognised is folded away. What was not is open as long as there are columns that go nowhere.
    """

    def __init__(
        self,
        *args,
        asked: Sequence[tuple[str, str | Promise]],
        columns: Sequence[str],
        chosen: Mapping[str, int],
        cancel_url: str,
        needed: Collection[str] = (),
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        choices = [("", _("not in this file")), *((str(n), f"{n + 1}. {head}") for n, head in enumerate(columns))]
        for name, label in asked:
            known = chosen.get(name)
            self.fields[name] = forms.ChoiceField(
                label=capfirst(label),
                choices=choices,
                required=False,
                initial="" if known is None else str(known),
            )
            self.fields[name].needed = name in needed
        names = [name for name, _label in asked]
        known, other = [one for one in names if one in chosen], [one for one in names if one not in chosen]
        parts = [Folded(_("What we recognised"), *known, css_class="si-pairs")] if known else []
        shown = Div if left_out(columns, chosen) or not known else partial(Folded, _("What is not in this file"))
        parts += [shown(*other, css_class="si-pairs")] if other else []
        self.helper = FormHelper()
        self.helper.layout = Layout(*parts, Actions(Submit("check", _("Check all rows")), Cancel(cancel_url)))

    def clean(self) -> dict[str, object]:
        """No column twice."""
        typed = super().clean()
        used: dict[str, str] = {}
        for name, number in list(typed.items()):
            if number and number in used:
                told = _("This column is already chosen for “%(field)s”.") % {"field": self.fields[used[number]].label}
                self.add_error(name, ValidationError(told))
            elif number:
                used[number] = name
        return typed

    def mapping(self) -> dict[str, int]:
        return {name: int(number) for name, number in self.cleaned_data.items() if number}
