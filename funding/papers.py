"""Which document of the portal's own list of sources (programme.Source) is meant where the books name a document.

By its number or its title, never by what looks alike: a document of which neither is exactly that of a source is named
and not linked.
"""

from django.db.models import F, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from funding.models import Transfer
from programme.models import Source

NUMBER = r"^Kamerstuk(?:ken)? (\d{2}) ?(\d{3}),? nr\. ?(\d+)(?:[,:;] .*)?$"
"""A paper of Parliament by dossier and number, and after that perhaps the place in it."""
OFFICIAL = "https://zoek.officielebekendmakingen.nl/kst-"
"""The address of such a paper is its number."""


def source_of(document: F | OuterRef | str = "document", column: str = "url") -> Coalesce:
    """`column` of the source that a row's `document` names; "" where it is none of them. No statement of its own."""
    # Also of a row of a row: then the name is resolved one query further out.
    named = OuterRef(document) if isinstance(document, str) else document
    number = Func(named, Value(NUMBER), Value(r"\1\2-\3"), function="regexp_replace", output_field=TextField())
    address = Concat(Value(OFFICIAL), number, Value(".html"), output_field=TextField())
    sources = Source.objects.filter(Q(url=address) | Q(title_nl=named) | Q(title_en=named)).order_by("pk")
    return Coalesce(Subquery(sources.values(column)[:1]), Value(""), output_field=TextField())


def award_of(entry: str = "pk") -> Coalesce:
    """Number of the award whose money a row's entry moved; "" where it moved none. No statement of its own."""
    moved = Transfer.objects.filter(entry=OuterRef(entry)).order_by("pk")
    number = Coalesce("to_account__award__number", "from_account__award__number")
    found = moved.annotate(award=number).exclude(award=None).values("award")
    return Coalesce(Subquery(found[:1]), Value(""), output_field=TextField())


def with_papers(entries: QuerySet) -> QuerySet:
    """Entries, each with the address of the source that it rests on (`source_url`), and the `award_number` it is of."""
    return entries.annotate(source_url=source_of(), award_number=award_of())
