"""Trainings and Skillslabs for tests, made by the actions."""

from datetime import timedelta
from uuid import uuid4

from fieldlabs.actions import skillslabs, trainings
from fieldlabs.models import Fieldlab
from fieldlabs.training_content import SkillslabContent, TrainingContent
from jobs import clock
from programme.models import Transformation
from regions.models import Place, Region

SUBJECT = "advanced-manufacturing"


def content(**changes) -> TrainingContent:
    """A training of the region, for 120 euros in 8 hours."""
    plain = {
        "title_nl": "Demo Lasrobots programmeren", "title_en": "Demo Programming welding robots",
        "text_nl": "U leert een lasrobot instellen.", "text_en": "You learn to set up a welding robot.",
        "audience_nl": "lassers", "audience_en": "welders", "level": "mbo", "provider": "Demo School",
        "hours": 8, "price": 120, "url": "https://school.example/lassen",
    }  # fmt: skip
    chosen = changes.pop("subjects", [SUBJECT])
    subjects = tuple(Transformation.objects.filter(slug__in=chosen).order_by("number"))
    return TrainingContent(**plain | {"transformations": subjects} | changes)


def draft(by, region="zuid-holland", **changes):
    given = {"region": Region.objects.get(slug=region), "content": content(**changes)}
    return trainings.create_training(by=by, key=uuid4(), **given)


def published(by, *dates, region="zuid-holland", **changes):
    """A public training; `dates`: (days from today, name of the place or None)."""
    made = trainings.publish_training(by=by, training=draft(by, region, **changes))
    for days, place in dates:
        add_date(by, made, days, place)
    return made


def add_date(by, training, days=7, place=None):
    day = clock.today() + timedelta(days)
    where = Place.objects.get(name=place) if place else None
    return trainings.add_date(by=by, training=training, first=day, last=day, place=where)


def skillslab(by, slug="ramlab", name="Demo Skillslab", **changes):
    lab = Fieldlab.objects.get(slug=slug)
    given = {"content": SkillslabContent(name=name, **changes), "version": 0, "reason": "geopend"}
    return skillslabs.save_skillslab(by=by, fieldlab=lab, **given)
