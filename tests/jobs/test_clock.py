"""The portal's clock: the real day, the demonstration's, and a day lived through."""

from datetime import date

import pytest
from django.utils import timezone

from jobs import clock


def test_today_is_the_day_in_the_netherlands(settings):
    settings.DEMO_TODAY = None

    assert clock.today() == timezone.localdate()


def test_demonstration_day_fixes_the_date(settings):
    settings.DEMO_TODAY = date(2018, 2, 5)

    assert (clock.today(), timezone.localtime(clock.now()).date()) == (date(2018, 2, 5), date(2018, 2, 5))


def test_a_day_is_lived_through_and_then_over(settings):
    settings.DEMO_TODAY = date(2018, 2, 5)
    with clock.on(date(2017, 12, 31)):
        inside = clock.today()

    assert (inside, clock.today()) == (date(2017, 12, 31), date(2018, 2, 5))


def test_production_knows_one_day_only(settings):
    settings.PRODUCTION = True

    with pytest.raises(RuntimeError), clock.on(date(2017, 12, 31)):
        pass
