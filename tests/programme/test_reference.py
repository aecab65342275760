"""The reference data of the programme: complete, typed, and loaded twice without a trace."""

from decimal import Decimal

import pytest

from programme import reference
from programme.models import (
    ActionLine,
    Figure,
    Goal,
    Instrument,
    InstrumentPeriod,
    Partner,
    Priority,
    Project,
    Source,
    Topic,
    Transformation,
)

pytestmark = pytest.mark.django_db

COUNTS = {
    ActionLine: 5,
    Figure: 115,
    Goal: 3,
    Instrument: 18,
    InstrumentPeriod: 41,
    Partner: 7,
    Priority: 3,
    Project: 9,
    Source: 25,
    Topic: 64,
    Transformation: 8,
}


def counts():
    return {model: model.objects.count() for model in COUNTS}


def test_load_brings_every_row():
    assert counts() == COUNTS


def test_load_twice_changes_nothing():
    before = list(Figure.objects.values()), list(InstrumentPeriod.objects.values())
    links = InstrumentPeriod.provinces.through.objects.count()
    events = Figure.pgh_event_model.objects.count()
    reference.load()
    assert (list(Figure.objects.values()), list(InstrumentPeriod.objects.values())) == before
    assert counts() == COUNTS
    assert InstrumentPeriod.provinces.through.objects.count() == links
    assert Figure.pgh_event_model.objects.count() == events


def test_load_mends_a_changed_figure():
    Figure.objects.filter(key="regional_letter").update(value=Decimal(1))
    reference.load()
    assert Figure.objects.get(key="regional_letter").value == Decimal(2_800_000)


def test_figure_unknown_stays_unknown():
    figure = Figure.objects.get(key="dvc_amount_text_letter")
    assert (figure.value, figure.lower, figure.upper) == (None, Decimal(0), Decimal(2_100_000))


def test_locator_is_in_both_languages():
    figure = Figure.objects.get(key="expertise_centre_amount_letter")
    assert (figure.locator_nl, figure.locator_en) == ("tabel, project 2", "table, project 2")
    partner = Partner.objects.get(slug="tno")
    assert partner.locator_nl == "Smart Industry, alinea 2; tabel, projecten 1, 2 en 6"


def test_project_nine_has_no_action_line():
    assert list(Project.objects.filter(action_line=None).values_list("number", flat=True)) == [9]


def test_period_is_nationwide_or_has_provinces():
    assert not InstrumentPeriod.objects.filter(nationwide=False, provinces=None).exists()
    assert not InstrumentPeriod.objects.filter(nationwide=True, provinces__isnull=False).exists()


def test_no_period_is_loaded_as_open():
    assert not InstrumentPeriod.objects.filter(status="open").exists()
