"""The column in which the desk searches, the same for requests, companies and e-mail."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Value

FIELDS = 4


def words_of(*names: str) -> models.GeneratedField:
    """The words of these fields (at most four), without accents; kept by the database. See hubs/sql/search.sql."""
    texts = [*map(F, names), *[Value("")] * (FIELDS - len(names))]
    expression = Func(*texts, function="hubs_search")
    return models.GeneratedField(expression=expression, output_field=SearchVectorField(), db_persist=True)
