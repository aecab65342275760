"""Awards as everyone may read them. Nothing here names a person."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import public
from funding import award_page, readers
from funding import award_register as register
from funding.models import Award
from funding.views.shared_books import download
from programme.papers import source_of
from ui.filters import left_out, state_options
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
        "notices": left_out(request.GET, register.known()),
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
    found = register.with_state().annotate(source_url=source_of(), rules_url=source_of("pool__version__document"))
    award = found.filter(number=number).first()
    if award is None:
        raise Http404
    page = award_page.read(award)
    person = request.user
    context = {
        "crumbs": [(_("Awards"), reverse("funding:award_list")), (award.number, None)],
        "award": award,
        "purpose": register.purpose(award),
        "badge": register.badge(award),
        "demo": register.is_demo(award),
        **{name: getattr(page, name) for name in ("facts", "match", "held_at", "events", "exceptions")},
        "story": person.is_authenticated and readers.can_read_story(person, award)[0],
    }
    return render(request, "funding/books/award_detail.html", context)
