"""The list of Fieldlabs with their Skillslabs: what is asked of it, its rows, its file."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from fieldlabs.coverage import Coverage, is_open
from fieldlabs.models import Fieldlab, Skillslab
from ui import formats
from ui.language import local
from ui.spreadsheet import as_csv

PAGE_SIZE = 50
MOST_WORDS = 8
HAS, HAS_NOT, NATIONAL = "met", "zonder", "landelijk"
SORTS = {"name": ("name",), "region": ("region__name_nl", "name"), "skillslab": ("skillslab__name", "name")}
FIRST_SORT = "region"


@dataclass(frozen=True)
class Question:
    """What somebody asks of the list; anything unknown counts as not asked."""

    words: str = ""
    region: str = ""
    has: str = ""
    sort: str = FIRST_SORT

    @classmethod
    def of(cls, query: Mapping[str, str], regions: Collection[str]) -> "Question":
        region, has, sort = query.get("regio", ""), query.get("skillslab", ""), query.get("sort", "")
        return cls(
            words=query.get("q", "").strip()[:200].replace("\0", ""),
            region=region if region == NATIONAL or (region and region in regions) else "",
            has=has if has in (HAS, HAS_NOT) else "",
            sort=sort if sort.removeprefix("-") in SORTS else FIRST_SORT,
        )

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What stays when somebody searches with other words."""
        kept = {"regio": self.region, "skillslab": self.has, "sort": "" if self.sort == FIRST_SORT else self.sort}
        return [(name, value) for name, value in kept.items() if value]

    @property
    def address(self) -> str:
        return f"?{urlencode([*([('q', self.words)] if self.words else []), *self.hidden])}"


def found(asked: Question, today: date) -> QuerySet[Fieldlab]:
    rows = _searched(asked).select_related("region", "skillslab")
    if asked.region:
        rows = rows.filter(region=None) if asked.region == NATIONAL else rows.filter(region__slug=asked.region)
    if asked.has:
        rows = rows.filter(is_open(today)) if asked.has == HAS else rows.exclude(pk__in=_open(today))
    minus = "-" if asked.sort.startswith("-") else ""
    return rows.order_by(*(minus + column for column in SORTS[asked.sort.removeprefix("-")]), "pk")


def _searched(asked: Question) -> QuerySet[Fieldlab]:
    rows = Fieldlab.objects.public().defer("search", "facets")
    for word in asked.words.split()[:MOST_WORDS]:
        rows = rows.filter(Q(name__icontains=word) | Q(city__icontains=word) | Q(skillslab__name__icontains=word))
    return rows


def _open(today: date) -> QuerySet:
    return Fieldlab.objects.filter(is_open(today)).values("pk")


@dataclass(frozen=True)
class Row:
    """A Fieldlab and its Skillslab. `state`: the text; `is_open`: whether it counts today."""

    fieldlab: Fieldlab
    region: str
    skillslab: Skillslab | None
    state: str
    is_open: bool


def rows(fieldlabs: Iterable[Fieldlab], today: date) -> list[Row]:
    return [_row(one, today) for one in fieldlabs]


def _row(fieldlab: Fieldlab, today: date) -> Row:
    skillslab = getattr(fieldlab, "skillslab", None)
    state, opened = standing(skillslab, today)
    region = local(fieldlab.region, "name") if fieldlab.region else _("national")
    return Row(fieldlab, region, skillslab, state, opened)


def standing(skillslab: Skillslab | None, today: date) -> tuple[str, bool]:
    """What may be said of it today, and whether it is open."""
    if skillslab is None:
        return _("none registered yet"), False
    if skillslab.closed_on and skillslab.closed_on <= today:
        return _("closed on %(date)s") % {"date": formats.date_long(skillslab.closed_on)}, False
    if skillslab.opened_on and skillslab.opened_on > today:
        return _("opens on %(date)s") % {"date": formats.date_long(skillslab.opened_on)}, False
    if skillslab.opened_on:
        return _("open since %(date)s") % {"date": formats.date_long(skillslab.opened_on)}, True
    return _("open; since when is unknown"), True


def filters(asked: Question, covered: Coverage, today: date) -> list[dict[str, object]]:
    """Groups for components/filters.html; each option counts what it gives beside what else is asked. One statement."""
    numbers = _searched(asked).order_by().values_list("region__slug")
    counts = {
        region or NATIONAL: {"": total, HAS: number, HAS_NOT: total - number}
        for region, total, number in numbers.annotate(total=Count("pk"), number=Count("pk", filter=is_open(today)))
    }
    regions = [
        _option(
            asked, one.name, counts.get(one.region or NATIONAL, {}).get(asked.has, 0), region=one.region or NATIONAL
        )
        for one in covered.regions
    ]
    own = [counts.get(asked.region, {})] if asked.region else counts.values()
    labels = {HAS: _("Has a Skillslab"), HAS_NOT: _("Has none yet")}
    has = [_option(asked, label, sum(one.get(value, 0) for one in own), has=value) for value, label in labels.items()]
    groups = {_("Region"): regions, _("Skillslab"): has}
    shown = {title: [one for one in options if one["count"] or one["selected"]] for title, options in groups.items()}
    return [{"title": title, "options": options} for title, options in shown.items() if options]


def _option(asked: Question, label: str, count: int, **change: str) -> dict[str, object]:
    ((name, value),) = change.items()
    selected = getattr(asked, name) == value
    other = replace(asked, **{name: "" if selected else value})
    return {"label": label, "count": count, "url": other.address, "selected": selected}


def as_file(fieldlabs: Iterable[Fieldlab], today: date) -> str:
    """The list with the columns of the screen."""
    head = [_("Fieldlab"), _("Place"), _("Region"), _("Skillslab"), _("State")]
    return as_csv(
        head,
        (
            [row.fieldlab.name, row.fieldlab.city, row.region, row.skillslab.name if row.skillslab else "", row.state]
            for row in rows(fieldlabs, today)
        ),
    )
