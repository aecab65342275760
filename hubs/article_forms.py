"""What staff type of a case or an article: its shape, nothing else."""

from dataclasses import fields

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldlabs.models import Fieldlab
from hubs.actions.articles import Text
from hubs.event_forms import NATIONAL, hub_choices
from hubs.form_fields import KeyField, LongText
from hubs.models import Article, Hub
from programme.models import Transformation
from ui.fields import DateField
from ui.language import local
from ui.layout import Actions, Cancel, Fieldset, Layout, Row, Submit


class TransformationField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Transformation) -> str:
        return local(obj, "name")


class ArticleForm(forms.Form):
    key = KeyField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    hub = forms.ChoiceField(label=gettext_lazy("Of"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Article.Kind.choices, widget=forms.RadioSelect)
    title_nl = forms.CharField(label=gettext_lazy("Title in Dutch"), max_length=150)
    intro_nl = forms.CharField(label=gettext_lazy("In short, in Dutch"), max_length=300)
    body_nl = LongText(
        label=gettext_lazy("Text in Dutch"),
        most=12_000,
        rows=12,
        help_text=gettext_lazy(
            "Leave a line empty between paragraphs. “## ” makes a heading, “- ” at the begin of lines makes a list."
        ),
    )
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=150, required=False)
    intro_en = forms.CharField(label=gettext_lazy("In short, in English"), max_length=300, required=False)
    body_en = LongText(label=gettext_lazy("Text in English"), most=12_000, rows=12, required=False)
    fieldlab = forms.ModelChoiceField(
        label=gettext_lazy("Fieldlab"), queryset=Fieldlab.objects.none(), required=False, empty_label="–"
    )
    transformation = TransformationField(
        label=gettext_lazy("Transformation"),
        queryset=Transformation.objects.order_by("number"),
        required=False,
        empty_label="–",
    )
    company = forms.CharField(
        label=gettext_lazy("Company"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Name a company only if it agreed."),
    )
    consented_on = DateField(label=gettext_lazy("The company agreed on"), required=False)

    def __init__(self, *args, hubs: list[Hub | None], cancel_url: str, changes: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.hubs = {hub.slug if hub else NATIONAL: hub for hub in hubs}
        self.fields["hub"].choices = hub_choices(hubs)
        labs = Fieldlab.objects.public().order_by("name")
        regions = [hub.region_id for hub in hubs if hub]
        self.fields["fieldlab"].queryset = labs if None in hubs else labs.filter(region__in=regions)
        self.helper = FormHelper()
        button = _("Save changes") if changes else _("Save as draft")
        self.helper.layout = Layout(
            "key",
            "version",
            Fieldset(_("What is it?"), "hub", "kind"),
            Fieldset(_("In Dutch"), "title_nl", "intro_nl", "body_nl"),
            Fieldset(_("In English"), "title_en", "intro_en", "body_en"),
            Fieldset(_("What is it about?"), "fieldlab", "transformation", Row("company", "consented_on")),
            Actions(Submit("save", button), Cancel(cancel_url)),
        )

    def clean(self) -> dict:
        typed = super().clean()
        english = [bool(typed.get(name)) for name in ("title_en", "intro_en", "body_en")]
        if any(english) and not all(english):
            self.add_error(None, _("Write title, summary and text in English, or leave all three empty."))
        return typed

    def chosen_hub(self) -> Hub | None:
        return self.hubs[self.cleaned_data["hub"]]

    def text(self) -> Text:
        """What was typed, for the actions."""
        return Text(**{one.name: self.cleaned_data[one.name] for one in fields(Text)})


def initial(article: Article) -> dict[str, object]:
    """The form's values of a known one. Read its Fieldlab, transformation and hub along."""
    known = {one.name: getattr(article, one.name) for one in fields(Text)}
    return known | {"version": article.version, "hub": article.hub.slug if article.hub else NATIONAL}
