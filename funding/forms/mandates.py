"""What the controller fills in to give a mandate or a waiver."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role, RoleHolding, User
from funding.forms.keyed import DocumentedForm
from funding.models import Mandate, Waiver
from jobs import clock
from ui.fields import DateField

ROLE_FOR = {
    Mandate.Kind.DECIDE: Role.MINISTRY_DECIDER,
    Mandate.Kind.APPROVE: Role.MINISTRY_DECIDER,
    Mandate.Kind.RELEASE: Role.MINISTRY_PAYER,
}
"""Who may open the pages on which a mandate is used."""
OWN, DEPUTY = "own", "deputy"


class PersonField(forms.ModelChoiceField):
    """Somebody who may use a mandate: a decider or a payer of the ministry."""

    def __init__(self, **kwargs):
        super().__init__(User.objects.none(), empty_label=gettext_lazy("Choose a person"), **kwargs)

    def label_from_instance(self, person: User) -> str:
        return f"{person.name} ({person.email})"


def people() -> QuerySet[User]:
    held = RoleHolding.objects.current().filter(role__in=set(ROLE_FOR.values()))
    return User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name", "pk")


class MandateForm(DocumentedForm):
    """For one act, until and including a day; also for somebody who stands in."""

    person = PersonField(label=gettext_lazy("Who gets the mandate?"))
    kind = forms.ChoiceField(label=gettext_lazy("To do what?"), choices=Mandate.Kind.choices, widget=forms.RadioSelect)
    stands = forms.ChoiceField(
        label=gettext_lazy("For whom?"),
        choices=[
            (OWN, gettext_lazy("in their own place")),
            (DEPUTY, gettext_lazy("as deputy of somebody else: both then count as having acted")),
        ],
        widget=forms.RadioSelect,
    )
    stands_in_for = PersonField(label=gettext_lazy("Deputy of"), required=False)
    starts_on = DateField(label=gettext_lazy("From"))
    ends_on = DateField(
        label=gettext_lazy("Until and including"), help_text=gettext_lazy("Give a mandate for a short term.")
    )

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people().exclude(pk=by.pk)
        self.fields["stands_in_for"].queryset = people()
        self.lay_out("person", "kind", "stands", "stands_in_for", "starts_on", "ends_on", "document", "document_date")

    def clean(self) -> dict:
        cleaned = super().clean()
        stands, other = cleaned.get("stands"), cleaned.get("stands_in_for")
        if stands == DEPUTY and other is None and not self.has_error("stands_in_for"):
            self.add_error("stands_in_for", _("Choose whose deputy this is."))
        if stands == OWN and other is not None:
            self.add_error("stands_in_for", _("Leave this empty, or choose deputy."))
        if other is not None and other == cleaned.get("person"):
            self.add_error("stands_in_for", _("Nobody is their own deputy."))
        if cleaned.get("ends_on") and cleaned["ends_on"] < clock.today():
            self.add_error("ends_on", _("This day is over. A mandate cannot be given for the past."))
        return cleaned

    def word(self, name: str, value: object) -> object:
        return value.name if isinstance(value, User) else super().word(name, value)


class EndForm(DocumentedForm):
    """A mandate ends before its day."""

    ends_on = DateField(
        label=gettext_lazy("Last day"), help_text=gettext_lazy("Choose yesterday to let it end at once.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out("ends_on", "document", "document_date")


class WaiverForm(DocumentedForm):
    """One exception, for somebody else to use for one decision."""

    kind = forms.ChoiceField(label=gettext_lazy("Exception"), choices=Waiver.Kind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Everybody can read this. Write no names and no personal details."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out("kind", "reason", "document", "document_date")
