"""Who is away from a desk, until when, and who stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from accounts.models import User
from hubs.models import Absence
from jobs import clock
from ui.formats import date_long


@dataclass(frozen=True)
class StandIn:
    """For a person who is away today: who stands in, and the last day."""

    person: User
    until: date

    @property
    def text(self) -> str:
        return _text(self.person.name, self.until)


def _text(name: str, until: date) -> str:
    return _("away until and including %(date)s; %(name)s stands in") % {"date": date_long(until), "name": name}


def today() -> QuerySet[Absence]:
    day = clock.today()
    return Absence.objects.filter(starts_on__lte=day, ends_on__gte=day, cancelled_at__isnull=True)


def stand_ins() -> dict[int, StandIn]:
    """By the number of who is away today, at any desk. One statement."""
    rows = today().select_related("stand_in").order_by("ends_on", "pk")
    return {one.person_id: StandIn(one.stand_in, one.ends_on) for one in rows}


def of(person: str) -> Subquery:
    """For each row the stand-in of the person in this column, for `name_and_stand_in`. Costs no statement."""
    rows = today().filter(person=OuterRef(person)).order_by("ends_on", "pk")
    return Subquery(rows.values(found=JSONObject(name="stand_in__name", until="ends_on"))[:1])


def name_and_stand_in(person: User, found: Mapping[str, str] | None) -> str:
    """ "Els (away until and including 3 March; Eva stands in)"; who is not away by name alone."""
    return f"{person.name} ({_text(found['name'], date.fromisoformat(found['until']))})" if found else person.name


def with_stand_ins(people: Iterable[User]) -> list[User]:
    """These people, and for each who is away today the stand-in as well; everybody once."""
    known = list(people)
    away = stand_ins() if known else {}
    added = [away[one.pk].person for one in known if one.pk in away]
    return list({one.pk: one for one in [*known, *added] if one.is_active}.values())
