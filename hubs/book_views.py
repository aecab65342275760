"""The companies that a desk knows: the list, a company's page, and what a desk notes of it."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce, JSONObject, TruncDate
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from hubs import actions, book, book_forms, counting, desks, letters, permissions, services, timeline
from hubs.desk import KINDS
from hubs.models import Company, HelpRequest, Moment, Registration, ServiceDelivered
from hubs.retention import COMPANY_MONTHS
from jobs import clock
from ui.formats import date_long
from ui.language import local

MOMENTS = 50
MOST_ROWS = 100
INVALID, NEWER = 422, 409
HEADINGS = ("name", "kvk_number", "contact_name", "email", "telephone", "place", "region", "size", "sector")


def private(response: HttpResponse) -> HttpResponse:
    """It names companies: kept by no cache."""
    response.headers["Cache-Control"] = "no-store, private"
    return response


def crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("Help requests"), reverse("hubs:request_list")), *more]


def _of_companies(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return crumbs((_("Companies"), reverse("hubs:company_list")), *more)


def _read_by(request: HttpRequest) -> desks.Desks:
    if not permissions.has_desk(request.user):
        raise PermissionDenied(_("Only who works at a desk sees its companies."))
    return desks.read_by(request.user)


@allow(*permissions.DESK)
@require_safe
def company_list(request: HttpRequest) -> HttpResponse:
    own, asked = _read_by(request), book.Question.of(request.GET)
    filters = book.filters(own, asked)
    pages = counting.Pages(book.by_turns(own, asked, filters), filters.number, book.PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "crumbs": _of_companies()[:-1] + [(_("Companies"), None)],
        "desks": ", ".join(letters.name_of(one) for one in own.all()),
        "asked": asked,
        "filters": filters,
        "kept": [(name, value) for name, value in _kept(asked) if value],
        "most": pages.most,
        "page": page,
        "rows": book.rows(page.object_list),
        "works": permissions.works_somewhere(request.user),
    }
    return private(render(request, "hubs/company_list.html", context))


def _kept(asked: book.Question) -> list[tuple[str, str]]:
    """What the forms for words and sector keep of the question."""
    sort = "" if asked.sort == book.FIRST_SORT else asked.sort
    return [("regio", asked.regio), ("grootte", asked.grootte), ("vraag", asked.vraag), ("sort", sort)]


@allow(*permissions.DESK)
@require_safe
def company_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file, whole."""
    own = _read_by(request)
    table = book.companies_csv(book.rows(book.found(own, book.Question.of(request.GET))))
    response = HttpResponse(table, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="bedrijven.csv"'
    return private(response)


def company_of(request: HttpRequest, company_id: int) -> Company:
    """A company of an own desk; 404 for everybody else, as if it did not exist."""
    wide = Company.objects.select_related("hub__region", "place", "region", "size", "sector", "added_by")
    wide = wide.annotate(registered=_registrations())
    company = get_object_or_404(wide.defer("search"), pk=company_id)
    if not permissions.reads_at(request.user, company.hub):
        raise Http404
    return company


def at_work(request: HttpRequest, company_id: int) -> Company:
    company = company_of(request, company_id)
    allowed, reason = permissions.can_work_with(request.user, company)
    if not allowed:
        raise PermissionDenied(reason)
    return company


def title_of(company: Company) -> str:
    return company.name or _("Company whose data have been removed")


@allow(*permissions.DESK)
@require_safe
def company_detail(request: HttpRequest, company_id: int) -> HttpResponse:
    return detail(request, company_of(request, company_id))


def detail(request: HttpRequest, company: Company, note: book_forms.ContactForm | None = None) -> HttpResponse:
    """The page of a company; with the form that was sent with a mistake in it."""
    works = permissions.works_at(request.user, company.hub) and company.erased_at is None
    if works and note is None:
        note = book_forms.ContactForm(action=reverse("hubs:company_note", args=[company.pk]))
    requests = HelpRequest.objects.filter(company=company).select_related("assigned_to").order_by("-created_at", "pk")
    number, entries, older = _timeline(request, company)
    context = {
        "crumbs": _of_companies((title_of(company), None)),
        "title": title_of(company),
        "company": company,
        "facts": _facts(company),
        "contact": _contact(company),
        "works": works,
        "note": note,
        "requests": [(one, KINDS[one.state]) for one in requests.defer("attachment", "search")[:MOST_ROWS]],
        "services": _services(company),
        "gatherings": _gatherings(company),
        "aid": services.standing(company, clock.today()),
        "entries": entries,
        "page_number": number,
        "older": older,
        "months": COMPANY_MONTHS,
    }
    status = INVALID if note is not None and note.errors else 200
    return private(render(request, "hubs/company_detail.html", context, status=status))


def _facts(company: Company) -> list[tuple[str, object]]:
    return [
        (_("KvK number"), company.kvk_number or None),
        (_("Place and region"), book.where(company)),
        (_("Size"), book.name_of(company.size)),
        (_("Sector"), book.name_of(company.sector)),
        (_("Desk"), letters.name_of(company.hub)),
        (_("How we know it"), capfirst(company.get_source_display())),
        (_("Known since"), date_long(company.known_since)),
        (_("Last contact"), date_long(company.last_contact_on) if company.last_contact_on else None),
    ]


def _contact(company: Company) -> list[tuple[str, object]]:
    return [(_("Contact person"), company.contact_name or None), (_("Telephone number"), company.telephone or None)]


def _services(company: Company) -> list[tuple[ServiceDelivered, str]]:
    """With who did it; what was taken back too, because this is the company's history."""
    given = services.with_names(ServiceDelivered.objects.filter(company=company))
    return [(one, services.provider(one)) for one in given.order_by("-delivered_on", "-pk")[:MOST_ROWS]]


def _gatherings(company: Company) -> list[dict[str, object]]:
    """Events of this desk for which the company registered, the latest first; not once the names are removed."""
    states = dict(Registration.State.choices)
    return [
        {**one, "day": date.fromisoformat(one["day"]), "state": states[one["state"]], "title": SimpleNamespace(**one)}
        for one in company.registered
    ]


def _registrations() -> ArraySubquery:
    """As JSON in the statement that reads the company: the page has no statement to spare."""
    same = Q(identity=OuterRef("identity"), erased_at__isnull=True) & ~Q(identity="")
    # Without a hub it is the national desk's.
    rows = Registration.objects.alias(desk=Coalesce("event__hub_id", 0)).filter(
        same, desk=Coalesce(OuterRef("hub_id"), 0)
    )
    rows = rows.order_by("-event__starts_at", "pk")
    columns = {"slug": "event__slug", "title_nl": "event__title_nl", "title_en": "event__title_en"}
    return ArraySubquery(
        rows.values(
            row=JSONObject(
                name="name", state="state", attended="attended", day=TruncDate("event__starts_at"), **columns
            )
        )[:MOST_ROWS]
    )


def _timeline(request: HttpRequest, company: Company) -> tuple[int, list[timeline.Entry], bool]:
    """A page of what happened, the latest first, with and without a request; and whether there is more."""
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and 0 < int(asked[:6]) < 10_000 else 1
    start = (number - 1) * MOMENTS
    rows = Moment.objects.filter(company=company).select_related("recorded_by", "job").order_by("-recorded_at", "-pk")
    found = list(rows[start : start + MOMENTS + 1])
    shown = found[:MOMENTS]
    entries = timeline.for_desk(None, shown[::-1], ())
    linked = [_linked(entry, moment) for entry, moment in zip(entries, shown, strict=True)]
    return number, linked, len(found) > MOMENTS


def _linked(entry: timeline.Entry, moment: Moment) -> timeline.Entry:
    if moment.request_id is None or entry.url:
        return entry
    url = reverse("hubs:request_detail", args=[moment.request_id])
    return replace(entry, url=url, link=_("To the request"))


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def company_create(request: HttpRequest) -> HttpResponse:
    hub, there_is = desks.worked_by(request.user).chosen(request.GET.get("bureau", "-"))
    if not there_is:
        raise PermissionDenied(_("Only who works at a desk notes a company there."))
    cancel = reverse("hubs:company_list")
    form = book_forms.CompanyForm(request.POST or None, action=request.get_full_path(), cancel_url=cancel)
    if request.method == "POST" and form.is_valid():
        try:
            company, new = actions.add_company(hub=hub, profile=form.profile(), by=request.user)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            told = _("The company is noted.") if new else _("Your desk already knew this company. Here it is.")
            (messages.success if new else messages.info)(request, told)
            return redirect("hubs:company_detail", company_id=company.pk)
    heading = _("Note a company")
    context = {"crumbs": _of_companies((heading, None)), "heading": heading, "name": letters.name_of(hub), "form": form}
    return private(render(request, "hubs/request_step.html", context, status=INVALID if form.errors else 200))


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def company_change(request: HttpRequest, company_id: int) -> HttpResponse:
    company = kept_one(request, company_id)
    page = reverse("hubs:company_detail", args=[company.pk])
    given = {"action": request.path, "cancel_url": page, "asks_version": True}
    form = book_forms.CompanyForm(request.POST or None, initial=book_forms.initial(company), **given)
    newer: Company | None = None
    if request.method == "POST" and form.is_valid():
        wanted = {"profile": form.profile(), "version": form.cleaned_data["version"]}
        try:
            actions.change_company(company=company, by=request.user, **wanted)
        except actions.NewerVersion as broken:
            newer = broken.current
            rows = _differences(form, newer)
            # Saving again after having seen the other version is a choice.
            form = book_forms.CompanyForm({**request.POST.dict(), "version": newer.version}, **given)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect(page)
    context = {
        "crumbs": _of_companies((company.name, page), (_("Change this company"), None)),
        "heading": _("Change this company"),
        "company": company,
        "form": form,
        "newer": rows if newer else [],
        "newer_columns": [_("Field"), _("Saved meanwhile"), _("What you typed")],
    }
    status = NEWER if newer else INVALID if form.errors else 200
    return private(render(request, "hubs/company_change.html", context, status=status))


def kept_one(request: HttpRequest, company_id: int) -> Company:
    """To change: a company whose data are there."""
    company = at_work(request, company_id)
    if company.erased_at:
        raise Http404
    return company


def _differences(form: book_forms.CompanyForm, newer: Company) -> list[list[str | None]]:
    """Rows of (field, saved meanwhile, what you typed), for the fields that differ."""
    typed = form.profile()
    pairs = [(form.fields[name].label, getattr(newer, name), getattr(typed, name)) for name in HEADINGS]
    return [[str(label), _as_text(saved), _as_text(mine)] for label, saved, mine in pairs if saved != mine]


def _as_text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    return local(value, "name") if hasattr(value, "name_nl") else str(value)


@allow(*permissions.WORKERS)
@require_http_methods(["POST"])
def company_note(request: HttpRequest, company_id: int) -> HttpResponse:
    """From the page of the company itself; with a mistake in it that page comes back."""
    company = kept_one(request, company_id)
    form = book_forms.ContactForm(request.POST, action=request.path)
    if form.is_valid():
        try:
            actions.note_contact(company=company, by=request.user, **form.cleaned_data)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("Noted."))
            return redirect("hubs:company_detail", company_id=company.pk)
    return detail(request, company, form)


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def company_erase(request: HttpRequest, company_id: int) -> HttpResponse:
    company = kept_one(request, company_id)
    page = reverse("hubs:company_detail", args=[company.pk])
    form = book_forms.EraseForm(request.POST or None, action=request.path, cancel_url=page)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase_company(company=company, by=request.user)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("The data of this company have been removed."))
            return redirect(page)
    heading = _("Remove the data of this company?")
    context = {
        "crumbs": _of_companies((company.name, page), (heading, None)),
        "heading": heading,
        "name": company.name,
        "intro": _(
            "Its name, number, contact person and place go, and so does what was written about it and its requests. "
            "That there was contact, and when, remains for the figures. This cannot be undone."
        ),
        "form": form,
    }
    return private(render(request, "hubs/request_step.html", context, status=INVALID if form.errors else 200))
