"""The whole story of an award on one page, for the auditor, the ministry and the recipient."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow
from funding import award_register as register
from funding import payment_list, permissions, readers, story, story_measures, story_sources
from funding.pool_books import PoolState, of_pools
from funding.views.shared import private


@allow(*readers.STORY_READERS)
@private
@require_safe
def award_story(request: HttpRequest, number: str) -> HttpResponse:
    """Measures, match, payments and one timeline; each number leads to the entries behind it. Strangers get 404."""
    award = register.with_state().filter(number=number).first()
    if award is None or not readers.can_read_story(request.user, award)[0]:
        raise Http404
    accounts = story_measures.accounts_of(award)
    papers = permissions.reads_money(request.user)
    happenings = story_sources.of_award(award, [one.pk for one in accounts], papers=papers)
    names = readers.reads_names(request.user)
    teller = story.Teller(award, happenings, names=names)
    pool = of_pools([award.pool_id]).get(award.pool_id, PoolState())
    context = {
        "crumbs": [
            (_("Awards"), reverse("funding:award_list")),
            (award.number, reverse("funding:award_detail", args=[award.number])),
            (_("The whole story"), None),
        ],
        "award": award,
        "purpose": register.purpose(award),
        "badge": register.badge(award),
        "demo": register.is_demo(award),
        "names": names,
        "held_at": register.where_match_is_held(award),
        "money": story_measures.money(award, accounts, teller),
        "match": story_measures.match(award, accounts, pool),
        "pledges": story_measures.pledges(accounts),
        "payments": teller.payments(),
        "events": teller.timeline(),
        "payment_links": payment_list.links_for(request.user, award),
    }
    return render(request, "funding/books/award_story.html", context)
