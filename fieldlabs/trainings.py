"""Trainings as a visitor reads them: which are public, when they start, what they cost, in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fieldlabs import skillslabs
from fieldlabs.models import Fieldlab, TrainingDate, TrainingOffer
from ui import formats
from ui.language import local

PUBLIC = Q(publication=TrainingOffer.Publication.PUBLISHED) & (
    Q(fieldlab=None) | Q(fieldlab__publication=Fieldlab.Publication.PUBLISHED)
)
"""What a visitor may see. That of a Fieldlab that is not public (any more) would betray it."""


def public(today: date) -> QuerySet[TrainingOffer]:
    """The trainings that are on offer today."""
    offered = Q(ends_on=None) | Q(ends_on__gte=today)
    return TrainingOffer.objects.defer("search").filter(PUBLIC, offered)


def coming(today: date) -> QuerySet[TrainingDate]:
    """The dates from today on of the training of an outer query, the first first."""
    return TrainingDate.objects.filter(training=OuterRef("pk"), starts_on__gte=today).order_by("starts_on", "pk")


def dated(rows: QuerySet[TrainingOffer], today: date) -> QuerySet[TrainingOffer]:
    """With `next_on` and `next_place` of the first date from today on; both None when no date is known."""
    first = coming(today)
    return rows.annotate(
        next_on=Subquery(first.values("starts_on")[:1]), next_place=Subquery(first.values("place__name")[:1])
    )


def online(today: date) -> Exists:
    """Whether a date from today on is online."""
    return Exists(coming(today).filter(place=None))


def price_text(price: Decimal | None) -> str:
    if price is None:
        return _("price unknown")
    if price == 0:
        return _("free")
    return _("%(amount)s without VAT") % {"amount": formats.euro(price)}


def hours_text(hours: Decimal | None) -> str:
    """`12 hours`, `7.5 hours`; unknown is said."""
    if hours is None:
        return _("duration unknown")
    whole = int(hours) if hours == int(hours) else 2
    return ngettext("%(number)s hour", "%(number)s hours", whole) % {"number": formats.number(hours)}


def next_text(training: TrainingOffer) -> str:
    """When and where it starts first, of a training that `dated` read."""
    if training.next_on is None:
        return _("no date known")
    where = training.next_place or _("online")
    return _("%(date)s, %(place)s") % {"date": formats.date_long(training.next_on), "place": where}


def days_text(one: TrainingDate) -> str:
    """`3 March 2026`, or both days when it takes longer than one."""
    first, last = formats.date_long(one.starts_on), formats.date_long(one.ends_on)
    return first if one.starts_on == one.ends_on else _("%(first)s to %(last)s") % {"first": first, "last": last}


def card(training: TrainingOffer) -> dict[str, object]:
    """A training in a list: the variables of components/card.html."""
    return {
        "title": local(training, "title"),
        "url": training.get_absolute_url(),
        "text": local(training, "audience"),
        "meta": [
            next_text(training),
            str(training.get_level_display()),
            hours_text(training.hours),
            price_text(training.price),
            training.provider,
        ],
    }


@dataclass(frozen=True)
class Page:
    """The page of one training: terms and values, the dates from today on, and whether it has ended."""

    facts: list[tuple[str, object]]
    dates: list[dict[str, str]]
    has_ended: bool


def page(training: TrainingOffer, today: date) -> Page:
    """Of a training that `full` read."""
    dates = [
        {"days": days_text(one), "place": one.place.name if one.place else _("online")}
        for one in training.dates.all()
        if one.starts_on >= today
    ]
    return Page(_facts(training), dates, has_ended(training, today))


def has_ended(training: TrainingOffer, today: date) -> bool:
    return training.ends_on is not None and training.ends_on < today


def full() -> QuerySet[TrainingOffer]:
    """Trainings with all that their page shows: three statements."""
    return (
        TrainingOffer.objects.defer("search")
        .select_related("region", "fieldlab")
        .defer("search", "fieldlab__search")
        .prefetch_related("transformations", Prefetch("dates", TrainingDate.objects.select_related("place")))
    )


def _facts(training: TrainingOffer) -> list[tuple[str, object]]:
    """Price and duration are always there: unknown is said."""
    facts = [
        (_("For whom"), local(training, "audience")),
        (_("Level"), training.get_level_display()),
        (_("Duration"), capfirst(hours_text(training.hours))),
        (_("Price"), capfirst(price_text(training.price))),
        (_("Language"), training.get_language_display()),
        (_("Given by"), training.provider),
        (_("Region"), local(training.region, "name")),
        (_("Skills"), ", ".join(training.skills)),
        (_("Offered until"), formats.date_long(training.ends_on) if training.ends_on else ""),
    ]
    return [(term, value) for term, value in facts if value]


def part(fieldlab: Fieldlab, today: date) -> dict[str, object]:
    """Context of fieldlabs/parts/trainings.html, of a Fieldlab read with its Skillslab. One statement."""
    skillslab = getattr(fieldlab, "skillslab", None)
    return {
        "skillslab": skillslab,
        "skillslab_state": skillslabs.standing(skillslab, today)[0],
        "training_cards": of_fieldlab(fieldlab, today),
    }


def of_fieldlab(fieldlab: Fieldlab, today: date) -> list[dict[str, object]]:
    """Cards of what people can learn at a Fieldlab, the first to start first. One statement."""
    rows = dated(public(today).filter(fieldlab=fieldlab), today)
    return [card(one) for one in in_order(rows)]


def in_order(rows: QuerySet[TrainingOffer]) -> QuerySet[TrainingOffer]:
    """Those with a date first, the first date first; of trainings that `dated` read."""
    return rows.order_by("next_on", "title_nl", "pk")
