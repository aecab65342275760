"""Open data of what the letter says to Parliament: its promises, and what is put into each project, by kind."""

from collections.abc import Iterable

from programme.models import Figure, Project, Source
from programme.promises import Contribution, Kind, Promise, State, contributions, promises
from reports.datasets.columns import CODE, DATE, DECIMAL, LIST, TEXT, URL, Column, Dataset, Row, key, pair
from reports.datasets.programme import LETTER_EN, LETTER_NL, SOURCED
from reports.datasets.shared import REAL

# --- Promises ---------------------------------------------------------------------------------------------------------


def _promises() -> list[Row]:
    """One statement, for the addresses of the sources."""
    addresses = _addresses(slug for one in promises() for slug in (one.source, one.state_source) if slug)
    return [_promise(one, addresses) for one in promises()]


def _promise(one: Promise, addresses: dict[str, str]) -> Row:
    return {
        "id": one.key,
        **_both(one, "what", "what"),
        **_both(one, "by", "by"),
        "promisedOn": one.promised_on,
        **_both(one, "due", "due"),
        "dueOn": one.due_on,
        "state": str(one.state),
        **_both(one, "outcome", "state"),
        "stateOn": one.state_on,
        "stateSource": one.state_source or None,
        "stateSourceUrl": addresses.get(one.state_source),
        "figures": list(one.figures),
        "source": one.source,
        "sourceUrl": addresses[one.source],
        **_both(one, "locator", "locator"),
        "demo": False,
    }


def _both(thing: object, column: str, attribute: str) -> Row:
    """A text in both languages; null where there is none."""
    return {f"{column}{end}": getattr(thing, f"{attribute}_{end.lower()}") or None for end in ("Nl", "En")}


def _addresses(slugs: Iterable[str]) -> dict[str, str]:
    return dict(Source.objects.filter(slug__in=set(slugs)).values_list("slug", "url"))


PROMISES = Dataset(
    "promises", "Promise",
    "Promises to Parliament", "Toezeggingen aan de Kamer",
    "What the letter promises, by whom and by when, and what became of it as far as a source says so. A promise whose "
    "state is unknown may have been kept: no source was found.",
    "Wat de brief toezegt, door wie en wanneer, en wat ervan geworden is voor zover een bron dat zegt. Een toezegging "
    "waarvan de stand onbekend is, kan zijn nagekomen: er is geen bron gevonden.",
    LETTER_EN, LETTER_NL,
    (
        key("Short name of the promise", "Korte naam van de toezegging"),
        *pair("what", TEXT, "What is promised", "Wat er is toegezegd", ""),
        *pair("by", TEXT, "Who promised it", "Wie het toezegde", ""),
        Column("promisedOn", DATE, "Day of the promise", "Dag van de toezegging", filter=True),
        *pair("due", TEXT, "By when, in the words of the source", "Wanneer, in de woorden van de bron", ""),
        Column("dueOn", DATE, "Last day that those words allow; null: no day was given",
               "Laatste dag die deze woorden toelaten; null: er is geen dag genoemd", nullable=True, filter=True),
        Column("state", CODE, "What became of it", "Wat ervan geworden is", choices=tuple(State.choices), filter=True),
        *pair("outcome", TEXT, "What is known of it, in a sentence", "Wat ervan bekend is, in een zin", ""),
        Column("stateOn", DATE, "Day on which that happened; null: not known", "Dag waarop dat gebeurde; null: niet "
               "bekend", nullable=True),
        Column("stateSource", CODE, "Source that says what became of it; null: none does",
               "Bron die zegt wat ervan geworden is; null: geen", nullable=True),
        Column("stateSourceUrl", URL, "Web address of that source", "Webadres van die bron", nullable=True),
        Column("figures", LIST, "Figures that it is about, see figures", "Cijfers waar het over gaat, zie figures",
               filter=True),
        *SOURCED,
        REAL,
    ),
    ("promisedOn", "id"), "reports:programme_monitor", compute=_promises, theme="GOVE",
)  # fmt: skip

# --- What is put into the projects ------------------------------------------------------------------------------------


def _contributions() -> list[Row]:
    """Two statements: the projects with their source, and the figures."""
    sources = {one.slug: one.source for one in Project.objects.select_related("source")}
    figures = Figure.objects.in_bulk({one.figure for one in contributions() if one.figure}, field_name="key")
    return [_contribution(one, sources[one.project], figures.get(one.figure)) for one in contributions()]


def _contribution(one: Contribution, source: Source, figure: Figure | None) -> Row:
    return {
        "id": ".".join(filter(None, (one.project, one.kind, one.figure))),
        "project": one.project,
        "kind": str(one.kind),
        **_both(one, "what", "what"),
        **{name: getattr(figure, name, None) for name in ("value", "lower", "upper", "unit", "precision", "phase")},
        "figure": one.figure or None,
        "source": source.slug,
        "sourceUrl": source.url,
        **_both(one, "locator", "locator"),
        "demo": False,
    }


CONTRIBUTIONS = Dataset(
    "project-contributions", "ProjectContribution",
    "Contributions of the ministry to the projects", "Bijdragen van het ministerie aan de projecten",
    "What the ministry puts into each of the nine projects: money, people, schemes or policy. A contribution in money "
    "whose amount is not stated has precision unknown and no value; what is not money has neither.",
    "Wat het ministerie in elk van de negen projecten inbrengt: geld, mensen, regelingen of beleid. Een bijdrage in "
    "geld waarvan het bedrag niet genoemd is, heeft precision unknown en geen waarde; wat geen geld is, heeft geen "
    "van beide.",
    LETTER_EN, LETTER_NL,
    (
        key("Project, kind and figure", "Project, soort en cijfer"),
        Column("project", CODE, "Project, see projects", "Project, zie projects", filter=True),
        Column("kind", CODE, "What it is made of", "Waaruit het bestaat", choices=tuple(Kind.choices), filter=True),
        *pair("what", TEXT, "What is put in", "Wat er ingebracht wordt", ""),
        Column("value", DECIMAL, "The amount, in `unit`; null: unknown, or no money", "Het bedrag, in `unit`; null: "
               "onbekend, of geen geld", nullable=True),
        Column("lower", DECIMAL, "Lower bound, where one is known", "Ondergrens, waar die bekend is", nullable=True),
        Column("upper", DECIMAL, "Upper bound, where one is known", "Bovengrens, waar die bekend is", nullable=True),
        Column("unit", CODE, "Unit of these; null: no money", "Eenheid hiervan; null: geen geld", nullable=True,
               choices=tuple(Figure.Unit.choices)),
        Column("precision", CODE, "How sure the amount is; null: no money", "Hoe zeker het bedrag is; null: geen geld",
               nullable=True, choices=tuple(Figure.Precision.choices), filter=True),
        Column("phase", CODE, "Planned, committed or realised; null: no money",
               "Gepland, toegezegd of gerealiseerd; null: geen geld", nullable=True,
               choices=tuple(Figure.Phase.choices)),
        Column("figure", CODE, "Figure of the amount, see figures; null: no money", "Cijfer van het bedrag, zie "
               "figures; null: geen geld", nullable=True, filter=True),
        *SOURCED,
        REAL,
    ),
    ("project", "id"), "reports:programme_monitor", compute=_contributions, theme="GOVE",
)  # fmt: skip
DATASETS = (PROMISES, CONTRIBUTIONS)
