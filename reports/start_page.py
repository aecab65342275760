"""What a person finds on the start page: what waits, and where the work is, by role."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import queries
from accounts.access import declared, may_open
from accounts.models import Role, User
from assessments.models import Assessment
from fieldlabs import permissions
from fieldlabs.models import Fieldlab
from fieldlabs.views.staff import STATES
from hubs.models import HelpRequest
from hubs.permissions import has_desk, own_desks
from reports import waiting
from reports.access import MINISTRY, MONEY_ROLES
from ui.language import local


@dataclass(frozen=True)
class Link:
    """A page of the portal, by name. `anchor`: the place on it."""

    page: str
    title: str
    text: str
    anchor: str = ""

    @property
    def url(self) -> str:
        return reverse(self.page) + self.anchor


@dataclass(frozen=True)
class Task:
    """Something to do or to open; `badge` says how much of it waits, or until when; `badge_kind` as on components."""

    title: str
    text: str
    url: str
    badge: str = ""
    badge_kind: str = "warning"


@dataclass(frozen=True)
class Part:
    """The pages for one kind of work, with the roles and organisations that give it."""

    title: str
    organisations: tuple[str, ...]
    tasks: tuple[Task, ...]


SCAN = Link(
    "assessments:start",
    gettext_lazy("Do the self-assessment"),
    gettext_lazy("Eight questions show where a company stands and where to begin."),
)
FIELDLABS = Link(
    "fieldlabs:fieldlab_list",
    gettext_lazy("Find a Fieldlab"),
    gettext_lazy("Places to try out new technology, by subject and region."),
)
MANAGE = Link(
    "fieldlabs:staff_list",
    gettext_lazy("Manage Fieldlabs"),
    gettext_lazy("All Fieldlabs that you may see, with their state."),
)
REGISTER = Link(
    "fieldlabs:fieldlab_register",
    gettext_lazy("Register a Fieldlab"),
    gettext_lazy("Record a new Fieldlab in your region and submit it for recognition."),
)
QUEUE = Link(
    "fieldlabs:decision_queue",
    gettext_lazy("Fieldlabs to decide on"),
    gettext_lazy("What hubs submitted for recognition."),
)
DESK = Link(
    "hubs:request_list",
    gettext_lazy("Help requests"),
    gettext_lazy("What companies ask your desk."),
)
HUBS = Link("hubs:hub_list", gettext_lazy("The five hubs"), gettext_lazy("One desk for each region."))
SUPPORT = Link(
    "programme:instrument_list",
    gettext_lazy("Find support"),
    gettext_lazy("Subsidies and schemes, and when they are open."),
)
PROGRAMME = Link(
    "programme:overview", gettext_lazy("The programme"), gettext_lazy("Goals, projects, transformations and partners.")
)
FIGURES = Link(
    "programme:figure_list",
    gettext_lazy("Figures and sources"),
    gettext_lazy("Each figure with its source, its date and other values beside it."),
)
MATCH = Link(
    "programme:figure_list",
    gettext_lazy("What co-funders put in"),
    gettext_lazy("The stated contributions, with their sources."),
    "#regional_match_ratio_letter",
)
DASHBOARD = Link(
    "reports:budget_dashboard",
    gettext_lazy("Dashboard of the money"),
    gettext_lazy("Per line and per hub what is available, set apart, granted and paid, and what others put in."),
)
QUALITY = Link(
    "assessments:quality",
    gettext_lazy("Quality of the self-assessment"),
    gettext_lazy("Started and finished, where people stop, and how well the questions measure."),
)
PEOPLE = Link(
    "accounts:person_list", gettext_lazy("People and roles"), gettext_lazy("Who may do what, and until when.")
)
INVITE = Link(
    "accounts:invitation_create",
    gettext_lazy("Invite somebody"),
    gettext_lazy("Give a colleague a role; they get a letter with a link."),
)
ROLE_HISTORY = Link(
    "accounts:role_history",
    gettext_lazy("History of roles"),
    gettext_lazy("Who gave or ended which role, when and why."),
)

MONEY = Link(
    "reports:money",
    gettext_lazy("Money"),
    gettext_lazy("Everything that waits for you in the money, and all pages about it."),
)

# Kinds of work: the roles that do it and its pages. A page is left out for a role that may not open it.
WORK: list[tuple[tuple[str, ...], tuple[Link, ...]]] = [
    ((Role.COMPANY,), (SCAN, FIELDLABS, SUPPORT)),
    (permissions.HUB, (DESK, MONEY, REGISTER, MANAGE, PEOPLE, INVITE)),
    ((Role.STEERING,), (QUEUE, MANAGE, PROGRAMME)),
    ((Role.FIELDLAB_CONTACT,), (FIELDLABS, SUPPORT, PROGRAMME)),
    ((Role.COFUNDER,), (MONEY, MATCH, PROGRAMME)),
    ((Role.ADVISER,), (DESK, SCAN, QUALITY, HUBS, FIELDLABS, SUPPORT)),
    (MINISTRY, (MONEY, DASHBOARD, QUALITY, FIGURES, PROGRAMME)),
    ((Role.AUDITOR,), (MONEY, DASHBOARD, ROLE_HISTORY, MANAGE, QUEUE, DESK, QUALITY, FIGURES)),
    ((Role.ADMINISTRATOR,), (PEOPLE, INVITE, ROLE_HISTORY, MONEY, DASHBOARD)),
]
FOR_EVERYONE = (SCAN, FIELDLABS, HUBS, SUPPORT)
MOST = 9
WITH_OWN_HUB = frozenset({Role.COMPANY, Role.FIELDLAB_CONTACT, Role.COFUNDER, *permissions.HUB})


def context(user: User) -> dict[str, object]:
    """`waiting`: tasks that wait for this person; `parts`: their work; `others`: what anyone may do.

    Of what waits in the money the most urgent is shown; `money_more`: how much more there is.
    """
    money = waiting.of(user) if user.roles & set(MONEY_ROLES) else []
    return {
        "waiting": [*map(_money_task, money[:MOST]), *_waiting(user)],
        "money_more": len(money[MOST:]),
        "parts": list(_parts(user)),
        "others": [task(link) for link in FOR_EVERYONE],
    }


# --- What waits ------------------------------------------------------------------------------------------------------


def _waiting(user: User) -> Iterator[Task]:
    yield from _open_scans(user)
    yield from _help_requests(user)
    yield from _fieldlabs(user)
    yield from _invitations(user)


def _money_task(item: waiting.Item) -> Task:
    about = item.about
    return Task(about.title, about.text, about.url, item.urgency.text, item.urgency.kind)


def _open_scans(user: User) -> Iterator[Task]:
    if Role.COMPANY not in user.roles:
        return
    mine = Assessment.objects.filter(person=user, state=Assessment.State.STARTED)
    if run := mine.order_by("-started_at").first():
        url = reverse("assessments:result", kwargs={"key": run.pk})
        text = _("You began and did not finish yet. Your answers are kept.")
        yield Task(_("Go on with the self-assessment"), text, url, _("not finished"))


def _help_requests(user: User) -> Iterator[Task]:
    """What companies asked the desks where this person works."""
    if not has_desk(user):
        return
    number = HelpRequest.objects.filter(own_desks(user), state=HelpRequest.State.NEW).count()
    if number:
        badge = ngettext("%(number)s request", "%(number)s requests", number) % {"number": number}
        yield Task(_("Answer companies"), _("They asked your desk for help."), f"{DESK.url}?stand=nieuw", badge)


def _fieldlabs(user: User) -> Iterator[Task]:
    """What an editor has to finish in their region, and what the steering group has to decide: one query."""
    regions = Q(region__in=permissions.regions_of(user, *permissions.EDITORS))
    wanted = {"ingediend": Q()} if Role.STEERING in user.roles else {}
    if permissions.regions_of(user, *permissions.EDITORS):
        wanted |= dict.fromkeys(("teruggestuurd", "bevestigen", "concept"), regions)
    if not wanted:
        return
    # Counted as on the page that the task leads to: one definition of each state.
    counts = {name: Count("pk", filter=STATES[name][1] & scope) for name, scope in wanted.items()}
    for name, number in Fieldlab.objects.aggregate(**counts).items():
        if number:
            yield _fieldlabtask(name, number)


def _fieldlabtask(state: str, number: int) -> Task:
    url = reverse("fieldlabs:staff_list") + f"?stand={state}"
    badge = ngettext("%(number)s Fieldlab", "%(number)s Fieldlabs", number) % {"number": number}
    match state:
        case "ingediend":
            title, text = _("Decide on recognition"), _("Hubs submitted these Fieldlabs to the steering group.")
            return Task(title, text, reverse("fieldlabs:decision_queue"), badge)
        case "teruggestuurd":
            title, text = (
                _("Complete what was sent back"),
                _("The steering group asks for more. The reason stands with it."),
            )
        case "bevestigen":
            title, text = (
                _("Confirm Fieldlabs"),
                _("These are on the list, but not confirmed yet. Are they right? They are not public yet."),
            )
        case _:
            title, text = _("Finish your drafts"), _("Registered, but not yet submitted for recognition.")
    return Task(title, text, url, badge)


def _invitations(user: User) -> Iterator[Task]:
    if not {Role.ADMINISTRATOR, Role.HUB_COORDINATOR} & user.roles:
        return
    if number := len(queries.open_invitations(user)):
        badge = ngettext("%(number)s invitation", "%(number)s invitations", number) % {"number": number}
        yield Task(_("Open invitations"), _("Sent, and not accepted yet."), PEOPLE.url, badge)


# --- The work --------------------------------------------------------------------------------------------------------


def _parts(user: User) -> Iterator[Part]:
    for roles, links in WORK:
        held = [holding for holding in user.holdings if holding.role in roles]
        if not held:
            continue
        tasks = [task(link) for link in links if opens(link, user)]
        yield Part(
            title=", ".join(dict.fromkeys(holding.get_role_display() for holding in held)),
            organisations=tuple(dict.fromkeys(holding.organisation.name for holding in held)),
            tasks=(*tasks, *_own_hubs(user, roles)),
        )


def opens(link: Link, user: User) -> bool:
    """Whether this person may open the page."""
    return may_open(user, declared(resolve(reverse(link.page)).func))


def _own_hubs(user: User, roles: tuple[str, ...]) -> Iterator[Task]:
    """The page of the hub that serves the region of one's organisation."""
    organisations = user.organisations_as(*(WITH_OWN_HUB & set(roles)))
    for region in dict.fromkeys(one.region for one in organisations if one.region):
        title = _("The hub in %(region)s") % {"region": local(region, "name")}
        text = _("Who is there, and what the hub does in this region.")
        yield Task(title, text, reverse("hubs:hub_detail", args=[region.slug]))


def task(link: Link) -> Task:
    """The card of a page."""
    return Task(link.title, link.text, link.url)
