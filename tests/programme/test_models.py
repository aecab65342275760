"""The database refuses figures and periods that contradict themselves."""

from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from programme.models import Figure, InstrumentPeriod

pytestmark = pytest.mark.django_db


@contextmanager
def refused_by(name):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    assert caught.value.__cause__.diag.constraint_name == name


def change(key, **values):
    Figure.objects.filter(key=key).update(**values)


def test_figure_unknown_with_value_is_refused():
    with refused_by("programme_figure_unknown_has_no_value"):
        change("dvc_amount_text_letter", value=Decimal(5))


def test_figure_known_without_value_is_refused():
    with refused_by("programme_figure_unknown_has_no_value"):
        change("regional_letter", value=None)


def test_figure_minimum_with_other_lower_bound_is_refused():
    with refused_by("programme_figure_at_least_starts_at_value"):
        change("smitzh_total_overheid360", lower=Decimal(1))


def test_figure_minimum_without_lower_bound_is_refused():
    with refused_by("programme_figure_at_least_starts_at_value"):
        change("smitzh_total_overheid360", lower=None)


def test_figure_bounds_in_wrong_order_are_refused():
    with refused_by("programme_figure_bounds_in_order"):
        change("dvc_amount_text_letter", lower=Decimal(9_000_000))


def test_figure_value_outside_bounds_is_refused():
    with refused_by("programme_figure_bounds_contain_value"):
        change("fieldlabs_state_letter", value=Decimal(41_000_000))


def test_figure_derived_without_formula_is_refused():
    with refused_by("programme_figure_derived_has_formula"):
        change("regional_share_derived", formula="")


def test_figure_stated_with_formula_is_refused():
    with refused_by("programme_figure_derived_has_formula"):
        change("regional_letter", formula="1 + 1")


def period(**values):
    InstrumentPeriod.objects.filter(key="efro-2021-2027").update(**values)


def test_period_ending_before_start_is_refused():
    with refused_by("programme_instrumentperiod_ends_after_start"):
        period(valid_to=date(2020, 1, 1))


def test_period_open_without_date_is_refused():
    with refused_by("programme_instrumentperiod_open_is_dated"):
        period(status="open", status_as_of=None)


def test_period_amount_of_zero_is_refused():
    with refused_by("programme_instrumentperiod_amount_is_positive"):
        period(max_amount_eur=0)


def test_period_percentage_above_hundred_is_refused():
    with refused_by("programme_instrumentperiod_percentage_is_a_share"):
        period(percentage=101)


def test_figure_change_is_in_its_history():
    change("regional_letter", note_en="Changed.")
    figure = Figure.objects.get(key="regional_letter")
    assert figure.events.order_by("pgh_id").last().note_en == "Changed."
