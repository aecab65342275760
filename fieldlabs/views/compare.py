"""Up to four Fieldlabs side by side. The address says which, so that it can be shared."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import public
from fieldlabs import comparing, spots
from fieldlabs.models import Fieldlab
from fieldlabs.wish import MOST_COMPARED
from ui.spreadsheet import as_csv


@dataclass(frozen=True)
class Asked:
    """What the address asks. `missing`: slugs without a public page; `many`: more than go side by side."""

    labs: list[Fieldlab]
    where: spots.Where
    missing: list[str]
    many: bool

    @property
    def status(self) -> int:
        return 404 if self.missing and not self.labs else 200


def _asked(request: HttpRequest) -> Asked:
    slugs = list(dict.fromkeys(slug[:80] for slug in request.GET.getlist("lab") if slug))
    # One more than fits, so that a wrong address among them does not push out a right one.
    labs = comparing.fieldlabs(slugs[: 2 * MOST_COMPARED])
    known = {lab.slug for lab in labs}
    many = len(slugs) > MOST_COMPARED
    missing = [] if many else [slug for slug in slugs if slug not in known]
    return Asked(labs, spots.read(request.GET), missing, many)


@public
def fieldlab_compare(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    rows = comparing.rows(asked.labs, asked.where.spot)
    only = bool(request.GET.get("alleen"))
    context = {
        "crumbs": [(_("Fieldlabs"), reverse("fieldlabs:fieldlab_list")), (_("Compare"), None)],
        "asked": asked,
        "most": MOST_COMPARED,
        "fieldlabs": [{"fieldlab": lab, "without_url": _address(asked, without=lab.slug)} for lab in asked.labs],
        "rows": [row for row in rows if row.differs] if only else rows,
        "same": sum(not row.differs for row in rows),
        "only": only,
        "only_url": _address(asked, only=not only),
        "add_url": f"{reverse('fieldlabs:fieldlab_list')}{_query(asked)}",
        "csv_url": f"{reverse('fieldlabs:fieldlab_compare_export')}{_query(asked, only=only)}",
        "enough": len(asked.labs) >= comparing.FEWEST,
        "room": len(asked.labs) < MOST_COMPARED,
    }
    return render(request, "fieldlabs/compare.html", context, status=asked.status)


@public
def fieldlab_compare_export(request: HttpRequest) -> HttpResponse:
    """The table that the page shows, as CSV."""
    asked = _asked(request)
    rows = comparing.rows(asked.labs, asked.where.spot)
    shown = [row for row in rows if row.differs] if request.GET.get("alleen") else rows
    name = "demo-vergelijking.csv" if settings.DEMO else "vergelijking.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    text = as_csv(*comparing.table(asked.labs, shown))
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers, status=asked.status)


def _address(asked: Asked, *, without: str = "", only: bool = False) -> str:
    return f"{reverse('fieldlabs:fieldlab_compare')}{_query(asked, without=without, only=only)}"


def _query(asked: Asked, *, without: str = "", only: bool = False) -> str:
    pairs = [("lab", lab.slug) for lab in asked.labs if lab.slug != without]
    if asked.where.spot:
        pairs += [("plaats", asked.where.spot.name), ("plek", str(asked.where.spot.key))]
    return f"?{urlencode([*pairs, *([('alleen', 'verschillen')] if only else [])])}"
