"""The newest period of every instrument."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programme.models import Instrument
from programme.newest import newest_periods

pytestmark = pytest.mark.django_db


def test_is_the_first_period_of_each_known_instrument():
    with CaptureQueriesContext(connection) as queries:
        found = {one.slug: one for one in newest_periods()}

    known = Instrument.objects.known().prefetch_related("periods__provinces", "periods__transformations")
    assert (len(queries), set(found)) == (1, {one.slug for one in known})
    for instrument in known:
        period, one = instrument.periods.all()[0], found[instrument.slug]
        assert (one.name, one.what_nl, one.sme_direct) == (instrument.name, instrument.what_nl, instrument.sme_direct)
        assert (one.status, one.status_as_of, one.nationwide) == (
            period.status, period.status_as_of, period.nationwide,
        )  # fmt: skip
        assert (one.valid_from, one.valid_to) == (period.valid_from, period.valid_to)
        assert sorted(one.provinces) == sorted(thing.iso for thing in period.provinces.all())
        assert sorted(one.transformations) == sorted(thing.slug for thing in period.transformations.all())
