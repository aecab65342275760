"""From a figure of the dashboard down to its accounts and its entries, for any two days."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow, may_open, public
from funding import moves, papers
from funding.account_names import OWNERS, account_name, kind_name, owner_name
from funding.models import Account, Entry
from regions.models import Region
from reports import budget_data, figure_chart, figures, freezing, too_often
from reports import papers as behind
from reports.access import BUDGET_READERS
from reports.budget_export import filters_of, source_of
from reports.budget_views import BooksSource, asked_view
from reports.figures import Figure
from ui import formats, spreadsheet
from ui.language import local
from ui.paging import Counted

ENTRY_COLUMNS = (
    "entry", "kind", "valid_on", "recorded_on", "reason", "document", "reference", "moved", "unit", "figure", "source",
    "demonstration", "demo",
)  # fmt: skip
CHUNK = 2000


def of_figure(view: Callable[..., HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Gives a page the figure that its address names, and the regions by id; 404 where there is no such figure.

    Days that cannot be asked lead back to the form that says why.
    """

    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        views, where = asked_view(request), budget_data.places()
        if views is None:
            form = "reports:budget_difference" if "van" in request.GET else "reports:budget_dashboard"
            return HttpResponseRedirect(f"{reverse(form)}?{request.GET.urlencode()}")
        figure = figures.asked(request.GET, where, *views)
        if figure is None:
            raise Http404(_("This figure is not on the dashboard."))
        return view(request, figure, {one.pk: one for one in where[1]})

    return page


def _crumbs(figure: Figure, *more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    dashboard = (_("Dashboard"), f"{reverse('reports:budget_dashboard')}?{figure.view.query()}")
    if figure.since is None:
        return [dashboard, (figure.title, figure.url() if more else None), *more]
    difference = figure.view.query(**figures.since_query(figure.since))
    return [dashboard, (_("What changed"), f"{reverse('reports:budget_difference')}?{difference}"), *more]


@public
@require_safe
@of_figure
def budget_figure(request: HttpRequest, figure: Figure, regions: dict[int, Region]) -> HttpResponse:
    """What an amount is made of; everyone sees the documents and awards, and who reads the books each account."""
    inside = may_open(request.user, frozenset(BUDGET_READERS))
    if not inside and figure.since is not None:
        return redirect_to_login(request.get_full_path())
    if refused := too_often.refused_to_stranger(request):
        return refused
    context = {
        "crumbs": _crumbs(figure),
        "needs_query": True,
        "inside": inside,
        "figure": figure,
        "number": len(figure.held),
        "total": sum(figure.held.values(), Decimal(0)),
        "of_demo": bool(figure.invented),
        "mark": figures.mark(sum(figure.invented.values(), Decimal(0))),
        "silent": figures.silent(figure),
        "filters": filters_of(figure.view),
        "timeline": figure_chart.timeline(figure),
    }
    more = _accounts(request, figure, regions) if inside else _papers(figure)
    return render(request, "reports/budget_figure.html", context | more)


def _accounts(request: HttpRequest, figure: Figure, regions: dict[int, Region]) -> dict[str, object]:
    """Line, hub, award or pledge, each with what it held on the day."""
    page = Counted(figure.holders, figures.PAGE_SIZE, len(figure.held)).get_page(request.GET.get("page"))
    return {
        "page": page,
        "rows": [_row(figure, account, regions) for account in page.object_list],
        "unsized": figures.unsized(figure),
        "entries_export": f"{reverse('reports:budget_entries_export')}?{figure.query()}",
        "freezable": freezing.address(request.user, "figure", figure.query()),
        "source": BooksSource(figure.entries_url()),
    }


def _papers(figure: Figure) -> dict[str, object]:
    """What everyone may read of it: the documents and the awards."""
    awards = figures.awards(figure)
    return {
        "papers": behind.for_everyone(figure),
        "awards": awards[: figures.PAGE_SIZE],
        "more_awards": len(awards) > figures.PAGE_SIZE,
        "source": BooksSource("#bronnen"),
    }


def _row(figure: Figure, account: Account, regions: dict[int, object]) -> dict[str, object]:
    region = figures.hub_of(account, regions)
    return {
        "account": account,
        "line": local(account.line, "name"),
        "hub": local(region, "name") if region else "",
        "owner": owner_name(account) if account.award_id or account.pledge_id or account.reservation_id else "",
        "kind": kind_name(account),
        "held": figure.held[account.pk],
        "mark": figures.mark(figure.invented.get(account.pk, Decimal(0))),
        "url": figure.entries_url(rekening=account.pk),
    }


def _account(request: HttpRequest, figure: Figure) -> Account | None:
    """The one account of the figure that is asked, or None: all of them."""
    asked = request.GET.get("rekening", "")
    if not asked:
        return None
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else 0
    return get_object_or_404(figure.accounts.select_related(*OWNERS), pk=number)


@allow(*BUDGET_READERS)
@require_safe
@of_figure
def budget_entries(request: HttpRequest, figure: Figure, _regions: dict[int, Region]) -> HttpResponse:
    """The entries that together are an amount, or the difference between two days."""
    account = _account(request, figure)
    found = figure.entries(account)
    number, total = moves.summed(found)
    page = Counted(found, figures.PAGE_SIZE, number).get_page(request.GET.get("page"))
    name = account_name(account) if account else ""
    context = {
        "crumbs": _crumbs(figure, (_("Entries"), None)),
        "needs_query": True,
        "figure": figure,
        "account": account,
        "name": name,
        "number": number,
        "total": figures.signed(total) if figure.since else formats.euro(total),
        "page": page,
        "rows": list(_entries(page.object_list)),
        "export_url": f"{reverse('reports:budget_entries_export')}?{request.GET.urlencode()}",
        "freezable": freezing.address(request.user, "entries", figure.query(rekening=account and account.pk)),
    }
    return render(request, "reports/budget_entries.html", context)


def _entries(moved: Iterable[dict]) -> Iterator[dict[str, object]]:
    """Each with its `entry`, in one statement."""
    moved = list(moved)
    entries = papers.with_papers(Entry.objects.all()).in_bulk([one["entry"] for one in moved])
    for one in moved:
        yield {**one, "entry": entries[one["entry"]], "shown": figures.signed(one["moved"])}


@allow(*BUDGET_READERS)
@require_safe
@of_figure
def budget_entries_export(request: HttpRequest, figure: Figure, _regions: dict[int, Region]) -> HttpResponse:
    """The same list as a file, whole; sent as it is read."""
    rows = _export(figure, figure.entries(_account(request, figure)))
    parts = ["demo"] if settings.DEMO else []
    name = "-".join([*parts, figure.measure.key, figure.spot.key, figure.view.valid_on.isoformat()])
    return StreamingHttpResponse(
        spreadsheet.streamed(ENTRY_COLUMNS, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _export(figure: Figure, found) -> Iterator[tuple[object, ...]]:
    source, demo = source_of(figure.view), _("Demonstration: not for use") if settings.DEMO else ""
    for start in range(0, found.count(), CHUNK):
        for one in _entries(found[start : start + CHUNK]):
            entry = one["entry"]
            yield (
                *(entry.pk, entry.get_kind_display(), one["valid_on"].isoformat(), one["recorded_on"].isoformat()),
                *(entry.reason, entry.document, entry.reference, one["moved"], "EUR", figure.title, source),
                *(1 if entry.demo else "", demo),
            )
