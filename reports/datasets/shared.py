"""Columns that several datasets have, and addresses of pages as an expression of the database."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, CharField, Model, OuterRef, Q, Value, When
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


def _marked(expression: Callable[[], object], *, filtered: bool = False) -> Column:
    return Column(
        "demo", BOOLEAN,
        "true: invented for a demonstration, or partly, or it may be: people try the portal there; not for use",
        "true: verzonnen voor een demonstratie, of voor een deel, of dat kan zo zijn: mensen proberen daar het portaal "
        "uit; niet voor gebruik",
        expression, filter=filtered,
    )  # fmt: skip


DEMO = _marked(in_demo)
"""Of what people write in the portal: in a demonstration anybody may have invented it."""
REAL = _marked(lambda: Value(False, output_field=BooleanField()))
"""Of what comes from a source alone, and nobody changes in the portal."""


def demo_if(invented: Q) -> Column:
    """Of rows that say for themselves whether a demonstration invented them."""
    flag = Case(When(invented, then=Value(True)), default=Value(False), output_field=BooleanField())
    return _marked(lambda: flag, filtered=True)


def demo_unless(real: Q) -> Column:
    """Of what people write in the portal, but for rows that nobody touched since they came from a source."""
    return _marked(lambda: Case(When(real, then=Value(False)), default=in_demo(), output_field=BooleanField()))


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
