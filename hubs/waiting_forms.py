"""What a desk types while it deals with an e-mail to its own address: the shape of it, nothing else."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from hubs.models import WaitingMail
from hubs.work_forms import StepForm


class DiscardForm(StepForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why do you set it aside?"),
        choices=[(value, capfirst(label)) for value, label in WaitingMail.Reason.choices],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say why you set this e-mail aside.")},
    )
    button = gettext_lazy("Put aside")
