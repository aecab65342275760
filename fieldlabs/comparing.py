"""Fieldlabs side by side: one row per subject, and whether they differ in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from fieldlabs import cards, details
from fieldlabs.models import Fieldlab, Service
from fieldlabs.wish import MOST_COMPARED, Spot
from ui import formats
from ui.language import local

FEWEST = 2


@dataclass(frozen=True)
class Cell:
    """The lines of a Fieldlab about a subject; none: unknown. `url` makes a link of the first line."""

    lines: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class Row:
    term: str
    names: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def of(self) -> list[tuple[str, Cell]]:
        """The cells, each with the name of its Fieldlab."""
        return list(zip(self.names, self.cells, strict=True))

    @property
    def differs(self) -> bool:
        return len({cell.lines for cell in self.cells}) > 1

    @property
    def is_known(self) -> bool:
        """Whether it says anything of any of them."""
        return any(cell.lines for cell in self.cells)


def fieldlabs(slugs: Sequence[str]) -> list[Fieldlab]:
    """Those of these Fieldlabs that have a public page, in this order, at most four. Four queries."""
    public = (Fieldlab.Publication.PUBLISHED, Fieldlab.Publication.ARCHIVE)
    found = (
        Fieldlab.objects.defer("search")
        .filter(slug__in=slugs, publication__in=public)
        .select_related("province", "region", "operator")
        .prefetch_related(
            Prefetch("services", Service.objects.order_by("position", "pk")), "transformations", "sectors"
        )
    )
    by_slug = {one.slug: one for one in found}
    return [by_slug[slug] for slug in dict.fromkeys(slugs) if slug in by_slug][:MOST_COMPARED]


def rows(labs: Sequence[Fieldlab], spot: Spot | None = None) -> list[Row]:
    """What is known of them, subject by subject; what is unknown of all of them is left out."""
    subjects: list[tuple[str, Callable[[Fieldlab], Cell]]] = [
        (_("Topic"), lambda lab: _text(local(lab, "topic"))),
        (_("What is known"), lambda lab: _text(details.standing(lab)["title"])),
        (_("Place"), lambda lab: _text(cards.where(lab))),
        *([(_("Distance"), lambda lab: _text(cards.distance(lab, spot)))] if spot else []),
        (_("What you can do there"), lambda lab: Cell(tuple(_service(one) for one in lab.services.all()))),
        (_("Training"), lambda lab: _text(_("Offers training") if lab.has_training else "")),
        (_("Transformation"), lambda lab: Cell(tuple(local(one, "name") for one in lab.transformations.all()))),
        (_("Technologies"), lambda lab: Cell(tuple(lab.technologies))),
        (_("TRL"), lambda lab: _text(trl(lab))),
        (_("Sectors"), lambda lab: Cell(tuple(local(one, "name") for one in lab.sectors.all()))),
        (_("For whom"), lambda lab: _text(local(lab, "audience"))),
        (_("How a company gets in"), lambda lab: _text(local(lab, "access"))),
        (_("Type"), lambda lab: _text(lab.get_type_display())),
        (_("Operator"), lambda lab: _text(str(lab.operator) if lab.operator else "")),
        (_("Website"), lambda lab: Cell((details.site(lab.website),), lab.website) if lab.website else Cell()),
        (_("As of"), lambda lab: _text(formats.date_long(lab.as_of))),
    ]
    names = tuple(lab.name for lab in labs)
    made = [Row(term, names, tuple(cell(lab) for lab in labs)) for term, cell in subjects]
    return [row for row in made if row.is_known]


def _text(text: str) -> Cell:
    return Cell((text,) if text else ())


def trl(lab: Fieldlab) -> str:
    """`4–7`, `5`, or "" when it is unknown."""
    if lab.trl_min is None:
        return ""
    return str(lab.trl_min) if lab.trl_min == lab.trl_max else f"{lab.trl_min}–{lab.trl_max}"


def _service(service: Service) -> str:
    """`Laser welding (validation): € 500 per day`."""
    price = str(service.get_price_basis_display())
    if service.price is not None:
        price = f"{formats.euro(service.price)} {price}"
    kind = str(service.get_kind_display())
    if service.price_basis == Service.PriceBasis.UNKNOWN:
        return f"{local(service, 'name')} ({kind})"
    return f"{local(service, 'name')} ({kind}): {price}"


def table(labs: Sequence[Fieldlab], shown: Sequence[Row]) -> tuple[list[str], list[list[str | None]]]:
    """The same as columns and rows of text, for a file; unknown is None."""
    columns = [_("Subject"), *(lab.name for lab in labs), _("Differs")]
    lines = [
        [row.term, *("; ".join(cell.lines) or None for cell in row.cells), _("yes") if row.differs else _("no")]
        for row in shown
    ]
    return columns, lines
