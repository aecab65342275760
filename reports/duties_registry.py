"""What waits in the registry: Fieldlabs to fill in, to confirm and to decide on, proposals, and lists that come in."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Concat, TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role, User
from accounts.roles import MINISTRY_ROLES
from assessments.models import Assessment
from fieldlabs import permissions, sections
from fieldlabs.models import ChangeProposal, Fieldlab, ImportRun, SectionDraft
from fieldlabs.row_sections import title_of
from fieldlabs.states import STATES, condition
from funding.waiting import Waiting
from hubs.models import Referral
from jobs import clock
from reports.duties import SEVERAL, Row, Source, rows

RECENT = timedelta(days=30)
REFERRED = timedelta(days=90)
SPLIT = "/"
Run = ImportRun.State


def _own(user: User, *, at: str = "") -> Q | None:
    """Of Fieldlabs, those that this person may change; None for who keeps none."""
    if permissions.regions_of(user, *permissions.HUB_EDITORS) or permissions.keeps_national(user):
        return permissions.kept_by(user, *permissions.HUB_EDITORS, at=at)
    return None


# --- For hubs and the national desk -----------------------------------------------------------------------------------


def proposals(user: User) -> QuerySet | None:
    own = _own(user, at="fieldlab__")
    if own is None:
        return None
    found = ChangeProposal.objects.filter(own, state="open").order_by("proposed_at", "pk")
    where = Concat("fieldlab__slug", Value(SPLIT), "section", output_field=CharField())
    since = TruncDate("proposed_at")
    return rows(found, "proposal", key="pk", name="fieldlab__name", more=where, since=since, most=SEVERAL)


def _labs(user: User, state: str, kind: str, also: Q | None = None, **columns: object) -> QuerySet | None:
    """The own Fieldlabs in a state of the list to which the rest leads."""
    own = _own(user)
    if own is None:
        return None
    found = Fieldlab.objects.filter(own, condition(state), also or Q())
    return rows(found.order_by("name", "pk"), kind, key="slug", name="name", **columns)


def to_confirm(user: User) -> QuerySet | None:
    return _labs(user, "bevestigen", "lab_confirm")


def returned(user: User) -> QuerySet | None:
    return _labs(user, "teruggestuurd", "lab_returned", since=TruncDate("decided_at"))


def drafts(user: User) -> QuerySet | None:
    """A coordinator sees those of the hub, the national desk all of its own, an editor of a hub the own."""
    whole = permissions.kept_by(user, Role.HUB_COORDINATOR)
    return _labs(user, "concept", "lab_draft", whole | Q(registered_by=user), since=TruncDate("registered_at"))


def not_asked(user: User) -> QuerySet | None:
    """Public pages that nobody confirmed for a year, and that the yearly letter does not reach or did not help."""
    return _labs(user, "verouderd", "lab_old", since="confirmed_on")


def unfinished(user: User) -> QuerySet | None:
    """What this person typed in a section and did not save."""
    own = _own(user, at="fieldlab__")
    if own is None:
        return None
    typed = SectionDraft.objects.filter(own, saved_by=user, fieldlab__closed_on__isnull=True)
    found = typed.exclude(fieldlab__recognition="submitted").order_by("-saved_at")
    where = Concat("fieldlab__slug", Value(SPLIT), "section", output_field=CharField())
    since = TruncDate("saved_at")
    return rows(found, "section_draft", key="pk", name="fieldlab__name", more=where, since=since, most=SEVERAL)


def imports(user: User) -> QuerySet | None:
    """The own lists on their way in, and those that failed lately."""
    if not permissions.regions_of(user, *permissions.HUB_EDITORS):
        return None
    running = Q(state__in=(Run.UPLOADED, Run.CHECKING, Run.CHECKED, Run.WRITING))
    failed = Q(state=Run.FAILED, uploaded_at__gte=clock.now() - RECENT)
    own = ImportRun.objects.filter(running | failed, uploaded_by=user).order_by("-uploaded_at")
    return rows(own, "import", key="pk", name="name", more="state", since=TruncDate("uploaded_at"))


def to_decide(user: User) -> QuerySet | None:
    if Role.STEERING not in user.roles:
        return None
    found = Fieldlab.objects.filter(condition("ingediend")).exclude(Q(registered_by=user) | Q(submitted_by=user))
    ordered, since = found.order_by("submitted_at", "pk"), TruncDate("submitted_at")
    return rows(ordered, "lab_decide", key="slug", name="name", since=since, most=SEVERAL)


# --- For contacts and companies --------------------------------------------------------------------------------------


def may_speak(user: User) -> bool:
    """Officials of the ministry speak for no Fieldlab; of all others it is looked up."""
    return not user.roles & set(MINISTRY_ROLES)


def of_contact(user: User) -> Q:
    """Of Fieldlabs, those for which this person speaks: as permissions.is_contact."""
    own = Q(operator__in=[one.pk for one in user.organisations_as(Role.FIELDLAB_CONTACT)])
    return own | Q(contact_person__person=user)


def referred(user: User) -> QuerySet | None:
    """That a desk sent a company to the own Fieldlab. Who it was is not told: the company gets in touch itself."""
    if not may_speak(user):
        return None
    labs = Fieldlab.objects.filter(of_contact(user)).values("pk")
    since = clock.now() - REFERRED
    found = Referral.objects.filter(fieldlab__in=labs, referred_at__gte=since).order_by("-referred_at", "-pk")
    return rows(found, "referral", key="fieldlab__slug", name="fieldlab__name", since=TruncDate("referred_at"))


def answered(user: User) -> QuerySet | None:
    """What the hub answered lately to the own proposals."""
    if not may_speak(user):
        return None
    labs = Fieldlab.objects.filter(of_contact(user)).values("pk")
    found = ChangeProposal.objects.filter(proposed_by=user, fieldlab__in=labs, decided_at__gte=clock.now() - RECENT)
    where = Concat("fieldlab__slug", Value(SPLIT), "section", Value(SPLIT), "state", output_field=CharField())
    ordered, since = found.order_by("-decided_at", "-pk"), TruncDate("decided_at")
    return rows(ordered, "proposal_answered", key="pk", name="fieldlab__name", more=where, since=since)


def scan(user: User) -> QuerySet | None:
    """The self-assessment that a company began last and did not finish."""
    if Role.COMPANY not in user.roles:
        return None
    begun = Assessment.objects.filter(person=user, state=Assessment.State.STARTED).order_by("-started_at")
    return rows(begun, "scan", key="pk", name="", since=TruncDate("started_at"), most=1)


# --- In words --------------------------------------------------------------------------------------------------------


def _say_proposal(row: Row) -> Waiting:
    slug, key = row.more.split(SPLIT)
    title = _("Judge a proposal for %(name)s") % {"name": row.name}
    url = reverse("fieldlabs:proposal_detail", args=[slug, row.key])
    return Waiting(row.kind, title, title_of(key), url, row.since)


def _lab(row: Row, title: str, text: str, page: str = "fieldlabs:fieldlab_edit") -> Waiting:
    return Waiting(row.kind, title % {"name": row.name}, text, reverse(page, args=[row.key]), row.since)


def _say_to_confirm(row: Row) -> Waiting:
    text = _("It is on the list, but not confirmed yet. Is it right? It is not public yet.")
    return _lab(row, _("Confirm that %(name)s is a Fieldlab"), text)


def _say_returned(row: Row) -> Waiting:
    text = _("The steering group asks for more. The reason stands with it.")
    return _lab(row, _("Complete %(name)s and submit it again"), text)


def _say_draft(row: Row) -> Waiting:
    text = _("Registered, but not yet submitted for recognition.")
    return _lab(row, _("Fill in %(name)s and submit it"), text)


def _say_old(row: Row) -> Waiting:
    text = _("Nobody confirmed this page for a year. Ask the contact, or confirm it yourself.")
    return _lab(row, _("Have the page of %(name)s confirmed"), text, "fieldlabs:fieldlab_detail")


def _say_unfinished(row: Row) -> Waiting:
    slug, key = row.more.split(SPLIT)
    section = sections.SECTIONS[key]
    title = _("Finish your text for %(name)s") % {"name": row.name}
    text = _("%(section)s: kept for you, not saved yet.") % {"section": section.title}
    url = reverse("fieldlabs:fieldlab_section", args=[slug, section.path])
    return Waiting(row.kind, title, text, url, row.since)


def _say_import(row: Row) -> Waiting:
    title = _("Go on with the list “%(name)s”") % {"name": row.name}
    page = "import_map" if row.more == Run.UPLOADED else "import_preview"
    state = str(dict(Run.choices)[row.more])
    text = _("State: %(state)s.") % {"state": state}
    return Waiting(row.kind, title, text, reverse(f"fieldlabs:{page}", args=[row.key]), row.since)


def _say_to_decide(row: Row) -> Waiting:
    text = _("It is submitted to the steering group.")
    return _lab(row, _("Decide on the recognition of %(name)s"), text, "fieldlabs:fieldlab_decide")


def _say_referred(row: Row) -> Waiting:
    text = _("The company gets in touch itself. Does your page say how?")
    return _lab(row, _("A desk referred a company to %(name)s"), text, "fieldlabs:fieldlab_detail")


def _say_answered(row: Row) -> Waiting:
    slug, key, state = row.more.split(SPLIT)
    taken = state == ChangeProposal.State.ACCEPTED
    over, not_over = _("Your proposal for %(name)s is taken over"), _("Your proposal for %(name)s is not taken over")
    title = over if taken else not_over
    url = reverse("fieldlabs:proposal_detail", args=[slug, row.key])
    return Waiting(row.kind, title % {"name": row.name}, title_of(key), url, row.since)


def _say_scan(row: Row) -> Waiting:
    text = _("You began and did not finish yet. Your answers are kept.")
    url = reverse("assessments:result", kwargs={"key": row.key})
    return Waiting(row.kind, _("Go on with the self-assessment"), text, url, row.since)


def _more_labs(state: str) -> Callable[[int], tuple[str, str]]:
    def more(number: int) -> tuple[str, str]:
        words = ngettext("%(number)s more Fieldlab: %(state)s", "%(number)s more Fieldlabs: %(state)s", number)
        # The number is filled in with the rest of the sentence.
        said = words.replace("%(state)s", str(STATES[state]).lower())
        return said, f"{reverse('fieldlabs:staff_list')}?stand={state}"

    return more


def _more_proposals(number: int) -> tuple[str, str]:
    words = ngettext("%(number)s more proposal", "%(number)s more proposals", number)
    return words, reverse("fieldlabs:staff_list") + "?stand=voorstel"


def _more_imports(number: int) -> tuple[str, str]:
    words = ngettext("%(number)s more list", "%(number)s more lists", number)
    return words, reverse("fieldlabs:import_list")


def _more_to_decide(number: int) -> tuple[str, str]:
    words = ngettext("%(number)s more Fieldlab to decide on", "%(number)s more Fieldlabs to decide on", number)
    return words, reverse("fieldlabs:decision_queue")


SOURCES = [
    Source("proposal", proposals, _say_proposal, _more_proposals),
    Source("lab_decide", to_decide, _say_to_decide, _more_to_decide),
    Source("lab_returned", returned, _say_returned, _more_labs("teruggestuurd")),
    Source("section_draft", unfinished, _say_unfinished),
    Source("import", imports, _say_import, _more_imports),
    Source("lab_draft", drafts, _say_draft, _more_labs("concept")),
    Source("lab_confirm", to_confirm, _say_to_confirm, _more_labs("bevestigen")),
    Source("lab_old", not_asked, _say_old, _more_labs("verouderd")),
    Source("referral", referred, _say_referred),
    Source("proposal_answered", answered, _say_answered),
    Source("scan", scan, _say_scan),
]
