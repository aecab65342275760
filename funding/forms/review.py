"""What the ministry types about a plan: remarks, why it goes back, a prepared decision, and the decision itself."""

from decimal import Decimal

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from funding.forms.once import OnceMixin
from funding.models import Award, LegalGround, Section, Waiver
from funding.room import Room
from ui import formats
from ui.fields import DateField, EuroField
from ui.language import local
from ui.layout import Actions, Cancel, Fieldset, Layout, Secondary, Submit

LONG = {"rows": 6}
LONGEST = 8_000
MOST_YEARS = 8
REFUSING = (LegalGround.CEILING, LegalGround.NOT_MET)
CHECK = "check"
"""Name of the button that calculates without preparing anything."""


class Laid(forms.Form):
    """A form with its layout; `cancel_url`: where one goes without saving."""

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = self.laid_out(Cancel(cancel_url))

    def laid_out(self, cancel: Cancel) -> Layout:
        raise NotImplementedError


class RemarkForm(OnceMixin, Laid):
    section = forms.ChoiceField(label=gettext_lazy("Section of the plan"), choices=Section.choices)
    text = forms.CharField(
        label=gettext_lazy("Remark"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("The applicant reads this when the plan comes back."),
    )

    def laid_out(self, cancel):
        return Layout("key", "section", "text", Actions(Submit("save", _("Add the remark")), cancel))


class ReturnForm(Laid):
    reason = forms.CharField(
        label=gettext_lazy("Why does the plan go back?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("Say what must be better. The remarks below go along."),
    )

    def laid_out(self, cancel):
        return Layout("reason", Actions(Submit("return", _("Return the plan")), cancel))


def ground_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Grounds"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("In Dutch: this text stands in the letter."),
    )


def legal_ground_field(grounds, *, required: bool, **about) -> forms.ChoiceField:
    choices = [("", _("Choose …")), *[(one.value, one.label) for one in grounds]]
    return forms.ChoiceField(label=_("Legal ground of what is refused"), choices=choices, required=required, **about)


class RefuseForm(OnceMixin, Laid):
    """Refuse the plan, or a change that was asked for (`is_change`: then a legal ground may be left open)."""

    ground = ground_field()

    def __init__(self, *args, is_change: bool = False, **kwargs):
        self.is_change = is_change
        super().__init__(*args, **kwargs)

    def laid_out(self, cancel):
        self.fields["legal_ground"] = legal_ground_field(REFUSING, required=not self.is_change)
        button = Submit("propose", _("Put it to who decides"))
        return Layout("key", "legal_ground", "ground", Actions(button, cancel))


class GrantForm(OnceMixin, Laid):
    """An award as it is prepared. `rooms`: the pools that fit, each with its room; `years`: of the cash schedule."""

    amount = EuroField(label=gettext_lazy("Amount to award"))
    condition = forms.ChoiceField(
        label=gettext_lazy("Condition"), widget=forms.RadioSelect, choices=Award.Condition.choices, initial="none"
    )
    kept = EuroField(
        label=gettext_lazy("What stays on the line for reservations of unknown size"), zero=True, required=False
    )
    starts_on = DateField(label=gettext_lazy("First day"))
    ends_on = DateField(label=gettext_lazy("Last day"))
    ground = ground_field()
    conditions = forms.CharField(
        label=gettext_lazy("Obligations"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("One on each line, in Dutch. What must be handed in, and when, follows by itself."),
    )

    def __init__(self, *args, rooms: list[Room], asked: Decimal, years: list[int], **kwargs):
        self.rooms = {str(room.pool.pk): room for room in rooms}
        self.asked, self.years = asked, years
        super().__init__(*args, **kwargs)

    def laid_out(self, cancel):
        self._add_choices()
        euros = {"asked": formats.euro(self.asked)}
        self.fields["amount"].help_text = _("At most what was asked: %(asked)s.") % euros
        schedule = [self._year(year) for year in self.years]
        kept = ["reservation", "kept"] if self._reservations() else []
        return Layout(
            "key",
            "amount",
            "legal_ground",
            "pool",
            "condition",
            *kept,
            Fieldset(_("Period"), "starts_on", "ends_on"),
            Fieldset(_("Cash schedule: when it is expected to be paid"), *schedule),
            "ground",
            "conditions",
            Actions(Submit("propose", _("Put it to who decides")), Secondary(CHECK, _("Calculate first")), cancel),
        )

    def _add_choices(self) -> None:
        hint = _("Only when less is awarded than was asked.")
        self.fields["legal_ground"] = legal_ground_field(REFUSING, required=False, help_text=hint)
        pools = [(key, pool_name(room)) for key, room in self.rooms.items()]
        only = pools[0][0] if len(pools) == 1 else None
        self.fields["pool"] = forms.ChoiceField(
            label=_("Pool in which the match is held"), widget=forms.RadioSelect, choices=pools, initial=only
        )
        reservations = self._reservations()
        if not reservations:
            del self.fields["kept"]
            return
        self.fields["kept"].help_text = _("Needed when the line holds one. Its lower bound always stays.")
        names = [(str(one.pk), f"{local(one, 'purpose')} ({size_of(one)})") for one in reservations]
        self.fields["reservation"] = forms.ChoiceField(
            label=_("Reservation that this resolves"), required=False, choices=[("", _("None")), *names]
        )

    def _reservations(self) -> list:
        return list({one.pk: one for room in self.rooms.values() for one in room.reservations}.values())

    def _year(self, year: int) -> str:
        name = f"year_{year}"
        self.fields[name] = EuroField(label=str(year), zero=True, required=False)
        return name

    @property
    def room(self) -> Room | None:
        return self.rooms.get(self.cleaned_data.get("pool", ""))

    def instalments(self) -> list[tuple[int, Decimal]]:
        """What was typed, without the years in which nothing is paid."""
        return [(year, amount) for year in self.years if (amount := self.cleaned_data.get(f"year_{year}"))]

    def reservation(self):
        key = self.cleaned_data.get("reservation", "")
        return next((one for one in self._reservations() if str(one.pk) == key), None)


def pool_name(room: Room) -> str:
    """Scheme with its version, and over what the ratio is held."""
    pool = room.pool
    version = _("%(scheme)s, version %(number)s") % {
        "scheme": local(pool.version.scheme, "name"),
        "number": pool.version.number,
    }
    where = local(pool.region, "name") if pool.region else ""
    return " · ".join(part for part in (version, where, _("this plan") if pool.plan_id else "") if part)


def size_of(reservation) -> str:
    if reservation.size is not None:
        return formats.euro(reservation.size)
    return _("unknown, at least %(bound)s") % {"bound": formats.euro(reservation.at_least)}


class DecideForm(Laid):
    """The decision itself. `number`: "" (not asked), "may" or "must": its number in the financial administration."""

    reference = forms.CharField(
        label=gettext_lazy("Number of the commitment in the financial administration"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, number: str, waivers: list[Waiver], button: str, **kwargs):
        self.number, self.waivers, self.button = number, waivers, button
        super().__init__(*args, prefix="decide", **kwargs)

    def laid_out(self, cancel):
        if not self.number:
            del self.fields["reference"]
        elif self.number == "may":
            self.fields["reference"].required = False
            self.fields["reference"].help_text = _("Only when an amount that is committed changes.")
        if self.waivers:
            names = [(str(one.pk), f"{one.document}: {one.reason[:80]}") for one in self.waivers]
            self.fields["waiver"] = forms.ChoiceField(
                label=_("Exception that lets you decide on your own work"), choices=names
            )
        parts = [name for name in ("reference", "waiver") if name in self.fields]
        return Layout(*parts, Actions(Submit("decide", self.button), cancel))

    def waiver(self) -> Waiver | None:
        return next((one for one in self.waivers if str(one.pk) == self.cleaned_data.get("waiver")), None)


class SendBackForm(Laid):
    note = forms.CharField(
        label=pgettext_lazy("decision", "What must be better"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="back", **kwargs)

    def laid_out(self, cancel):
        return Layout("note", Actions(Secondary("send_back", _("Send it back to who prepared it"))))
