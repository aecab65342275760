"""What happens to a help request: it is asked, and it is withdrawn."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from fieldlabs.models import Fieldlab
from hubs import consent, permissions, working_days
from hubs.actions.common import RuleBroken, check, in_history, locked
from hubs.actions.companies import Profile, company_for
from hubs.actions.moments import record
from hubs.actions.working import take
from hubs.models import Company, HandOver, HelpRequest, Hub, Moment, ServiceDelivered
from hubs.permissions import OPEN_HAND_OVER
from jobs import clock, queue
from regions.models import Place, Region

State = HelpRequest.State
# What is left of the personal fields of a request that was withdrawn or whose term is over.
ERASED = {
    "company_name": "",
    "contact_name": "",
    "email": "",
    "telephone": "",
    "question": "",
    "subjects": [],
    "place": None,
    "attachment": None,
}

ERASED_COMPANY = {"name": "", "kvk_number": "", "contact_name": "", "email": "", "telephone": "", "place": None}


@dataclass(frozen=True)
class Sender:
    """Who asks. `telephone` and `kvk_number` may be empty; of who calls the e-mail address instead of the number."""

    company_name: str
    contact_name: str
    email: str
    telephone: str = ""
    kvk_number: str = ""


@transaction.atomic
def ask_for_help(
    *,
    key: uuid.UUID,
    hub: Hub | None,
    region: Region | None,
    place: Place | None,
    sender: Sender,
    question: str,
    language: str,
    subjects: Sequence[str],
    attachment: Mapping | None,
    consent_version: str,
    by: User | None,
    source: str = HelpRequest.Source.ASSESSMENT,
    fieldlab: Fieldlab | None = None,
) -> HelpRequest:
    """Put a question at the desk of a hub (None: the national desk); letters go out as jobs.

    The same key gives the same request, whoever sends it second: a double click makes one. Raises
    RuleBroken("consent_missing") for a text that nobody can have agreed to, or with the name of a broken constraint.
    """
    if consent_version not in consent.TEXTS:
        raise RuleBroken("consent_missing", _("Agree to sending your data to the desk, or send nothing."))
    now = clock.now()
    wanted = HelpRequest(
        key=key,
        hub=hub,
        region=region,
        place=place,
        company_name=sender.company_name,
        contact_name=sender.contact_name,
        email=sender.email.lower(),
        telephone=sender.telephone,
        question=question,
        language=language,
        subjects=list(subjects),
        attachment=None if attachment is None else dict(attachment),
        consent_version=consent_version,
        consented_at=now,
        source=source,
        fieldlab=fieldlab,
        answer_due_at=working_days.answer_due(now),
        created_at=now,
        created_by=by,
    )
    with in_history(by, "asked"), rules.held_by_database(RuleBroken):
        # A second sending waits here for the first one, and then finds its request.
        HelpRequest.objects.bulk_create([wanted], ignore_conflicts=True)
    made = HelpRequest.objects.select_related("hub__region", "region", "place").get(key=key)
    if made.pk == wanted.pk:
        _at_company(made, sender, by)
        record(about=made, kind=Moment.Kind.ASKED, by=by, public=True, details={"source": made.source})
        if made.email:
            queue.add("hubs.confirm_request", {"request_id": str(made.pk)}, owner=by)
        queue.add("hubs.tell_desk", {"request_id": str(made.pk)}, owner=by)
    return made


def _at_company(made: HelpRequest, sender: Sender, by: User | None) -> None:
    """Put it with the company at this desk, which is made when the desk does not know it yet."""
    known = {"profile": profile_of(made, sender.kvk_number), "source": Company.Source.REQUEST}
    made.company = company_for(hub=made.hub, by=by, newest_place=True, **known)
    with in_history(by, "asked"):
        HelpRequest.objects.filter(pk=made.pk).update(company=made.company)


def profile_of(request: HelpRequest, kvk_number: str = "") -> Profile:
    return Profile(
        name=request.company_name,
        kvk_number=kvk_number,
        contact_name=request.contact_name,
        email=request.email,
        telephone=request.telephone,
        place=request.place,
        region=request.region,
    )


@transaction.atomic
def note_call(*, asked: Mapping[str, object], by: User) -> HelpRequest:
    """Who works at a desk notes the question of who calls, and has it in hand. `asked`: as for `ask_for_help`."""
    check((permissions.works_at(by, asked["hub"]), _("Only who works at a desk notes a question there.")))
    made = ask_for_help(**asked, source=HelpRequest.Source.PHONE, by=by)
    return take(request=made, by=by) if made.state == State.NEW else made


@transaction.atomic
def withdraw(*, request: HelpRequest, by: User | None) -> bool:
    """Take a request back: who asked and what was sent go at once, the row remains. False when it was withdrawn.

    Its doubles of the same sender go with it: their link led here.
    """
    current = locked(request)
    if current.withdrawn:
        return False
    doubles = HelpRequest.objects.filter(~Q(email=""), merged_into=current, email=current.email, erased_at__isnull=True)
    for one in [current, *doubles.select_for_update(no_key=True)]:
        _withdraw(one, by)
    return True


@transaction.atomic
def withdraw_for_caller(*, request: HelpRequest, by: User) -> bool:
    """The same for a caller without an e-mail address, who has no page of its own and asks the desk to do it."""
    current = locked(request)
    check(permissions.can_work(by, current))
    if current.email:
        raise RuleBroken("own_page", _("This company withdraws its question itself, on its own page."))
    return withdraw(request=current, by=by)


def _withdraw(current: HelpRequest, by: User | None) -> None:
    now = clock.now()
    changes = {"state": State.WITHDRAWN, "withdrawn_at": now, "withdrawn_by": by, "erased_at": current.erased_at or now}
    with in_history(by, "withdrawn"), rules.held_by_database(RuleBroken):
        HelpRequest.objects.filter(pk=current.pk).update(**ERASED, **changes)
    # Nobody need accept it any more.
    HandOver.objects.filter(OPEN_HAND_OVER, request=current).update(returned_at=now)
    erase_texts([current.pk])
    record(about=current, kind=Moment.Kind.WITHDRAWN, by=by, public=True)
    if current.company:
        forget_with_request(current.company, by, "withdrawn")


def forget_with_request(company: Company, by: User | None, why: str) -> None:
    """What the desk knows of a company from this request alone goes with it. `why`: for the history."""
    others = HelpRequest.objects.filter(company=company, erased_at__isnull=True).exists()
    noted = Moment.objects.filter(company=company, request__isnull=True).exists()
    served = ServiceDelivered.objects.filter(company=company).exists()
    if company.source == Company.Source.REQUEST and not (others or noted or served):
        with in_history(by, why):
            rows = Company.objects.filter(pk=company.pk, erased_at__isnull=True)
            rows.update(**ERASED_COMPANY, erased_at=clock.now(), version=F("version") + 1)


def erase_texts(requests: Sequence[uuid.UUID]) -> None:
    """What was written about these requests goes with them; that it happened, and when, remains."""
    Moment.objects.filter(request__in=requests).update(subject="", text="", address="")
    HandOver.objects.filter(request__in=requests).update(reason="", answer="")
