"""The trainings of the demonstration."""

from datetime import date

import pytest

from fieldlabs.models import Fieldlab, Skillslab, TrainingDate, TrainingOffer
from jobs import clock
from smartindustry import demo_training

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_demo_has_trainings_and_makes_them_once(cast):
    lab = Fieldlab.objects.get(slug="ramlab")
    with clock.on(TODAY):
        assert [demo_training.tell(cast, TODAY, lab) for _time in range(2)] == [True, False]
    assert TrainingOffer.objects.count() == len(demo_training.TRAININGS)
    assert sum(TrainingDate.objects.filter(participants__isnull=False).values_list("participants", flat=True)) == 19
    assert TrainingOffer.objects.filter(transformations=None).count() == 0
    assert list(Skillslab.objects.values_list("fieldlab", "version")) == [(lab.pk, 1)]


def test_everything_invented_says_demo():
    told = [one.content for one in demo_training.TRAININGS.values()]
    assert [one for one in told if "Demo" not in one.title_nl or "Demo" not in one.provider] == []
