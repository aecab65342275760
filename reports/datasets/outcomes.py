"""Open data of what was reached: indicators and self-assessments, both through the gate that protects companies."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments import questionnaire
from assessments.participation import Group, Participation, participation
from assessments.questionnaire import DEEP, QUICK
from jobs import clock
from reports import facts, indicator_board, indicator_data
from reports.datasets.columns import CODE, DATE, DECIMAL, INTEGER, Column, Dataset, Row, key
from reports.datasets.shared import DEMO
from reports.indicator_board import Cell, Place, View
from reports.indicator_period import FIRST_YEAR, Period
from reports.indicators import INDICATORS

ALL = "all"
NOBODY = frozenset()
"""Of no desk: the reader is the public, to whom every small figure is closed."""
PARTICIPANTS = "participants"


# --- Indicators -------------------------------------------------------------------------------------------------------


def _indicators() -> list[Row]:
    """Of years that are over: which small figures are closed is decided on a whole year, and must not change daily."""
    today, places = clock.today(), indicator_data.desks()
    known = facts.between(date(FIRST_YEAR, 1, 1), date(today.year - 1, 12, 31)) if today.year > FIRST_YEAR else []
    country = indicator_data.country("")
    return [row for year in range(FIRST_YEAR, today.year) for row in _of_year(year, known, country, places)]


def _of_year(year: int, known: list[facts.Fact], country: Place, places: list[Place]) -> Iterator[Row]:
    own = [fact for fact in known if fact.day.year == year]
    slugs = {str(place.hub): place.slug for place in places if place.hub is not None}
    slugs |= {"national": indicator_data.NATIONAL_SLUG, indicator_board.TOTAL: indicator_data.COUNTRY_SLUG}
    for period in (Period(year), *Period(year).quarters()):
        table = indicator_board.by_hub(View(period, country, NOBODY), own, places)
        for row in table.rows:
            yield from (_of_cell(period, slugs[row.key], cell) for cell in row.cells)


def _of_cell(period: Period, desk: str, cell: Cell) -> Row:
    value = cell.value
    shown = [None] * 4 if cell.closed else [value.number, value.of, value.unknown, value.companies]
    return {
        "id": f"{period.key}.{desk}.{cell.indicator.key}",
        "year": period.year,
        "quarter": period.quarter,
        "desk": desk,
        "indicator": cell.indicator.key,
        "status": cell.status,
        **dict(zip(("value", "of", "unknown", "companies"), shown, strict=True)),
        "unit": cell.indicator.unit,
        "demo": settings.DEMO,
    }


STATUSES = (
    ("known", _("a figure, in `value`")),
    ("partly_unknown", _("what is known, in `value`; of `unknown` more it is not")),
    ("unknown", _("not known")),
    ("nothing", _("nothing happened that it is about")),
    ("closed", _("on too few companies to be shown, or closed with such a figure")),
)
UNITS = (
    ("count", _("a number")), ("euro", _("euros")), ("people", _("people")), ("level", _("levels, from 1 to 5")),
)  # fmt: skip
INDICATOR = Dataset(
    "indicators", "Indicator",
    "Indicators", "Indicatoren",
    "What the hubs reached, by desk and quarter, of calendar years that are over. A figure about one to four companies "
    "is closed, and others with it until it cannot be computed. A company counts once: desks do not add up to the "
    "country, nor quarters to a year.",
    "Wat de hubs bereikten, per loket en kwartaal, van kalenderjaren die voorbij zijn. Een cijfer over een tot vier "
    "bedrijven is afgeschermd, en andere daarmee tot het niet te berekenen is. Een bedrijf telt een keer: loketten "
    "zijn samen niet het land, en kwartalen niet het jaar.",
    "What the desks recorded in this portal", "Wat de loketten in dit portaal vastlegden",
    (
        key("Period, desk and indicator", "Periode, loket en indicator"),
        Column("year", INTEGER, "Calendar year", "Kalenderjaar", filter=True),
        Column("quarter", INTEGER, "Quarter, 1 to 4; null: the whole year", "Kwartaal, 1 tot en met 4; null: het "
               "hele jaar", nullable=True, filter=True),
        Column("desk", CODE, "Region of the desk; landelijk: the national desk; nederland: the whole country",
               "Regio van het loket; landelijk: het landelijke loket; nederland: het hele land", filter=True),
        Column("indicator", CODE, "What is counted", "Wat geteld is", filter=True,
               choices=tuple((one.key, one.label) for one in INDICATORS)),
        Column("status", CODE, "What is known of it", "Wat ervan bekend is", choices=STATUSES, filter=True),
        Column("value", DECIMAL, "The figure, in `unit`; null: see `status`", "Het cijfer, in `unit`; null: zie "
               "`status`", nullable=True),
        Column("of", INTEGER, "What the figure is a part of, or rests on", "Waar het cijfer een deel van is, of op "
               "rust", nullable=True),
        Column("unknown", INTEGER, "Of how many things it is not known", "Van hoeveel zaken het niet bekend is",
               nullable=True),
        Column("companies", INTEGER, "How many companies are behind it", "Hoeveel bedrijven erachter zitten",
               nullable=True),
        Column("unit", CODE, "Unit of the value", "Eenheid van de waarde", choices=UNITS),
        DEMO,
    ),
    ("year", "desk", "id"), "reports:indicator_help", compute=_indicators,
)  # fmt: skip

# --- Self-assessments -------------------------------------------------------------------------------------------------


def _averages() -> list[Row]:
    current = questionnaire.current()
    return [row for depth in (QUICK, DEEP) for row in _of_depth(participation(current, depth))]


def _of_depth(found: Participation) -> Iterator[Row]:
    for group in found.groups:
        for slug in sorted(group.subjects):
            yield _of_subject(found, group, slug)


def _of_subject(found: Participation, group: Group, slug: str) -> Row:
    sector, size = group.sector.pk if group.sector else None, group.size.pk if group.size else None
    numbers = group.subjects[slug]
    return {
        "id": ".".join([found.depth, sector or ALL, size or ALL, slug or PARTICIPANTS]),
        "questionnaire": found.questionnaire.slug,
        "version": found.questionnaire.version,
        "depth": found.depth,
        "sector": sector,
        "size": size,
        "subject": slug or PARTICIPANTS,
        "participantsAtLeast": numbers.companies,
        "median": numbers.median,
        "middleFrom": numbers.low,
        "middleTo": numbers.high,
        "asOf": numbers.as_of,
        "demo": settings.DEMO,
    }


AVERAGES = Dataset(
    "assessment-averages", "AssessmentAverage",
    "Levels of companies", "Niveaus van bedrijven",
    "Who took part in the self-assessment and at which level, by sector or size, from ten companies on; numbers of "
    "companies are rounded down. Participants chose to take part: they are no sample of all companies.",
    "Wie meedeed aan de zelfscan en op welk niveau, per sector of grootte, vanaf tien bedrijven; aantallen bedrijven "
    "zijn naar beneden afgerond. Deelnemers kozen zelf om mee te doen: zij zijn geen steekproef van alle bedrijven.",
    "Self-assessments in this portal, through the gate of the comparison", "Zelfscans in dit portaal, door de poort "
    "van de vergelijking",
    (
        key("Depth, sector, size and subject", "Diepte, sector, grootte en onderwerp"),
        Column("questionnaire", CODE, "Questionnaire", "Vragenlijst"),
        Column("version", CODE, "Version of the questionnaire", "Versie van de vragenlijst"),
        Column("depth", CODE, "The eight questions, or the forty", "De acht vragen, of de veertig", filter=True,
               choices=((QUICK, _("quick: eight questions")), (DEEP, _("deep: forty questions")))),
        Column("sector", CODE, "Sector, as SBI 2008; null: all", "Sector, als SBI 2008; null: alle", nullable=True,
               filter=True),
        Column("size", CODE, "Size of the company; null: all", "Grootte van het bedrijf; null: alle", nullable=True,
               filter=True),
        Column("subject", CODE, "Transformation; participants: who took part at all", "Transformatie; participants: "
               "wie er meededen", filter=True),
        Column("participantsAtLeast", INTEGER, "Companies, rounded down", "Bedrijven, naar beneden afgerond"),
        Column("median", DECIMAL, "Middle level, from 1 to 5", "Middelste niveau, van 1 tot en met 5", nullable=True),
        Column("middleFrom", DECIMAL, "Where the middle half begins", "Waar de middelste helft begint",
               nullable=True),
        Column("middleTo", DECIMAL, "Where the middle half ends", "Waar de middelste helft eindigt", nullable=True),
        Column("asOf", DATE, "Since when these numbers are the same", "Sinds wanneer deze getallen zo zijn"),
        DEMO,
    ),
    ("depth", "id"), "assessments:participants", compute=_averages,
)  # fmt: skip
DATASETS = (INDICATOR, AVERAGES)
