"""A form that is read over before it counts, and counts once: type, look, confirm."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from funding.account_names import OWNERS, account_name
from funding.actions.sending import once_sent
from funding.ledger import SOURCE
from funding.models import Account, Entry, Reservation
from funding.rules import RuleBroken
from funding.views.shared import INVALID

Preview = Sequence[object]
CHECK, CONFIRM, CHANGE = "check", "confirm", "change"


@dataclass(frozen=True)
class Deed:
    """What a form does. `kind`: for its digest; `do` gives what came of it, `result` the address that shows it.

    `preview` and `warnings`: what would come of it, for people; they are asked inside a transaction that is undone.
    """

    kind: str
    title: str
    button: str
    done: str
    do: Callable[[], object]
    result: Callable[[object], str]
    preview: Callable[[object], Preview] | None = None
    warnings: Callable[[object], Sequence[str]] | None = None


def page(
    request: HttpRequest, form: forms.Form, deed: Callable[[], Deed], template: str, context: dict[str, object]
) -> HttpResponse:
    """The form, what it will do, or the way to its result. `deed` is asked once the form is valid.

    `form` has a hidden `key` and a method `words()`: what was filled in, as (label, value) for people.
    """
    step = request.POST.get("step", CHECK)
    if request.method != "POST" or (step == CHANGE and form.is_valid()):
        return _private(render(request, template, {"form": form, **context}))
    if form.is_valid():
        try:
            made = deed()
            if step == CONFIRM:
                return _confirmed(request, form, made)
            return _private(_look(request, form, made, context))
        except RuleBroken as broken:
            form.add_error(None, broken.message)
    return _private(render(request, template, {"form": form, **context}, status=INVALID))


@dataclass(frozen=True)
class Change:
    """What a deed does to an account, in euros."""

    name: str
    before: Decimal
    change: Decimal
    after: Decimal


def entry_of(made: Entry | Reservation) -> Entry:
    """The entry behind what was made."""
    return made if isinstance(made, Entry) else Entry.objects.get(sets_apart=made)


def on_accounts(made: Entry | Reservation) -> list[Change]:
    """The accounts of the books that this touches, as they are and as they become."""
    changes = defaultdict(Decimal)
    for move in entry_of(made).transfers.all():
        changes[move.from_account_id] -= move.amount
        changes[move.to_account_id] += move.amount
    accounts = Account.objects.filter(pk__in=changes).exclude(kind=SOURCE).select_related(*OWNERS).order_by("pk")
    return [Change(account_name(one), one.balance - changes[one.pk], changes[one.pk], one.balance) for one in accounts]


def _confirmed(request: HttpRequest, form: forms.Form, deed: Deed) -> HttpResponse:
    content = {name: value for name, value in form.cleaned_data.items() if name != "key"}
    address = once_sent(
        by=request.user,
        key=form.cleaned_data["key"],
        kind=deed.kind,
        content=content,
        make=lambda: deed.result(deed.do()),
    )
    messages.success(request, deed.done)
    return redirect(address)


def _look(request: HttpRequest, form: forms.Form, deed: Deed, context: dict[str, object]) -> HttpResponse:
    """Tries it, so that what is refused is refused here, and undoes it."""
    with transaction.atomic():
        made = deed.do()
        rows = deed.preview(made) if deed.preview else ()
        warnings = deed.warnings(made) if deed.warnings else ()
        transaction.set_rollback(True)
    hidden = ("csrfmiddlewaretoken", "step")
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name not in hidden]
    shown = {"deed": deed, "words": form.words(), "preview": rows, "warnings": warnings, "sent": sent}
    return render(request, "funding/confirm.html", {**context, **shown})


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    return response
