"""Loads what the programme is from programme/data/. The columns are described in programme/data/README.md."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import models

from programme.models import (
    ActionLine,
    Figure,
    Goal,
    Instrument,
    InstrumentPeriod,
    Partner,
    Priority,
    Project,
    Source,
    Topic,
    Transformation,
)
from regions import tables

DATA = Path(__file__).parent / "data"
Row = dict[str, str]

# The files give places in the letter and the article in English.
DUTCH_LOCATOR = [
    (re.compile(r"\bparagraph\b"), "alinea"),
    (re.compile(r"\btable, projects\b"), "tabel, projecten"),
    (re.compile(r"\btable, project\b"), "tabel, project"),
    (re.compile(r"(?<=\d) and (?=\d)"), " en "),
    (re.compile(r"\(opening\)"), "(begin)"),
    (re.compile(r"^title\b"), "kop"),
]


def rows(name: str) -> list[Row]:
    return tables.read(DATA / f"{name}.csv")


def load() -> None:
    """Insert or update by natural key; removes nothing."""
    _load_sources()
    _upsert(Transformation, "slug", [_transformation(row) for row in rows("transformations")])
    for model, name in ((Goal, "goals"), (Priority, "priorities"), (ActionLine, "action_lines")):
        _load_described(model, name)
    _load_projects()
    _load_partners()
    _load_instruments()
    _load_figures()
    _link_projects()


def _upsert(model: type[models.Model], key: str, things: list) -> dict[str, object]:
    """Insert or update `things` by `key`; returns all rows of the model by that key."""
    fields = [field.name for field in model._meta.concrete_fields if not field.primary_key and field.name != key]
    model.objects.bulk_create(things, update_conflicts=True, unique_fields=[key], update_fields=fields)
    return {getattr(thing, key): thing for thing in model.objects.all()}


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _listed(text: str) -> list[str]:
    return [item for item in text.split(";") if item]


def locators(text: str) -> dict[str, str]:
    """The place in a source, in both languages."""
    dutch = text
    for pattern, word in DUTCH_LOCATOR:
        dutch = pattern.sub(word, dutch)
    english = re.sub(r"^title\b", "headline", text)
    return {"locator_nl": dutch, "locator_en": english}


def _pick(row: Row, *names: str) -> Row:
    return {name: row[name] for name in names}


def _both(row: Row, *names: str) -> Row:
    """The Dutch and the English column of each name."""
    return _pick(row, *(f"{name}_{language}" for name in names for language in ("nl", "en")))


def _load_sources() -> None:
    sources = [
        Source(date=_date(row["date"]), **_pick(row, "slug", "url"), **_both(row, "title")) for row in rows("sources")
    ]
    _upsert(Source, "slug", sources)


def _sources() -> dict[str, Source]:
    """By slug and by address: the files name the letter and the article by slug and all others by address."""
    return {name: source for source in Source.objects.all() for name in (source.slug, source.url)}


def _transformation(row: Row) -> Transformation:
    return Transformation(
        number=int(row["number"]),
        sources=_listed(row["sources"]),
        **_pick(row, "slug", "status"),
        **_both(row, "name", "definition"),
    )


def _load_described(model: type[models.Model], name: str) -> None:
    sources = _sources()
    things = []
    for row in rows(name):
        source, locator = row["locator"].split(", ", 1)
        things.append(
            model(
                number=int(row["number"]),
                slug=row["slug"],
                source=sources[source],
                **_both(row, "name", "description"),
                **locators(locator),
            )
        )
    _upsert(model, "slug", things)


def _load_projects() -> None:
    lines = {line.number: line for line in ActionLine.objects.all()}
    english = {row["name_nl"]: row["name_en"] for row in rows("project_partners")}
    letter = _sources()["letter"]
    projects = []
    for row in rows("projects"):
        partners = _listed(row["partners"])
        projects.append(
            Project(
                number=int(row["number"]),
                slug=row["slug"],
                partners_nl=partners,
                partners_en=[english.get(partner, partner) for partner in partners],
                action_line=lines[int(row["action_line"])] if row["action_line"] else None,
                source=letter,
                **_both(row, "name", "goal", "ezk_contribution", "note"),
                **locators(row["locator"]),
            )
        )
    _upsert(Project, "slug", projects)


def _load_partners() -> None:
    sources = _sources()
    partners = []
    for row in rows("expertise_partners"):
        source, locator = row["locator"].split(", ", 1)
        marks = {mark: row[mark] == "yes" for mark in ("founder", "expertise_centre", "assessment_outreach")}
        partners.append(
            Partner(
                kind=row["type"],
                source=sources[source],
                **_pick(row, "slug", "name", "full_name", "website"),
                **marks,
                **_both(row, "role"),
                **locators(locator),
            )
        )
    _upsert(Partner, "slug", partners)


def _load_instruments() -> None:
    names = {row["slug"]: row["name"] for row in rows("instrument_names")}
    first: dict[str, Instrument] = {}
    for row in rows("instruments"):
        if row["slug"] not in first:
            first[row["slug"]] = Instrument(
                slug=row["slug"],
                name=names.get(row["slug"], row["name"]),
                sme_direct=row["sme_direct"] == "yes",
                **_both(row, "what", "for_whom"),
            )
    instruments = _upsert(Instrument, "slug", list(first.values()))
    periods = _upsert(InstrumentPeriod, "key", [_period(row, instruments[row["slug"]]) for row in rows("instruments")])
    _link_periods(periods)


def _period(row: Row, instrument: Instrument) -> InstrumentPeriod:
    return InstrumentPeriod(
        instrument=instrument,
        valid_from=_date(row["valid_from"]),
        valid_to=_date(row["valid_to"]),
        status_as_of=_date(row["status_as_of"]),
        max_amount_eur=_decimal(row["max_amount_eur"]),
        percentage=_decimal(row["percentage"]),
        nationwide=row["region"] == "NL",
        sources=_listed(row["sources"]),
        **_pick(row, "key", "name", "status"),
        **_both(row, "note"),
    )


def _link_periods(periods: dict[str, InstrumentPeriod]) -> None:
    """Provinces and transformations of every period, in two statements."""
    transformations = {thing.slug: thing.pk for thing in Transformation.objects.all()}
    province_links, transformation_links = [], []
    for row in rows("instruments"):
        period = periods[row["key"]].pk
        codes = [] if row["region"] == "NL" else _listed(row["region"])
        province_links += [
            InstrumentPeriod.provinces.through(instrumentperiod_id=period, province_id=iso) for iso in codes
        ]
        transformation_links += [
            InstrumentPeriod.transformations.through(
                instrumentperiod_id=period, transformation_id=transformations[slug]
            )
            for slug in _listed(row["transformations"])
        ]
    InstrumentPeriod.provinces.through.objects.bulk_create(province_links, ignore_conflicts=True)
    InstrumentPeriod.transformations.through.objects.bulk_create(transformation_links, ignore_conflicts=True)


def _load_figures() -> None:
    topics = [
        Topic(position=position, **_pick(row, "slug", "theme"), **_both(row, "name"))
        for position, row in enumerate(rows("topics"), start=1)
    ]
    Topic.objects.bulk_create(
        topics,
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["theme", "position", "name_nl", "name_en"],
    )
    sources = _sources()
    figures = [_figure(position, row, sources) for position, row in enumerate(rows("figures"), start=1)]
    _upsert(Figure, "key", figures)


def _link_projects() -> None:
    projects = {project.slug: project.pk for project in Project.objects.all()}
    links = [
        Project.topics.through(project_id=projects[row["project"]], topic_id=row["topic"])
        for row in rows("project_topics")
    ]
    Project.topics.through.objects.bulk_create(links, ignore_conflicts=True)


def _figure(position: int, row: Row, sources: dict[str, Source]) -> Figure:
    return Figure(
        position=position,
        topic_id=row["topic"],
        source=sources[row["source"]],
        as_of=_date(row["as_of"]),
        **{bound: _decimal(row[bound]) for bound in ("value", "lower", "upper")},
        **_pick(row, "key", "unit", "precision", "kind", "formula", "phase"),
        **_both(row, "label", "basis", "note"),
        **locators(row["locator"]),
    )
