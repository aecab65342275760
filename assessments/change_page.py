"""What the page of changes says: a table, a chart and sentences that praise nothing and blame nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.change import Subject, day_of, subjects
from assessments.models import Assessment
from assessments.questionnaire import LEVELS
from assessments.scan import Scan
from ui import charts, formats
from ui.formats import date_long, number
from ui.language import local


@dataclass(frozen=True)
class Moment:
    """One scan. `role`: who filled it in, None when nobody said."""

    name: str
    day: str
    depth: str
    role: str | None
    version: str
    run: Assessment


@dataclass(frozen=True)
class Change:
    """Texts in the active language. `table`: one row per subject; `notes`: what makes the comparison less sure.

    `chart` is None where nothing can be compared.
    """

    moments: tuple[Moment, ...]
    table: charts.Table
    chart: charts.Bars | None
    notes: tuple[str, ...]


def change_of(scans: Sequence[Scan]) -> Change:
    """Two scans at least, the first first."""
    moments = tuple(_moment(place, scan) for place, scan in enumerate(scans))
    found = subjects(scans)
    names = {one.slug: local(scans[-1].questions.dimension(one.slug), "name") for one in found}
    return Change(moments, _table(found, names, moments), _chart(found, names, moments), tuple(_notes(moments)))


def _moment(place: int, scan: Scan) -> Moment:
    run = scan.run
    return Moment(
        name=f"T{place}",
        day=date_long(day_of(scan)),
        depth=str(run.get_depth_display()),
        role=str(run.get_role_display()) if run.role else None,
        version=run.version,
        run=run,
    )


def _table(found: Sequence[Subject], names: dict[str, str], moments: Sequence[Moment]) -> charts.Table:
    heads = [_("%(name)s (%(day)s)") % {"name": one.name, "day": one.day} for one in moments]
    rows = tuple(
        (names[one.slug], *(_written(level) for level in one.levels), verdict(one), _basis(one)) for one in found
    )
    return charts.Table(_("Change per subject"), (_("Subject"), *heads, _("Difference"), _("Based on")), rows)


def _written(level) -> str | None:
    return None if level is None else number(level, 1)


def _basis(subject: Subject) -> str:
    if subject.compared:
        count = len(subject.changes)
        return ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}
    if subject.asked == 0:
        return _("the questions have changed")
    return _("no question with a level both times")


def verdict(subject: Subject) -> str | None:
    """The change in words; None when it is unknown."""
    if not subject.compared:
        return None
    if not any(subject.changes):
        return _("the same")
    return _indication(subject) if subject.is_indication else _difference(subject)


def _indication(subject: Subject) -> str:
    if sum(subject.changes) > 0:
        return _("1 level higher on one question: an indication")
    return _("1 level lower on one question: an indication")


def _difference(subject: Subject) -> str:
    size = {"size": number(abs(subject.difference), 1)}
    if subject.difference > 0:
        return _("%(size)s higher") % size
    if subject.difference < 0:
        return _("%(size)s lower") % size
    return _("some questions higher, others lower")


def _chart(found: Sequence[Subject], names: dict[str, str], moments: Sequence[Moment]) -> charts.Bars | None:
    """A bar per subject and scan, for what can be compared."""
    compared = [one for one in found if one.compared]
    if not compared:
        return None
    label = _("%(subject)s, %(moment)s")
    bars = [
        charts.Bar(label % {"subject": names[one.slug], "moment": moment.name}, level, hue=place + 1)
        for one in compared
        for place, (moment, level) in enumerate(zip(moments, one.levels, strict=True))
    ]
    drawn = charts.bars(
        _("What changed on the same questions?"),
        bars,
        wording=formats.wording(),
        maximum=LEVELS[-1],
        description=_("For each subject a bar per scan, on a scale from 0 to 5. The table has the same levels."),
        id="change",
    )
    heads = (_("Subject"), *(moment.name for moment in moments))
    rows = tuple((names[one.slug], *(_written(level) for level in one.levels)) for one in compared)
    return replace(drawn, table=charts.Table(drawn.title, heads, rows))


def _notes(moments: Sequence[Moment]) -> list[str]:
    first, last = moments[0], moments[-1]
    notes = []
    if first.role != last.role:
        notes.append(_("The scans were not filled in from the same role. A different view can explain a difference."))
    if first.version != last.version:
        notes.append(_("The questionnaire has changed. Only questions with exactly the same texts are compared."))
    if first.depth != last.depth:
        notes.append(_("One scan is quick and the other is in depth. Only the questions that both asked are compared."))
    return notes
