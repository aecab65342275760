"""What the monitor of the programme reads: three statements for everyone, two more for who may read the indicators."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import connection

from assessments import questionnaire
from assessments.participation import Participation, participation
from assessments.questionnaire import QUICK
from fieldlabs import coverage
from fieldlabs.coverage import Coverage
from programme.models import Figure, Source
from reports import facts, indicator_board, indicator_data
from reports.indicator_board import Board, Place, View
from reports.indicator_period import Period
from ui.language import local

SQL = (Path(__file__).resolve().parent / "sql" / "monitor_things.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Thing:
    """A source, goal, project or transformation. `source`: its id. `title_*`: as components/source.html wants it."""

    kind: str
    pk: int
    number: int
    slug: str
    name_nl: str
    name_en: str
    text_nl: str
    text_en: str
    source: int | None
    locator_nl: str
    locator_en: str
    url: str
    day: date | None

    @property
    def name(self) -> str:
        return local(self, "name")

    @property
    def text(self) -> str:
        return local(self, "text")

    @property
    def locator(self) -> str:
        return local(self, "locator")

    @property
    def title_nl(self) -> str:
        return self.name_nl

    @property
    def title_en(self) -> str:
        return self.name_en


@dataclass(frozen=True)
class Found:
    """`board`: the indicators of the year over the whole country, as a stranger to every desk may read them; or None.

    `figures`: by key.
    """

    today: date
    things: tuple[Thing, ...]
    figures: Mapping[str, Figure]
    coverage: Coverage
    participation: Participation
    board: Board | None

    def of(self, kind: str) -> list[Thing]:
        return [one for one in self.things if one.kind == kind]

    def source(self, slug: str) -> Thing:
        return next(one for one in self.things if one.kind == "source" and one.slug == slug)


def read(today: date, *, desks: bool) -> Found:
    """`desks`: with what the desks reached."""
    with connection.cursor() as cursor:
        cursor.execute(SQL)
        rows = cursor.fetchall()
    things = tuple(Thing(*row) for *row, data in rows if data is None)
    sources = {one.pk: _source(one) for one in things if one.kind == "source"}
    figures = [_figure(data, sources) for *_row, data in rows if data is not None]
    return Found(
        today,
        things,
        {one.key: one for one in figures},
        coverage.read(today),
        participation(questionnaire.current(), QUICK),
        _board(today) if desks else None,
    )


def _source(thing: Thing) -> Source:
    return Source(
        pk=thing.pk,
        slug=thing.slug,
        title_nl=thing.name_nl,
        title_en=thing.name_en,
        url=thing.url,
        date=thing.day,
    )


def _figure(data: str, sources: Mapping[int, Source]) -> Figure:
    found = json.loads(data, parse_float=Decimal)
    figure = Figure(**{**found, "as_of": date.fromisoformat(found["as_of"])})
    figure.source = sources[figure.source_id]
    return figure


def _board(today: date) -> Board:
    """Closed as for a stranger to every desk, whoever reads: so that everyone reads the same figures here."""
    period, plans = Period(today.year), indicator_data.planned()
    since = min([period.since, *(one.since for one in plans)])
    until = max([period.until, *(one.due_on for one in plans)])
    found = facts.between(since, until)
    hubs = sorted({one.hub for one in found if one.hub is not None} | {one.hub for one in plans})
    places = [Place(hub, str(hub), "") for hub in [*hubs, None]]
    view = View(period, indicator_data.country(""), frozenset())
    return indicator_board.board(view, found, places, {trait: {} for trait in facts.TRAITS}, plans)
