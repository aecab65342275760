"""Public pages: which Fieldlab has a Skillslab, and what people can learn where."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import public
from fieldlabs import coverage, skillslabs, training_permissions, training_search, trainings
from jobs import clock
from ui.language import local

CSV = "text/csv; charset=utf-8"


class Pages(Paginator):
    """Pages of what was found, of which the database already gave this one."""

    def __init__(self, found: training_search.Found):
        super().__init__([], training_search.PAGE_SIZE)
        self.found = found

    @property
    def count(self) -> int:
        return self.found.total


@public
def training_list(request: HttpRequest) -> HttpResponse:
    known = training_search.Known.read()
    asked = training_search.read(request.GET, known)
    found = training_search.look(asked.wish, clock.today())
    if found.wish.page != asked.wish.page:
        asked.status = 404
        asked.problems.append(
            _("Page %(page)s does not exist. You see the last page, %(last)s.")
            % {"page": asked.wish.page, "last": found.wish.page}
        )
    wish = found.wish
    context = {
        "crumbs": [(_("Trainings"), None)],
        "asked": asked,
        "found": found,
        "cards": [trainings.card(one) for one in found.trainings],
        "page": Pages(found).page(wish.page) if found.total else None,
        "filters": training_search.filters(found, known),
        "chosen": training_search.chosen(wish, known),
        "clear_url": training_search.address(training_search.Wish(text=wish.text, sort=wish.sort)),
        "orders": training_search.orders(wish),
        "hidden": [
            (name, getattr(wish, facet)) for facet, name in training_search.PARAMETERS.items() if getattr(wish, facet)
        ],
        "hub": _hub(wish.region, known.labels("region")),
        "works_here": training_permissions.works_here(request.user),
    }
    return render(request, "fieldlabs/training_list.html", context, status=asked.status)


def _hub(region: str, names: dict[str, str]) -> dict[str, str]:
    """Whom to ask: the hub of the chosen region, else all hubs."""
    if not region:
        return {"url": reverse("hubs:hub_list"), "name": ""}
    return {"url": reverse("hubs:hub_detail", args=[region]), "name": names[region]}


@public
def training_detail(request: HttpRequest, slug: str) -> HttpResponse:
    training = get_object_or_404(trainings.full(), slug=slug)
    if not training_permissions.can_see(request.user, training)[0]:
        raise Http404
    context = {
        "crumbs": [(_("Trainings"), reverse("fieldlabs:training_list")), (local(training, "title"), None)],
        "training": training,
        "shown": trainings.page(training, clock.today()),
        "is_public": training_permissions.is_public(training),
        "insider": training_permissions.is_insider(request.user, training),
    }
    return render(request, "fieldlabs/training_detail.html", context)


@public
def skillslab_list(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    covered = coverage.read(today)
    asked = skillslabs.Question.of(request.GET, {one.region for one in covered.regions})
    page = Paginator(skillslabs.found(asked, today), skillslabs.PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": [(_("Skillslabs"), None)],
        "asked": asked,
        "coverage": covered,
        "definition": coverage.definition(),
        "as_of": today,
        "filters": skillslabs.filters(asked, covered, today),
        "hidden": asked.hidden,
        "page": page,
        "rows": skillslabs.rows(page.object_list, today),
        "editable": training_permissions.region_ids(request.user),
    }
    return render(request, "fieldlabs/skillslab_list.html", context)


@public
def skillslab_export(request: HttpRequest) -> HttpResponse:
    """The list as the filters give it, without pages."""
    today = clock.today()
    asked = skillslabs.Question.of(request.GET, {one.region for one in coverage.read(today).regions})
    answer = HttpResponse(skillslabs.as_file(skillslabs.found(asked, today), today), content_type=CSV)
    answer["Content-Disposition"] = 'attachment; filename="skillslabs.csv"'
    return answer
