"""The ledger accounts and what moved on them."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow
from funding import account_book, permissions, readers
from funding import account_register as register
from funding.account_names import BOOKS, OWNERS, account_name
from funding.models import Closing
from funding.pool_books import MEASURES
from funding.views.shared import private
from funding.views.shared_books import download
from ui import filters
from ui.language import code
from ui.paging import Counted


@allow(*readers.BOOK_READERS)
@private
@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    """The accounts that this person may open, grouped by ledger and line."""
    asked = register.Question.of(request.GET)
    accounts = register.found(request.user, asked)
    number, total = register.summed(accounts)
    page = Counted(accounts, register.PAGE_SIZE, number).get_page(request.GET.get("page"))
    measure = MEASURES.get(asked.measure)
    context = {
        "crumbs": [(_("Ledger"), None)],
        "asked": asked,
        "number": number,
        "measure": measure,
        "total": total if measure else None,
        "filters": _filters(request, asked),
        "narrowed": any(request.GET.get(name) for name in ("maat", "tak", "regio", "toekenning", "pot", "q")),
        "page": page,
        "groups": register.groups(page.object_list),
        "closed_until": Closing.objects.order_by("-until").values_list("until", flat=True).first(),
        "may_close": permissions.can_keep_books(request.user)[0],
    }
    return render(request, "funding/books/account_list.html", context)


def _filters(request: HttpRequest, asked: register.Question) -> list[dict[str, object]]:
    """Ledgers, years and lines, of the accounts that this person may open: one statement."""
    name = f"line__name_{code()}"
    known = readers.accounts(request.user).order_by().values_list("year", "line__position", "line__key", name)
    known = list(known.distinct())
    years = sorted({year for year, *_line in known if year}, reverse=True)
    lines = sorted({tuple(line) for _year, *line in known if line[0]})
    return [
        _group(request, _("Ledger"), "boek", asked.ledger, [(key, str(label)) for key, label in BOOKS.items()]),
        _group(request, _("Budget year"), "jaar", str(asked.year or ""), [(str(year), str(year)) for year in years]),
        _group(request, _("Budget line"), "post", asked.line, [(key, label) for _position, key, label in lines]),
        _group(request, _("Empty accounts"), "leeg", "ja" if asked.empty else "", [("ja", _("show them too"))]),
    ]


def _group(request: HttpRequest, title: str, field: str, chosen: str, options: list[tuple[str, str]]) -> dict:
    choices = [("", _("All") if field != "leeg" else _("leave them out")), *options]
    counted = [(value, label, None) for value, label in choices]
    return {"title": title, "options": filters.options(counted, chosen, lambda value: _with(request, field, value))}


def _with(request: HttpRequest, field: str, value: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query.pop(field, None)
    if value:
        query[field] = value
    return f"?{query.urlencode()}"


@allow(*readers.BOOK_READERS)
@private
@require_safe
def account_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file, whole."""
    accounts = register.found(request.user, register.Question.of(request.GET))
    return download(register.accounts_csv(accounts, demo=settings.DEMO), "grootboek.csv")


@allow(*readers.BOOK_READERS)
@private
@require_safe
def account_detail(request: HttpRequest, account: int) -> HttpResponse:
    """One account with its transfers, newest first, and the balance after each."""
    found = get_object_or_404(readers.accounts(request.user).select_related(*OWNERS), pk=account)
    page = Paginator(account_book.transfers(found), account_book.PAGE_SIZE).get_page(request.GET.get("page"))
    lines = account_book.lines(found, page.object_list, newest=page.number == 1)
    others = {line.other.pk for line in lines}
    context = {
        "crumbs": [(_("Ledger"), reverse("funding:account_list")), (account_name(found), None)],
        "account": found,
        "name": account_name(found),
        "ledger": BOOKS[found.ledger],
        "page": page,
        "lines": [{"line": line, "other": account_name(line.other)} for line in lines],
        "open_to_reader": set(readers.accounts(request.user).filter(pk__in=others).values_list("pk", flat=True)),
    }
    return render(request, "funding/books/account_detail.html", context)


@allow(*readers.BOOK_READERS)
@private
@require_safe
def entry_export(request: HttpRequest, account: int) -> HttpResponse:
    """All transfers of one account as a file."""
    found = get_object_or_404(readers.accounts(request.user).select_related(*OWNERS), pk=account)
    lines = account_book.lines(found, account_book.transfers(found), newest=True)
    return download(account_book.lines_csv(lines, demo=settings.DEMO), f"grootboekrekening-{found.pk}.csv")
