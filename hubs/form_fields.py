"""Fields that the forms of the desk share."""

import uuid

from django import forms
from django.core import signing
from django.utils.translation import gettext as _

from regions import places
from regions.models import Place
from ui.language import local

SALT = "hubs.form"


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

    Empty is allowed: then the region is not known. Put `*self.place_fields()` in the layout.
    """

    place = forms.CharField(max_length=100, required=False)
    which = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    found_place: Place | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        typed = str(self.data.get(self.add_prefix("place"), "")) if self.is_bound else ""
        self.candidates = places.find(typed) if typed else []
        if len(self.candidates) > 1:
            self.fields["which"].label = _("Which place do you mean?")
            self.fields["which"].choices = [(str(one.pk), _described(one)) for one in self.candidates]
        else:
            del self.fields["which"]

    def place_fields(self) -> list[str]:
        return ["place", "which"] if "which" in self.fields else ["place"]

    def clean_place(self) -> str:
        typed = self.cleaned_data["place"].strip()
        if typed and not self.candidates:
            raise forms.ValidationError(_("We do not know this place. Check how you wrote it, or leave it empty."))
        if len(self.candidates) == 1:
            self.found_place = self.candidates[0]
        return typed

    def clean_which(self) -> str:
        chosen = self.cleaned_data["which"]
        self.found_place = next((one for one in self.candidates if str(one.pk) == chosen), None)
        if self.found_place is None:
            raise forms.ValidationError(_("There is more than one place with this name. Choose yours."))
        return chosen


def _described(place: Place) -> str:
    """The province, and where in it: two places in one province may share a name."""
    return f"{place.name}, {local(place.province, 'name')} ({place.lat:.2f}, {place.lon:.2f})"
