"""What waits at the desks where a person works: requests of companies, and what another desk hands over."""

from datetime import date, timedelta

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role, User
from funding.waiting import Waiting
from hubs import absence
from hubs.desks import at_own_desks
from hubs.models import HandOver, HelpRequest, Moment, WaitingMail
from hubs.models.waiting import WAITS
from hubs.permissions import HUB_WORKERS, OPEN_HAND_OVER, works_somewhere
from hubs.triggers import OPEN
from jobs import clock
from reports.duties import SEVERAL, Row, Source, rows
from ui.formats import date_long

# So long a word after the closing stays in sight: a thank-you asks for nothing, and nobody has to tick it off.
AFTER_CLOSING = timedelta(days=30)


def _open(user: User) -> QuerySet[HelpRequest]:
    found = HelpRequest.objects.filter(at_own_desks(user, *HUB_WORKERS), state__in=OPEN, erased_at__isnull=True)
    return found.order_by("answer_due_at", "created_at", "pk")


def _hers(user: User) -> Q:
    """In this person's hands, or in those of a colleague for whom they stand in today."""
    return Q(assigned_to=user) | Q(assigned_to__in=absence.today().filter(stand_in=user).values("person"))


def _is_late() -> Q:
    return Q(answered_at__isnull=True, answer_due_at__lt=clock.now())


def _requests(found: QuerySet[HelpRequest], kind: str) -> QuerySet:
    who = Coalesce("assigned_to__name", Value(""))
    since, due = TruncDate("created_at"), Case(When(answered_at__isnull=True, then=TruncDate("answer_due_at")))
    return rows(found, kind, key="pk", name="company_name", more=who, since=since, due=due, most=SEVERAL, many=True)


def late(user: User) -> QuerySet | None:
    """A coordinator and an adviser see all of the desk; an editor what is theirs, or nobody's."""
    if not works_somewhere(user):
        return None
    whole = at_own_desks(user, Role.HUB_COORDINATOR)
    return _requests(_open(user).filter(_is_late(), whole | _hers(user) | Q(assigned_to__isnull=True)), "request_late")


def new(user: User) -> QuerySet | None:
    if not works_somewhere(user):
        return None
    return _requests(_open(user).filter(~_is_late(), state=HelpRequest.State.NEW), "request_new")


def mine(user: User) -> QuerySet | None:
    if not works_somewhere(user):
        return None
    return _requests(_open(user).filter(~_is_late(), _hers(user)).exclude(state="new"), "request_mine")


def handed_over(user: User) -> QuerySet | None:
    """What another desk offers, until somebody here accepts it or it goes back by itself."""
    if not works_somewhere(user):
        return None
    found = HandOver.objects.filter(OPEN_HAND_OVER, at_own_desks(user, *HUB_WORKERS, field="to_hub")).order_by(
        "due_at", "pk"
    )
    since, due = TruncDate("offered_at"), TruncDate("due_at")
    name = "request__company_name"
    return rows(
        found, "request_offered", key="request_id", name=name, more="reason", since=since, due=due, most=SEVERAL
    )


def wrote_again(user: User) -> QuerySet | None:
    """Closed, and the company wrote since; until it is opened again or somebody at the desk noted something."""
    if not works_somewhere(user):
        return None
    later = Moment.objects.filter(
        request=OuterRef("request"), recorded_by__isnull=False, recorded_at__gt=OuterRef("recorded_at")
    )
    # From the few recent words to their requests: a desk has very many that are closed.
    words = Moment.objects.filter(
        ~Exists(later), kind=Moment.Kind.MAIL_IN,
        recorded_at__gt=F("request__closed_at"), recorded_at__gte=clock.now() - AFTER_CLOSING,
    ).exclude(details__has_key="automatic")  # fmt: skip
    found = HelpRequest.objects.filter(
        at_own_desks(user, *HUB_WORKERS), pk__in=words.values("request"), state=HelpRequest.State.CLOSED,
        erased_at__isnull=True,
    )  # fmt: skip
    since = TruncDate("closed_at")
    return rows(found.order_by("closed_at", "pk"), "request_wrote", key="pk", name="company_name", since=since)


def mail(user: User) -> QuerySet | None:
    """E-mail to the desk's own address that nobody has put anywhere yet."""
    if not works_somewhere(user):
        return None
    found = WaitingMail.objects.filter(WAITS, at_own_desks(user, *HUB_WORKERS)).order_by("received_at", "pk")
    return rows(found, "mail_waits", key="pk", name="subject", since=TruncDate("received_at"), many=True)


# --- In words --------------------------------------------------------------------------------------------------------


def _request(row: Row, title: str, text: str) -> Waiting:
    named = title % {"company": row.name}
    url = reverse("hubs:request_detail", args=[row.key])
    return Waiting(row.kind, named, text, url, row.since, row.due)


def _say_late(row: Row) -> Waiting:
    return _request(row, _("Answer %(company)s"), _in_hand(row, _asked_on(row.since)))


def _say_new(row: Row) -> Waiting:
    return _request(row, _("Take up the question of %(company)s"), _asked_on(row.since))


def _say_wrote(row: Row) -> Waiting:
    text = _("The question was closed on %(day)s. Open it again, or leave it closed.") % {"day": date_long(row.since)}
    return _request(row, _("Read what %(company)s wrote since"), text)


def _say_mine(row: Row) -> Waiting:
    return _request(row, _("Go on with the question of %(company)s"), _asked_on(row.since))


def _say_handed_over(row: Row) -> Waiting:
    title = _("Accept the question of %(company)s, or give it back")
    return _request(row, title, _("Another desk hands it over: “%(reason)s”") % {"reason": row.more})


def _say_mail(row: Row) -> Waiting:
    title = _("Put the e-mail “%(subject)s” where it belongs") % {"subject": row.name or _("without a subject")}
    text = _("It came in on %(day)s at the address of your desk.") % {"day": date_long(row.since)}
    return Waiting(row.kind, title, text, reverse("hubs:desk_mail_detail", args=[row.key]), row.since, row.due)


def _asked_on(day: date | None) -> str:
    return _("Asked on %(day)s.") % {"day": date_long(day)}


def _in_hand(row: Row, text: str) -> str:
    who = _("In the hands of %(name)s.") % {"name": row.more} if row.more else _("Nobody has it in hand.")
    return f"{text} {who}"


def _inbox(query: str) -> str:
    return reverse("hubs:request_list") + query


def _more_late(number: int) -> tuple[str, str]:
    words = ngettext("%(number)s more question is late", "%(number)s more questions are late", number)
    return words, _inbox("?klok=laat")


def _more_new(number: int) -> tuple[str, str]:
    words = ngettext("%(number)s more new question", "%(number)s more new questions", number)
    return words, _inbox("?stand=nieuw")


def _more_mine(number: int) -> tuple[str, str]:
    words = ngettext("%(number)s more question in your name", "%(number)s more questions in your name", number)
    return words, _inbox("?wie=mij")


def _more_handed_over(number: int) -> tuple[str, str]:
    words = ngettext(
        "%(number)s more question is handed over to you", "%(number)s more questions are handed over to you", number
    )
    return words, _inbox("")


def _more_mail(number: int) -> tuple[str, str]:
    words = ngettext("%(number)s more e-mail waits", "%(number)s more e-mails wait", number)
    return words, reverse("hubs:desk_mail_list")


SOURCES = [
    Source("request_late", late, _say_late, _more_late, late=True),
    Source("request_offered", handed_over, _say_handed_over, _more_handed_over),
    Source("request_new", new, _say_new, _more_new),
    Source("request_wrote", wrote_again, _say_wrote),
    Source("mail_waits", mail, _say_mail, _more_mail),
    Source("request_mine", mine, _say_mine, _more_mine),
]
