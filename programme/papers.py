"""Which document of the portal's own list of sources (programme.Source) is meant where somebody names a document.

By its number or its title, never by what looks alike: a document of which neither is exactly that of a source is named
and not linked.
"""

from django.db.models import Func, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from programme.models import Source

NUMBER = r"^Kamerstuk(?:ken)? (\d{2}) ?(\d{3}),? nr\. ?(\d+)(?:[,:;] .*)?$"
"""A paper of Parliament by dossier and number, and after that perhaps the place in it."""
OFFICIAL = "https://zoek.officielebekendmakingen.nl/kst-"
"""The address of such a paper is its number."""


def source_of(document: str = "document", column: str = "url") -> Coalesce:
    """`column` of the source that a row's `document` names; "" where it is none of them. No statement of its own."""
    named = OuterRef(document)
    number = Func(named, Value(NUMBER), Value(r"\1\2-\3"), function="regexp_replace", output_field=TextField())
    address = Concat(Value(OFFICIAL), number, Value(".html"), output_field=TextField())
    sources = Source.objects.filter(Q(url=address) | Q(title_nl=named) | Q(title_en=named)).order_by("pk")
    return Coalesce(Subquery(sources.values(column)[:1]), Value(""), output_field=TextField())
