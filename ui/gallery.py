"""What the gallery shows: components, form widgets and charts with ordinary, long, empty and unknown content."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from crispy_forms.helper import FormHelper
from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ui.layout import Actions, Cancel, Fieldset, Inline, Layout, Row, Secondary, Submit
from ui.widgets import DateInput

SOURCE = SimpleNamespace(
    url="https://zoek.officielebekendmakingen.nl/kst-29826-94.html",
    title_nl="Kamerstuk 29 826, nr. 94",
    title_en="Parliamentary paper 29 826, no. 94",
)


def sample_figure(**changes) -> SimpleNamespace:
    values = {
        "key": "sample",
        "label_nl": "Budget voor de Smart Industry Hubs",
        "label_en": "Budget for the Smart Industry Hubs",
        "value": Decimal(2_800_000),
        "lower": None,
        "upper": None,
        "unit": "EUR",
        "precision": "exact",
        "kind": "stated",
        "formula": "",
        "basis_nl": "Deel van de € 3,5 miljoen, gepland voor 2018.",
        "basis_en": "Part of the € 3.5 million, planned for 2018.",
        "note_nl": "",
        "note_en": "",
        "as_of": date(2018, 2, 5),
        "source": SOURCE,
        "locator": "Smart Industry Hubs, paragraph 2",
    }
    return SimpleNamespace(**(values | changes))


def figures() -> list[SimpleNamespace]:
    return [
        sample_figure(),
        sample_figure(value=Decimal(165_000_000), precision="approximate", label_nl="Investering in Fieldlabs",
                      label_en="Investment in Fieldlabs", basis_nl="40% bedrijven, 60% kennisinstellingen en overheid.",
                      basis_en="40% business, 60% knowledge institutes and government."),
        sample_figure(value=Decimal(32), unit="count", precision="at_least", label_nl="Fieldlabs", label_en="Fieldlabs"),
        sample_figure(value=None, lower=Decimal(0), upper=Decimal(2_100_000), precision="unknown",
                      label_nl="Reservering voor het Data Value Center", label_en="Set apart for the Data Value Center",
                      note_nl="De brief noemt geen bedrag.", note_en="The letter gives no amount."),
        sample_figure(value=Decimal(40), unit="percent", kind="derived", formula="66 / 165 × 100",
                      label_nl="Aandeel bedrijven", label_en="Share of business"),
        sample_figure(value=Decimal(2018), unit="year", label_nl="Begin van de agenda", label_en="Start of the agenda"),
    ]


class SampleForm(forms.Form):
    """One field of each kind."""

    company = forms.CharField(label=gettext_lazy("Name of your company"), max_length=100,
                              help_text=gettext_lazy("As in the trade register."))
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    password = forms.CharField(label=gettext_lazy("Password"), widget=forms.PasswordInput)
    staff = forms.IntegerField(label=gettext_lazy("Number of employees"), min_value=1)
    since = forms.DateField(label=gettext_lazy("Start date"), widget=DateInput, required=False)
    about = forms.CharField(label=gettext_lazy("Describe your question"), widget=forms.Textarea, required=False)
    province = forms.ChoiceField(label=gettext_lazy("Province"), choices=[
        ("", gettext_lazy("Choose a province")), ("NL-ZH", "Zuid-Holland"), ("NL-GR", "Groningen")])
    level = forms.ChoiceField(label=gettext_lazy("How do your machines share data?"), widget=forms.RadioSelect, choices=[
        ("1", gettext_lazy("They do not: we write on paper")),
        ("2", gettext_lazy("Some machines keep data, which we read out by hand")),
        ("3", gettext_lazy("Most machines send data to one system"))])
    topics = forms.MultipleChoiceField(label=gettext_lazy("Subjects"), widget=forms.CheckboxSelectMultiple, choices=[
        ("robots", gettext_lazy("Robots")), ("data", gettext_lazy("Sharing data")), ("print", gettext_lazy("3D printing"))])
    contact = forms.ChoiceField(label=gettext_lazy("May we call you?"), widget=forms.RadioSelect, choices=[
        ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))])
    plan = forms.FileField(label=gettext_lazy("Regional plan"), required=False,
                           help_text=gettext_lazy("PDF, at most 10 MB."))
    agree = forms.BooleanField(label=gettext_lazy("I have read the privacy statement"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].widget.option_hints = {"3": gettext_lazy("For example with OPC UA.")}
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "company", Row("email", "password"), Row("staff", "since"), "about", "province", "level",
            Fieldset(gettext_lazy("What is it about?"), "topics", Inline("contact")), "plan", "agree",
            Actions(Submit("save", gettext_lazy("Save")), Secondary("draft", gettext_lazy("Save as draft")), Cancel("#forms")),
        )


class BranchForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the branch"))
    city = forms.CharField(label=gettext_lazy("Place"))


def formset(data=None):
    made = forms.formset_factory(BranchForm, extra=2)(data, prefix="branch")
    made.helper = FormHelper()
    made.helper.layout = Layout(Row("name", "city"))
    made.helper.add_input(Submit("save", _("Save")))
    return made


def context(request) -> dict:
    wrong = {"email": "jan", "staff": "0", "branch-TOTAL_FORMS": "2", "branch-INITIAL_FORMS": "0", "branch-0-name": "Oost"}
    return {
        "crumbs": [(_("Programme"), "#"), (_("Components"), None)],
        "figures": figures(),
        "form": SampleForm(auto_id="ok_%s"),
        "wrong_form": SampleForm(wrong, auto_id="wrong_%s"),
        "formset": formset(wrong),
        "page": Paginator(range(500), 10).get_page(request.GET.get("page", 7)),
        "steps": [
            {"label": _("Company"), "url": "#", "state": "done"},
            {"label": _("Questions"), "url": None, "state": "current"},
            {"label": _("Priorities"), "url": None, "state": "todo"},
            {"label": _("Result"), "url": None, "state": "todo"},
        ],
        "definitions": [(_("Region"), "Zuid-Holland"), (_("Host"), "InnovationQuarter"), (_("Founded"), None)],
    }
