"""The page on which a desk works on one request."""

import uuid
from functools import cached_property, partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.models import User
from hubs import absence, desk, first_answer, letters, mail_marks, permissions, timeline, work_forms
from hubs.models import Company, HandOver, HelpRequest, Moment
from hubs.steps import steps_of
from hubs.triggers import OPEN
from ui.formats import date_long, euro
from ui.language import local

WIDE = ("hub__region", "region__hub", "place", "fieldlab", "assigned_to", "closed_by", "company")


def private(response: HttpResponse) -> HttpResponse:
    """It names companies: kept by no cache."""
    response.headers["Cache-Control"] = "no-store, private"
    return response


def known_to(request: HttpRequest, request_id: uuid.UUID) -> HelpRequest:
    """One request. Of another desk: 404, as if it did not exist."""
    asked = get_object_or_404(
        HelpRequest.objects.select_related(*WIDE).annotate(stand_in=absence.of("assigned_to")), pk=request_id
    )
    if not permissions.can_know_of(request.user, asked)[0]:
        raise Http404
    return asked


class Page:
    """A request and what the reader may do with it. The hand-overs are read when somebody asks for them."""

    def __init__(self, asked: HelpRequest, person: User):
        self.asked = asked
        self.person = person
        self.works = permissions.can_work(person, asked)[0]

    @cached_property
    def offers(self) -> list[HandOver]:
        """All of them, the latest first."""
        wide = HandOver.objects.filter(request=self.asked)
        return list(wide.select_related("from_hub__region", "to_hub__region", "offered_by").order_by("-offered_at"))

    @property
    def offer(self) -> HandOver | None:
        """The one that is open now."""
        return next((one for one in self.offers if not (one.accepted_at or one.returned_at)), None)

    @property
    def readable(self) -> bool:
        if permissions.reads_at(self.person, self.asked.hub):
            return True
        return bool(self.offer and permissions.reads_at(self.person, self.offer.to_hub))


def page_of(request: HttpRequest, asked: HelpRequest) -> Page:
    return Page(asked, request.user)


@allow(*permissions.READERS)
@require_safe
def request_detail(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    return detail(request, known_to(request, request_id))


def detail(
    request: HttpRequest,
    asked: HelpRequest,
    *,
    answer: work_forms.AnswerForm | None = None,
    note: work_forms.NoteForm | None = None,
) -> HttpResponse:
    """The place to work. `answer` and `note`: a form that was sent with a mistake in it."""
    page = page_of(request, asked)
    context = {
        "crumbs": [(_("Help requests"), reverse("hubs:request_list")), (title(asked, page.readable), None)],
        "title": title(asked, page.readable),
        "asked": asked,
        "readable": page.readable,
        "reason": permissions.can_read(request.user, asked)[1] if not page.readable else "",
        "kind": desk.KINDS[asked.state],
        "clock": first_answer.clock_of(asked),
        "facts": _facts(asked, page.readable),
        "company": _company(request.user, asked) if page.readable else None,
        "subjects": desk.subject_names(asked) if page.readable and asked.subjects else [],
        **(_work(request, page) if page.readable else {}),
    }
    if page.readable and page.works and asked.state in OPEN and not asked.erased:
        address = partial(reverse, args=[asked.pk])
        if asked.email:
            context["answer"] = answer or work_forms.AnswerForm(action=address("hubs:request_answer"), prefix="answer")
        context["note"] = note or work_forms.NoteForm(
            reads=bool(asked.email), action=address("hubs:request_note"), prefix="note"
        )
    wrong = bool(answer or note)
    return private(render(request, "hubs/request_detail.html", context, status=422 if wrong else 200))


def _closed(person: User, moments: list[Moment]) -> set[str]:
    """Of the requests merged with this one, those that this person may not open: they stayed at their own desk."""
    others = {timeline.other_of(one) for one in moments} - {""}
    if not others:
        return set()
    known = HelpRequest.objects.filter(pk__in=others).select_related("hub__region")
    return others - {str(one.pk) for one in known if permissions.can_know_of(person, one)[0]}


def _work(request: HttpRequest, page: Page) -> dict[str, object]:
    """What stands beside the question for who may read it."""
    asked, offer = page.asked, page.offer
    steps = steps_of(asked, request.user, offer) if page.works and not asked.erased else []
    moments = timeline.moments_of(asked)
    entries = timeline.for_desk(asked, moments, page.offers, _closed(request.user, moments))
    return {
        "entries": entries,
        "works": page.works,
        "wrote_after": page.works and mail_marks.wrote_after_closing(asked, moments),
        "reader_reason": "" if page.works or offer else permissions.can_work(request.user, asked)[1],
        "possible": [one for one in steps if not one.reason],
        "impossible": [one for one in steps if one.reason],
        "offer": offer,
        "offer_due": first_answer.moment_text(offer.due_at) if offer else "",
        "offered_to": letters.name_of(offer.to_hub) if offer else "",
        "answers_offer": bool(offer and permissions.can_answer_offer(request.user, offer)[0]),
        "elsewhere": _elsewhere(asked) if page.works and not offer and asked.state in OPEN else None,
    }


def _elsewhere(asked: HelpRequest):
    """The hub of the company's region, when that is another desk than this one: one click hands it over."""
    hub = getattr(asked.region, "hub", None) if asked.region else None
    return hub if hub and hub.pk != asked.hub_id and not asked.erased else None


def _company(person: User, asked: HelpRequest) -> Company | None:
    """As the desk that has the request knows it. During a hand-over the other desk has no page of it yet."""
    company = asked.company
    known = company and company.hub_id == asked.hub_id and permissions.reads_at(person, asked.hub)
    return company if known else None


def title(asked: HelpRequest, readable: bool) -> str:
    if readable and asked.company_name:
        return asked.company_name
    return _("Help request of %(date)s") % {"date": date_long(asked.created_at)}


def _facts(asked: HelpRequest, readable: bool) -> list[tuple[str, object]]:
    region = local(asked.region, "name") if asked.region else None
    facts = [
        (_("Received"), date_long(asked.created_at)),
        (_("How"), asked.get_source_display()),
        (_("Desk"), letters.desk_name(asked)),
        (_("In the hands of"), _hands(asked)),
        (_("Place and region"), desk.where(asked) if readable else region),
        (_("Language"), get_language_info(asked.language)["name_translated"]),
    ]
    if asked.fieldlab and readable:
        facts.append((_("About Fieldlab"), asked.fieldlab.name))
    if asked.withdrawn:
        facts.append((_("Withdrawn"), date_long(asked.withdrawn_at)))
    return facts + _outcome(asked, readable)


def _hands(asked: HelpRequest) -> str:
    return absence.name_and_stand_in(asked.assigned_to, asked.stand_in) if asked.assigned_to else _("nobody yet")


def _outcome(asked: HelpRequest, readable: bool) -> list[tuple[str, object]]:
    """What came of it. What the company told about its money and people is for the desk that has it."""
    if asked.state != HelpRequest.State.CLOSED:
        return []
    facts = [(_("Closed on"), date_long(asked.closed_at)), (_("Outcome"), asked.get_outcome_display())]
    if readable and asked.outcome == HelpRequest.Outcome.STEP:
        money = None if asked.investment is None else euro(asked.investment)
        facts += [(_("Investment"), money), (_("Jobs"), asked.jobs)]
    return facts
