"""Addresses of the row editor, seven per kind with the same names for each, and of the money in all Fieldlabs."""

from django.urls import URLPattern, path

from fieldlabs.kinds import KINDS, Kind
from fieldlabs.views import investments, partners, rows


def of(kind: Kind) -> list[URLPattern]:
    start, own = f"<slug:slug>/bewerken/{kind.path}/", {"kind": kind}
    return [
        path(start, rows.row_list, own, name=f"{kind.key}_list"),
        path(f"{start}nieuw/", rows.row_add, own, name=f"{kind.key}_add"),
        path(f"{start}geschiedenis/", rows.row_history, own, name=f"{kind.key}_history"),
        path(f"{start}terugzetten/", rows.row_restore, own, name=f"{kind.key}_restore"),
        path(f"{start}<int:pk>/", rows.row_change, own, name=f"{kind.key}_change"),
        path(f"{start}<int:pk>/verwijderen/", rows.row_remove, own, name=f"{kind.key}_remove"),
        path(f"{start}<int:pk>/volgorde/", rows.row_move, own, name=f"{kind.key}_move"),
    ]


urlpatterns = [
    path("investeringen/", investments.investment_totals, name="investment_totals"),
    path("investeringen/csv/", investments.investment_csv, name="investment_csv"),
    path("investeringen/xlsx/", investments.investment_xlsx, name="investment_xlsx"),
    # A partner is added in its own way.
    path("<slug:slug>/bewerken/partners/nieuw/", partners.partner_add, name="partner_add"),
    *(one for kind in KINDS.values() for one in of(kind) if one.name != "partner_add"),
]
