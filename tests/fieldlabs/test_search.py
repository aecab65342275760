"""What the search of Fieldlabs asks of the database, and how it counts."""

import pytest
from django.db import connection

from fieldlabs import finding, search
from fieldlabs.models import Fieldlab
from fieldlabs.tally import FACETS
from fieldlabs.wish import Wish

pytestmark = pytest.mark.django_db


def test_word_is_looked_for_once_per_form():
    with connection.cursor() as cursor:
        cursor.execute("SELECT fieldlabs_query(%s, %s)::text", ["robots:*", "robots:* | robot:* | '~robot':*"])
        assert cursor.fetchone() == ("'robot':* | 'robots':* | '~robot':*",)


def test_word_that_both_dictionaries_drop_still_asks():
    with connection.cursor() as cursor:
        cursor.execute("SELECT fieldlabs_query(%s, %s)::text", ["in", "in"])
        assert cursor.fetchone() == ("'in'",)


def test_facets_hold_what_can_be_filtered_by_and_whether_the_position_is_known():
    lab = Fieldlab.objects.select_related("region").get(name="RAMLAB")
    assert lab.facets == f"{lab.region_id}|NL-ZH|{lab.evidence}|advanced-manufacturing||||1"


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"region": "oost-nederland"},
        {"text": "robot"},
        {"text": "robot", "region": "oost-nederland"},
        {"text": "robot", "region": "oost-nederland", "standing": "A"},
    ],
)
def test_every_count_is_what_choosing_it_gives(chosen):
    known = finding.Known.read()
    found = search.look(Wish(**chosen), known.codes)
    for facet in FACETS:
        for value, number in found.counts[facet].items():
            if value in known.labels(facet):
                assert search.look(Wish(**{**chosen, facet: value}), known.codes).total == number


def test_dots_and_provinces_add_up_to_the_total():
    found = search.look(Wish(text="robot"), finding.Known.read().codes)
    assert found.total == sum(found.by_province.values())
    placed = Fieldlab.objects.public().filter(lat__isnull=False)
    everything = search.look(Wish(), finding.Known.read().codes)
    assert sum(dot.number for dot in everything.dots) == placed.count()
