"""One pledge: what it holds, its history, and what a person may do with it."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.models import Role
from funding import counting, permissions, readers
from funding import match_register as register
from funding.actions import match
from funding.actions.posting import Basis
from funding.forms.match import PaperForm, WithdrawForm
from funding.ledger import COMMITTED, INTENDED, REALISED
from funding.models import Account, EntryFile, Pledge, Transfer
from funding.story import ENTRIES, account_url, entry_url
from funding.story_sources import roles_on
from funding.views.shared import answered, private, require, tried
from programme.papers import source_of
from ui.formats import date_long, euro

CONFIRMERS = (Role.COFUNDER, Role.MINISTRY_CONTROLLER)
WITHDRAWERS = (*CONFIRMERS, Role.HUB_COORDINATOR, Role.HUB_EDITOR, Role.ADVISER, Role.FIELDLAB_CONTACT)
AMOUNT = {"funding_pledge_covers": "amount"}
LABELS = {
    INTENDED: gettext_lazy("Intended, not confirmed"),
    COMMITTED: gettext_lazy("Committed, not yet realised"),
    REALISED: gettext_lazy("Realised, not yet used"),
    "used": gettext_lazy("Used for a settlement"),
}
# By the name in the address: where the euros go, where they come from, and how the page says so.
CONFIRMING = {
    "toegezegd": (
        COMMITTED,
        INTENDED,
        gettext_lazy("Confirm as committed"),
        gettext_lazy("Day of the decision"),
        gettext_lazy("The co-funder has decided to put this in."),
    ),
    "ingelegd": (
        REALISED,
        COMMITTED,
        gettext_lazy("Confirm as realised"),
        gettext_lazy("Day on which it was put in"),
        gettext_lazy("The money or the work has been put in."),
    ),
}


def _row(request: HttpRequest, pledge: int) -> register.Row:
    """The pledge with its amounts; 404 for who may not know of it."""
    found = register.with_amounts(readers.pledges(request.user))
    roles = roles_on("recorded_by", "recorded_at")
    return register.row_of(get_object_or_404(found.annotate(roles=roles), pk=pledge))


@allow(*readers.BOOK_READERS)
@private
@require_safe
def pledge_detail(request: HttpRequest, pledge: int) -> HttpResponse:
    row = _row(request, pledge)
    one = row.pledge
    accounts = {account.kind: account for account in Account.objects.filter(pledge=one)}
    may_confirm, reason = permissions.can_confirm(request.user, one)
    context = {
        "crumbs": [(_("Co-funding"), reverse("funding:pledge_list")), (one.funder.name, None)],
        "row": row,
        "pledge": one,
        "demo": one.pool.version.scheme.demo,
        "facts": _facts(one),
        "amounts": [_amount(row, kind, accounts) for kind in register.KINDS],
        "doubts": counting.reasons(one, one.pool.version),
        "history": _history(request, one, list(accounts.values())),
        "may_confirm": may_confirm,
        "reason": reason if request.user.roles.intersection(CONFIRMERS) and not may_confirm else "",
        "may_withdraw": permissions.can_withdraw(request.user, one)[0] and _withdrawable(row),
        "may_state": not row.booked and _is_claimant(request, one),
    }
    return render(request, "funding/match/pledge_detail.html", context)


def _is_claimant(request: HttpRequest, pledge: Pledge) -> bool:
    return pledge.claimed_by in permissions.organisations_of(request.user, permissions.WRITERS)


def _amount(row: register.Row, kind: str, accounts: dict[str, Account]) -> dict[str, object]:
    account = accounts.get(kind)
    return {
        "label": str(LABELS[kind]),
        "amount": row.held[kind] if row.booked else None,
        "url": account_url(account.pk) if account else "",
    }


def _facts(pledge: Pledge) -> list[tuple[str, object]]:
    vat = {True: _("yes"), False: _("no"), None: None}[pledge.without_vat]
    declared = None if pledge.also_declared is None else pledge.also_declared or _("nowhere else")
    facts = [
        (_("Co-funder"), pledge.funder.name),
        (_("Brought in by"), pledge.claimed_by.name),
        (_("Counts towards"), register.pool_name(pledge.pool)),
        (_("Kind"), pledge.get_kind_display()),
        (_("Origin of the money"), pledge.get_origin_display()),
        (_("Document in which it is promised"), pledge.evidence),
        (_("Date of the document"), date_long(pledge.document_date)),
        (_("Without recoverable VAT"), vat),
        (_("Also declared with"), declared),
    ]
    if pledge.kind == Pledge.Kind.IN_KIND:
        valued = f"{pledge.valuation}, {date_long(pledge.valued_on)}" if pledge.valued_on and pledge.valuation else None
        facts.append((_("Valuation"), valued))
    return facts


def _history(request: HttpRequest, pledge: Pledge, accounts: list[Account]) -> list[dict[str, object]]:
    """From the journal, oldest first: what was done, how much, on what paper, and by whom."""
    ids = [one.pk for one in accounts]
    moved = Transfer.objects.filter(Q(from_account__in=ids) | Q(to_account__in=ids))
    moved = moved.annotate(roles=roles_on("entry__recorded_by", "entry__recorded_at"))
    moved = moved.annotate(source_url=source_of("entry__document"))
    moved = list(moved.select_related("entry__recorded_by").order_by("pk"))
    files: dict[int, list[EntryFile]] = {}
    for one in (
        EntryFile.objects.filter(entry__in=[one.entry_id for one in moved])
        .select_related("file")
        .defer("file__content")
    ):
        files.setdefault(one.entry_id, []).append(one)
    names = readers.reads_names(request.user)
    return [_step(one, files.get(one.entry_id, []), names) for one in moved]


def _step(transfer: Transfer, files: list[EntryFile], names: bool) -> dict[str, object]:
    entry = transfer.entry
    roles = ", ".join(str(Role(role).label) for role in sorted(transfer.roles or [])) or _("role unknown")
    return {
        "title": str(ENTRIES.get(entry.kind) or entry.get_kind_display()),
        "entry": entry,
        "source_url": transfer.source_url,
        "amount": transfer.amount,
        "url": entry_url(entry.pk),
        "who": f"{roles}: {entry.recorded_by.name}" if names else roles,
        "files": files,
    }


@allow(*CONFIRMERS)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def pledge_confirm(request: HttpRequest, pledge: int, kind: str) -> HttpResponse:
    """Confirm (a part of) a pledge, by the co-funder or the controller."""
    if kind not in CONFIRMING:
        raise Http404
    row = _row(request, pledge)
    require(permissions.can_confirm(request.user, row.pledge))
    to, origin, title, day, meaning = CONFIRMING[kind]
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        pledge=row.pledge,
        button=str(title),
        day=str(day),
        initial={"amount": row.held[origin] or None},
    )
    if form.is_bound and form.is_valid():
        basis = Basis(**form.basis(str(meaning)))
        about = {"to": to, "amount": form.cleaned_data["amount"], "upload": form.cleaned_data["upload"]}
        made = tried(
            form, lambda: match.confirm(by=request.user, basis=basis, pledge=row.pledge, **about), fields=AMOUNT
        )
        if made:
            messages.success(request, _("Confirmed. The hub and the ministry see it at once."))
            return redirect("funding:pledge_detail", pledge=pledge)
    context = {**_page(row, str(title)), "meaning": meaning, "there": row.held[origin], "origin": str(LABELS[origin])}
    return answered(request, "funding/match/pledge_confirm.html", context, form)


def _page(row: register.Row, title: str) -> dict[str, object]:
    one = row.pledge
    address = reverse("funding:pledge_detail", args=[one.pk])
    return {
        "crumbs": [(_("Co-funding"), reverse("funding:pledge_list")), (one.funder.name, address), (title, None)],
        "title": title,
        "row": row,
        "pledge": one,
        "doubts": counting.reasons(one, one.pool.version),
    }


@allow(Role.HUB_COORDINATOR, Role.HUB_EDITOR, Role.ADVISER, Role.FIELDLAB_CONTACT)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def pledge_amount(request: HttpRequest, pledge: int) -> HttpResponse:
    """State the amount of a pledge that was brought in without one."""
    row = _row(request, pledge)
    require(permissions.can_claim(request.user, row.pledge.claimed_by))
    title = _("State the amount")
    form = PaperForm(request.POST or None, request.FILES or None, pledge=row.pledge, button=title)
    if form.is_bound and form.is_valid():
        basis = Basis(**form.basis(form.cleaned_data["document"]))
        about = {"amount": form.cleaned_data["amount"], "upload": form.cleaned_data["upload"]}
        made = tried(form, lambda: match.state_amount(by=request.user, basis=basis, pledge=row.pledge, **about))
        if made:
            messages.success(request, _("Recorded. The co-funder is asked to confirm it."))
            return redirect("funding:pledge_detail", pledge=pledge)
    return answered(request, "funding/match/pledge_amount.html", _page(row, title), form)


def _withdrawable(row: register.Row) -> list[tuple[str, str]]:
    kinds = (INTENDED, COMMITTED, REALISED)
    return [(kind, f"{LABELS[kind]}: {euro(row.held[kind])}") for kind in kinds if row.held[kind]]


@allow(*WITHDRAWERS)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def pledge_withdraw(request: HttpRequest, pledge: int) -> HttpResponse:
    """Take back (a part of) a pledge; refused while State money rests on it."""
    row = _row(request, pledge)
    require(permissions.can_withdraw(request.user, row.pledge))
    # A second click comes when nothing is left: what was chosen then is still understood.
    kinds = [(kind, f"{LABELS[kind]}: {euro(row.held[kind])}") for kind in (INTENDED, COMMITTED, REALISED)]
    form = WithdrawForm(request.POST or None, pledge=row.pledge, kinds=kinds if request.POST else _withdrawable(row))
    context = _page(row, _("Withdraw co-funding"))
    if form.is_bound and not form.is_changing and form.is_valid():
        if not form.is_sure:
            chosen = {"form": form, "kind_label": str(LABELS[form.cleaned_data["kind"]])}
            return render(request, "funding/match/pledge_withdraw_sure.html", {**context, **chosen})
        basis = Basis(**form.basis())
        about = {name: form.cleaned_data[name] for name in ("kind", "amount")}
        made = tried(
            form, lambda: match.take_back(by=request.user, basis=basis, pledge=row.pledge, **about), fields=AMOUNT
        )
        if made:
            messages.success(request, _("Withdrawn. Who counted on it gets a letter."))
            return redirect("funding:pledge_detail", pledge=pledge)
    return answered(request, "funding/match/pledge_withdraw.html", context, form)
