"""One entry of the journal, with everything that it rests on."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.models import Role
from funding import permissions, readers
from funding.account_names import OWNERS, account_name
from funding.models import Entry, Transfer
from funding.story_sources import roles_on
from funding.views.shared import private
from programme.papers import source_of
from ui.formats import date_long, euro

ABOUT = ("payment__award", "settlement__award", "waiver", "resolves", "corrects", "recorded_by")


@allow(*readers.BOOK_READERS)
@private
@require_safe
def entry_detail(request: HttpRequest, entry: int) -> HttpResponse:
    """What moved, on what it rests, when, and by whom."""
    entries = readers.entries(request.user).select_related(*ABOUT)
    found = get_object_or_404(
        entries.annotate(roles=roles_on("recorded_by", "recorded_at"), source_url=source_of()), pk=entry
    )
    correction = Entry.objects.filter(corrects=found).first()
    context = {
        "crumbs": [(_("Ledger"), reverse("funding:account_list")), (title_of(found), None)],
        "title": title_of(found),
        "entry": found,
        "correction": correction,
        "moves": moves(request, found),
        "days": _days(found),
        "facts": _facts(request, found),
        "files": found.files.select_related("file").defer("file__content"),
        "may_correct": can_correct(request, found, correction),
    }
    return render(request, "funding/books/entry_detail.html", context)


def title_of(entry: Entry) -> str:
    return _("Entry %(number)s: %(kind)s") % {"number": entry.pk, "kind": entry.get_kind_display()}


def moves(request: HttpRequest, entry: Entry) -> dict[str, object]:
    """The transfers with names of their accounts. Of other organisations only the number of them is shown."""
    transfers = list(_transfers(entry))
    accounts = {pk for one in transfers for pk in (one.from_account_id, one.to_account_id)}
    mine = set(readers.accounts(request.user).filter(pk__in=accounts).values_list("pk", flat=True))
    shown = [one for one in transfers if {one.from_account_id, one.to_account_id} & mine]
    rows = [
        {
            "amount": one.amount,
            "origin": account_name(one.from_account),
            "origin_id": one.from_account_id if one.from_account_id in mine else None,
            "target": account_name(one.to_account),
            "target_id": one.to_account_id if one.to_account_id in mine else None,
        }
        for one in shown
    ]
    return {"rows": rows, "hidden": len(transfers) - len(shown)}


def _transfers(entry: Entry) -> QuerySet[Transfer]:
    both = [f"{side}__{owner}" for side in ("from_account", "to_account") for owner in OWNERS]
    return entry.transfers.select_related("from_account", "to_account", *both).order_by("pk")


def _days(entry: Entry) -> list[tuple[str, str]]:
    moment = timezone.localtime(entry.recorded_at)
    return [
        (_("Valid on"), date_long(entry.valid_on)),
        (_("Date of the document"), date_long(entry.document_date)),
        (_("Recorded at"), f"{date_long(moment)}, {moment:%H:%M:%S}"),
    ]


def _facts(request: HttpRequest, entry: Entry) -> list[tuple[str, object]]:
    roles = ", ".join(str(Role(role).label) for role in sorted(entry.roles or [])) or _("role unknown")
    names = readers.reads_names(request.user) and entry.recorded_by.name
    facts = [
        (_("Reason"), entry.reason),
        (_("Document"), _document(entry)),
        (_("Number in the financial administration"), entry.reference or _("none")),
        (_("Recorded by"), f"{roles}: {entry.recorded_by.name}" if names else roles),
        (_("Key of the request"), entry.key),
    ]
    if entry.kept is not None:
        facts.append((_("Stays for reservations of unknown size"), euro(entry.kept)))
    if entry.waiver:
        facts.append((_("Exception"), f"{entry.waiver.get_kind_display()}: {entry.waiver.reason}"))
    if entry.resolves:
        facts.append((_("Ends the reservation"), str(entry.resolves)))
    return facts


def _document(entry: Entry) -> str:
    """A link where it is one of the sources."""
    if not entry.source_url:
        return entry.document
    return format_html('<a class="utrecht-link" href="{}">{}</a>', entry.source_url, entry.document)


def can_correct(request: HttpRequest, entry: Entry, correction: Entry | None) -> bool:
    """Whether the page offers it; the database has the last word."""
    fits = entry.kind not in (Entry.Kind.CORRECT, Entry.Kind.RESERVE) and entry.parts and correction is None
    return bool(fits) and permissions.can_keep_books(request.user)[0]
