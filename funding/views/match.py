"""The match as a list, and a pledge that a hub brings in outside a plan."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.models import Organisation, Role, User
from funding import files, permissions, readers
from funding import match_register as register
from funding.actions import match
from funding.actions.plan_pledges import funder_named
from funding.actions.posting import Basis
from funding.actions.sending import once_sent
from funding.forms.match import ClaimForm
from funding.models import MatchPool
from funding.views.shared import answered, private, tried
from funding.views.shared_books import download
from jobs import clock
from ui.filters import state_options

CLAIMANTS = (Role.HUB_COORDINATOR, Role.HUB_EDITOR, Role.ADVISER, Role.FIELDLAB_CONTACT)


@allow(*readers.BOOK_READERS)
@private
@require_safe
def pledge_list(request: HttpRequest) -> HttpResponse:
    """The pledges that this person may open, and the match of their pools."""
    asked = register.Question.of(request.GET)
    all_rows = register.rows(request.user)
    numbers = register.numbers(all_rows)
    page = Paginator(register.found(all_rows, asked), register.PAGE_SIZE).get_page(request.GET.get("page"))
    gives = {one.pk for one in readers.funders(request.user)}
    context = {
        "crumbs": [(_("Co-funding"), None)],
        "asked": asked,
        "numbers": numbers,
        "pools": register.pool_rows(register.pools_of(request.user)),
        "waiting": _waiting(request.user, all_rows, gives),
        "filters": [{"title": _("State"), "options": state_options(register.STATES, asked.state, numbers)}],
        "page": page,
        "rows": page.object_list,
        "gives_alone": bool(gives) and not readers.recipients(request.user),
        "may_claim": bool(permissions.organisations_of(request.user, permissions.WRITERS)),
    }
    return render(request, "funding/match/pledge_list.html", context)


def _waiting(user: User, all_rows: list[register.Row], gives: set[int]) -> list[register.Row]:
    """What this person's own organisation is asked to confirm."""
    held = {one.organisation_id for one in user.holdings}
    return [
        row
        for row in all_rows
        if row.held["intended"] and row.pledge.funder_id in gives and row.pledge.claimed_by_id not in held
    ]


@allow(*readers.BOOK_READERS)
@private
@require_safe
def pledge_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file, whole."""
    shown = register.found(register.rows(request.user), register.Question.of(request.GET))
    return download(register.pledges_csv(shown), "cofinanciering.csv")


@allow(*CLAIMANTS)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def pledge_claim(request: HttpRequest) -> HttpResponse:
    """Bring in a pledge outside a plan, for one's own organisation; `?voor=` says which, where there are more."""
    own = permissions.organisations_of(request.user, permissions.WRITERS)
    if not own:
        raise PermissionDenied(_("Your role does not allow this."))
    claimant = own[0] if len(own) == 1 else _chosen(own, request.GET.get("voor", ""))
    crumbs = [(_("Co-funding"), reverse("funding:pledge_list")), (_("Bring in co-funding"), None)]
    if claimant is None:
        return render(request, "funding/match/pledge_claim_for.html", {"crumbs": crumbs, "organisations": own})
    pools = _pools_for(claimant)
    form = ClaimForm(request.POST or None, request.FILES or None, pools=pools, claimant=claimant)
    if form.is_bound and form.is_valid():
        address = tried(form, lambda: _brought_in(request.user, form))
        if address:
            return redirect(address)
    context = {"crumbs": crumbs, "claimant": claimant, "has_others": len(own) > 1, "has_pools": pools.exists()}
    return answered(request, "funding/match/pledge_claim.html", context, form)


def _chosen(organisations: list[Organisation], number: str) -> Organisation | None:
    return next((one for one in organisations if str(one.pk) == number), None)


def _pools_for(claimant: Organisation) -> QuerySet[MatchPool]:
    """Pools under rules in force today: of its region, of its plans, or of a whole line."""
    today = clock.today()
    in_force = Q(version__ends_on=None) | Q(version__ends_on__gte=today)
    mine = Q(plan__organisation=claimant) | Q(plan=None, region=None)
    if claimant.region_id:
        mine |= Q(plan=None, region=claimant.region_id)
    pools = MatchPool.objects.filter(in_force, mine, version__starts_on__lte=today)
    return pools.select_related("line", "region", "version__scheme", "plan__organisation").order_by("pk")


def _brought_in(by: User, form: ClaimForm) -> str:
    """Address of the pledge; a second click finds the first one's."""
    data = form.cleaned_data
    sent = {name: str(value) for name, value in data.items() if name not in ("key", "upload")}
    sent |= {"claimant": form.claimant, "upload": files.digest_of(data["upload"])}

    def make() -> str:
        pledge = form.pledge()
        pledge.funder = data["funder"] or funder_named(data["new_funder"])
        basis = Basis(**form.basis())
        match.bring_in(by=by, basis=basis, pledge=pledge, amount=data["amount"], upload=data["upload"])
        return reverse("funding:pledge_detail", args=[pledge.pk])

    return once_sent(by=by, key=data["key"], kind="claim", content=sent, make=make)
