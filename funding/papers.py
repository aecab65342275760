"""Entries of the books with where everyone finds what they rest on: the source that a document is, or the award."""

from django.db.models import OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from funding.models import Transfer
from programme.papers import source_of


def award_of(entry: str = "pk") -> Coalesce:
    """Number of the award whose money a row's entry moved; "" where it moved none. No statement of its own."""
    moved = Transfer.objects.filter(entry=OuterRef(entry)).order_by("pk")
    number = Coalesce("to_account__award__number", "from_account__award__number")
    found = moved.annotate(award=number).exclude(award=None).values("award")
    return Coalesce(Subquery(found[:1]), Value(""), output_field=TextField())


def with_papers(entries: QuerySet) -> QuerySet:
    """Entries, each with the address of the source that it rests on (`source_url`), and the `award_number` it is of."""
    return entries.annotate(source_url=source_of(), award_number=award_of())
