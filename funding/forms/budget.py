"""What the decider fills in for a budget decision. Amounts in euros."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding import books
from funding.basis import Basis
from funding.budget import in_order
from funding.forms.keyed import UNKNOWN, DocumentedForm
from funding.ledger import AVAILABLE, CASH, COMMITMENTS, FREED
from funding.models import BudgetLine, Reservation
from ui.fields import DateField, EuroField
from ui.language import local

INDENT = "\u2007\u2007"
FIRST_YEAR, LAST_YEAR = 2017, 2050
BUDGET_YEAR = gettext_lazy("Budget year")
LEDGERS = [(COMMITMENTS, gettext_lazy("commitments")), (CASH, gettext_lazy("cash"))]
ORIGINS = [
    (AVAILABLE, gettext_lazy("what is available")),
    (FREED, gettext_lazy("what came free from an earlier year")),
]


@dataclass(frozen=True)
class Choices:
    """What can be chosen, read once: the lines with their depth, and the open reservations of unknown size."""

    lines: list[tuple[BudgetLine, int]]
    unknown: list[Reservation]

    def line(self, key: int) -> BudgetLine:
        return next(line for line, _depth in self.lines if line.pk == key)

    def kept_for(self, line: int, year: int) -> list[str]:
        """Purposes of the reservations of unknown size on this line and year."""
        return [local(one, "purpose") for one in self.unknown if (one.line_id, one.year) == (line, year)]


def choices() -> Choices:
    unknown = books.open_reservations().filter(size__isnull=True).order_by("pk")
    return Choices(in_order(list(BudgetLine.objects.all())), list(unknown))


class LineField(forms.TypedChoiceField):
    """A line of the tree, by its id."""

    def __init__(self, **kwargs):
        super().__init__(coerce=int, label=gettext_lazy("Budget line"), **kwargs)


class YearField(forms.IntegerField):
    def __init__(self, label=BUDGET_YEAR, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=widget, **kwargs)


class BudgetForm(DocumentedForm):
    """`kept` is there, and asked, where commitments leave a line that holds a reservation of unknown size."""

    parts: tuple[str, ...] = ()
    keeps = reasons = True
    valid_on = DateField(
        label=gettext_lazy("Valid on"), help_text=gettext_lazy("The day on which the decision takes effect.")
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)
    kept = EuroField(label=gettext_lazy("Stays for reservations of unknown size"), required=False, zero=True)

    def __init__(self, *args, choices: Choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = choices
        self._name_lines()
        kept = self._kept_field()
        order = [*self.parts, *kept, "valid_on", "document", "document_date", *(["reason"] if self.reasons else [])]
        if not self.reasons:
            del self.fields["reason"]
        self.order_fields(order)
        self.lay_out(*order)

    def _name_lines(self) -> None:
        if "line" in self.fields:
            names = [(line.pk, INDENT * depth + local(line, "name")) for line, depth in self.choices.lines]
            self.fields["line"].choices = [("", _("Choose a budget line")), *names]

    def _kept_field(self) -> tuple[str, ...]:
        """The name of the field where it is there; it says for what it is."""
        if not (self.keeps and self.choices.unknown):
            del self.fields["kept"]
            return ()
        named = "; ".join(
            f"{local(one, 'purpose')} ({local(self.choices.line(one.line_id), 'name')}, {one.year})"
            for one in self.choices.unknown
        )
        hint = _("Only where money leaves a line with a reservation of unknown size: %(named)s.")
        self.fields["kept"].help_text = hint % {"named": named}
        return ("kept",)

    def leaves(self) -> tuple[int, int] | None:
        """Line and year that commitments leave; None: none do, or it is not known yet."""
        return None

    def clean(self) -> dict:
        cleaned = super().clean()
        if "kept" not in self.fields or self.has_error("kept"):
            return cleaned
        leaves = self.leaves()
        purposes = self.choices.kept_for(*leaves) if leaves else []
        if purposes and cleaned.get("kept") is None:
            sentence = _("This line holds a reservation of unknown size (%(purpose)s). State how much stays for it.")
            self.add_error("kept", sentence % {"purpose": "; ".join(purposes)})
        if not purposes and cleaned.get("kept") is not None:
            self.add_error("kept", _("Leave this empty: no money leaves a line with a reservation of unknown size."))
        return cleaned

    def basis(self) -> Basis:
        """In the portal of a demonstration whoever decides is invented, and so is the decision."""
        filled = self.cleaned_data
        reason = filled.get("reason") or filled["purpose_nl"]
        about = {"key": filled["key"], "valid_on": filled["valid_on"], "reason": reason, "demo": settings.DEMO}
        return Basis(**about, **self.paper)

    @property
    def kept_amount(self) -> Decimal | None:
        return self.cleaned_data.get("kept")

    @property
    def chosen(self) -> BudgetLine:
        return self.choices.line(self.cleaned_data["line"])

    def words(self) -> list[tuple[str, object]]:
        """Without what stays for a reservation where none is on the line."""
        left_out = str(self.fields["kept"].label) if "kept" in self.fields and self.kept_amount is None else None
        return [(label, value) for label, value in super().words() if label != left_out]

    def word(self, name: str, value: object) -> object:
        return super().word(name, value) if name != "line" else local(self.chosen, "name")


class AllotForm(BudgetForm):
    """Budget for a line, out of the line above it; for the whole from outside the books."""

    parts = ("line", "year", "commitments", "cash")
    line = LineField(help_text=gettext_lazy("It gets its money from the line above it."))
    year = YearField()
    commitments = EuroField(label=gettext_lazy("For commitments"), required=False)
    cash = EuroField(label=gettext_lazy("For payments (cash)"), required=False)

    def clean(self) -> dict:
        cleaned = super().clean()
        given = [cleaned.get(name) is not None or self.has_error(name) for name in ("commitments", "cash")]
        if not any(given):
            self.add_error("commitments", _("Give an amount for commitments, for cash, or for both."))
        return cleaned

    @property
    def amounts(self) -> dict[str, Decimal | None]:
        return {name: self.cleaned_data[name] for name in ("commitments", "cash")}

    def leaves(self) -> tuple[int, int] | None:
        line, year = self.cleaned_data.get("line"), self.cleaned_data.get("year")
        if line is None or year is None or self.cleaned_data.get("commitments") is None:
            return None
        above = self.choices.line(line).parent_id
        return None if above is None else (above, year)


class MoveForm(BudgetForm):
    """An amount out of what a line has, or what came free on it."""

    line = LineField()
    ledger = forms.ChoiceField(label=gettext_lazy("Which budget?"), choices=LEDGERS, widget=forms.RadioSelect)
    origin = forms.ChoiceField(label=gettext_lazy("Out of"), choices=ORIGINS, widget=forms.RadioSelect)
    amount = EuroField(label=gettext_lazy("Amount"))
    out_of = "year"

    def leaves(self) -> tuple[int, int] | None:
        filled = self.cleaned_data
        if (filled.get("ledger"), filled.get("origin")) != (COMMITMENTS, AVAILABLE):
            return None
        line, year = filled.get("line"), filled.get(self.out_of)
        return None if line is None or year is None else (line, year)

    @property
    def freed(self) -> bool:
        return self.cleaned_data["origin"] == FREED


class ShiftForm(MoveForm):
    parts = ("line", "ledger", "origin", "from_year", "to_year", "amount")
    out_of = "from_year"
    from_year = YearField(gettext_lazy("From budget year"))
    to_year = YearField(gettext_lazy("To budget year"))

    def clean(self) -> dict:
        cleaned = super().clean()
        years = [cleaned.get(name) for name in ("from_year", "to_year")]
        if years[0] is not None and years[0] == years[1] and cleaned.get("origin") == AVAILABLE:
            self.add_error("to_year", _("Choose another year than the one it comes from."))
        return cleaned


class GiveBackForm(MoveForm):
    """Budget that leaves the programme."""

    parts = ("line", "year", "ledger", "origin", "amount")
    year = YearField()


class ReserveForm(BudgetForm):
    """Money set apart for a purpose, of known or unknown size. The purpose is the reason."""

    reasons = False
    parts = ("line", "year", "purpose_nl", "purpose_en", "size_is", "size", "at_least")
    line = LineField()
    year = YearField()
    purpose_nl = forms.CharField(label=gettext_lazy("Purpose in Dutch"), max_length=200)
    purpose_en = forms.CharField(label=gettext_lazy("Purpose in English"), max_length=200)
    size_is = forms.ChoiceField(
        label=gettext_lazy("Size"),
        choices=[("known", gettext_lazy("known, namely:")), (UNKNOWN, gettext_lazy("unknown"))],
        widget=forms.RadioSelect,
    )
    size = EuroField(label=gettext_lazy("Amount, when the size is known"), required=False)
    at_least = EuroField(
        label=gettext_lazy("At least, when the size is unknown"),
        required=False,
        help_text=gettext_lazy("This much is set apart now. Leave it empty when nothing is known."),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        known = cleaned.get("size_is") == "known"
        if known and cleaned.get("size") is None and not self.has_error("size"):
            self.add_error("size", _("Give the amount, or choose unknown."))
        if cleaned.get("size_is") == UNKNOWN and cleaned.get("size") is not None:
            self.add_error("size", _("You chose that the size is unknown. Leave this empty, or choose known."))
        if known and cleaned.get("at_least") is not None:
            self.add_error("at_least", _("Leave this empty: the size is known."))
        return cleaned

    def leaves(self) -> tuple[int, int] | None:
        filled = self.cleaned_data
        moves = filled.get("size") or filled.get("at_least")
        line, year = filled.get("line"), filled.get("year")
        return (line, year) if moves and line is not None and year is not None else None

    def word(self, name: str, value: object) -> object:
        if name == "size" and self.cleaned_data["size_is"] == UNKNOWN:
            return None
        return super().word(name, value)


class ReleaseForm(BudgetForm):
    """The end of a reservation."""

    keeps = False
