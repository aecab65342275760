"""The monitor of the programme in words. No queries of its own (monitor_data.py)."""

from django.urls import reverse
from django.utils.translation import pgettext

from programme.promises import Kind, Promise, State, contributions, promises
from reports import monitor_tiles
from reports.monitor_data import Found, Thing
from reports.monitor_shapes import Monitor, Origin, Part, ProjectRow, PromiseRow, TransformationRow
from ui import formats
from ui.language import local

BADGES = {State.KEPT: "success", State.PARTLY: "warning", State.UNKNOWN: "neutral"}


def monitor(found: Found) -> Monitor:
    board = found.board
    return Monitor(
        found,
        tuple(monitor_tiles.goals(found)),
        tuple(monitor_tiles.programme(found)),
        tuple(_project(found, one) for one in found.of("project")),
        tuple(_promise(found, one) for one in promises()),
        tuple(_transformation(found, one) for one in found.of("transformation")),
        tuple(monitor_tiles.desks(found)),
        board.targets if board else (),
    )


def _project(found: Found, project: Thing) -> ProjectRow:
    own = [one for one in contributions() if one.project == project.slug]
    parts = [Part(one, found.figures.get(one.figure)) for one in own]
    cells = tuple(tuple(part for part in parts if part.contribution.kind == kind) for kind in Kind)
    origin = Origin(monitor_tiles.source_of(found, project.source), project.locator)
    return ProjectRow(project, cells, origin, reverse("programme:project_detail", args=[project.slug]))


def _promise(found: Found, one: Promise) -> PromiseRow:
    proof = Origin(found.source(one.state_source)) if one.state_source else None
    return PromiseRow(
        one,
        local(one, "by"),
        local(one, "due"),
        str(one.state.label),
        BADGES[one.state],
        local(one, "state"),
        Origin(found.source(one.source), one.locator, one.promised_on),
        proof,
        tuple(found.figures[key] for key in one.figures),
    )


def _transformation(found: Found, thing: Thing) -> TransformationRow:
    everyone = found.participation.everyone
    level = everyone.level(thing.slug) if everyone else None
    text = pgettext("figure", "not shown") if level is None else formats.number(level)
    return TransformationRow(thing, text, reverse("programme:transformation_detail", args=[thing.slug]))
