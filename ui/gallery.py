"""What the gallery shows: components, form widgets and charts with ordinary, long, empty and unknown content."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from crispy_forms.helper import FormHelper
from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ui import charts, differences, formats
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


def a_file() -> dict[str, object]:
    """A file of two sheets, the first chosen."""
    names = ("Fieldlabs", "Toelichting")
    return {
        "sheets": [{"name": name, "fault": "", "url": "#lists", "chosen": name == names[0]} for name in names],
        "sheet": {
            "columns": ["Naam", "Plaats"],
            "examples": [["Fieldlab Flexible Manufacturing", "Zwolle"], ["", "'s-Hertogenbosch"]],
        },
    }


def figures() -> list[SimpleNamespace]:
    return [
        sample_figure(),
        sample_figure(
            value=Decimal(165_000_000),
            precision="approximate",
            label_nl="Investering in Fieldlabs",
            label_en="Investment in Fieldlabs",
            basis_nl="40% bedrijven, 60% kennisinstellingen en overheid.",
            basis_en="40% business, 60% knowledge institutes and government.",
        ),
        sample_figure(
            value=Decimal(32), unit="count", precision="at_least", label_nl="Fieldlabs", label_en="Fieldlabs"
        ),
        sample_figure(
            value=None,
            lower=Decimal(0),
            upper=Decimal(2_100_000),
            precision="unknown",
            label_nl="Reservering voor het Data Value Center",
            label_en="Set apart for the Data Value Center",
            note_nl="De brief noemt geen bedrag.",
            note_en="The letter gives no amount.",
        ),
        sample_figure(
            value=Decimal(40),
            unit="percent",
            kind="derived",
            formula="66 / 165 × 100",
            label_nl="Aandeel bedrijven",
            label_en="Share of business",
        ),
        sample_figure(value=Decimal(2018), unit="year", label_nl="Begin van de agenda", label_en="Start of the agenda"),
    ]


class SampleForm(forms.Form):
    """One field of each kind."""

    company = forms.CharField(
        label=gettext_lazy("Name of your company"), max_length=100, help_text=gettext_lazy("As in the trade register.")
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    password = forms.CharField(
        label=gettext_lazy("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    staff = forms.IntegerField(label=gettext_lazy("Number of employees"), min_value=1)
    since = forms.DateField(label=gettext_lazy("Start date"), widget=DateInput, required=False)
    about = forms.CharField(label=gettext_lazy("Describe your question"), widget=forms.Textarea, required=False)
    province = forms.ChoiceField(
        label=gettext_lazy("Province"),
        choices=[("", gettext_lazy("Choose a province")), ("NL-ZH", "Zuid-Holland"), ("NL-GR", "Groningen")],
    )
    level = forms.ChoiceField(
        label=gettext_lazy("How do your machines share data?"),
        widget=forms.RadioSelect,
        choices=[
            ("1", gettext_lazy("They do not: we write on paper")),
            ("2", gettext_lazy("Some machines keep data, which we read out by hand")),
            ("3", gettext_lazy("Most machines send data to one system")),
        ],
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Subjects"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("robots", gettext_lazy("Robots")),
            ("data", gettext_lazy("Sharing data")),
            ("print", gettext_lazy("3D printing")),
        ],
    )
    contact = forms.ChoiceField(
        label=gettext_lazy("May we call you?"),
        widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
    )
    plan = forms.FileField(
        label=gettext_lazy("Regional plan"), required=False, help_text=gettext_lazy("PDF, at most 10 MB.")
    )
    agree = forms.BooleanField(label=gettext_lazy("I have read the privacy statement"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].widget.option_hints = {"3": gettext_lazy("For example with OPC UA.")}
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "company",
            Row("email", "password"),
            Row("staff", "since"),
            "about",
            "province",
            "level",
            Fieldset(gettext_lazy("What is it about?"), "topics", Inline("contact")),
            "plan",
            "agree",
            Actions(
                Submit("save", gettext_lazy("Save")),
                Secondary("draft", gettext_lazy("Save as draft")),
                Cancel("#forms"),
            ),
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


def charts_shown() -> list[dict]:
    """Each chart with ordinary content, and one with unknown values and long labels."""
    return [
        {"chart": _radar(), "unit": _("level 1 to 5"), "source": SOURCE, "as_of": date(2018, 2, 5)},
        {
            "chart": _waterfall(),
            "unit": _("euros"),
            "period": "2018",
            "source": SOURCE,
            "as_of": date(2018, 2, 5),
            "download_url": "#charts",
        },
        {"chart": _bars(), "unit": _("euros"), "period": "2018"},
        {"chart": _stacked(), "unit": _("euros")},
        {"chart": _values_map(), "unit": _("number of Fieldlabs")},
        {"chart": _groups_map()},
    ]


def _radar() -> charts.Radar:
    axes = [
        _("Advanced manufacturing"),
        _("Flexible manufacturing"),
        _("Smart products"),
        _("Servitisation"),
        _("Digital factory"),
        _("Connected factories"),
        _("Sustainable factory"),
        _("Smart working"),
    ]
    own = charts.Series(_("Your company"), (3, 2, 4, 1, 5, 2, None, 3))
    peers = charts.Series(_("Comparable companies"), (2.4, 2.8, 2.2, 1.9, 3.1, 2.6, 2, 2.5))
    return charts.radar(
        _("Where does your company stand?"),
        axes,
        [own, peers],
        first_column=_("Subject"),
        wording=formats.wording(),
        description=_("Your levels beside those of comparable companies."),
    )


def _waterfall() -> charts.Waterfall:
    steps = [
        charts.Step(_("Budget of 2018"), 3_500_000, total=True),
        charts.Step(_("Further support of SMEs"), -700_000),
        charts.Step(_("For the hubs"), total=True),
        charts.Step("SMITZH", -700_000),
        charts.Step("Data Value Center", low=-2_100_000, high=0),
        charts.Step(_("Left for the other regions"), total=True),
    ]
    return charts.waterfall(
        _("Where do the € 3.5 million go?"), steps, columns=(_("Step"), _("Amount")), wording=formats.wording("EUR")
    )


def _bars() -> charts.Bars:
    items = [
        charts.Bar("Noord", 420_000),
        charts.Bar("Oost", 610_000, approximate=True),
        charts.Bar("Zuid", low=300_000, high=900_000),
        charts.Bar(_("Noordwest, with the metropolitan region and the two provinces around it")),
        charts.Bar("Zuid-Holland", 0),
    ]
    return charts.bars(
        _("What did each region promise?"), items, columns=(_("Region"), _("Amount")), wording=formats.wording("EUR")
    )


def _stacked() -> charts.StackedBars:
    stacks = [
        charts.Stack("SMITZH", (700_000, 750_000, None)),
        charts.Stack("Oost", (400_000, 300_000, 250_000)),
        charts.Stack("Noord", (0, 120_000, 80_000)),
    ]
    parts = [_("The State"), _("Region"), _("Companies")]
    return charts.stacked_bars(
        _("Who pays for what?"), parts, stacks, first_column=_("Hub"), wording=formats.wording("EUR")
    )


def _values_map() -> charts.ProvinceMap:
    values = {"NL-ZH": 9, "NL-NB": 12, "NL-GE": 4, "NL-OV": 6, "NL-LI": 3, "NL-FL": 0, "NL-GR": 2, "NL-ZE": None}
    provinces = [charts.ProvinceValue(iso, PROVINCES[iso], value, url=f"#{iso}") for iso, value in values.items()]
    return charts.province_map(
        _("How many Fieldlabs are there in each province?"),
        provinces,
        columns=(_("Province"), _("Fieldlabs")),
        wording=formats.wording(),
    )


def _groups_map() -> charts.ProvinceMap:
    provinces = [charts.ProvinceValue(iso, name, group=REGIONS[iso]) for iso, name in PROVINCES.items()]
    places = [
        charts.Place("Groningen", 53.219, 6.567),
        charts.Place("Den Helder", 52.959, 4.76),
        charts.Place("Vlissingen", 51.443, 3.574),
        charts.Place("Maastricht", 50.851, 5.69),
        charts.Place("Eindhoven", 51.441, 5.478, 9),
        charts.Place("Delft", 52.012, 4.357, 4),
    ]
    return charts.province_map(
        _("Which region serves your province?"),
        provinces,
        places,
        columns=(_("Province"), _("Region")),
        wording=formats.wording(),
        id="chart-regions",
    )


PROVINCES = {
    "NL-GR": "Groningen",
    "NL-FR": "Fryslân",
    "NL-DR": "Drenthe",
    "NL-OV": "Overijssel",
    "NL-GE": "Gelderland",
    "NL-FL": "Flevoland",
    "NL-NH": "Noord-Holland",
    "NL-UT": "Utrecht",
    "NL-ZH": "Zuid-Holland",
    "NL-ZE": "Zeeland",
    "NL-NB": "Noord-Brabant",
    "NL-LI": "Limburg",
}
REGIONS = {
    "NL-GR": "Noord",
    "NL-FR": "Noord",
    "NL-DR": "Noord",
    "NL-OV": "Oost",
    "NL-GE": "Oost",
    "NL-FL": "Noordwest",
    "NL-NH": "Noordwest",
    "NL-UT": "Noordwest",
    "NL-ZH": "Zuid-Holland",
    "NL-ZE": "Zuid",
    "NL-NB": "Zuid",
    "NL-LI": "Zuid",
}


def context(request) -> dict:
    wrong = {
        "email": "jan",
        "staff": "0",
        "branch-TOTAL_FORMS": "2",
        "branch-INITIAL_FORMS": "0",
        "branch-0-name": "Oost",
    }
    return {
        "crumbs": [(_("Programme"), "#"), (_("Components"), None)],
        "keep_focus": True,
        "figures": figures(),
        **a_file(),
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
        "charts": charts_shown(),
        "kinds": ("info", "success", "warning", "error"),
        "badges": ("neutral", "info", "success", "warning", "error"),
        "meta": ["Dordrecht", "Zuid-Holland", _("Robots")],
        "filters": [
            {
                "title": _("Region"),
                "options": [
                    {"label": "Noord", "url": "?region=noord", "count": 9, "selected": False},
                    {"label": "Zuid-Holland", "url": "?", "count": 1250, "selected": True},
                    {"label": _("Unknown"), "url": "?region=", "count": 0, "selected": False},
                ],
            }
        ],
        "summary": [
            {"term": _("Company"), "value": "Machinefabriek Van der Meulen B.V.", "url": "#summary"},
            {"term": _("Place"), "value": None, "url": "#summary"},
        ],
        "columns": [_("Hub"), _("Founded"), _("Amount")],
        "rows": [
            ["Noord", "2018", formats.euro(420_000)],
            ["Oost", None, formats.euro(610_000)],
            [_("Noordwest, with the metropolitan region and the two provinces around it"), "2019", None],
        ],
        "words": differences.words("Lasrobots voor grote series", "Lasrobots voor kleine series"),
        "sort": request.GET.get("sort", "name"),
        "definitions": [(_("Region"), "Zuid-Holland"), (_("Host"), "InnovationQuarter"), (_("Founded"), None)],
    }
