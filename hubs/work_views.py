"""What a desk does with a request: each step its own address, and back to the request."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from fieldlabs.models import Fieldlab
from hubs import actions, consent, doubles, letters, permissions, work_forms
from hubs.models import HandOver, HelpRequest, Hub
from hubs.request_views import Page, detail, known_to, page_of, private, title
from programme.models import Instrument, Partner
from ui.language import local

NATIONAL = "national"
INVALID = 422


def at_work(request: HttpRequest, request_id: uuid.UUID) -> Page:
    """The request of one's own desk; 403 with the reason for who only reads it."""
    asked = known_to(request, request_id)
    page = page_of(request, asked)
    if not page.works:
        raise PermissionDenied(permissions.can_work(request.user, asked)[1])
    return page


def _back(asked: HelpRequest) -> HttpResponse:
    return redirect("hubs:request_detail", request_id=asked.pk)


def _try(request: HttpRequest, asked: HelpRequest, act: Callable[[], object], done: str) -> HttpResponse:
    """A step without a form: what is refused is said on the page of the request."""
    try:
        act()
    except actions.RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        messages.success(request, done)
    return _back(asked)


def _address(name: str, page: Page) -> dict[str, str]:
    return {
        "action": reverse(f"hubs:{name}", args=[page.asked.pk]),
        "cancel_url": reverse("hubs:request_detail", args=[page.asked.pk]),
    }


def _form_page(
    request: HttpRequest,
    page: Page,
    form: work_forms.StepForm,
    act: Callable[[dict[str, object]], object],
    *,
    heading: str,
    done: str,
    intro: str = "",
    search: dict[str, str] | None = None,
) -> HttpResponse:
    """Shows the form, and does the step when it is sent well."""
    asked = page.asked
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, done)
            return _back(asked)
    name = title(asked, page.readable)
    context = {
        "crumbs": [
            (_("Help requests"), reverse("hubs:request_list")),
            (name, reverse("hubs:request_detail", args=[asked.pk])),
            (heading, None),
        ],
        "heading": heading,
        "name": name,
        "intro": intro,
        "search": search,
        "form": form,
    }
    return private(render(request, "hubs/request_step.html", context, status=INVALID if form.errors else 200))


@allow(*permissions.WORKERS)
@require_POST
def request_take(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    asked = at_work(request, request_id).asked
    return _try(
        request, asked, lambda: actions.take(request=asked, by=request.user), _("You have this request in hand.")
    )


@allow(*permissions.WORKERS)
@require_POST
def request_release(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    asked = at_work(request, request_id).asked
    done = _("The request is put back: a colleague can take it up.")
    return _try(request, asked, lambda: actions.release(request=asked, by=request.user), done)


@allow(*permissions.WORKERS)
@require_POST
def request_answer(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """From the page of the request itself; with a mistake in it that page comes back."""
    asked = at_work(request, request_id).asked
    form = work_forms.AnswerForm(request.POST, action=request.path, prefix="answer")
    if form.is_valid():
        typed = form.cleaned_data
        try:
            actions.answer(request=asked, text=typed["text"], signed=typed["signed"], key=typed["key"], by=request.user)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("Your answer stands on the company's page. A letter tells the company."))
            return _back(asked)
    return detail(request, asked, answer=form)


@allow(*permissions.WORKERS)
@require_POST
def request_note(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    asked = at_work(request, request_id).asked
    form = work_forms.NoteForm(request.POST, reads=bool(asked.email), action=request.path, prefix="note")
    if form.is_valid():
        try:
            actions.note(request=asked, by=request.user, **form.cleaned_data)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("Noted."))
            return _back(asked)
    return detail(request, asked, note=form)


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def request_assign(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    page = at_work(request, request_id)
    staying = permissions.people_of(page.asked.hub, only_staying=True)
    people = [one for one in staying if one.pk != page.asked.assigned_to_id]
    form = work_forms.AssignForm(request.POST or None, people=people, **_address("request_assign", page))
    return _form_page(
        request, page, form,
        lambda typed: actions.assign(request=page.asked, to=typed["person"], by=request.user),
        heading=_("Give to a colleague"), done=_("The request is given to a colleague, who gets a letter."),
        intro="" if people else _("Nobody else works at this desk. A coordinator invites people on the hub's page."),
    )  # fmt: skip


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def request_refer(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    page = at_work(request, request_id)
    form = work_forms.ReferForm(request.POST or None, targets=_targets(page.asked), **_address("request_refer", page))
    return _form_page(
        request, page, form,
        lambda typed: actions.refer(request=page.asked, to=typed["to"], text=typed["text"], by=request.user),
        heading=_("Refer"), done=_("The company gets a letter and reads on its page who can help it further.")
        if page.asked.email else _("The referral is noted. Tell the caller by telephone."),
        intro=_("The company gets in touch itself: we send nothing about it to others. The request stays with you."),
    )  # fmt: skip


def _targets(asked: HelpRequest) -> list[tuple[str, dict[str, object]]]:
    return [
        (_("Fieldlabs"), {f"fieldlab:{one.slug}": one for one in Fieldlab.objects.public().order_by("name")}),
        (_("Expertise Centre"), {f"partner:{one.slug}": one for one in Partner.objects.filter(expertise_centre=True)}),
        (_("Support"), {f"instrument:{one.slug}": one for one in Instrument.objects.known()}),
        (_("Hubs"), {f"hub:{one.slug}": one for one in _other_hubs(asked)}),
    ]


def _other_hubs(asked: HelpRequest) -> list[Hub]:
    return list(Hub.objects.exclude(pk=asked.hub_id).select_related("region"))


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def request_hand_over(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """To another desk. The button on the request's page comes here with the desk and the reason filled in."""
    page = at_work(request, request_id)
    hubs = {one.slug: one for one in _other_hubs(page.asked)}
    desks = [(slug, f"{one.name} ({local(one.region, 'name')})") for slug, one in hubs.items()]
    if page.asked.hub_id is not None:
        desks.append((NATIONAL, letters.name_of(None)))
    form = work_forms.HandOverForm(
        request.POST or None,
        desks=desks,
        must_ask=not consent.allows_hand_over(page.asked.consent_version),
        initial=_proposed(request, hubs),
        **_address("request_hand_over", page),
    )

    def act(typed: dict[str, object]) -> None:
        to, day = hubs.get(str(typed["to"])), typed.get("agreed_on")
        actions.hand_over(request=page.asked, to=to, reason=str(typed["reason"]), agreed_on=day, by=request.user)

    return _form_page(
        request, page, form, act,
        heading=_("Hand over to another desk"),
        done=_("The request is offered to the other desk. It stays with you until that desk accepts it."),
        intro=_("The other desk reads the whole request and accepts it within one working day, or it comes back. "
                "The company keeps its link and sees which desk has its question."),
    )  # fmt: skip


def _proposed(request: HttpRequest, hubs: dict[str, Hub]) -> dict[str, str]:
    """`?naar=` from the button that says that the company is in the region of that hub."""
    slug = request.GET.get("naar", "")
    return {"to": slug, "reason": _("The company is in your region.")} if slug in hubs else {}


def _offer(request: HttpRequest, request_id: uuid.UUID) -> tuple[Page, HandOver]:
    """The request and its open hand-over; without one 404 for the other desk, which then knows of nothing."""
    page = page_of(request, known_to(request, request_id))
    latest = page.offer or next(iter(page.offers), None)
    if latest is None:
        raise Http404
    return page, latest


@allow(*permissions.WORKERS)
@require_POST
def handover_accept(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    page, offer = _offer(request, request_id)
    done = _("The request is at your desk now. Take it up, or give it to a colleague.")
    return _try(request, page.asked, lambda: actions.accept(handover=offer, by=request.user), done)


@allow(*permissions.WORKERS)
@require_POST
def handover_take_back(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    page, offer = _offer(request, request_id)
    done = _("The request stays at your desk.")
    return _try(request, page.asked, lambda: actions.take_back(handover=offer, by=request.user), done)


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def handover_give_back(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    page, offer = _offer(request, request_id)
    allowed, reason = permissions.can_answer_offer(request.user, offer)
    if not allowed:
        raise PermissionDenied(reason)
    form = work_forms.GiveBackForm(request.POST or None, **_address("handover_give_back", page))
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_back(handover=offer, answer=form.cleaned_data["answer"], by=request.user)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("The request went back to the desk that offered it."))
            return redirect("hubs:request_list")
    return _form_page(request, page, form, lambda typed: None, heading=_("Give back"), done="")


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def request_close(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    page = at_work(request, request_id)
    form = work_forms.CloseForm(request.POST or None, **_address("request_close", page))

    def act(typed: dict[str, object]) -> None:
        result = actions.Result(typed["outcome"], typed["investment"], typed["jobs"])
        actions.close(request=page.asked, result=result, text=typed["text"], by=request.user)

    done = _("The request is closed. The company gets a letter.") if page.asked.email else _("The request is closed.")
    return _form_page(request, page, form, act, heading=_("Close"), done=done)


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def request_reopen(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    page = at_work(request, request_id)
    form = work_forms.ReopenForm(request.POST or None, **_address("request_reopen", page))
    return _form_page(
        request, page, form,
        lambda typed: actions.reopen(request=page.asked, reason=typed["reason"], by=request.user),
        heading=_("Open again"), done=_("The request is open again."),
    )  # fmt: skip


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def request_withdraw_for(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """A caller without an e-mail address has no page of its own, and asks the desk."""
    page = at_work(request, request_id)
    form = work_forms.WithdrawForm(request.POST or None, **_address("request_withdraw_for", page))
    return _form_page(
        request, page, form, lambda typed: actions.withdraw_for_caller(request=page.asked, by=request.user),
        heading=_("Withdraw for the caller"), done=_("The question is withdrawn. What was noted has been deleted."),
        intro=_("Do this when the caller asks for it. The details, the question and all notes go at once, for good."),
    )  # fmt: skip


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def request_merge(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    page, words = at_work(request, request_id), request.GET.get("q", "").strip()[:200]
    others = doubles.near(page.asked, words, request.POST.get("into", ""))
    form = work_forms.MergeForm(request.POST or None, others=others, **_address("request_merge", page))
    intro = _("This request then ends, and the one that you choose goes on.")
    return _form_page(
        request,
        page,
        form,
        lambda typed: actions.merge(request=page.asked, into=typed["into"], by=request.user),
        heading=_("Merge with a double"),
        done=_("The requests are merged. Both timelines stay readable."),
        intro=f"{intro} {_merge_list(words, found=bool(others))}",
        search={"label": _("Search all open requests of your desk"), "value": words},
    )


def _merge_list(words: str, *, found: bool) -> str:
    """What stands in the list, in words."""
    if words:
        return _("You see what was found.") if found else _("Nothing was found. Search with other words.")
    if found:
        return _("You see the open requests of your desk of the same company or the same sender.")
    return _("Your desk has no other open request of this company or this sender.")
