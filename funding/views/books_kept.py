"""What the controller does to the books: take an entry back, close a period. Both are shown once more first."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.models import Role, User
from funding import actions, readers
from funding.forms.books import ClosePeriodForm, CorrectForm, last_day_of_month_before
from funding.models import Closing, Entry
from funding.views.entries import moves, title_of
from funding.views.shared import answered, private, tried
from ui.formats import date_long


@allow(Role.MINISTRY_CONTROLLER)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def entry_correct(request: HttpRequest, entry: int) -> HttpResponse:
    """Take back exactly what an entry moved."""
    found = get_object_or_404(readers.entries(request.user), pk=entry)
    form = CorrectForm(request.POST or None, entry=found)
    title = _("Take back entry %(number)s") % {"number": found.pk}
    context = {
        "crumbs": [
            (_("Ledger"), reverse("funding:account_list")),
            (title_of(found), reverse("funding:entry_detail", args=[found.pk])),
            (_("Take back"), None),
        ],
        "title": title,
        "entry": found,
        "moves": _mirrored(moves(request, found)),
    }
    if form.is_bound and not form.is_changing and form.is_valid():
        if not form.is_sure:
            return render(request, "funding/books/entry_correct_sure.html", {**context, "form": form})
        about = {
            "by": request.user,
            "basis": actions.Basis(**form.basis()),
            "entry": found,
            "kept": form.cleaned_data["kept"],
        }
        made = tried(form, lambda: actions.correct(**about))
        if made:
            messages.success(request, _("The entry is taken back. Record anew what is right."))
            return redirect("funding:entry_detail", entry=made.pk)
    return answered(request, "funding/books/entry_correct.html", context, form)


def _mirrored(shown: dict[str, object]) -> dict[str, object]:
    """The same transfers the other way round."""
    rows = [
        {
            "amount": row["amount"],
            "origin": row["target"],
            "origin_id": row["target_id"],
            "target": row["origin"],
            "target_id": row["origin_id"],
        }
        for row in shown["rows"]
    ]
    return {**shown, "rows": rows}


@allow(Role.MINISTRY_CONTROLLER)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def period_close(request: HttpRequest) -> HttpResponse:
    """Close everything valid on or before a day."""
    form = ClosePeriodForm(request.POST or None, initial={"until": last_day_of_month_before()})
    context = {
        "crumbs": [(_("Ledger"), reverse("funding:account_list")), (_("Close a period"), None)],
        "closings": Closing.objects.order_by("-until")[:24],
    }
    if form.is_bound and not form.is_changing and form.is_valid():
        if not form.is_sure:
            closes = Entry.objects.filter(valid_on__lte=form.cleaned_data["until"])
            last = Closing.objects.order_by("-until").first()
            closes = closes.filter(valid_on__gt=last.until) if last else closes
            context |= {"form": form, "number": closes.count(), "until": form.cleaned_data["until"]}
            return render(request, "funding/books/period_close_sure.html", context)
        made = tried(form, lambda: _close(request.user, form.cleaned_data), fields=UNTIL)
        if made:
            day = {"day": date_long(made.until)}
            messages.success(request, _("The books are closed until and including %(day)s.") % day)
            return redirect("funding:account_list")
    return answered(request, "funding/books/period_close.html", context, form)


UNTIL = {"funding_closing_is_made_once": "until"}


def _close(by: User, asked: dict[str, object]) -> Closing:
    """A second click finds what the first one made."""
    about = {name: asked[name] for name in ("until", "document", "document_date")}
    made = Closing.objects.filter(**about, recorded_by=by).first()
    return made or actions.close_period(by=by, **about)
