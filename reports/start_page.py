"""What a person finds on the start page: what waits, and where the work is, by role."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import declared, may_open
from accounts.models import Role, User
from fieldlabs import permissions
from fieldlabs.models import Fieldlab
from jobs import clock
from reports import duties_contact, waiting
from reports.access import MINISTRY, MONEY_ROLES
from ui.language import local


@dataclass(frozen=True)
class Link:
    """A page of the portal, by name. `anchor`: the place on it."""

    page: str
    title: str
    text: str
    anchor: str = ""
    # Besides the role: who may open it.
    only: Callable[[User], bool] | None = None

    @property
    def url(self) -> str:
        return reverse(self.page) + self.anchor


@dataclass(frozen=True)
class Task:
    """A page to open, as a card."""

    title: str
    text: str
    url: str


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
NATIONAL_LABS = Link(
    "fieldlabs:staff_list",
    gettext_lazy("Manage national Fieldlabs"),
    gettext_lazy("Those without a region. Your desk registers them and keeps their pages."),
    only=permissions.keeps_national,
)
QUEUE = Link(
    "fieldlabs:decision_queue",
    gettext_lazy("Fieldlabs to decide on"),
    gettext_lazy("What was submitted for recognition."),
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
ANNEXES = Link(
    "reports:annex_list",
    gettext_lazy("Annexes"),
    gettext_lazy("What the ministry answered to Parliament, with the figures as they stood then."),
)
INDICATORS = Link(
    "reports:indicator_list",
    gettext_lazy("Indicators"),
    gettext_lazy("What the hubs reached with companies, per quarter and against the plans."),
)
SERVICES = Link(
    "hubs:service_list",
    gettext_lazy("Services delivered"),
    gettext_lazy("What your desk and Fieldlabs did for companies, and the State aid in it."),
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
    (permissions.HUB, (DESK, SERVICES, INDICATORS, MONEY, REGISTER, MANAGE, PEOPLE, INVITE)),
    ((Role.STEERING,), (QUEUE, MANAGE, INDICATORS, PROGRAMME)),
    ((Role.FIELDLAB_CONTACT,), (FIELDLABS, SUPPORT, PROGRAMME)),
    ((Role.COFUNDER,), (MONEY, MATCH, PROGRAMME)),
    ((Role.ADVISER,), (DESK, SERVICES, NATIONAL_LABS, INDICATORS, SCAN, QUALITY, HUBS, FIELDLABS, SUPPORT)),
    (MINISTRY, (MONEY, DASHBOARD, INDICATORS, QUALITY, FIGURES, PROGRAMME)),
    ((Role.AUDITOR,), (MONEY, DASHBOARD, INDICATORS, ROLE_HISTORY, MANAGE, QUEUE, DESK, QUALITY, FIGURES)),
    ((Role.ADMINISTRATOR,), (PEOPLE, INVITE, ROLE_HISTORY, MONEY, DASHBOARD, INDICATORS)),
]
FOR_EVERYONE = (SCAN, FIELDLABS, HUBS, SUPPORT)
MOST = 9
WITH_OWN_HUB = frozenset({Role.COMPANY, Role.FIELDLAB_CONTACT, Role.COFUNDER, *permissions.HUB})


def context(user: User) -> dict[str, object]:
    """`waiting`: what waits for this person, the most urgent first; `parts`: their work; `others`: what anyone may do.

    Of what waits in the money the most urgent is shown; `money_more`: how much more there is. `more`: of the rest.
    """
    money = waiting.of(user) if user.roles & set(MONEY_ROLES) else []
    found = waiting.elsewhere(user)
    labs = duties_contact.labs_of(user) if found.speaks else []
    own = [waiting.Item(one, waiting.urgency(one.due_on, clock.today())) for one in duties_contact.waiting(labs)]
    return {
        "waiting": waiting.in_order([*money[:MOST], *found.items, *own[:MOST]]),
        "money_more": len(money[MOST:]),
        "more": found.more,
        "parts": [*_labs(labs), *_parts(user)],
        "others": [task(link) for link in FOR_EVERYONE],
    }


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


def _labs(labs: list[Fieldlab]) -> Iterator[Part]:
    """For each Fieldlab for which this person speaks: its page, and how to have it changed."""
    for lab in labs:
        proposing, page = reverse("fieldlabs:proposal_list", args=[lab.slug]), lab.get_absolute_url()
        tasks = (
            Task(_("Propose a change"), _("The hub compares it with what stands there now, and answers."), proposing),
            Task(_("See the page"), _("As visitors see it, or will see it."), page),
        )
        yield Part(lab.name, (_("You are its contact."),), tasks)


def opens(link: Link, user: User) -> bool:
    """Whether this person may open the page."""
    own = link.only is None or link.only(user)
    return own and may_open(user, declared(resolve(reverse(link.page)).func))


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
