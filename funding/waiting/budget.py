"""What waits around the budget: mandates that end and rules that are missing; reservations that nobody ended."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role, User
from funding import books, mandates, scheme_words, schemes
from funding.models import MatchPool, SchemeVersion
from funding.waiting import TITLES, Waiting
from jobs import clock
from ui.formats import euro
from ui.language import local


def budget(user: User) -> Iterable[Waiting]:
    """For controllers and deciders; nothing is read for others."""
    if Role.MINISTRY_CONTROLLER in user.roles:
        yield from _mandates()
        yield from _rules()
    if Role.MINISTRY_DECIDER in user.roles:
        yield from _reservations()


def _mandates() -> Iterable[Waiting]:
    for one in mandates.ending(clock.today()):
        yield Waiting(
            "mandate",
            _("The mandate of %(person)s ends") % {"person": one.person.name},
            _("To %(act)s. No other one goes on after it.") % {"act": one.get_kind_display()},
            reverse("funding:mandate_list"),
            due_on=one.last_day,
        )


def _rules() -> Iterable[Waiting]:
    """Pools under the newest rules of a scheme, while one of these is unknown: nothing can be granted there."""
    newest = schemes.with_next(SchemeVersion.objects.filter(_unknown())).filter(next_starts_on=None)
    pools = MatchPool.objects.filter(version__in=newest.values("pk"))
    pools = pools.select_related("version__scheme").order_by("version", "pk")
    for pool in {pool.version_id: pool for pool in pools}.values():
        scheme = pool.version.scheme
        yield Waiting(
            "rules",
            _("Rules are missing in %(scheme)s") % {"scheme": local(scheme, "name")},
            _("Unknown: %(names)s.") % {"names": scheme_words.missing(pool.version)},
            f"{reverse('funding:scheme_list')}#{scheme.key}",
            since=timezone.localtime(pool.recorded_at).date(),
        )


def _unknown() -> Q:
    missing = Q(instrument=SchemeVersion.Instrument.UNKNOWN)
    for name in schemes.RULES:
        missing |= Q(**{f"{name}__isnull": True})
    return missing


def _reservations() -> Iterable[Waiting]:
    unknown = books.open_reservations().filter(size__isnull=True).select_related("line").order_by("pk")
    for one in unknown:
        yield Waiting(
            "reservation",
            _("The size of a reservation is unknown: %(purpose)s") % {"purpose": local(one, "purpose")},
            _("On %(line)s in %(year)s, at least %(amount)s. Until it is released, each decision states what stays.")
            % {"line": local(one.line, "name"), "year": one.year, "amount": euro(one.at_least)},
            f"{reverse('funding:budget_list')}?jaar={one.year}#reserveringen",
            since=timezone.localtime(one.recorded_at).date(),
        )


TITLES.update(
    {
        "mandate": gettext_lazy("Mandates that end"),
        "rules": gettext_lazy("Rules that are missing"),
        "reservation": gettext_lazy("Reservations of unknown size"),
    }
)
