"""Awards as everyone may read them. Nothing here names a person."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import public
from funding import award_register as register
from funding import readers, story, story_sources
from funding.models import Account, Award
from funding.pool_books import MEASURES, PoolState, of_pools
from funding.views.shared_books import download
from funding.words import as_ratio, in_euros
from ui.filters import state_options
from ui.language import local


@public
@require_safe
def award_list(request: HttpRequest) -> HttpResponse:
    """All awards, with search and filters; says that none is known in reality."""
    asked, numbers = register.Question.of(request.GET), register.numbers()
    page = Paginator(register.found(asked), register.PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": [(_("Awards"), None)],
        "asked": asked,
        "numbers": numbers,
        "real": numbers["all"] - numbers["demo"],
        "filters": [{"title": _("State"), "options": state_options(register.STATES, asked.state, numbers)}],
        "page": page,
        "rows": [_row(award) for award in page.object_list],
    }
    return render(request, "funding/books/award_list.html", context)


def _row(award: Award) -> dict[str, object]:
    return {
        "award": award,
        "purpose": register.purpose(award),
        "scheme": local(award.pool.version.scheme, "name"),
        "badge": register.badge(award),
        "demo": register.is_demo(award),
    }


@public
@require_safe
def award_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file, whole."""
    awards = register.found(register.Question.of(request.GET))
    return download(register.awards_csv(awards), "toekenningen.csv")


@public
@require_safe
def award_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One award for everyone: what was decided, paid and settled, and the match that it rests on."""
    award = register.with_state().filter(number=number).first()
    if award is None:
        raise Http404
    pool = of_pools([award.pool_id]).get(award.pool_id, PoolState())
    accounts = Account.objects.filter(award=award).values_list("pk", flat=True)
    happenings = story_sources.for_everyone(award, accounts)
    person = request.user
    context = {
        "crumbs": [(_("Awards"), reverse("funding:award_list")), (award.number, None)],
        "award": award,
        "purpose": register.purpose(award),
        "badge": register.badge(award),
        "demo": register.is_demo(award),
        "facts": _facts(award),
        "match": _match(pool),
        "held_at": register.where_match_is_held(award),
        "events": story.Teller(award, happenings, names=False).timeline(),
        "waivers": [one for one in happenings if one.source == "waiver"],
        "story": person.is_authenticated and readers.can_read_story(person, award)[0],
    }
    return render(request, "funding/books/award_detail.html", context)


def _facts(award: Award) -> list[tuple[str, object]]:
    scheme = award.pool.version
    return [
        (_("Recipient"), award.recipient.name),
        (_("Purpose"), register.purpose(award)),
        (_("Budget line"), local(award.pool.line, "name")),
        (_("Region"), local(award.pool.region, "name") if award.pool.region else _("no region")),
        (_("Scheme"), f"{local(scheme.scheme, 'name')}, {_('version %(number)s') % {'number': scheme.number}}"),
        (_("Legal instrument"), scheme.get_instrument_display()),
        (_("Condition"), award.get_condition_display()),
    ]


def _match(pool: PoolState) -> list[tuple[str, str, str]]:
    """(label, value in words, meaning) of the match in this award's pool."""
    rows = [
        (str(MEASURES[key].label), in_euros(pool.value(key)), str(MEASURES[key].meaning))
        for key in ("match_intended", "match_committed", "match_realised", "match_needed")
    ]
    ratio = MEASURES["match_ratio"]
    return [*rows, (str(ratio.label), as_ratio(pool.value("match_ratio")), str(ratio.meaning))]
