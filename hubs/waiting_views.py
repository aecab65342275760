"""E-mail to a desk's own address: the list, one e-mail, and where it goes."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from hubs import actions, counting, desks, letters, permissions, reply_address, waiting_mail
from hubs.asking_forms import MailForm
from hubs.asking_views import asked_in
from hubs.book_views import INVALID, crumbs, private
from hubs.models import Company, HelpRequest, WaitingMail
from hubs.retention import SET_ASIDE_DAYS, WAITING_MAIL_MONTHS
from hubs.waiting_forms import DiscardForm
from ui.language import code

MOST_WORDS = 200


def _of_mail(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return crumbs((_("E-mail to the desk"), reverse("hubs:desk_mail_list")), *more)


@allow(*permissions.DESK)
@require_safe
def desk_mail_list(request: HttpRequest) -> HttpResponse:
    if not permissions.has_desk(request.user):
        raise PermissionDenied(_("Only who works at a desk sees its e-mail."))
    own, asked = desks.read_by(request.user), waiting_mail.Question.of(request.GET)
    numbers = waiting_mail.numbers(own, asked)
    pages = counting.Pages(waiting_mail.found(own, asked), numbers["fits"], waiting_mail.PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs((_("E-mail to the desk"), None)),
        "desks": [(letters.name_of(one), reply_address.of_desk(one)) for one in own.all()],
        "asked": asked,
        "kept": [("stand", asked.state)] if asked.state else [],
        "filters": waiting_mail.filters(asked, numbers),
        "is_empty": not numbers["alles"],
        "most": pages.most,
        "page": page,
        "rows": [waiting_mail.row(one) for one in page.object_list],
    }
    return private(render(request, "hubs/desk_mail_list.html", context))


def _mail_of(request: HttpRequest, mail_id: int) -> WaitingMail:
    """An e-mail of an own desk; 404 for everybody else, as if it did not exist."""
    wide = WaitingMail.objects.select_related("hub__region", "handled_by", "restored_by", "request", "company")
    narrow = wide.defer("search", "request__attachment", "request__question", "request__search", "company__search")
    mail = get_object_or_404(narrow, pk=mail_id)
    if not permissions.reads_at(request.user, mail.hub):
        raise Http404
    return mail


def _at_work(request: HttpRequest, mail_id: int) -> WaitingMail:
    mail = _mail_of(request, mail_id)
    allowed, reason = permissions.can_handle(request.user, mail)
    if not allowed:
        raise PermissionDenied(reason)
    return mail


@allow(*permissions.DESK)
@require_safe
def desk_mail_detail(request: HttpRequest, mail_id: int) -> HttpResponse:
    return _detail(request, _mail_of(request, mail_id))


def _detail(request: HttpRequest, mail: WaitingMail, form: DiscardForm | None = None) -> HttpResponse:
    """The page of an e-mail; with the form that was sent with a mistake in it."""
    works = permissions.works_at(request.user, mail.hub)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:MOST_WORDS]
    places = works and mail.waits
    if places and form is None:
        form = DiscardForm(action=reverse("hubs:desk_mail_discard", args=[mail.pk]))
    companies = waiting_mail.companies_for(mail, words) if places else []
    context = {
        "crumbs": _of_mail((_title(mail), None)),
        "title": _title(mail),
        "mail": mail,
        "kind": waiting_mail.KINDS[mail.state],
        "desk": letters.name_of(mail.hub),
        "facts": _facts(mail),
        "places": places,
        "restores": works and actions.can_restore(mail),
        "words": words,
        "requests": waiting_mail.requests_for(mail, words, companies) if places else [],
        "companies": companies,
        "form": form,
        "days": SET_ASIDE_DAYS,
        "months": WAITING_MAIL_MONTHS,
    }
    status = INVALID if form is not None and form.errors else 200
    return private(render(request, "hubs/desk_mail_detail.html", context, status=status))


def _title(mail: WaitingMail) -> str:
    if mail.state == WaitingMail.State.PLACED:
        return _("E-mail that was placed")
    if mail.erased_at:
        return _("E-mail whose data have been removed")
    return mail.subject or _("E-mail without a subject")


def _facts(mail: WaitingMail) -> list[tuple[str, object]]:
    """Who wrote; not once it was placed or removed."""
    if mail.state == WaitingMail.State.PLACED or mail.erased_at:
        return []
    return [(_("Name"), mail.sender_name or None), (_("E-mail address"), mail.sender or None)]


# --- What is done with it --------------------------------------------------------------------------------------------


def _done(request: HttpRequest, mail: WaitingMail, act: Callable[[], object], told: str, to: str = "") -> HttpResponse:
    """Do it and go on, or back to the e-mail with the sentence of who was first."""
    try:
        act()
    except actions.RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect("hubs:desk_mail_detail", mail_id=mail.pk)
    messages.success(request, told)
    return redirect(to or reverse("hubs:desk_mail_list"))


@allow(*permissions.WORKERS)
@require_POST
def desk_mail_place(request: HttpRequest, mail_id: int) -> HttpResponse:
    """With `request` or `company` in the form: of this desk, else 404."""
    mail = _at_work(request, mail_id)
    about = _chosen(request, mail)
    asked = isinstance(about, HelpRequest)
    told = _("The e-mail stands with the request now.") if asked else _("The e-mail stands with the company now.")
    page = reverse("hubs:request_detail" if asked else "hubs:company_detail", args=[about.pk])
    return _done(request, mail, lambda: actions.place_mail(mail=mail, about=about, by=request.user), told, page)


def _chosen(request: HttpRequest, mail: WaitingMail) -> HelpRequest | Company:
    number = request.POST.get("company", "")
    if number.isascii() and number.isdigit() and len(number) < 19:
        return get_object_or_404(Company.objects.defer("search"), pk=int(number), hub=mail.hub)
    try:
        key = uuid.UUID(request.POST.get("request", ""))
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(HelpRequest.objects.defer("attachment", "search"), pk=key, hub=mail.hub)


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def desk_mail_ask(request: HttpRequest, mail_id: int) -> HttpResponse:
    """A new request of its sender, in the hands of who makes it."""
    mail = _at_work(request, mail_id)
    page = reverse("hubs:desk_mail_detail", args=[mail.pk])
    if not mail.waits and request.method != "POST":
        return redirect(page)
    form = MailForm(request.POST or None, initial=_known(mail), cancel_url=page)
    if request.method == "POST" and form.is_valid():
        try:
            asked = asked_in(form) | {"language": code()}
            made = actions.ask_from_mail(mail=mail, asked=asked, by=request.user)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("The request is made and in your hands. The sender gets a letter."))
            return redirect("hubs:request_detail", request_id=made.pk)
    heading = _("New request from an e-mail")
    context = {
        "crumbs": _of_mail((_title(mail), page), (heading, None)),
        "heading": heading,
        "name": letters.name_of(mail.hub),
        "intro": _("The e-mail itself stands with the request too. Shorten the question to what the sender asks."),
        "form": form,
    }
    return private(render(request, "hubs/request_step.html", context, status=INVALID if form.errors else 200))


def _known(mail: WaitingMail) -> dict[str, str]:
    """What the e-mail tells. Its text may be longer than a question is; then its beginning."""
    question = f"{mail.subject}\n\n{mail.text}".strip()[: HelpRequest._meta.get_field("question").max_length]
    return {"contact_name": mail.sender_name, "email": mail.sender, "question": question}


@allow(*permissions.WORKERS)
@require_POST
def desk_mail_discard(request: HttpRequest, mail_id: int) -> HttpResponse:
    mail = _at_work(request, mail_id)
    form = DiscardForm(request.POST, action=request.path)
    if not form.is_valid():
        return _detail(request, mail, form)
    reason = form.cleaned_data["reason"]
    told = _("The e-mail is set aside. You can take it back within a day.")
    return _done(request, mail, lambda: actions.discard_mail(mail=mail, reason=reason, by=request.user), told)


@allow(*permissions.WORKERS)
@require_POST
def desk_mail_restore(request: HttpRequest, mail_id: int) -> HttpResponse:
    mail = _at_work(request, mail_id)
    page = reverse("hubs:desk_mail_detail", args=[mail.pk])
    told = _("The e-mail waits again.")
    return _done(request, mail, lambda: actions.restore_mail(mail=mail, by=request.user), told, page)
