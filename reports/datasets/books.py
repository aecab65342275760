"""Open data of the budget over the books: each cell of the dashboard by line and by hub, on any two days."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from funding.measures import BOOK_MEASURES
from reports import budget, budget_data, budget_export
from reports.budget import Board, Cell, Table, View
from reports.datasets.amounts import AMOUNTS, numbers
from reports.datasets.columns import (
    BOOLEAN,
    CODE,
    DATE,
    DECIMAL,
    INTEGER,
    TEXT,
    URL,
    Column,
    Dataset,
    Question,
    Row,
    WrongQuestion,
    key,
)  # fmt: skip
from reports.datasets.shared import REAL
from reports.forms import WITHOUT, ViewForm

TABLES = (
    ("lines_state", _("Money of the State, by line")),
    ("lines_match", _("Match by others, by line")),
    ("hubs_state", _("Money of the State, by hub")),
    ("hubs_match", _("Match by others, by hub")),
)
"""Keys of the dashboard's tables; that over time is the same question, asked of other days."""
FIELDS = {"validOn": "op", "knownOn": "bekend", "budgetYear": "jaar", "withDemo": "demonstratie"}
"""The parameters, with their fields on the form of the dashboard: it decides what can be asked."""


def _ask(given: Mapping[str, object]) -> Question:
    form = ViewForm({field: _typed(given.get(name)) for name, field in FIELDS.items()})
    if not form.is_valid():
        names = {field: name for name, field in FIELDS.items()}
        raise WrongQuestion([(names[field], text) for field, texts in form.errors.items() for text in texts])
    return (form.view(),)


def _typed(value: object) -> str:
    """As somebody types it on the form."""
    if isinstance(value, bool):
        return "" if value else WITHOUT
    return "" if value is None else str(value)


def _budget(view: View) -> list[Row]:
    """The books are read once, and told in both languages."""
    dutch, english = budget_data.in_languages(view, ("nl", "en"))
    with override("nl"):
        page = f"{settings.SITE_URL}{reverse('reports:budget_dashboard')}?{view.query(bekend=view.known_day)}"
    about = {**_view(view), **_locators(dutch, english)}
    return [
        row | about | {"page": f"{page}#{row['table']}"}
        for name, _title in TABLES
        for row in _cells(dutch.table(name), english.table(name))
    ]


def _cells(dutch: Table, english: Table) -> Iterable[Row]:
    for row, translated in zip(dutch.rows, english.rows, strict=True):
        of_hub = dutch.group == "hubs"
        named = {
            "table": dutch.key,
            "row": row.key,
            "rowNameNl": row.name,
            "rowNameEn": translated.name,
            "total": row.total,
            "line": budget.REGIONAL if of_hub else row.key,
            "region": row.key if of_hub and not row.total and row.key != budget.UNDIVIDED else None,
        }
        for cell, other in zip(row.cells, translated.cells, strict=True):
            measure = cell.measure.key
            told = {"shownNl": cell.shown, "shownEn": other.shown}
            told |= {"demoShownNl": cell.mark or None, "demoShownEn": other.mark or None}
            yield {"id": f"{dutch.key}.{row.key}.{measure}", **named, "measure": measure, **_numbers(cell), **told}


def _numbers(cell: Cell) -> Row:
    found = numbers(cell.amount, ratio=cell.measure.key == budget.RATIO)
    part = numbers(cell.demo, ratio=False)
    if cell.demo is None:
        part = dict.fromkeys(part)
    return (
        found | {f"demo{name.title()}": part[name] for name in ("value", "lower", "upper")} | {"demo": bool(cell.mark)}
    )


def _view(view: View) -> Row:
    return {
        "validOn": view.valid_on,
        "knownOn": view.known_day,
        "budgetYear": view.year,
        "withDemo": view.demo,
        "source": "books",
    }


def _locators(dutch: Board, english: Board) -> Row:
    found = {}
    for language, board in (("nl", dutch), ("en", english)):
        with override(language):
            found[f"locator{language.title()}"] = budget_export.source(board)
    return found


VALID_ON = Column("validOn", DATE, "Day on which the amount is valid", "Dag waarop het bedrag geldt")
KNOWN_ON = Column("knownOn", DATE, "Day on which it was known so: what was recorded later is not in it", "Dag waarop "
                  "het zo bekend was: wat later is vastgelegd, zit er niet in")  # fmt: skip
PARAMETERS = (
    Column("validOn", DATE, "As valid on this day; today when it is left out, or the day of knownOn", "Zoals geldig "
           "op deze dag; zonder deze sleutel vandaag, of de dag van knownOn"),
    Column("knownOn", DATE, "As known on this day; today when it is left out", "Zoals bekend op deze dag; zonder deze "
           "sleutel vandaag"),
    Column("budgetYear", INTEGER, "Only this budget year; the match has none and stays over all years", "Alleen dit "
           "begrotingsjaar; de match heeft er geen en blijft over alle jaren"),
    Column("withDemo", BOOLEAN, "false: leave out what a demonstration made", "false: laat weg wat een demonstratie "
           "maakte"),
)  # fmt: skip
BUDGET = Dataset(
    "budget", "BudgetMeasure",
    "The budget by line and by hub", "De begroting per post en per hub",
    "Where the money stands, as it is recorded in the books of this portal: each measure of each budget line and of "
    "each hub, on any two days. Lines lie below one another: add no line to its parent, and no row to a total. What "
    "the letter to Parliament states of the same lines stands in budget-lines.",
    "Hoe het geld ervoor staat, zoals het in de boeken van dit portaal is vastgelegd: elke maat van elke post en "
    "van elke hub, op twee dagen naar keuze. Posten liggen onder elkaar: tel een post niet op bij de post "
    "erboven, en een rij niet bij een totaal. Wat de Kamerbrief over dezelfde posten zegt, staat bij budget-lines.",
    "The books of this portal", "De boeken van dit portaal",
    (
        key("Table, row and measure", "Tabel, rij en maat"),
        Column("table", CODE, "Table on the page", "Tabel op de pagina", choices=TABLES, filter=True),
        Column("row", CODE, "Short name of the line or the region; none: not divided over the hubs", "Korte naam van "
               "de post of de regio; none: niet verdeeld over de hubs", filter=True),
        Column("rowNameNl", TEXT, "Name of the row, in Dutch", "Naam van de rij, in het Nederlands"),
        Column("rowNameEn", TEXT, "Name of the row, in English", "Naam van de rij, in het Engels"),
        Column("total", BOOLEAN, "Is it the total of its table?", "Is het het totaal van haar tabel?", filter=True),
        Column("line", CODE, "Budget line, see budget-lines", "Begrotingspost, zie budget-lines", filter=True),
        Column("region", CODE, "Region of the hub, by its short name; null: not of one hub", "Regio van de hub, met "
               "haar korte naam; null: niet van een hub", nullable=True, filter=True),
        Column("measure", CODE, "What is measured", "Wat gemeten is", filter=True,
               choices=tuple((one.key, one.label) for one in BOOK_MEASURES)),
        *AMOUNTS,
        Column("shownNl", TEXT, "The amount as the page writes it, in Dutch", "Het bedrag zoals de pagina het "
               "schrijft, in het Nederlands"),
        Column("shownEn", TEXT, "The amount as the page writes it, in English", "Het bedrag zoals de pagina het "
               "schrijft, in het Engels"),
        Column("demoValue", DECIMAL, "How much of it a demonstration made, below zero where it took it away; null: "
               "nothing, or not one number", "Hoeveel ervan een demonstratie maakte, onder nul waar die "
               "het wegnam; null: niets, of niet een getal", nullable=True, unit="EUR"),
        Column("demoLower", DECIMAL, "Lower bound of that", "Ondergrens daarvan", nullable=True, unit="EUR"),
        Column("demoUpper", DECIMAL, "Upper bound of that", "Bovengrens daarvan", nullable=True, unit="EUR"),
        Column("demoShownNl", TEXT, "As the page writes that, in Dutch", "Zoals de pagina dat schrijft, in het "
               "Nederlands", nullable=True),
        Column("demoShownEn", TEXT, "As the page writes that, in English", "Zoals de pagina dat schrijft, in het "
               "Engels", nullable=True),
        VALID_ON,
        KNOWN_ON,
        Column("budgetYear", INTEGER, "Budget year; null: all", "Begrotingsjaar; null: alle", nullable=True),
        Column("withDemo", BOOLEAN, "Is what a demonstration made counted?", "Telt mee wat een demonstratie maakte?"),
        Column("source", CODE, "books: the books of this portal", "books: de boeken van dit portaal"),
        Column("locatorNl", TEXT, "Which books, in Dutch", "Welke boeken, in het Nederlands"),
        Column("locatorEn", TEXT, "Which books, in English", "Welke boeken, in het Engels"),
        Column("page", URL, "The table on the page, of exactly this view", "De tabel op de pagina, van precies dit "
               "beeld"),
        REAL,
    ),
    ("table", "row", "id"), "reports:budget_dashboard", compute=_budget, parameters=PARAMETERS, ask=_ask, theme="GOVE",
)  # fmt: skip
DATASETS = (BUDGET,)
