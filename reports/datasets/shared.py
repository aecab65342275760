"""Columns that several datasets have, and addresses of pages as an expression of the database."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, CharField, Model, OuterRef, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import override

from reports.datasets.columns import BOOLEAN, LIST, URL, Column

PLACEHOLDER = "0-0"


def address(name: str, path: str) -> Callable[[], Concat]:
    """The page of one thing: its address in Dutch, with the column `path` as its last part."""

    def expression() -> Concat:
        with override("nl"):
            before, after = reverse(name, args=[PLACEHOLDER]).split(PLACEHOLDER)
        return Concat(Value(settings.SITE_URL + before), path, Value(after), output_field=CharField())

    return expression


def page_column(name: str, path: str) -> Column:
    return Column("page", URL, "Page of this portal about it", "Pagina van dit portaal erover", address(name, path))


def in_demo() -> Value:
    return Value(settings.DEMO, output_field=BooleanField())


DEMO = Column(
    "demo", BOOLEAN,
    "true: from a demonstration of the portal or of a scheme, with invented rows among them; not for use",
    "true: uit een demonstratie van het portaal of van een regeling, met verzonnen rijen ertussen; niet voor gebruik",
    in_demo,
)  # fmt: skip


def linked(model: type[Model], own: str, value: str) -> Callable[[], ArraySubquery]:
    """What rows of `model` that point here by `own` have as `value`, in alphabetical order."""

    def expression() -> ArraySubquery:
        rows = model.objects.filter(**{own: OuterRef("pk")}).order_by(value)
        return ArraySubquery(rows.values(value))

    return expression


def transformations(expression: object, what_en: str, what_nl: str) -> Column:
    return Column(
        "transformations", LIST,
        f"Transformations that {what_en} is about, by their short names",
        f"Transformaties waar {what_nl} over gaat, met hun korte namen",
        expression, filter=True,
    )  # fmt: skip
