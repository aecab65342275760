"""Fields that the forms of the desk share."""

import uuid
from collections.abc import Sequence

from django import forms
from django.core import signing
from django.utils.translation import gettext as _

from regions import places
from regions.distance import km
from regions.models import Place
from ui.language import local

SALT = "hubs.form"
NONE = "geen"
LARGE = 10_000
"""Inhabitants from which a place is known well enough to say that another lies near it."""


class KeyField(forms.CharField):
    """The key of what this form makes, signed so that nobody chooses one. Anything else: a new key.

    Sent twice it is the same key, so that a double click makes one.
    """

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(required=False, initial=uuid.uuid4, **kwargs)

    def prepare_value(self, value):
        return signing.dumps(str(value), salt=SALT) if isinstance(value, uuid.UUID) else value

    def to_python(self, value) -> uuid.UUID:
        try:
            return uuid.UUID(signing.loads(str(value or ""), salt=SALT))
        except (signing.BadSignature, ValueError):
            return uuid.uuid4()


class LongText(forms.CharField):
    """Browsers send a line end as two characters; kept as one, so that a text is as long as it was typed."""

    def __init__(self, *, rows: int = 5, most: int = 4000, **kwargs):
        super().__init__(max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value) -> str:
        return super().to_python(str(value or "").replace("\r\n", "\n"))


class PlaceMixin(forms.Form):
    """`place` as somebody types it, and `which` when several have that name. After `is_valid()`: `found_place`.

    A name that nobody knows is answered with the places that look like it, and with none of them.
    Empty is allowed: then the region is not known. Put `*self.place_fields()` in the layout.
    """

    place = forms.CharField(max_length=100, required=False)
    which = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    found_place: Place | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        typed = str(self.data.get(self.add_prefix("place"), "")) if self.is_bound else ""
        self.candidates = places.find(typed) if typed else []
        near = places.near(typed) if typed and not self.candidates else []
        if len(self.candidates) > 1:
            ask = _("There is more than one place with this name. Choose yours.")
            self._let_choose(self.candidates, _("Which place do you mean?"), ask)
        elif near:
            ask = _("We do not know “%(place)s”. Do you mean %(near)s? Choose below.")
            values = {"place": typed, "near": " / ".join(one.name for one in near)}
            self._let_choose(near, _("Which place do you mean?"), ask % values, none=True)
            self.candidates = near
        else:
            del self.fields["which"]

    def _let_choose(self, found: Sequence[Place], label: str, ask: str, *, none: bool = False) -> None:
        large = list(Place.objects.filter(population__gte=LARGE))
        which = self.fields["which"]
        which.label, which.required, which.error_messages["required"] = label, True, ask
        known = [(str(one.pk), _described(one, large)) for one in found]
        which.choices = [*known, (NONE, _("Another place: I leave it empty"))] if none else known

    def place_fields(self) -> list[str]:
        return ["place", "which"] if "which" in self.fields else ["place"]

    def clean_place(self) -> str:
        typed = self.cleaned_data["place"].strip()
        if typed and not self.candidates:
            raise forms.ValidationError(_("We do not know this place. Check how you wrote it, or leave it empty."))
        if len(self.candidates) == 1 and "which" not in self.fields:
            self.found_place = self.candidates[0]
        return typed

    def clean_which(self) -> str:
        chosen = self.cleaned_data["which"]
        self.found_place = next((one for one in self.candidates if str(one.pk) == chosen), None)
        return chosen


def _described(place: Place, large: Sequence[Place]) -> str:
    """With a town nearby: two places in one province may share a name."""
    values = {"place": place.name, "province": local(place.province, "name")}
    others = [other for other in large if other.name != place.name]
    if not others:
        return _("%(place)s (%(province)s)") % values
    near = min(others, key=lambda other: km(place.lat, place.lon, other.lat, other.lon))
    return _("%(place)s near %(near)s (%(province)s)") % {**values, "near": near.name}
