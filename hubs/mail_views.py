"""Writing to a company: from a letter or from nothing, about its request or without one."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from hubs import actions, book_views, letters, mail_forms, merging, permissions, work_views
from hubs.models import Company, HelpRequest, Hub, LetterTemplate, Moment
from hubs.request_views import private, title

INVALID = 422


def _offered(hub: Hub | None) -> list[LetterTemplate]:
    """The letters of this desk and those of the national desk, its own first."""
    found = LetterTemplate.objects.filter(Q(hub=hub) | Q(hub__isnull=True), retired=False)
    return sorted(found, key=lambda one: (one.hub_id is None, one.title))


def _values(request: HttpRequest, about: HelpRequest | Company, language: str) -> dict[str, str]:
    """Fields and what they become; without braces, so that nobody's name fills in anything."""
    with translation.override(language):
        name = about.company_name if isinstance(about, HelpRequest) else about.name
        values = {
            "company": name,
            "name": about.contact_name or _("sir or madam"),
            "me": request.user.name,
            "hub": letters.name_of(about.hub),
        }
    return {field: merging.one_line(value.replace("{", "").replace("}", "")) for field, value in values.items()}


def _start(request: HttpRequest, about: HelpRequest | Company, templates: Sequence[LetterTemplate]) -> dict[str, str]:
    """What the form begins with: the chosen letter in the chosen language, filled in; or nothing."""
    known = getattr(about, "language", "nl")
    asked = request.GET.get("taal", known)
    language = asked if asked in ("nl", "en") else known
    chosen = next((one for one in templates if str(one.pk) == request.GET.get("brief", "")), None)
    start = {"language": language, "brief": str(chosen.pk) if chosen else "", "taal": language}
    if chosen is None:
        return start
    values = _values(request, about, language)
    parts = {"subject": f"subject_{language}", "text": f"body_{language}"}
    return start | {part: merging.fill(getattr(chosen, column), values) for part, column in parts.items()}


def _page(
    request: HttpRequest, form: mail_forms.CompanyMailForm, about: HelpRequest | Company, *, pick, path: list
) -> HttpResponse:
    context = {
        "crumbs": [*path, (_("Write an e-mail"), None)],
        "pick": pick,
        "form": form,
        "name": path[-1][0],
        "to": about.email,
        "contact": about.contact_name,
    }
    return private(render(request, "hubs/mail_write.html", context, status=INVALID if form.errors else 200))


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def request_mail(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    page = work_views.at_work(request, request_id)
    asked = page.asked
    back = reverse("hubs:request_detail", args=[asked.pk])
    templates = _offered(asked.hub)
    start = _start(request, asked, templates)
    form = mail_forms.RequestMailForm(request.POST or None, initial=start, action=request.path, cancel_url=back)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        chosen = {name: typed[name] for name in ("public", "answers", "key")}
        try:
            actions.mail_about_request(request=asked, mail=form.mail(), by=request.user, **chosen)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("The e-mail is written and goes out at once. Here you see whether it is sent."))
            return redirect(back)
    path = [(_("Help requests"), reverse("hubs:request_list")), (title(asked, page.readable), back)]
    pick = mail_forms.PickForm(initial=start, templates=templates, action=request.path)
    return _page(request, form, asked, pick=pick, path=path)


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def company_mail(request: HttpRequest, company_id: int) -> HttpResponse:
    company = book_views.kept_one(request, company_id)
    back = reverse("hubs:company_detail", args=[company.pk])
    # Without a request there is no page to lead to.
    templates = [one for one in _offered(company.hub) if merging.LINK not in one.body_nl + one.body_en]
    start = _start(request, company, templates)
    form = mail_forms.CompanyMailForm(request.POST or None, initial=start, action=request.path, cancel_url=back)
    if not company.email:
        messages.error(request, _("The desk does not know the e-mail address of this company."))
        return redirect(back)
    if request.method == "POST" and form.is_valid():
        try:
            actions.mail_company(company=company, mail=form.mail(), key=form.cleaned_data["key"], by=request.user)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("The e-mail is written and goes out at once. Here you see whether it is sent."))
            return redirect(back)
    path = [*book_views.crumbs((_("Companies"), reverse("hubs:company_list"))), (company.name, back)]
    pick = mail_forms.PickForm(initial=start, templates=templates, action=request.path)
    return _page(request, form, company, pick=pick, path=path)


@allow(*permissions.WORKERS)
@require_POST
def mail_again(request: HttpRequest, moment_id: int) -> HttpResponse:
    """Of another desk: 404, as if it did not exist."""
    wide = Moment.objects.select_related("request__hub__region", "company__hub__region")
    moment = get_object_or_404(wide, pk=moment_id, kind=Moment.Kind.MAIL_OUT)
    about = moment.request or moment.company
    if not permissions.works_at(request.user, about.hub):
        raise Http404
    try:
        actions.send_again(moment=moment, by=request.user)
    except actions.RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        messages.success(request, _("The portal tries to send it again."))
    if moment.request:
        return redirect("hubs:request_detail", request_id=moment.request_id)
    return redirect("hubs:company_detail", company_id=moment.company_id)
