"""Addresses of the row editor: seven per kind, with the same names for each."""

from django.urls import URLPattern, path

from fieldlabs.kinds import KINDS, Kind
from fieldlabs.views import partners, rows


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


# Before the general addresses: a partner is added in its own way.
urlpatterns = [
    path("<slug:slug>/bewerken/partners/nieuw/", partners.partner_add, name="partner_add"),
    *(one for kind in KINDS.values() for one in of(kind) if one.name != "partner_add"),
]
