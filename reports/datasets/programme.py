"""Open data of the programme: projects, instruments and their periods, figures."""

from django.db.models import QuerySet

from programme.models import Figure, Instrument, InstrumentPeriod, Project
from reports.datasets.columns import (
    BOOLEAN,
    CODE,
    DATE,
    DECIMAL,
    INTEGER,
    LIST,
    TEXT,
    URL,
    Column,
    Dataset,
    key,
    pair,
)  # fmt: skip
from reports.datasets.shared import REAL, linked, page_column, transformations

SOURCED = (
    Column("source", CODE, "Short name of the source", "Korte naam van de bron", "source__slug", filter=True),
    Column("sourceUrl", URL, "Web address of the source", "Webadres van de bron", "source__url"),
    *pair("locator", TEXT, "Place in the source", "Plaats in de bron", "locator", nullable=True),
)
LETTER_EN = "Letter to the House of Representatives of 5 February 2018 and a news article of 7 February 2018"
LETTER_NL = "Kamerbrief van 5 februari 2018 en een nieuwsartikel van 7 februari 2018"


def _projects() -> QuerySet[Project]:
    return Project.objects.all()


PROJECTS = Dataset(
    "projects", "Project",
    "Acceleration projects", "Versnellingsprojecten",
    "The nine acceleration projects of the Implementation Agenda, with their goal and what the ministry puts in.",
    "De negen versnellingsprojecten van de Implementatieagenda, met hun doel en wat het ministerie inbrengt.",
    LETTER_EN, LETTER_NL,
    (
        key("Short name of the project", "Korte naam van het project", "slug"),
        Column("number", INTEGER, "Place in the table of the letter", "Plaats in de tabel van de brief", "number"),
        *pair("name", TEXT, "Name", "Naam", "name"),
        *pair("goal", TEXT, "Goal", "Doel", "goal"),
        *pair("ministryContribution", TEXT, "What the ministry contributes", "Wat het ministerie bijdraagt",
              "ezk_contribution"),
        *pair("partners", LIST, "Parties that take part", "Partijen die meedoen", "partners"),
        Column("actionLine", CODE, "Action line by which the article groups it; null: the article names none",
               "Actielijn waaronder het artikel het zet; null: het artikel noemt er geen", "action_line__slug",
               nullable=True, filter=True),
        *pair("note", TEXT, "Note", "Opmerking", "note", nullable=True),
        *SOURCED,
        page_column("programme:project_detail", "slug"),
        REAL,
    ),
    ("number", "id"), "programme:overview", _projects,
)  # fmt: skip


def _instruments() -> QuerySet[Instrument]:
    return Instrument.objects.known()


INSTRUMENTS = Dataset(
    "instruments", "Instrument",
    "Support schemes", "Regelingen",
    "Subsidies and other support for manufacturers. The terms differ by period: see instrument-periods.",
    "Subsidies en andere steun voor de maakindustrie. De voorwaarden verschillen per periode: zie instrument-periods.",
    "The sources that each period names", "De bronnen die elke periode noemt",
    (
        key("Short name of the scheme", "Korte naam van de regeling", "slug"),
        Column("name", TEXT, "Name", "Naam", "name"),
        *pair("what", TEXT, "What it gives", "Wat het geeft", "what"),
        *pair("forWhom", TEXT, "For whom it is", "Voor wie het is", "for_whom"),
        Column("smeDirect", BOOLEAN, "Can a single SME apply or be helped?",
               "Kan een mkb-bedrijf zelf aanvragen of geholpen worden?", "sme_direct", filter=True),
        page_column("programme:instrument_detail", "slug"),
        REAL,
    ),
    ("name", "id"), "programme:instrument_list", _instruments,
)  # fmt: skip


def _periods() -> QuerySet[InstrumentPeriod]:
    return InstrumentPeriod.objects.all()


PERIODS = Dataset(
    "instrument-periods", "InstrumentPeriod",
    "Periods of support schemes", "Perioden van regelingen",
    "The terms of each support scheme in each period that is known. What the portal does not know is null.",
    "De voorwaarden van elke regeling in elke periode die bekend is. Wat het portaal niet weet, is null.",
    "The web pages under `sources`", "De webpagina's onder `sources`",
    (
        key("Short name of the period", "Korte naam van de periode", "key"),
        Column("instrument", CODE, "Scheme, see instruments", "Regeling, zie instruments", "instrument__slug",
               filter=True),
        Column("name", TEXT, "Name of the period", "Naam van de periode", "name"),
        Column("validFrom", DATE, "First day; null: not known", "Eerste dag; null: niet bekend", "valid_from",
               nullable=True),
        Column("validTo", DATE, "Last day; null: none, or not known", "Laatste dag; null: geen, of niet bekend",
               "valid_to", nullable=True),
        Column("status", CODE, "Whether it was open when that was last seen", "Of het open was toen dat het laatst "
               "gezien is", "status", choices=tuple(InstrumentPeriod.Status.choices), filter=True),
        Column("statusAsOf", DATE, "Day on which that was seen", "Dag waarop dat gezien is", "status_as_of",
               nullable=True),
        Column("maxAmount", DECIMAL, "Most that one applicant gets; null: none, or not known",
               "Meeste dat een aanvrager krijgt; null: geen, of niet bekend", "max_amount_eur", nullable=True,
               unit="EUR"),
        Column("percentage", DECIMAL, "Share of the costs; null: none, or not known",
               "Deel van de kosten; null: geen, of niet bekend", "percentage", nullable=True, unit="percent"),
        Column("nationwide", BOOLEAN, "For the whole country?", "Voor het hele land?", "nationwide", filter=True),
        Column("provinces", LIST, "Provinces for which it is, as ISO 3166-2", "Provincies waarvoor het is, als "
               "ISO 3166-2", linked(InstrumentPeriod.provinces.through, "instrumentperiod", "province_id"),
               filter=True),
        transformations(
            linked(InstrumentPeriod.transformations.through, "instrumentperiod", "transformation__slug"),
            "the period", "de periode",
        ),
        *pair("note", TEXT, "Note", "Opmerking", "note", nullable=True),
        Column("sources", LIST, "Web addresses of the sources", "Webadressen van de bronnen", "sources"),
        REAL,
    ),
    ("instrument", "id"), "programme:instrument_list", _periods,
)  # fmt: skip


def _figures() -> QuerySet[Figure]:
    return Figure.objects.all()


FIGURES = Dataset(
    "figures", "Figure",
    "Figures of the programme", "Cijfers van het programma",
    "Every figure with its source, precision, phase and day. Rival figures on one topic stand side by side; a figure "
    "that is unknown has no value. Planned, committed and realised are never to be added up.",
    "Elk cijfer met zijn bron, precisie, fase en dag. Cijfers die elkaar tegenspreken staan naast elkaar; een "
    "onbekend cijfer heeft geen waarde. Tel gepland, toegezegd en gerealiseerd nooit op.",
    "The source that each figure names", "De bron die elk cijfer noemt",
    (
        key("Unique name of the figure", "Unieke naam van het cijfer", "key"),
        Column("topic", CODE, "Groups figures on the same thing; one unit for each topic",
               "Groepeert cijfers over hetzelfde; een eenheid per onderwerp", "topic_id", filter=True),
        *pair("label", TEXT, "Label", "Naam", "label"),
        Column("value", DECIMAL, "The figure, in `unit`; null: unknown", "Het cijfer, in `unit`; null: onbekend",
               "value", nullable=True),
        Column("lower", DECIMAL, "Lower bound, where one is known", "Ondergrens, waar die bekend is", "lower",
               nullable=True),
        Column("upper", DECIMAL, "Upper bound, where one is known", "Bovengrens, waar die bekend is", "upper",
               nullable=True),
        Column("unit", CODE, "Unit of the value and its bounds", "Eenheid van de waarde en zijn grenzen", "unit",
               choices=tuple(Figure.Unit.choices), filter=True),
        Column("precision", CODE, "How sure the value is", "Hoe zeker de waarde is", "precision",
               choices=tuple(Figure.Precision.choices), filter=True),
        Column("kind", CODE, "Stated in the source, or calculated by us", "Genoemd in de bron, of door ons berekend",
               "kind", choices=tuple(Figure.Kind.choices), filter=True),
        Column("formula", TEXT, "How a derived figure is calculated, in keys of other figures",
               "Hoe een afgeleid cijfer berekend is, in namen van andere cijfers", "formula", nullable=True),
        *pair("basis", TEXT, "What the figure covers", "Waar het cijfer over gaat", "basis"),
        Column("phase", CODE, "Planned, committed or realised", "Gepland, toegezegd of gerealiseerd", "phase",
               choices=tuple(Figure.Phase.choices), filter=True),
        Column("asOf", DATE, "Day on which the figure stands", "Dag waarop het cijfer geldt", "as_of"),
        *pair("note", TEXT, "Conflicts and traps", "Tegenspraak en valkuilen", "note", nullable=True),
        *SOURCED,
        REAL,
    ),
    ("topic", "id"), "programme:figure_list", _figures,
)  # fmt: skip
DATASETS = (PROJECTS, INSTRUMENTS, PERIODS, FIGURES)
