"""Public pages of the five hubs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.access import public
from fieldlabs import cards, finding
from fieldlabs.models import Fieldlab, Skillslab
from hubs import articles, events, publishing, reply_address
from hubs.models import Hub, HubPartner
from hubs.pages import evidence_text, facts, hubs_map, site, sources
from hubs.permissions import regions_of
from jobs import clock
from regions.models import Province
from ui.language import local

# Of its next events and of what it wrote.
MOST_SHOWN = 3


@public
def hub_list(request: HttpRequest) -> HttpResponse:
    provinces = list(Province.objects.select_related("region__hub"))
    hubs = {province.region.hub.pk: province.region.hub for province in provinces}
    cards = [
        {
            "title": hub.name,
            "url": hub.get_absolute_url(),
            "text": local(hub.region, "name"),
            "meta": sorted(local(one, "name") for one in provinces if one.region_id == hub.region_id),
        }
        for hub in sorted(hubs.values(), key=lambda hub: local(hub.region, "name"))
    ]
    context = {"crumbs": [(_("Hubs"), None)], "cards": cards, "map": hubs_map(provinces)}
    return render(request, "hubs/list.html", context)


@public
def hub_detail(request: HttpRequest, region: str) -> HttpResponse:
    hub = get_object_or_404(Hub.objects.select_related("region"), region__slug=region)
    known = finding.Known.read()
    own = [province for province in known.provinces if province.region_id == hub.region_id]
    fieldlabs = (
        Fieldlab.objects.public().filter(region=hub.region).select_related("province", "region").order_by("name")
    )
    labs = list(fieldlabs)
    context = {
        "crumbs": [(_("Hubs"), reverse("hubs:hub_list")), (hub.name, None)],
        "hub": hub,
        "facts": [*facts(hub, own), *_numbers(labs)],
        "evidence": evidence_text(hub),
        "sources": sources(hub),
        "website": site(hub.website),
        "mail": hub.email or (reply_address.of_desk(hub) if reply_address.is_reached() else ""),
        # Those without a known place come last, and never vanish.
        "cards": [cards.card(one, known) for one in sorted(labs, key=lambda one: (not one.city, one.name.lower()))],
        "list_url": f"{reverse('fieldlabs:fieldlab_list')}?regio={hub.region.slug}",
        "map": hubs_map(known.provinces, hub.region, labs),
        "event_cards": _next_events(hub),
        "article_cards": [articles.card(one) for one in articles.public().filter(hub=hub)[:MOST_SHOWN]],
        "partners": _partners(hub),
        "staff_links": _staff_links(request, hub),
    }
    return render(request, "hubs/detail.html", context)


def _numbers(labs: list[Fieldlab]) -> list[tuple[str, str]]:
    open_ones = Skillslab.objects.filter(fieldlab__in=[lab.pk for lab in labs], closed_on__isnull=True)
    told = _("%(number)s of %(labs)s Fieldlabs have one") % {"number": open_ones.count(), "labs": len(labs)}
    return [(_("Public Fieldlabs"), str(len(labs))), (_("Skillslabs"), told)]


def _next_events(hub: Hub) -> list[dict[str, object]]:
    coming = events.public().filter(hub=hub, ends_at__gte=clock.now(), cancelled_at__isnull=True)
    rows = coming.select_related("hub__region", "place").annotate(given=events.GIVEN).order_by("starts_at", "pk")
    return [events.card(one) for one in rows[:MOST_SHOWN]]


def _partners(hub: Hub) -> list[tuple[str, list[HubPartner]]]:
    """By where they work, nearest first; kinds without partners are left out."""
    rows = list(hub.partners.order_by("name"))
    groups = [(str(label), [one for one in rows if one.kind == kind]) for kind, label in HubPartner.Kind.choices]
    return [(capfirst(label), group) for label, group in groups if group]


def _staff_links(request: HttpRequest, hub: Hub) -> list[tuple[str, str]]:
    """The ways to the pages for staff that this person may open."""
    if not request.user.is_authenticated:
        return []
    links = []
    if publishing.can_write(request.user, hub)[0]:
        links.append((_("Change this page"), reverse("hubs:hub_edit", args=[hub.region.slug])))
    if hub.region_id in regions_of(request.user):
        links.append((_("People"), reverse("hubs:member_list", args=[hub.region.slug])))
        links.append((_("Manage events"), reverse("hubs:event_manage")))
        links.append((_("Manage articles"), reverse("hubs:article_manage")))
    return links
