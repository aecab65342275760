"""What the list of events asks and finds. Counts never lead to an empty list."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.calendars import where
from hubs.event_letters import when
from hubs.models import Event, EventTransformation, Registration
from jobs import clock
from programme.models import Transformation
from regions.models import Region
from ui.language import local

PAGE_SIZE = 50
NATIONAL = "landelijk"
ONLINE, ON_PLACE = "online", "locatie"
GIVEN = Count("registrations", filter=Q(registrations__state=Registration.State.REGISTERED))


@dataclass(frozen=True)
class Question:
    """What somebody asked of the list; "" is everything. `month` is "2018-03"."""

    region: str = ""
    transformation: str = ""
    form: str = ""
    month: str = ""
    past: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        return cls(
            region=query.get("regio", "")[:50],
            transformation=query.get("transformatie", "")[:50],
            form=query.get("vorm", "")[:20],
            month=query.get("maand", "")[:7],
            past=query.get("voorbij") == "ja",
        )

    def query(self) -> str:
        """As it stands in the address."""
        parts = {
            "regio": self.region,
            "transformatie": self.transformation,
            "vorm": self.form,
            "maand": self.month,
            "voorbij": "ja" if self.past else "",
        }
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    @property
    def narrowed(self) -> bool:
        return bool(self.region or self.transformation or self.form or self.month)


@dataclass(frozen=True)
class Facts:
    """What the filters look at, of one event."""

    key: int
    region: str
    transformations: tuple[str, ...]
    form: str
    month: str

    def fits(self, asked: Question, leave_out: str = "") -> bool:
        """Whether it fits; with `leave_out` whatever is asked of that one filter."""
        return (
            (leave_out == "region" or asked.region in ("", self.region))
            and (leave_out == "transformation" or asked.transformation in ("", *self.transformations))
            and (leave_out == "form" or asked.form in ("", self.form))
            and (leave_out == "month" or asked.month in ("", self.month))
        )


def public() -> QuerySet[Event]:
    return Event.objects.filter(publication=Event.Publication.PUBLISHED)


def read(*, past: bool) -> list[Facts]:
    """The public events that are to come (or over), in the order of the list: one query."""
    now = clock.now()
    rows = public().filter(ends_at__lt=now) if past else public().filter(ends_at__gte=now)
    linked = EventTransformation.objects.filter(event=OuterRef("pk")).values("transformation__slug")
    rows = rows.annotate(slugs=ArraySubquery(linked)).order_by("-starts_at" if past else "starts_at", "pk")
    return [
        Facts(
            key=key,
            region=region or NATIONAL,
            transformations=tuple(slugs),
            form=ON_PLACE if place else ONLINE,
            month=f"{timezone.localtime(starts):%Y-%m}",
        )
        for key, region, place, starts, slugs in rows.values_list(
            "pk", "hub__region__slug", "place", "starts_at", "slugs"
        )
    ]


def filters(facts: Iterable[Facts], asked: Question) -> list[dict[str, object]]:
    """Groups for components/filters.html: what is there, how often, and where its link leads."""
    facts = list(facts)
    regions = {one.slug: local(one, "name") for one in Region.objects.all()} | {NATIONAL: _("The whole country")}
    subjects = {one.slug: local(one, "name") for one in Transformation.objects.order_by("number")}
    forms = {ON_PLACE: _("On location"), ONLINE: _("Online")}
    groups = [
        _group(_("Region"), "region", facts, asked, regions),
        _group(_("Transformation"), "transformation", facts, asked, subjects),
        _group(_("How"), "form", facts, asked, forms),
        _group(_("Month"), "month", facts, asked, _months(facts)),
    ]
    return [group for group in groups if group["options"]]


def _group(title: str, name: str, facts: list[Facts], asked: Question, labels: Mapping[str, str]) -> dict:
    fitting = [one for one in facts if one.fits(asked, leave_out=name)]
    values = [one.transformations if name == "transformation" else (getattr(one, name),) for one in fitting]
    counts, chosen = Counter(value for some in values for value in some), getattr(asked, name)
    options = [
        {
            "label": label,
            "count": counts[value],
            # A second click takes the filter off.
            "url": replace(asked, **{name: "" if value == chosen else value}).query(),
            "selected": value == chosen,
        }
        for value, label in labels.items()
        if counts[value]
    ]
    return {"title": title, "options": options}


def _months(facts: Iterable[Facts]) -> dict[str, str]:
    months = list(dict.fromkeys(one.month for one in facts))
    return {one: date_format(date(int(one[:4]), int(one[5:]), 1), "F Y") for one in months}


def with_places(keys: Iterable[int]) -> dict[int, Event]:
    """Events by key, with `given` places: one query."""
    rows = Event.objects.filter(pk__in=keys).select_related("hub__region", "place").annotate(given=GIVEN)
    return {event.pk: event for event in rows}


def left(event: Event) -> int | None:
    """Places that are free; None where there is no limit. The event must come from `with_places`."""
    return None if event.seats is None else max(event.seats - event.given, 0)


def state(event: Event) -> tuple[str, str]:
    """Text and kind of the badge; ("", "") where there is nothing to tell."""
    if event.cancelled:
        return _("Cancelled"), "error"
    if not event.is_public:
        return _("Not public"), "neutral"
    if event.ends_at < clock.now():
        return _("Over"), "neutral"
    return _of_registration(event) if event.registration else ("", "")


def _of_registration(event: Event) -> tuple[str, str]:
    if not event.is_open(clock.now()):
        return _("Registration closed"), "neutral"
    free = left(event)
    if free == 0:
        return _("Full: waiting list"), "warning"
    if free is None:
        return "", ""
    return ngettext("%(number)s place left", "%(number)s places left", free) % {"number": free}, "success"


def card(event: Event) -> dict[str, object]:
    """For components/card.html."""
    badge, kind = state(event)
    host = event.hub.name if event.hub else _("Smart Industry programme")
    return {
        "title": local(event, "title"),
        "url": event.get_absolute_url(),
        "text": when(event),
        "meta": [where(event), host],
        "badge": badge,
        "badge_kind": kind,
    }
