"""The pages of the services that desks delivered: the list, recording one, and taking one back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from fieldlabs.models import Fieldlab
from hubs import actions, desks, letters, permissions, service_forms, services
from hubs.book_views import INVALID, MOST_ROWS, at_work, crumbs, private, title_of
from hubs.models import Company, HelpRequest, ServiceDelivered
from jobs import clock


def _read_by(request: HttpRequest) -> desks.Desks:
    if not permissions.has_desk(request.user):
        raise PermissionDenied(_("Only who works at a desk sees its services."))
    return desks.read_by(request.user)


@allow(*permissions.DESK)
@require_safe
def service_list(request: HttpRequest) -> HttpResponse:
    own, asked = _read_by(request), services.Question.of(request.GET)
    found = services.found(own, asked)
    page = Paginator(found, services.PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs((_("Services delivered"), None)),
        "desks": ", ".join(letters.name_of(one) for one in own.all()),
        "asked": asked,
        "filters": services.filters(own, asked),
        "sums": services.sums(found),
        "page": page,
        "rows": [(one, services.provider(one)) for one in page.object_list],
        "works": permissions.works_somewhere(request.user),
    }
    return private(render(request, "hubs/service_list.html", context))


@allow(*permissions.DESK)
@require_safe
def service_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file, whole."""
    found = services.found(_read_by(request), services.Question.of(request.GET))
    response = HttpResponse(services.services_csv(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="diensten.csv"'
    return private(response)


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def service_record(request: HttpRequest, company_id: int) -> HttpResponse:
    company = at_work(request, company_id)
    if company.erased_at:
        raise Http404
    page = reverse("hubs:company_detail", args=[company.pk])
    form = _form(request, company, page)
    if request.method == "POST" and form.is_valid():
        typed = {"delivered": form.delivered(), "key": form.cleaned_data["key"]}
        try:
            actions.record_service(company=company, by=request.user, **typed)
        except actions.RuleBroken as broken:
            form.add_error(service_forms.FIELDS.get(broken.code), broken.message)
        else:
            messages.success(request, _("The service is recorded."))
            return redirect(page + "#services")
    heading = _("Record a service delivered")
    context = {
        "crumbs": _of_company(company, page, heading),
        "heading": heading,
        "name": company.name,
        "aid": services.standing(company, clock.today()),
        "form": form,
    }
    return private(render(request, "hubs/service_record.html", context, status=INVALID if form.errors else 200))


def _form(request: HttpRequest, company: Company, page: str) -> service_forms.ServiceForm:
    asked = HelpRequest.objects.filter(company=company, erased_at__isnull=True).order_by("-created_at")
    return service_forms.ServiceForm(
        request.POST or None,
        action=request.path,
        cancel_url=page,
        company=company,
        fieldlabs=list(Fieldlab.objects.public().only("name", "region").order_by("name")),
        requests=list(asked.only("created_at")[:MOST_ROWS]),
    )


def _of_company(company: Company, page: str, heading: str) -> list[tuple[str, str | None]]:
    return crumbs((_("Companies"), reverse("hubs:company_list")), (title_of(company), page), (heading, None))


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def service_withdraw(request: HttpRequest, service_id: int) -> HttpResponse:
    service = _of_own_desk(request, service_id)
    page = reverse("hubs:company_detail", args=[service.company_id])
    form = service_forms.WithdrawServiceForm(request.POST or None, action=request.path, cancel_url=page)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_service(service=service, by=request.user, **form.cleaned_data)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("The service is taken back. It no longer counts."))
            return redirect(page + "#services")
    heading = _("Take this service back?")
    context = {
        "crumbs": _of_company(service.company, page, heading),
        "heading": heading,
        "name": f"{title_of(service.company)}: {service.get_kind_display()}",
        "intro": _("It stays on record with your reason, and no longer counts: not in the figures, and not as aid."),
        "form": form,
    }
    return private(render(request, "hubs/request_step.html", context, status=INVALID if form.errors else 200))


def _of_own_desk(request: HttpRequest, service_id: int) -> ServiceDelivered:
    """Of another desk or taken back already: 404, as if it did not exist."""
    wide = services.with_names(ServiceDelivered.objects.filter(withdrawn_at__isnull=True))
    service = get_object_or_404(wide.select_related("company__hub"), pk=service_id)
    if not permissions.reads_at(request.user, service.company.hub):
        raise Http404
    allowed, reason = permissions.can_work_with(request.user, service.company)
    if not allowed:
        raise PermissionDenied(reason)
    return service
