"""The e-mails at a desk's own address: as a list, and what each may belong to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from hubs.counting import counted, shown
from hubs.desks import Desks
from hubs.finding import matching, written
from hubs.models import Company, HelpRequest, WaitingMail
from hubs.models.waiting import WAITS
from hubs.triggers import OPEN
from jobs import clock
from ui.filters import options

PAGE_SIZE = 50
MOST_SHOWN = 10
State = WaitingMail.State
# Value in the address → label and which e-mails.
STATES = {
    "": (pgettext_lazy("e-mail", "Waiting"), WAITS),
    "geplaatst": (pgettext_lazy("e-mail", "Placed"), Q(state=State.PLACED)),
    "terzijde": (pgettext_lazy("e-mail", "Set aside"), Q(state=State.DISCARDED)),
    "alles": (gettext_lazy("All"), Q()),
}
KINDS = {State.WAITING: "warning", State.PLACED: "success", State.DISCARDED: "neutral"}


@dataclass(frozen=True)
class Question:
    """What somebody asked of the list; anything unknown counts as not asked."""

    state: str = ""
    words: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        state = query.get("stand", "")
        return cls(state if state in STATES else "", query.get("q", "").replace("\x00", "").strip()[:200])

    @cached_property
    def matching(self) -> Q:
        return written(self.words)

    def address(self, state: str) -> str:
        return "?" + urlencode({name: value for name, value in {"stand": state, "q": self.words}.items() if value})


def of_desks(desks: Desks) -> QuerySet[WaitingMail]:
    return WaitingMail.objects.filter(desks.where())


def found(desks: Desks, asked: Question) -> QuerySet[WaitingMail]:
    """What waits, the longest first; of the others, and of all, the latest first."""
    fitting = of_desks(desks).filter(STATES[asked.state][1], asked.matching)
    # Where it was put is read apart: joined to a page that the planner thinks is long, all requests would be read.
    placed = (
        Prefetch("request", HelpRequest.objects.only("hub", "company_name")),
        Prefetch("company", Company.objects.only("name")),
    )
    wide = fitting.select_related("hub", "handled_by").prefetch_related(*placed).defer("search", "text")
    if asked.state == "":
        return wide.order_by("received_at", "pk")
    return wide.order_by("-received_at", "-pk")


def numbers(desks: Desks, asked: Question) -> dict[str, int]:
    """How many have each state, and how many fit ("fits"). One statement."""
    lists = {state: of_desks(desks).filter(condition) for state, (_label, condition) in STATES.items()}
    return counted({**lists, "fits": of_desks(desks).filter(STATES[asked.state][1], asked.matching)})


def filters(asked: Question, numbers: Mapping[str, int]) -> list[dict[str, object]]:
    choices = [(state, *shown(str(label), numbers[state])) for state, (label, _condition) in STATES.items()]
    return [{"title": _("State"), "options": options(choices, asked.state, asked.address)}]


@dataclass(frozen=True)
class Row:
    """An e-mail in the list. `place`: the company with which it stands, "" when this desk may not read that."""

    mail: WaitingMail
    kind: str
    age: str
    place: str


def row(mail: WaitingMail) -> Row:
    return Row(mail, KINDS[mail.state], age(mail) if mail.waits else "", _place(mail))


def _place(mail: WaitingMail) -> str:
    """A request that went to another desk since is not for this one to read."""
    if mail.request:
        return mail.request.company_name if mail.request.hub_id == mail.hub_id else ""
    return mail.company.name if mail.company else ""


def age(mail: WaitingMail) -> str:
    days = (clock.today() - timezone.localtime(mail.received_at).date()).days
    if days < 1:
        return _("waits since today")
    return ngettext("waits for %(days)s day", "waits for %(days)s days", days) % {"days": days}


# --- Where it may belong ---------------------------------------------------------------------------------------------


def companies_for(mail: WaitingMail, words: str) -> list[Company]:
    """Companies of this desk with the same address, or that have these words."""
    fitting = matching(words) if words else Q(email=mail.sender) if mail.sender else Q(pk__in=[])
    rows = Company.objects.filter(fitting, hub=mail.hub, erased_at__isnull=True).select_related("place")
    return list(rows.defer("search").order_by("name", "pk")[:MOST_SHOWN])


def requests_for(mail: WaitingMail, words: str, companies: Sequence[Company]) -> list[HelpRequest]:
    """Requests of this desk from the same address or of these companies, the open ones first."""
    theirs = Q(company__in=[one.pk for one in companies])
    fitting = (matching(words) if words else Q(email=mail.sender) if mail.sender else Q(pk__in=[])) | theirs
    rows = HelpRequest.objects.filter(fitting, hub=mail.hub, erased_at__isnull=True).exclude(state="merged")
    first = Case(When(state__in=OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(rows.defer("attachment", "search").order_by(first, "-created_at", "pk")[:MOST_SHOWN])
