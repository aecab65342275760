"""Open data of the money: what the letter says of the budget lines, awards, and the match behind them."""

from collections.abc import Iterator

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from funding import award_register, envelope
from funding.measures import DEFINITIONS
from funding.models import Award, MatchPool, StatedContribution
from funding.pool_books import MEASURES as POOL_MEASURES
from funding.pool_books import PoolState, of_pools
from jobs import clock
from programme.models import Figure
from reports import letter
from reports.datasets.amounts import AMOUNTS, numbers
from reports.datasets.columns import (
    CODE,
    DATE,
    DECIMAL,
    LIST,
    TEXT,
    URL,
    Column,
    Dataset,
    Row,
    key,
    pair,
)  # fmt: skip
from reports.datasets.programme import SOURCED
from reports.datasets.shared import REAL, demo_if, page_column

MATCH = (*award_register.MATCH, "match_ratio")

# --- Budget lines -----------------------------------------------------------------------------------------------------


def _budget_lines() -> Iterator[Row]:
    money = envelope.read()
    above = {line.pk: line.key for line in money.lines}
    for row in letter.rows(money):
        figure = row.line.figure
        for cell in row.cells:
            yield {
                "id": f"{row.line.key}.{cell.measure}",
                "line": row.line.key,
                "parent": above.get(row.line.parent_id),
                "lineNameNl": row.line.name_nl,
                "lineNameEn": row.line.name_en,
                "measure": cell.measure,
                **numbers(cell.amount, ratio=cell.measure == letter.PER_EURO),
                "source": figure.source.slug,
                "sourceUrl": figure.source.url,
                "locatorNl": figure.locator_nl or None,
                "locatorEn": figure.locator_en or None,
                "asOf": figure.as_of,
                "demo": False,
            }


BUDGET_LINES = Dataset(
    "budget-lines", "BudgetLineMeasure",
    "Budget lines", "Begrotingsposten",
    "The 3.5 million euros by budget line: each measure as the letter to Parliament states it. What the books hold of "
    "the same lines stands in budget. Lines lie below one another: add no line to its parent.",
    "De 3,5 miljoen euro per begrotingspost: elke maat zoals de Kamerbrief hem noemt. Wat de boeken over dezelfde "
    "posten zeggen, staat bij budget. Posten liggen onder elkaar: tel een post niet op bij de post erboven.",
    "The letter of 5 February 2018", "De brief van 5 februari 2018",
    (
        key("Line and measure", "Post en maat"),
        Column("line", CODE, "Short name of the line", "Korte naam van de post", filter=True),
        Column("parent", CODE, "The line above it; null: it is the whole", "De post erboven; null: dit is het geheel",
               nullable=True, filter=True),
        Column("lineNameNl", TEXT, "Name of the line, in Dutch", "Naam van de post, in het Nederlands"),
        Column("lineNameEn", TEXT, "Name of the line, in English", "Naam van de post, in het Engels"),
        Column("measure", CODE, "What is measured", "Wat gemeten is", filter=True,
               choices=tuple((name, label) for name, label, _meaning in DEFINITIONS)),
        *AMOUNTS,
        Column("source", CODE, "Short name of the source", "Korte naam van de bron"),
        Column("sourceUrl", URL, "Web address of the source", "Webadres van de bron"),
        Column("locatorNl", TEXT, "Place in the source, in Dutch", "Plaats in de bron, in het Nederlands",
               nullable=True),
        Column("locatorEn", TEXT, "Place in the source, in English", "Plaats in de bron, in het Engels",
               nullable=True),
        Column("asOf", DATE, "Day on which it stands", "Dag waarop het geldt"),
        REAL,
    ),
    ("line", "id"), "reports:letter_dashboard", compute=lambda: list(_budget_lines()), theme="GOVE",
)  # fmt: skip

# --- Awards -----------------------------------------------------------------------------------------------------------


def _awards() -> QuerySet[Award]:
    return award_register.with_state()


def _text(path: str) -> Cast:
    return Cast(path, CharField())


AWARDS = Dataset(
    "awards", "Award",
    "Awards", "Toekenningen",
    "Every decision to grant, with what is committed, paid and settled. `demo` is true where the scheme is invented.",
    "Elk besluit om te verlenen, met wat toegezegd, betaald en vastgesteld is. `demo` is true waar de regeling "
    "verzonnen is.",
    "The books of this portal", "De boeken van dit portaal",
    (
        key("Number of the award", "Nummer van de verlening", "number"),
        Column("recipient", TEXT, "Organisation that gets it", "Organisatie die het krijgt", "recipient__name"),
        *pair("scheme", TEXT, "Scheme", "Regeling", "pool__version__scheme__name"),
        Column("planTitle", TEXT, "Title of the plan, in the language in which it was written; null: no plan, see "
               "lineName", "Titel van het plan, in de taal waarin het geschreven is; null: geen plan, zie lineName",
               "plan_version__title", nullable=True),
        *pair("lineName", TEXT, "Name of the budget line", "Naam van de begrotingspost", "pool__line__name"),
        Column("line", CODE, "Budget line, see budget-lines", "Begrotingspost, zie budget-lines", "pool__line__key",
               filter=True),
        Column("region", CODE, "Region, by its short name", "Regio, met haar korte naam", "pool__region__slug",
               nullable=True, filter=True),
        Column("decidedOn", DATE, "Day of the decision", "Dag van het besluit", "document_date", filter=True),
        Column("granted", DECIMAL, "What the decision grants at most", "Wat het besluit ten hoogste verleent",
               "amount", unit="EUR"),
        Column("committed", DECIMAL, "What the State is bound to pay now, paid or not yet",
               "Wat het Rijk nu moet betalen, betaald of nog niet", "granted", unit="EUR"),
        Column("paid", DECIMAL, "Paid, less what was paid back", "Betaald, min wat terugbetaald is", "paid",
               unit="EUR"),
        Column("settled", DECIMAL, "Final determination; null: not settled yet", "Vaststelling; null: nog niet "
               "vastgesteld", "settled", nullable=True, unit="EUR"),
        Column("state", CODE, "State", "Stand", "state", filter=True,
               choices=tuple((name, label) for name, (_name, label, _kind) in award_register.STATES.items())),
        Column("condition", CODE, "Condition", "Voorwaarde", "condition", choices=tuple(Award.Condition.choices),
               filter=True),
        Column("orderedBy", CODE, "What ordered it beyond the ceiling; null: nothing did", "Wat het boven het "
               "plafond opdroeg; null: niets", "ordered_by", nullable=True, choices=tuple(Award.OrderedBy.choices)),
        Column("pool", CODE, "Pool in which its match is held, see match-pools", "Pot waarin de match geteld wordt, "
               "zie match-pools", lambda: _text("pool_id"), filter=True),
        page_column("funding:award_detail", "number"),
        demo_if(Q(pool__version__scheme__demo=True)),
    ),
    ("decidedOn", "id"), "funding:award_list", _awards, theme="GOVE",
)  # fmt: skip


# --- Match ------------------------------------------------------------------------------------------------------------


def _match() -> list[Row]:
    """Of pools with an award: those whose match stands on the award's own page."""
    pools = MatchPool.objects.filter(awards__isnull=False).select_related("line", "region", "version__scheme")
    pools = pools.annotate(numbers=ArrayAgg("awards__number", order_by="awards__number", filter=~Q(awards=None)))
    found = list(pools)
    states = of_pools([one.pk for one in found])
    return [_of_pool(one, states.get(one.pk, PoolState()), measure) for one in found for measure in MATCH]


def _of_pool(pool: MatchPool, state: PoolState, measure: str) -> Row:
    return {
        "id": f"{pool.pk}.{measure}",
        "pool": str(pool.pk),
        "line": pool.line.key,
        "region": pool.region.slug if pool.region else None,
        "measure": measure,
        **numbers(state.value(measure), ratio=measure == "match_ratio"),
        "awards": pool.numbers,
        "asOf": clock.today(),
        "demo": pool.version.scheme.demo,
    }


MATCH_POOLS = Dataset(
    "match-pools", "MatchMeasure",
    "Match by others", "Match door anderen",
    "What others put in beside the State, for each pool in which the ratio is held. Intended, committed and realised "
    "are different things: never add them up. Awards of one pool share its match.",
    "Wat anderen naast het Rijk inleggen, voor elke pot waarin de verhouding geldt. Voorgenomen, toegezegd en "
    "gerealiseerd zijn verschillende dingen: tel ze nooit op. Verleningen uit een pot delen de match.",
    "The books of this portal", "De boeken van dit portaal",
    (
        key("Pool and measure", "Pot en maat"),
        Column("pool", CODE, "Number of the pool", "Nummer van de pot", filter=True),
        Column("line", CODE, "Budget line, see budget-lines", "Begrotingspost, zie budget-lines", filter=True),
        Column("region", CODE, "Region, by its short name; null: not of one region", "Regio, met haar korte naam; "
               "null: niet van een regio", nullable=True, filter=True),
        Column("measure", CODE, "What is measured", "Wat gemeten is", filter=True,
               choices=tuple((name, POOL_MEASURES[name].label) for name in MATCH)),
        *AMOUNTS,
        Column("awards", LIST, "Numbers of the awards in the pool, see awards", "Nummers van de verleningen in de "
               "pot, zie awards", filter=True),
        Column("asOf", DATE, "Day on which it stands", "Dag waarop het geldt"),
        REAL,
    ),
    ("pool", "id"), "funding:award_list", compute=_match, theme="GOVE",
)  # fmt: skip
# --- What others said they would put in -------------------------------------------------------------------------------


def _stated() -> QuerySet[StatedContribution]:
    return StatedContribution.objects.all()


STATED = Dataset(
    "stated-contributions", "StatedContribution",
    "Contributions of partners, as stated", "Bijdragen van partners, zoals genoemd",
    "What other governments promised or announced for a budget line, each by the source that says so. None of it is in "
    "the books: what is, stands under match-pools. Sources that differ stand side by side: never add them up.",
    "Wat andere overheden voor een begrotingspost toezegden of aankondigden, elk met de bron die het zegt. Niets "
    "ervan staat in de boeken: wat daar staat, staat bij match-pools. Bronnen die elkaar tegenspreken staan naast "
    "elkaar: tel ze nooit op.",
    "The source that each row names", "De bron die elke rij noemt",
    (
        key("Short name of the contribution", "Korte naam van de bijdrage", "key"),
        Column("line", CODE, "Budget line, see budget-lines", "Begrotingspost, zie budget-lines", "line__key",
               filter=True),
        Column("region", CODE, "Region, by its short name", "Regio, met haar korte naam", "region__slug", filter=True),
        Column("contributor", TEXT, "Who contributes", "Wie bijdraagt", "contributor"),
        Column("contributorType", CODE, "Kind of government", "Soort overheid", "contributor_type", filter=True,
               choices=tuple(StatedContribution.ContributorType.choices)),
        Column("phase", CODE, "Announced or promised", "Aangekondigd of toegezegd", "phase", filter=True,
               choices=tuple(StatedContribution.Phase.choices)),
        Column("status", CODE, "Whether an amount is stated", "Of er een bedrag genoemd is", "amount_status",
               filter=True, choices=tuple(StatedContribution.Status.choices)),
        Column("value", DECIMAL, "The amount; null: announced without an amount", "Het bedrag; null: aangekondigd "
               "zonder bedrag", "amount", nullable=True, unit="EUR"),
        Column("lower", DECIMAL, "Lower bound, where one is known", "Ondergrens, waar die bekend is",
               "figure__lower", nullable=True, unit="EUR"),
        Column("upper", DECIMAL, "Upper bound, where one is known", "Bovengrens, waar die bekend is",
               "figure__upper", nullable=True, unit="EUR"),
        Column("precision", CODE, "How sure the amount is", "Hoe zeker het bedrag is", "figure__precision",
               choices=tuple(Figure.Precision.choices), filter=True),
        Column("announcedOn", DATE, "Day of the source", "Dag van de bron", "announced_on", filter=True),
        Column("figure", CODE, "Figure of the amount, see figures", "Cijfer van het bedrag, zie figures",
               "figure__key", filter=True),
        *pair("note", TEXT, "Note", "Opmerking", "note", nullable=True),
        *SOURCED,
        REAL,
    ),
    ("line", "id"), "programme:figure_list", _stated, theme="GOVE",
)  # fmt: skip
DATASETS = (BUDGET_LINES, AWARDS, MATCH_POOLS, STATED)
