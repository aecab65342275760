"""The part of an address that a title becomes."""

from django.db import models
from django.utils.text import slugify

# Addresses of pages that are no event and no article.
TAKEN = {"beheer", "nieuw", "feed"}
LONGEST = 60


def free_slug(model: type[models.Model], title: str) -> str:
    """The title as part of an address; with a number when that is taken."""
    start = slugify(title)[:LONGEST].strip("-") or "zonder-titel"
    taken = TAKEN | set(model.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    return next(slug for slug in (start, *(f"{start}-{number}" for number in range(2, 10_000))) if slug not in taken)
