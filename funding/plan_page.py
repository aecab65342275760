"""A version of a plan as a page shows it: per section facts, a table and the ministry's remarks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from funding import plan_check
from funding.models import Counted, Origin, PlanActivity, PlanVersion, Pledge, Remark, Section
from funding.plan_content import Row, rows
from ui import formats

SLUGS = {
    Section.ABOUT: "over",
    Section.ACTIVITIES: "activiteiten",
    Section.INDICATORS: "indicatoren",
    Section.BUDGET: "bedrag",
    Section.MATCH: "cofinanciering",
    Section.ATTACHMENTS: "bijlagen",
}
"""The sections in their order, and what they are called in an address."""
NAMES = {slug: section for section, slug in SLUGS.items()}


@dataclass(frozen=True)
class Cell:
    """`text` None: unknown."""

    text: str | None
    url: str = ""
    more: str = ""
    number: bool = False


@dataclass(frozen=True)
class Table:
    caption: str
    columns: list[tuple[str, bool]]
    rows: list[list[Cell]]
    total: list[Cell] | None = None


@dataclass
class Shown:
    """One section. `long_text`: its story; `empty`: what to say when nothing is filled in."""

    section: str
    title: str
    slug: str
    facts: list[tuple[str, str | None]] = field(default_factory=list)
    long_text: str = ""
    table: Table | None = None
    empty: str = ""
    remarks: list[Remark] = field(default_factory=list)
    edit_url: str = ""
    missing: list[str] = field(default_factory=list)


def sections(
    version: PlanVersion,
    *,
    ratio: Decimal | None = None,
    remarks: Iterable[Remark] = (),
    missing: Iterable[plan_check.Missing] = (),
    editable: bool = False,
) -> list[Shown]:
    """All sections of a version that plan_content.with_parts read."""
    shown = []
    for section, slug in SLUGS.items():
        one = Shown(section, str(Section(section).label), slug)
        _FILL[section](one, version, ratio)
        one.remarks = [remark for remark in remarks if remark.section == section]
        one.missing = [thing.text for thing in missing if thing.section == section]
        if editable:
            one.edit_url = reverse("funding:plan_edit", kwargs={"plan": version.plan_id, "section": slug})
        shown.append(one)
    return shown


def _amount(value: Decimal | None) -> Cell:
    return Cell(None if value is None else formats.euro(value), number=True)


def _day(value: date | None) -> str | None:
    return formats.date_long(value) if value else None


def _about(shown: Shown, version: PlanVersion, _ratio) -> None:
    shown.long_text = version.summary
    shown.facts = [(_("First day"), _day(version.starts_on)), (_("Last day"), _day(version.ends_on))]


def _activities(shown: Shown, version: PlanVersion, _ratio) -> None:
    found = rows(version, Section.ACTIVITIES)
    shown.empty = _("No activities yet.")
    kinds = dict(PlanActivity.Kind.choices)
    lines = [
        [Cell(row["name"], more=row["description"]), Cell(str(kinds[row["kind"]])), _amount(row["cost"])]
        for row in found
    ]
    total = [Cell(_("Together")), Cell(""), _amount(plan_check.sums(version, None).cost)]
    columns = [(_("Activity"), False), (_("Kind"), False), (_("Cost"), True)]
    shown.table = Table(shown.title, columns, lines, total) if lines else None


def _indicators(shown: Shown, version: PlanVersion, _ratio) -> None:
    shown.empty = _("No indicators yet.")
    lines = [
        [
            Cell(row["name"], more=_counted(row)),
            Cell(None if row["start"] is None else formats.number(row["start"]), number=True),
            Cell(formats.number(row["target"]), number=True),
            Cell(_day(row["due_on"])),
        ]
        for row in rows(version, Section.INDICATORS)
    ]
    columns = [(_("What is counted"), False), (_("Now"), True), (_("Target"), True), (_("Reached by"), False)]
    shown.table = Table(shown.title, columns, lines) if lines else None


def _counted(row: Row) -> str:
    """In what unit, and as what the portal counts it."""
    if not row["measure"]:
        return row["unit"]
    values = {"unit": row["unit"], "measure": Counted(row["measure"]).label}
    return _("%(unit)s; counted by the portal as: %(measure)s") % values


def _budget(shown: Shown, version: PlanVersion, _ratio) -> None:
    asked = None if version.requested is None else formats.euro(version.requested)
    shown.facts = [(_("Amount asked of the State"), asked)]
    shown.empty = _("No years yet.")
    lines = [[Cell(str(row["year"])), _amount(row["amount"])] for row in rows(version, Section.BUDGET)]
    total = [Cell(_("Together")), _amount(plan_check.sums(version, None).scheduled)]
    shown.table = Table(_("When the money is needed"), [(_("Year"), False), (_("Amount"), True)], lines, total)
    if not lines:
        shown.table = None


def _match(shown: Shown, version: PlanVersion, ratio: Decimal | None) -> None:
    shown.empty = _("No co-funders yet.")
    found = rows(version, Section.MATCH)
    sums = plan_check.sums(version, ratio)
    columns = [(_("Co-funder"), False), (_("Origin"), False), (_("Promised in"), False), (_("Amount"), True)]
    lines = [[Cell(row["funder"]), Cell(_origin(row)), _promise(row), _amount(row["amount"])] for row in found]
    total = [Cell(_("Together, as far as known")), Cell(""), Cell(""), _amount(sums.match)]
    shown.table = Table(shown.title, columns, lines, total) if lines else None
    if sums.needed:
        needed = _("%(amount)s (%(ratio)s euro for each euro of the State)")
        shown.facts.append(
            (
                _("Co-funding that is asked"),
                needed % {"amount": formats.euro(sums.needed), "ratio": formats.number(ratio)},
            )
        )
        short = formats.euro(sums.short) if sums.short else _("nothing")
        shown.facts.append((_("Still short"), short))


def _origin(row: Row) -> str:
    parts = [str(dict(Origin.choices)[row["origin"]]), str(dict(Pledge.Kind.choices)[row["kind"]])]
    return ", ".join(parts)


def _promise(row: Row) -> Cell:
    """The document, with what still keeps the promise from counting."""
    open_ends = []
    if row["without_vat"] is not True:
        open_ends.append(_("with VAT, or not stated"))
    if row["also_declared"]:
        open_ends.append(_("also used for: %(elsewhere)s") % {"elsewhere": row["also_declared"]})
    if row["also_declared"] is None:
        open_ends.append(_("use elsewhere not stated"))
    if row["kind"] == Pledge.Kind.IN_KIND:
        valued = row["valuation"] and row["valued_on"]
        days = {"document": row["valuation"], "date": _day(row["valued_on"])}
        open_ends.append(_("valued on %(date)s: %(document)s") % days if valued else _("not valued yet"))
    return Cell(row["evidence"], url=_file_url(row), more="; ".join(open_ends))


def _attachments(shown: Shown, version: PlanVersion, _ratio) -> None:
    shown.empty = _("No attachments.")
    lines = [
        [Cell(row["title"], url=_file_url(row), more=row["file"]["name"])] for row in rows(version, Section.ATTACHMENTS)
    ]
    shown.table = Table(shown.title, [(_("Attachment"), False)], lines) if lines else None


def _file_url(row: Row) -> str:
    return reverse("funding:file", kwargs={"file": row["file"]["id"]}) if row["file"] else ""


_FILL = {
    Section.ABOUT: _about,
    Section.ACTIVITIES: _activities,
    Section.INDICATORS: _indicators,
    Section.BUDGET: _budget,
    Section.MATCH: _match,
    Section.ATTACHMENTS: _attachments,
}
