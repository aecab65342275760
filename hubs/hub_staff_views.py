"""Pages on which a hub writes its own public page."""

from dataclasses import fields

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from hubs import both_versions, hub_forms, publishing
from hubs.actions import hub_page as actions
from hubs.actions.versions import NewerVersion
from hubs.event_staff_views import status, trying
from hubs.models import Hub, HubPartner


def crumbs(hub: Hub, *more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("Hubs"), reverse("hubs:hub_list")), (hub.name, hub.get_absolute_url()), *more]


def written_hub(request: HttpRequest, region: str) -> Hub:
    """The hub, or 403 for who does not write for it."""
    hub = get_object_or_404(Hub.objects.select_related("region"), region__slug=region)
    allowed, reason = publishing.can_write(request.user, hub)
    if not allowed:
        raise PermissionDenied(reason)
    return hub


def _known(hub: Hub) -> dict[str, object]:
    return {one.name: getattr(hub, one.name) for one in fields(actions.Words)} | {"version": hub.version}


def _partner(partner: HubPartner, version: int) -> dict[str, object]:
    return {one.name: getattr(partner, one.name) for one in fields(actions.PartnerWords)} | {"version": version}


@allow(*publishing.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def hub_edit(request: HttpRequest, region: str) -> HttpResponse:
    """What the hub does, its desk, and the list of its partners."""
    hub = written_hub(request, region)
    given = {"cancel_url": hub.get_absolute_url()}
    form, newer = hub_forms.HubForm(request.POST or None, initial=_known(hub), **given), []
    if form.is_valid():
        typed = dict(form.cleaned_data)
        version = typed.pop("version")
        try:
            words = actions.Words(**typed)
            saved = trying(form, lambda: actions.change_hub(by=request.user, hub=hub, words=words, version=version))
        except NewerVersion as broken:
            newer, saved = both_versions.differences(form, _known(broken.current)), None
            form = hub_forms.HubForm(both_versions.from_version(request.POST, broken.current.version), **given)
        if saved:
            messages.success(request, _("Your changes are saved."))
            return redirect(hub)
    context = {
        "crumbs": crumbs(hub, (_("Change this page"), None)),
        "hub": hub,
        "form": form,
        "newer": newer,
        "newer_columns": both_versions.columns(),
        "partners": list(hub.partners.order_by("kind", "name")),
    }
    return render(request, "hubs/hub_edit.html", context, status=409 if newer else status(form))


@allow(*publishing.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def hub_partner_add(request: HttpRequest, region: str) -> HttpResponse:
    hub = written_hub(request, region)
    back = reverse("hubs:hub_edit", args=[region])
    form = hub_forms.PartnerForm(request.POST or None, initial={"version": hub.version}, cancel_url=back)
    if form.is_valid():
        words = actions.PartnerWords(**{k: v for k, v in form.cleaned_data.items() if k != "version"})
        if trying(form, lambda: actions.add_partner(by=request.user, hub=hub, words=words)):
            messages.success(request, _("The partner is on the page."))
            return redirect(back)
    context = {"crumbs": crumbs(hub, (_("Change this page"), back), (_("Add a partner"), None)), "form": form}
    return render(request, "hubs/hub_partner.html", {**context, "title": _("Add a partner")}, status=status(form))


def _partner_of(hub: Hub, partner_id: int) -> HubPartner:
    return get_object_or_404(HubPartner.objects.select_related("hub__region"), pk=partner_id, hub=hub)


@allow(*publishing.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def hub_partner_change(request: HttpRequest, region: str, partner_id: int) -> HttpResponse:
    hub = written_hub(request, region)
    partner = _partner_of(hub, partner_id)
    back, newer, saved = reverse("hubs:hub_edit", args=[region]), [], None
    form = hub_forms.PartnerForm(request.POST or None, initial=_partner(partner, hub.version), cancel_url=back)
    if form.is_valid():
        typed = dict(form.cleaned_data)
        version = typed.pop("version")
        words = actions.PartnerWords(**typed)
        try:
            saved = trying(
                form,
                lambda: actions.change_partner(by=request.user, partner=partner, words=words, version=version),
            )
        except NewerVersion as broken:
            newer = both_versions.differences(form, _partner(_partner_of(hub, partner_id), 0))
            data = both_versions.from_version(request.POST, broken.current.version)
            form = hub_forms.PartnerForm(data, cancel_url=back)
            form.add_error(None, broken.message)
        if saved:
            messages.success(request, _("Your changes are saved."))
            return redirect(back)
    context = {
        "crumbs": crumbs(hub, (_("Change this page"), back), (partner.name, None)),
        "title": _("Change a partner"),
        "form": form,
        "newer": newer,
        "newer_columns": both_versions.columns(),
        "partner": partner,
        "hub": hub,
    }
    return render(request, "hubs/hub_partner.html", context, status=409 if newer else status(form))


@allow(*publishing.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def hub_partner_remove(request: HttpRequest, region: str, partner_id: int) -> HttpResponse:
    """Asks once."""
    hub = written_hub(request, region)
    partner = _partner_of(hub, partner_id)
    back = reverse("hubs:hub_edit", args=[region])
    if request.method == "POST":
        actions.remove_partner(by=request.user, partner=partner)
        messages.success(request, _("%(name)s is off the page.") % {"name": partner.name})
        return redirect(back)
    context = {
        "crumbs": crumbs(hub, (_("Change this page"), back), (partner.name, None)),
        "partner": partner,
        "back": back,
    }
    return render(request, "hubs/hub_partner_remove.html", context)
