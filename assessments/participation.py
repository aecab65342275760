"""Who took part and at which level: the public statistics, read through the gate in one query."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Sector, SizeClass
from assessments import words
from assessments.benchmark import published, summary_of
from assessments.disclosure import Kind, rounded_down
from assessments.models import PeerCell
from assessments.questionnaire import Questionnaire
from ui import charts, formats
from ui.language import local
from ui.spreadsheet import as_csv

COLUMNS = (
    "questionnaire", "version", "depth", "sector", "size", "subject", "participants_at_least", "median", "middle_from",
    "middle_to", "as_of",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of one group at one subject. `companies` rounded down; the levels None where only the number is known."""

    companies: int
    median: Decimal | None
    low: Decimal | None
    high: Decimal | None
    as_of: date


@dataclass(frozen=True, slots=True)
class Group:
    """All participants (no sector, no size), those of one sector, or of one size. `subjects`: by slug, "" for all."""

    sector: Sector | None
    size: SizeClass | None
    subjects: dict[str, Numbers]

    @property
    def name(self) -> str:
        if self.sector:
            return words.sector_name(self.sector.pk)
        return words.size_name(self.size) if self.size else _("All participants")

    @property
    def companies(self) -> str:
        """In words: "at least 45"."""
        numbers = self.subjects.get("")
        return _("at least %(number)s") % {"number": formats.number(numbers.companies)} if numbers else not_shown()

    def level(self, slug: str) -> Decimal | None:
        numbers = self.subjects.get(slug)
        return numbers.median if numbers else None


@dataclass(frozen=True)
class Participation:
    """Everything that may be shown of one depth. `everyone` None: there are not enough participants for anything."""

    questionnaire: Questionnaire
    depth: str
    everyone: Group | None
    sizes: tuple[Group, ...]
    sectors: tuple[Group, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        return (*([self.everyone] if self.everyone else []), *self.sizes, *self.sectors)

    @property
    def as_of(self) -> date | None:
        """Of the newest numbers; the file gives the day of each."""
        return max((one.as_of for group in self.groups for one in group.subjects.values()), default=None)

    @property
    def subjects(self) -> tuple[str, ...]:
        return tuple(local(dimension, "name") for dimension in self.questionnaire.dimensions)

    @property
    def chart(self) -> charts.Radar:
        """The middle level of all participants."""
        levels = tuple(self.everyone.level(dimension.slug) for dimension in self.questionnaire.dimensions)
        return charts.radar(
            _("At which level are the participants, per subject?"),
            self.subjects,
            [charts.Series(_("Middle level"), levels)],
            first_column=_("Subject"),
            wording=charts.Wording(number=formats.number, unknown=not_shown()),
            description=_("The middle level of all participants per subject, from 1 to 5. The table has the same."),
            id="levels",
        )

    @property
    def size_table(self) -> charts.Table:
        """A column per size."""
        head = (_("Subject"), *(group.name for group in self.sizes))
        numbers = (_("Participants"), *(group.companies for group in self.sizes))
        levels = (
            (name, *(_level(group, dimension.slug) for group in self.sizes))
            for name, dimension in zip(self.subjects, self.questionnaire.dimensions, strict=True)
        )
        return charts.Table(_("Middle level of participants by size"), head, (numbers, *levels))

    @property
    def sector_table(self) -> charts.Table:
        """A row per sector; the subjects by the number that they have in the chart."""
        dimensions = self.questionnaire.dimensions
        head = (_("Sector"), _("Participants"), *(str(number) for number in range(1, len(dimensions) + 1)))
        rows = (
            (group.name, group.companies, *(_level(group, one.slug) for one in dimensions)) for group in self.sectors
        )
        return charts.Table(_("Middle level of participants by sector"), head, tuple(rows))


def participation(questions: Questionnaire, depth: str) -> Participation:
    """One query. Sector × size is for the comparison of a company with its own group only."""
    cells = published(questions.slug, questions.version).filter(Q(sector__isnull=True) | Q(size__isnull=True))
    groups: dict[tuple[str | None, str | None], Group] = {}
    for cell in cells.filter(depth=depth).order_by("size__rank", "sector__code"):
        group = groups.setdefault((cell.sector_id, cell.size_id), Group(cell.sector, cell.size, {}))
        numbers = _numbers(cell)
        if numbers:
            group.subjects[cell.transformation] = numbers
    found = groups.values()
    return Participation(
        questions,
        depth,
        groups.get((None, None)),
        tuple(group for group in found if group.size),
        tuple(group for group in found if group.sector),
    )


def not_shown() -> str:
    return _("not shown")


def figures_csv(found: Participation) -> str:
    """Empty sector and size: any."""
    return as_csv(COLUMNS, _lines(found))


def _lines(found: Participation) -> Iterator[tuple[object, ...]]:
    start = (found.questionnaire.slug, found.questionnaire.version, found.depth)
    for group in found.groups:
        sector, size = group.sector.pk if group.sector else "", group.size.pk if group.size else ""
        for slug, one in sorted(group.subjects.items()):
            yield (*start, sector, size, slug or "all", one.companies, one.median, one.low, one.high, one.as_of)


def _numbers(cell: PeerCell) -> Numbers | None:
    if not cell.transformation:
        return Numbers(rounded_down(cell.companies), None, None, None, cell.as_of)
    found = summary_of(cell)
    return (
        None if found.kind == Kind.NONE else Numbers(found.companies, found.median, found.low, found.high, cell.as_of)
    )


def _level(group: Group, slug: str) -> str:
    level = group.level(slug)
    return not_shown() if level is None else formats.number(level)
