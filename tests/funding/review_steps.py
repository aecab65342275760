"""The pages of the review, for tests: their addresses and what is typed on them."""

import re

from django.urls import reverse

from funding.models import Proposal
from jobs import clock
from tests.funding import planned

YEAR = clock.today().year


def url(name, **kwargs):
    return reverse(f"funding:{name}", kwargs=kwargs)


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def ready(world, **changes) -> Proposal:
    return planned.proposed(world, planned.in_review(world), **changes)
