"""What a desk types while it works on a request: the shape of it, nothing else."""

from collections.abc import Sequence

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from hubs.form_fields import KeyField, LongText
from hubs.models import HelpRequest, Moment
from jobs import clock
from ui.fields import DateField, EuroField
from ui.layout import Actions, Cancel, Hidden, Layout, Submit

Kind = Moment.Kind
SIGNED = gettext_lazy("Show my first name to the company")


class StepForm(forms.Form):
    """A form with one button. `button` and `cancel_url` say what it does and where it leaves to."""

    button = ""

    def __init__(self, *args, action: str, cancel_url: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = action
        leave = [Cancel(cancel_url)] if cancel_url else []
        self.helper.layout = Layout(*self.fields, Actions(Submit("send", self.button), *leave))


class AnswerForm(StepForm):
    key = KeyField()
    text = LongText(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("It stands on the company's own page. The company gets a letter that says so."),
        error_messages={"required": gettext_lazy("Write your answer.")},
    )
    signed = forms.BooleanField(label=SIGNED, required=False, initial=True)
    button = gettext_lazy("Send the answer")


class NoteForm(StepForm):
    key = KeyField()
    kind = forms.ChoiceField(
        label=gettext_lazy("What was it?"),
        choices=[(kind, kind.label) for kind in (Kind.NOTE, Kind.CALL, Kind.VISIT, Kind.MEETING)],
        initial=Kind.NOTE,
    )
    happened_on = DateField(label=gettext_lazy("Day"))
    text = LongText(
        label=gettext_lazy("What was said or done?"),
        rows=4,
        error_messages={"required": gettext_lazy("Write what was said or done.")},
    )
    answers = forms.BooleanField(label=gettext_lazy("The company got an answer in it"), required=False)
    public = forms.BooleanField(label=gettext_lazy("The company may read this on its own page"), required=False)
    button = gettext_lazy("Write down")

    def __init__(self, *args, reads: bool, **kwargs):
        """`reads`: has the company a page of its own? Who called without an e-mail address got no link to one."""
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = clock.today()
        if not reads:
            del self.fields["public"]
            self.helper.layout.fields.remove("public")


class AssignForm(StepForm):
    person = forms.ChoiceField(label=gettext_lazy("To whom?"), widget=forms.RadioSelect)
    button = gettext_lazy("Give the request")

    def __init__(self, *args, people: Sequence[User], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["person"].choices = [(key, person.name) for key, person in self.people.items()]
        self.fields["person"].error_messages["required"] = _("Choose somebody of this desk.")

    def clean_person(self) -> User:
        return self.people[self.cleaned_data["person"]]


class ReferForm(StepForm):
    """`targets`: (group, {value: thing}) pairs; the value is the kind and the slug."""

    to = forms.ChoiceField(label=gettext_lazy("Who can help the company further?"))
    text = LongText(
        label=gettext_lazy("What do you tell the company?"),
        help_text=gettext_lazy("For example whom to ask for, and what to ask. The company reads it on its own page."),
        error_messages={"required": gettext_lazy("Write what you tell the company.")},
    )
    button = gettext_lazy("Refer the company")

    def __init__(self, *args, targets: Sequence[tuple[str, dict[str, object]]], **kwargs):
        super().__init__(*args, **kwargs)
        self.targets = {value: thing for _group, things in targets for value, thing in things.items()}
        groups = [(group, [(value, str(thing)) for value, thing in things.items()]) for group, things in targets]
        self.fields["to"].choices = [("", _("Choose")), *groups]
        self.fields["to"].error_messages["required"] = _("Choose to whom you refer the company.")

    def clean_to(self) -> object:
        return self.targets[self.cleaned_data["to"]]


class HandOverForm(StepForm):
    """`desks`: value and name; "" is not a choice, "national" is the national desk."""

    to = forms.ChoiceField(label=gettext_lazy("To which desk?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=500,
        help_text=gettext_lazy("The other desk reads this; the company does not."),
        error_messages={"required": gettext_lazy("Write why the other desk can help better.")},
    )
    agreed_on = DateField(
        label=gettext_lazy("On which day did the company agree?"),
        help_text=gettext_lazy(
            "This company agreed to one desk only. Ask it first, by telephone or e-mail. Without its yes, "
            "nothing goes to another desk."
        ),
        error_messages={"required": gettext_lazy("Ask the company first, and fill in on which day it agreed.")},
    )
    button = gettext_lazy("Hand over")

    def __init__(self, *args, desks: Sequence[tuple[str, str]], must_ask: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = desks
        self.fields["to"].error_messages["required"] = _("Choose a desk.")
        if not must_ask:
            del self.fields["agreed_on"]
            self.helper.layout.fields.remove("agreed_on")


class GiveBackForm(StepForm):
    answer = forms.CharField(
        label=gettext_lazy("Why do you give it back?"),
        max_length=500,
        error_messages={"required": gettext_lazy("Write why you give it back.")},
    )
    button = gettext_lazy("Give back")


class CloseForm(StepForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it?"), choices=HelpRequest.Outcome.choices, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say with what outcome you close this request.")},
    )  # fmt: skip
    investment = EuroField(
        label=gettext_lazy("Investment that the company makes"),
        zero=True,
        required=False,
        help_text=gettext_lazy("In euros, as the company told. Leave it empty when it is not known: that is not 0."),
    )
    jobs = forms.IntegerField(
        label=gettext_lazy("Jobs"),
        min_value=0,
        max_value=100_000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("New or kept jobs, as the company told. Leave it empty when it is not known."),
        error_messages={
            "invalid": gettext_lazy("Write a whole number."),
            "min_value": gettext_lazy("A number of jobs is not below zero."),
        },
    )
    text = LongText(
        label=gettext_lazy("What do you tell the company?"),
        help_text=gettext_lazy("The company reads it on its own page and gets a letter that says so."),
        error_messages={"required": gettext_lazy("Write what you tell the company.")},
    )
    button = gettext_lazy("Close the request")

    def clean(self) -> dict[str, object]:
        typed = super().clean()
        if typed.get("outcome") != HelpRequest.Outcome.STEP:
            for name in ("investment", "jobs"):
                if typed.get(name) is not None:
                    self.add_error(name, _("This belongs to a step that the company took. Leave it empty."))
        return typed


class WithdrawForm(StepForm):
    """Asks once."""

    button = gettext_lazy("Yes, withdraw it and remove the data")


class ReopenForm(StepForm):
    reason = forms.CharField(
        label=gettext_lazy("Why do you open it again?"),
        max_length=500,
        help_text=gettext_lazy("The outcome is taken back. The company sees that its question is open again."),
        error_messages={"required": gettext_lazy("Write why you open it again.")},
    )
    button = gettext_lazy("Open again")


class MergeForm(StepForm):
    """`others`: the open requests at this desk that may be the same, by number."""

    into = forms.ChoiceField(label=gettext_lazy("With which request does it go on?"), widget=forms.RadioSelect)
    button = gettext_lazy("Merge")

    def __init__(self, *args, others: dict[str, tuple[HelpRequest, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.others = others
        self.fields["into"].choices = [(key, label) for key, (_request, label) in others.items()]
        self.fields["into"].error_messages["required"] = _("Choose the request that goes on.")

    def clean_into(self) -> HelpRequest:
        return self.others[self.cleaned_data["into"]][0]


class ReplyForm(StepForm):
    """The company writes to the desk."""

    key = KeyField()
    text = LongText(
        label=gettext_lazy("Your message to the desk"),
        rows=4,
        error_messages={"required": gettext_lazy("Write what you want to say.")},
    )
    button = gettext_lazy("Send to the desk")


class BulkForm(AssignForm):
    """Several requests to one colleague. `requests`: those that were ticked, carried along."""

    button = gettext_lazy("Give the requests")

    def __init__(self, *args, requests: Sequence[HelpRequest], **kwargs):
        super().__init__(*args, **kwargs)
        self.requests = requests
        carried = [Hidden("request", str(one.pk)) for one in requests]
        self.helper.layout = Layout(*carried, *self.helper.layout.fields)
