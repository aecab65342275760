"""Public pages of the five hubs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import public
from fieldlabs import cards, finding
from fieldlabs.models import Fieldlab
from hubs.models import Hub
from hubs.pages import evidence_text, facts, hubs_map, site, sources
from regions.models import Province
from ui.language import local


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
        "facts": facts(hub, own),
        "evidence": evidence_text(hub),
        "sources": sources(hub),
        "website": site(hub.website),
        # Those without a known place come last, and never vanish.
        "cards": [cards.card(one, known) for one in sorted(labs, key=lambda one: (not one.city, one.name.lower()))],
        "list_url": f"{reverse('fieldlabs:fieldlab_list')}?regio={hub.region.slug}",
        "map": hubs_map(known.provinces, hub.region, labs),
    }
    return render(request, "hubs/detail.html", context)
