"""Public pages: find a Fieldlab, read about one. What staff do is in staff.py."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import public
from fieldlabs import cards, details, finding, page, permissions, search, spots, training_permissions, trainings
from fieldlabs.suggestions import suggest
from fieldlabs.wish import MOST_COMPARED, PAGE_SIZE, UNKNOWN, Found, Wish
from fieldlabs.words import words
from jobs import clock
from regions.models import Place
from ui.language import local


class Pages(Paginator):
    """Pages of what was found, of which the database already gave this one."""

    def __init__(self, found: Found):
        super().__init__([], PAGE_SIZE)
        self.found = found

    @property
    def count(self) -> int:
        return self.found.total


@public
def fieldlab_list(request: HttpRequest) -> HttpResponse:
    known = finding.Known.read()
    asked = finding.read(request.GET, known)
    found, near = search.find(asked.wish, known.codes)
    if asked.wish.page > found.pages:
        asked.status = 404
        asked.problems.append(
            _("Page %(page)s does not exist. You see the last page, %(last)s.")
            % {"page": asked.wish.page, "last": found.pages}
        )
        found = search.look(replace(found.wish, page=found.pages), known.codes)
    context = _list_context(asked, found, known) | _way_on(asked, found, known, near)
    return render(request, "fieldlabs/list.html", context, status=asked.status)


def _list_context(asked: finding.Asked, found: Found, known: finding.Known) -> dict[str, object]:
    wish = found.wish
    shown = [cards.card(one, known, wish.spot) for one in search.fieldlabs(found.ids, known.provinces)]
    return {
        **_form(asked),
        "found": found,
        "wish": wish,
        "cards": shown,
        "elsewhere": [slug for slug in wish.labs if slug not in {card["slug"] for card in shown}],
        "page": Pages(found).page(wish.page) if found.total else None,
        "filters": finding.filters(found, known),
        "chosen": finding.chosen(wish, known),
        "clear_url": finding.address(Wish(text=wish.text, sort=wish.sort, labs=wish.labs)),
        "orders": finding.orders(wish, has_words=bool(words(wish.text))),
        "map": cards.country_map(found, known) if found.total else None,
        "off_map": found.total - sum(found.by_province[one.iso] for one in known.provinces),
        "most_compared": MOST_COMPARED,
    }


def _form(asked: finding.Asked) -> dict[str, object]:
    """What the form above the list shows: as it was typed, with what it must keep."""
    named = {"plaats", "plek", "binnen"}
    return {
        "crumbs": [(_("Fieldlabs"), None)],
        "asked": asked,
        "hidden": [pair for pair in finding.parameters(asked.wish) if pair[0] not in named],
        "radii": spots.radii(),
    }


def _way_on(asked: finding.Asked, found: Found, known: finding.Known, near: dict) -> dict[str, object]:
    """Where to go when this is not it: other words, no distance, the Fieldlabs that closed, the hub."""
    wish = found.wish
    return {
        "suggestions": [] if found.hits else _suggestions(wish, near),
        "unplaced_url": finding.address(wish, binnen=UNKNOWN, sort=""),
        "anywhere_url": finding.address(wish, binnen="") if wish.within and not found.total else "",
        "closed_url": finding.address(Wish(text=wish.text), gesloten="ja"),
        "hub": _hub_of(wish, known, asked.where.place),
    }


def _suggestions(wish: Wish, near: dict) -> list[dict[str, object]]:
    return [
        {"text": one.text, "number": one.number, "url": finding.address(Wish(text=one.text))}
        for one in suggest(wish.text, near)
    ]


def _hub_of(wish: Wish, known: finding.Known, place: Place | None) -> dict[str, str]:
    """Whom to ask: the hub of the chosen region, province or place, else all hubs."""
    province = next((one for one in known.provinces if one.iso == wish.province), place and place.province)
    region = known.regions.get(wish.region) or (province.region if province else None)
    if region is None:
        return {"url": reverse("hubs:hub_list"), "name": ""}
    return {"url": reverse("hubs:hub_detail", args=[region.slug]), "name": local(region, "name")}


@public
def fieldlab_detail(request: HttpRequest, slug: str) -> HttpResponse:
    fieldlab = get_object_or_404(page.rows(), slug=slug)
    if not permissions.can_see(request.user, fieldlab)[0]:
        raise Http404
    insider = permissions.can_see_history(request.user, fieldlab)[0]
    context = {
        "crumbs": [(_("Fieldlabs"), reverse("fieldlabs:fieldlab_list")), (fieldlab.name, None)],
        "fieldlab": fieldlab,
        "address": request.build_absolute_uri(fieldlab.get_absolute_url()),
        **details.context(fieldlab),
        **trainings.part(fieldlab, clock.today()),
        "keeps_skillslab": training_permissions.can_keep_skillslab(request.user, fieldlab)[0],
        "insider": insider,
        "actions": permissions.steps(request.user, fieldlab) if insider else {},
    }
    return render(request, "fieldlabs/detail.html", context)
