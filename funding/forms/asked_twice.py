"""Forms of which the first sending is shown once more before it counts."""

from crispy_forms.helper import FormHelper
from django import forms

from funding.forms.once import OnceMixin
from ui.layout import Actions, Cancel, Layout, Submit


class AskedTwice(OnceMixin):
    """`step` says what is asked: "" shows it once more, "yes" does it, "change" goes back to the fields."""

    step = forms.CharField(required=False, widget=forms.HiddenInput, max_length=10)

    def lay_out(self, button: str, back: str, *fields: str) -> None:
        """These fields, the button and a way back."""
        self.helper = FormHelper()
        self.helper.layout = Layout("key", *fields, Actions(Submit("send", button), Cancel(back)))

    @property
    def is_sure(self) -> bool:
        return self.cleaned_data.get("step") == "yes"

    @property
    def is_changing(self) -> bool:
        return self.data.get("step") == "change"

    def sent(self) -> list[tuple[str, str]]:
        """All that was typed, to be sent once more."""
        return [(name, self.data.get(name, "")) for name in self.fields if name != "step"]
