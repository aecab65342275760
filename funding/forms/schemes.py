"""What the controller fills in about the rules of schemes. Nothing has a default; "unknown" is a choice."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.forms.keyed import UNKNOWN, DocumentedForm
from funding.models import BudgetLine, Scheme, SchemeVersion
from funding.models.schemes import NEVER_MATCH, Origin
from funding.schemes import Rules
from regions.models import Region
from ui.amounts import read_amount
from ui.fields import DateField, EuroField
from ui.formats import date_long
from ui.language import code, local
from ui.layout import Fieldset

KNOWN = "known"
WHETHER_KNOWN = [(KNOWN, gettext_lazy("known, namely:")), (UNKNOWN, gettext_lazy("unknown"))]
Level = SchemeVersion.Level


ASKED_BY = {
    "ratio": "ratio_is",
    "advance": "advance_is",
    "origins": "origins_are",
    "performance_from": "evidence_is",
    "costs_from": "evidence_is",
    "ends_on": "end",
}
"""By field that may stay empty: the field that says whether it is known."""


class NumberField(forms.DecimalField):
    """A number above or equal to zero, with Dutch or English marks; not money."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs)

    def to_python(self, value):
        text = "" if value in self.empty_values else str(value).strip().removesuffix("%").strip()
        number = read_amount(text, code()) if text and "€" not in text else None
        # What is no number is refused by the field itself, in its own words.
        return super().to_python(text if number is None else str(number))


def choice(label: str, choices, **kwargs) -> forms.ChoiceField:
    """Radios of which none is chosen beforehand."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **kwargs)


class SchemeForm(DocumentedForm):
    """A new scheme. Its document is that of its first version, so it asks none."""

    name_nl = forms.CharField(label=gettext_lazy("Name in Dutch"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120)
    slug = forms.SlugField(
        label=gettext_lazy("Short name in addresses"),
        max_length=50,
        help_text=gettext_lazy("Small letters, digits and hyphens, for example regio-2018. It never changes."),
    )
    real = choice(
        gettext_lazy("What is it?"),
        [
            ("real", gettext_lazy("a real scheme")),
            ("demo", gettext_lazy("a demonstration: everything under it is invented, and marked so for ever")),
        ],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["document"], self.fields["document_date"]
        self.lay_out("name_nl", "name_en", "slug", "real")

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"].lower()


class VersionForm(DocumentedForm):
    """The rules from a day on."""

    starts_on = DateField(label=gettext_lazy("In force from"))
    end = choice(
        gettext_lazy("Until when?"),
        [("open", gettext_lazy("until a next version begins")), (KNOWN, gettext_lazy("until and including a day:"))],
    )
    ends_on = DateField(label=gettext_lazy("Last day"), required=False)
    instrument = choice(
        gettext_lazy("Legal instrument"),
        SchemeVersion.Instrument.choices,
        help_text=gettext_lazy("Only a subsidy and a specific grant allow a condition; elsewhere the match is shown."),
    )
    ratio_is = choice(gettext_lazy("Match per euro of the State"), WHETHER_KNOWN)
    ratio = NumberField(
        label=gettext_lazy("Euros of match for each euro of the State"),
        required=False,
        min_value=0,
        max_digits=6,
        decimal_places=4,
        help_text=gettext_lazy("1 is one to one; 0: no match is asked."),
    )
    level = choice(
        gettext_lazy("Level at which the ratio is held"), [*Level.choices, (UNKNOWN, gettext_lazy("unknown"))]
    )
    advance_is = choice(gettext_lazy("Part that may be paid before match is realised"), WHETHER_KNOWN)
    advance = NumberField(
        label=gettext_lazy("Advance, in percent of the award"),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text=gettext_lazy("0 to 100."),
    )
    origins_are = choice(gettext_lazy("Origins of money that count as match"), WHETHER_KNOWN)
    origins = forms.MultipleChoiceField(
        label=gettext_lazy("These origins count"),
        required=False,
        choices=[pair for pair in Origin.choices if pair[0] not in NEVER_MATCH],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Money of the State, or of unknown origin, never counts as match."),
    )
    in_kind = choice(gettext_lazy("Match in kind"), [*SchemeVersion.InKind.choices, (UNKNOWN, gettext_lazy("unknown"))])
    evidence_is = choice(
        gettext_lazy("Evidence that is asked, by amount"),
        WHETHER_KNOWN,
        help_text=gettext_lazy(
            "The Uniform Subsidy Framework asks performance from € 25,000 and costs from € 125,000."
        ),
    )
    performance_from = EuroField(
        label=gettext_lazy("Performance from"), required=False, zero=True, help_text=gettext_lazy("Whole euros.")
    )
    costs_from = EuroField(
        label=gettext_lazy("Performance, costs and an auditor's statement from"),
        required=False,
        zero=True,
        help_text=gettext_lazy("Whole euros. Empty: never."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out(
            Fieldset(_("When"), "starts_on", "end", "ends_on"),
            Fieldset(_("Match"), "instrument", "ratio_is", "ratio", "level", "origins_are", "origins", "in_kind"),
            Fieldset(_("Payment"), "advance_is", "advance"),
            Fieldset(_("Evidence"), "evidence_is", "performance_from", "costs_from"),
            Fieldset(_("What it rests on"), "document", "document_date"),
        )

    def clean(self) -> dict:
        cleaned = super().clean()
        self._asks("end", "ends_on", gettext_lazy("Give the last day."))
        self._asks("ratio_is", "ratio", gettext_lazy("Give the ratio, or choose unknown."))
        self._asks("advance_is", "advance", gettext_lazy("Give the percentage, or choose unknown."))
        self._asks("origins_are", "origins", gettext_lazy("Choose at least one origin, or choose unknown."))
        self._asks("evidence_is", "performance_from", gettext_lazy("Give the amount, or choose unknown."))
        performance, costs = cleaned.get("performance_from"), cleaned.get("costs_from")
        for name, amount in (("performance_from", performance), ("costs_from", costs)):
            if amount is not None and amount % 1:
                self.add_error(name, _("Give whole euros."))
        if performance is not None and costs is not None and costs <= performance:
            self.add_error("costs_from", _("This is above the amount for performance."))
        return cleaned

    def _asks(self, whether: str, name: str, sentence: str) -> None:
        """The value is given where it is known, and only there."""
        chosen, value = self.cleaned_data.get(whether), self.cleaned_data.get(name)
        empty = value in (None, "", [])
        if chosen == KNOWN and empty and not self.has_error(name):
            self.add_error(name, sentence)
        elif chosen and chosen != KNOWN and not empty:
            self.add_error(name, _("You chose that this is unknown or open. Leave it empty, or choose otherwise."))

    def rules(self) -> Rules:
        """What was filled in; None is unknown."""
        filled = self.cleaned_data
        share = filled["advance"]
        return Rules(
            instrument=filled["instrument"],
            ratio=filled["ratio"],
            level=self._or_unknown("level"),
            advance_share=None if share is None else share / Decimal(100),
            origins=filled["origins"] or None,
            in_kind=self._or_unknown("in_kind"),
            evidence=self._ladder(),
        )

    def _or_unknown(self, name: str) -> str | None:
        value = self.cleaned_data[name]
        return None if value == UNKNOWN else value

    def _ladder(self) -> list[list] | None:
        performance, costs = self.cleaned_data["performance_from"], self.cleaned_data["costs_from"]
        if self.cleaned_data["evidence_is"] == UNKNOWN:
            return None
        steps = [[0, "none"]] if performance else []
        steps.append([int(performance), "performance"])
        return steps if costs is None else [*steps, [int(costs), "costs"]]

    def word(self, name: str, value: object) -> object:
        if name in ("ratio", "advance") and value is not None:
            return str(value.normalize()) if name == "ratio" else f"{value.normalize():f}%"
        return super().word(name, value)

    def words(self) -> list[tuple[str, object]]:
        """What is unknown is said once, as unknown."""
        asked = {
            "ratio": "ratio_is",
            "advance": "advance_is",
            "origins": "origins_are",
            "performance_from": "evidence_is",
        }
        asked |= {"costs_from": "evidence_is", "ends_on": "end"}
        shown = []
        for name, (label, word) in zip(self._names(), super().words(), strict=True):
            if name in asked.values():
                if self.cleaned_data[name] != KNOWN:
                    shown.append((label, None if self.cleaned_data[name] == UNKNOWN else word))
            elif name not in asked or self.cleaned_data[asked[name]] == KNOWN:
                shown.append((label, None if self.cleaned_data.get(name) == UNKNOWN else word))
        return shown

    def _names(self) -> list[str]:
        return [name for name, field in self.fields.items() if not isinstance(field.widget, forms.HiddenInput)]


class PoolForm(DocumentedForm):
    """Where the ratio of a version is held: for which line, and which region."""

    version = forms.ModelChoiceField(SchemeVersion.objects.none(), label=gettext_lazy("Version"), empty_label=None)
    line = forms.ModelChoiceField(BudgetLine.objects.none(), label=gettext_lazy("Budget line"))
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label=gettext_lazy("Region"),
        required=False,
        help_text=gettext_lazy("Only where the ratio is held for a region, or its level is unknown."),
    )

    def __init__(self, *args, scheme: Scheme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = scheme.versions.order_by("-number")
        self.fields["version"].label_from_instance = version_name
        for name, rows in {"line": BudgetLine.objects.all(), "region": Region.objects.all()}.items():
            self.fields[name].queryset = rows
            self.fields[name].label_from_instance = lambda one: local(one, "name")
            self.fields[name].empty_label = _("Choose") if name == "line" else _("none")
        self.lay_out("version", "line", "region", "document", "document_date")

    def clean(self) -> dict:
        cleaned = super().clean()
        version, region = cleaned.get("version"), cleaned.get("region")
        if version is None:
            return cleaned
        if version.level == Level.AWARD:
            self.add_error("version", _("This version holds the ratio for each award. Its pool opens with the plan."))
        elif version.level == Level.REGION and region is None and not self.has_error("region"):
            self.add_error("region", _("Choose the region: this version holds the ratio for each region."))
        elif version.level == Level.LINE and region is not None:
            self.add_error("region", _("Leave this empty: this version holds the ratio for the whole line."))
        return cleaned


def version_name(version: SchemeVersion) -> str:
    """Number, first day and level."""
    level = version.get_level_display() or _("level unknown")
    return _("version %(number)s, from %(day)s (%(level)s)") % {
        "number": version.number,
        "day": date_long(version.starts_on),
        "level": level,
    }
