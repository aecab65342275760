"""Public pages: find a Fieldlab, read about one. What staff do is in staff.py."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import public
from fieldlabs import details, finding, page, permissions, search
from fieldlabs.suggestions import suggest
from fieldlabs.words import MOST_CHARACTERS, words
from ui.language import local


class Pages(Paginator):
    """Pages of what was found, of which the database already gave this one."""

    def __init__(self, found: search.Found):
        super().__init__([], search.PAGE_SIZE)
        self.found = found

    @property
    def count(self) -> int:
        return self.found.total


@public
def fieldlab_list(request: HttpRequest) -> HttpResponse:
    known = finding.Known.read()
    asked = finding.read(request.GET, known)
    if len(asked.typed) > MOST_CHARACTERS:
        return render(request, "fieldlabs/list.html", _too_long(asked), status=asked.status)
    found = search.look(asked.wish, known.codes)
    if asked.wish.page > found.pages:
        asked.status = 404
        asked.problems.append(
            _("Page %(page)s does not exist. You see the last page, %(last)s.")
            % {"page": asked.wish.page, "last": found.pages}
        )
        found = search.look(replace(asked.wish, page=found.pages), known.codes)
    return render(request, "fieldlabs/list.html", _list_context(asked, found, known), status=asked.status)


def _list_context(asked: finding.Asked, found: search.Found, known: finding.Known) -> dict[str, object]:
    wish = found.wish
    return {
        "crumbs": [(_("Fieldlabs"), None)],
        "asked": asked,
        "found": found,
        "cards": [finding.card(one, known) for one in search.fieldlabs(found.ids, known.provinces)],
        "page": Pages(found).page(wish.page) if found.total else None,
        "filters": finding.filters(found, known),
        "chosen": finding.chosen(wish, known),
        "clear_url": finding.address(search.Wish(text=wish.text, sort=wish.sort)),
        "orders": finding.orders(wish, has_words=bool(words(wish.text))),
        "hidden": [(name, getattr(wish, facet)) for facet, name in finding.PARAMETERS.items() if getattr(wish, facet)],
        "map": finding.country_map(found, known) if found.total else None,
        "off_map": found.total - sum(found.by_province[one.iso] for one in known.provinces),
        "suggestions": _suggestions(wish) if not found.total else [],
        "hub": _hub_of(wish, known),
    }


def _too_long(asked: finding.Asked) -> dict[str, object]:
    """Only what was wrong and the text as it was typed."""
    return {"crumbs": [(_("Fieldlabs"), None)], "asked": asked}


def _suggestions(wish: search.Wish) -> list[dict[str, object]]:
    return [
        {"text": one.text, "number": one.number, "url": finding.address(search.Wish(text=one.text))}
        for one in suggest(wish.text)
    ]


def _hub_of(wish: search.Wish, known: finding.Known) -> dict[str, str]:
    """Whom to ask: the hub of the chosen region or province, else all hubs."""
    province = next((one for one in known.provinces if one.iso == wish.province), None)
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
        "insider": insider,
        "actions": permissions.steps(request.user, fieldlab) if insider else {},
    }
    return render(request, "fieldlabs/detail.html", context)
