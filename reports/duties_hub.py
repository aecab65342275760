"""What waits for who makes the events and the texts of a hub, and for who looks after its people."""

from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf, TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Invitation, Organisation, Role, RoleHolding, User
from accounts.permissions import manageable_organisations
from funding.waiting import Waiting
from hubs.models import Article, Event, Registration
from hubs.permissions import is_at_national_desk
from hubs.publishing import edited_regions
from jobs import clock
from reports.duties import Row, Source, rows
from ui.language import code

SOON = timedelta(days=14)
ASKED_AFTER = timedelta(days=30)
"""So long after an event the page asks who was there."""
LEAVING = timedelta(days=30)
"""Who leaves within these days is told of, so that their work finds somebody else in time."""


def _written(user: User) -> Q | None:
    """Of rows with a hub, those in whose name this person writes; None when there are none."""
    regions, national = edited_regions(user), is_at_national_desk(user)
    if not (regions or national):
        return None
    own = Q(hub__region__in=regions)
    return own | Q(hub__isnull=True) if national else own


def _title() -> Combinable:
    """In the reader's language; in Dutch where there is no other."""
    return F("title_nl") if code() == "nl" else Coalesce(NullIf("title_en", Value("")), F("title_nl"))


def _number(found: QuerySet, by: str) -> Subquery:
    return Subquery(found.order_by().values(by).annotate(n=Count("pk")).values("n"))


def _events(own: Q, **conditions: object) -> QuerySet[Event]:
    return Event.objects.filter(own, cancelled_at__isnull=True, **conditions).order_by("starts_at", "pk")


def events_soon(user: User) -> QuerySet | None:
    own, now = _written(user), clock.now()
    if own is None:
        return None
    soon = _events(own, publication="published", starts_at__gte=now, starts_at__lt=now + SOON)
    coming = _number(Registration.objects.filter(event=OuterRef("pk"), state="registered"), "event")
    return rows(soon, "event_soon", key="slug", name=_title(), more=coming, due=TruncDate("starts_at"))


def events_to_publish(user: User) -> QuerySet | None:
    own = _written(user)
    if own is None:
        return None
    drafts = _events(own, publication="draft", starts_at__gte=clock.now())
    return rows(drafts, "event_draft", key="slug", name=_title(), due=TruncDate("starts_at"))


def events_over(user: User) -> QuerySet | None:
    """Of which nobody said yet who was there."""
    own, now = _written(user), clock.now()
    if own is None:
        return None
    asked = Registration.objects.filter(event=OuterRef("pk"), state="registered", attended__isnull=True)
    over = _events(own, publication="published", ends_at__lt=now, ends_at__gte=now - ASKED_AFTER)
    found = over.filter(Exists(asked))
    return rows(found, "event_over", key="slug", name=_title(), since=TruncDate("ends_at"))


def articles_to_publish(user: User) -> QuerySet | None:
    own = _written(user)
    if own is None:
        return None
    drafts = Article.objects.filter(own, published_at__isnull=True).order_by("-pk")
    return rows(drafts, "article_draft", key="slug", name=_title())


def leaving(user: User) -> QuerySet | None:
    """Whose role at an own hub ends within a month. What was open is with somebody else by then: see open_work.sql."""
    hubs = [one for one in user.organisations_as(Role.HUB_COORDINATOR) if one.kind == Organisation.Kind.HUB]
    if not hubs:
        return None
    today = clock.today()
    held = RoleHolding.objects.filter(organisation__in=hubs, ends_on__range=(today, today + LEAVING))
    found = held.exclude(person=user).order_by("ends_on", "pk")
    return rows(found, "leaving", key="organisation__region__slug", name="person__name", due="ends_on")


def invitations(user: User) -> QuerySet | None:
    if not {Role.ADMINISTRATOR, Role.HUB_COORDINATOR} & user.roles:
        return None
    sent = Invitation.objects.open().filter(organisation__in=manageable_organisations(user))
    ordered = sent.order_by("expires_at", "pk")
    return rows(
        ordered, "invitation", key="pk", name="email", since=TruncDate("created_at"), due=TruncDate("expires_at")
    )


# --- In words --------------------------------------------------------------------------------------------------------


def _event(row: Row, title: str, text: str) -> Waiting:
    url = reverse("hubs:event_people", args=[row.key])
    return Waiting(row.kind, title % {"event": row.name}, text, url, row.since, row.due)


def _say_soon(row: Row) -> Waiting:
    number = int(row.more or 0)
    coming = ngettext("%(number)s person registered.", "%(number)s people registered.", number) % {"number": number}
    return _event(row, _("Get ready for “%(event)s”"), coming)


def _say_to_publish(row: Row) -> Waiting:
    return _event(row, _("Finish and publish “%(event)s”"), _("Nobody can see or register for this event yet."))


def _say_over(row: Row) -> Waiting:
    return _event(row, _("Say who was at “%(event)s”"), _("Then you know whom you reached."))


def _say_article(row: Row) -> Waiting:
    title = _("Finish and publish “%(title)s”") % {"title": row.name}
    return Waiting(row.kind, title, _("This text is not public yet."), reverse("hubs:article_change", args=[row.key]))


def _say_leaving(row: Row) -> Waiting:
    text = _("The open questions are handed over. Is somebody else needed? Then invite them in time.")
    url = reverse("hubs:member_list", args=[row.key])
    return Waiting(row.kind, _("%(name)s leaves the hub") % {"name": row.name}, text, url, due_on=row.due)


def _say_invitation(row: Row) -> Waiting:
    title = _("The invitation of %(email)s is not accepted yet") % {"email": row.name}
    text = _("Send it again, or withdraw it.")
    return Waiting(row.kind, title, text, reverse("accounts:person_list"), row.since, row.due)


def _more_events(number: int) -> tuple[str, str]:
    words = ngettext("%(number)s more event", "%(number)s more events", number)
    return words, reverse("hubs:event_manage")


def _more_articles(number: int) -> tuple[str, str]:
    return ngettext("%(number)s more text", "%(number)s more texts", number), reverse("hubs:article_manage")


def _more_invitations(number: int) -> tuple[str, str]:
    words = ngettext("%(number)s more open invitation", "%(number)s more open invitations", number)
    return words, reverse("accounts:person_list")


SOURCES = [
    Source("event_soon", events_soon, _say_soon, _more_events, on=True),
    Source("event_draft", events_to_publish, _say_to_publish, _more_events, on=True),
    Source("event_over", events_over, _say_over, _more_events),
    Source("article_draft", articles_to_publish, _say_article, _more_articles),
    Source("leaving", leaving, _say_leaving),
    Source("invitation", invitations, _say_invitation, _more_invitations),
]
