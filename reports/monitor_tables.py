"""The monitor as tables, for the files and for who freezes it: the texts of the screen."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from programme.models import Figure
from reports.indicator_board import Cell
from reports.monitor_shapes import KNOWN, Monitor, Origin, Part
from reports.monitor_tiles import status_of
from reports.tables import Plain, Shown
from ui import formats
from ui.language import local


def tables(one: Monitor) -> list[Plain]:
    return [_tiles_table(one), _projects_table(one), _promises_table(one), _levels_table(one), *_targets_table(one)]


def source(one: Monitor) -> str:
    return _("This portal and the sources that it names, as of %(date)s") % {"date": formats.date_long(one.found.today)}


def _tiles_table(one: Monitor) -> Plain:
    columns = (_("Question"), _("Answer"), _("Stated by sources"), _("Meaning"), _("How it is counted"), _("Source"))
    rows = tuple(
        (
            Shown(tile.question),
            Shown(tile.answer, tile.number, status=tile.status if tile.unsure else "exact"),
            Shown("; ".join(map(stated, tile.figures))),
            *(Shown(tile.meaning), Shown(tile.counted), Shown("; ".join(map(origin_text, tile.origins)))),
        )
        for tile in one.tiles
    )
    return Plain("questions", _("Questions and answers"), "", columns, rows, source(one))


def stated(figure: Figure) -> str:
    return _("%(label)s: %(value)s (%(source)s)") % {
        "label": local(figure, "label"),
        "value": formats.figure_value(figure),
        "source": local(figure.source, "title"),
    }


def origin_text(one: Origin) -> str:
    parts = [local(one.source, "title"), one.locator, formats.date_long(one.as_of) if one.as_of else ""]
    return ", ".join(filter(None, parts))


def _projects_table(one: Monitor) -> Plain:
    columns = (_("Project"), *one.kinds, _("Source"))
    rows = tuple(
        (
            Shown(row.project.name),
            *(Shown("; ".join(map(_part_text, cell)) or nothing()) for cell in row.cells),
            Shown(origin_text(row.origin)),
        )
        for row in one.projects
    )
    return Plain("projects", _("Nine acceleration projects"), "", columns, rows, source(one))


def nothing() -> str:
    """Where the letter names no contribution of a kind: not zero."""
    return _("not named")


def _part_text(part: Part) -> str:
    what = part.contribution.what
    return what if part.figure is None else f"{what} {formats.figure_value(part.figure)}"


def _promises_table(one: Monitor) -> Plain:
    columns = (_("Promise"), _("By whom"), _("By when"), _("State"), _("What is known of it"), _("Promised in"))
    rows = tuple(
        tuple(
            Shown(text)
            for text in (row.promise.what, row.who, row.due, row.state, row.sentence, origin_text(row.origin))
        )
        for row in one.promises
    )
    return Plain("promises", _("Promises to Parliament"), "", columns, rows, source(one))


def _levels_table(one: Monitor) -> Plain:
    columns = (_("Transformation"), _("Middle level of participants"), _("Meaning"))
    rows = tuple((Shown(row.thing.name), Shown(row.level), Shown(row.thing.text)) for row in one.transformations)
    return Plain("transformations", _("Eight transformations"), "", columns, rows, source(one))


def _targets_table(one: Monitor) -> Iterable[Plain]:
    if one.targets:
        columns = (_("What the plan counts"), _("Hub"), _("Counted by the portal"), _("Target"), _("Reached by"))
        rows = tuple(
            (
                Shown(row.name),
                Shown(row.hub),
                Shown(row.cell.shown, None if row.cell.closed else row.cell.value.number, status=_exact(row.cell)),
                Shown(formats.number(row.target), row.target, status="exact"),
                Shown(formats.date_long(row.due_on)),
            )
            for row in one.targets
        )
        yield Plain("targets", _("Targets of the plans"), "", columns, rows, source(one))


def _exact(cell: Cell) -> str:
    status = status_of(cell)
    return "exact" if status == KNOWN else status


def definitions(one: Monitor) -> list[tuple[str, str]]:
    return [(tile.question, tile.meaning) for tile in one.tiles]
