"""Computed rows are kept until something was written, and never longer."""

from datetime import timedelta

import pytest
from django.db import transaction

from jobs import clock
from programme.models import Source
from reports.datasets import BY_NAME, kept

PROMISES = BY_NAME["promises"]


@pytest.fixture
def computed(monkeypatch, fresh_database):
    """How often the rows were computed, in a database of our own with real commits."""
    kept._kept.clear()
    times, compute, moment = [], PROMISES.compute, clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    object.__setattr__(PROMISES, "compute", lambda: times.append(1) or compute())
    yield times
    object.__setattr__(PROMISES, "compute", compute)
    kept._kept.clear()


@pytest.fixture
def nobody_writes(monkeypatch):
    """Other databases of the same server are written to while this runs, which moves the snapshot."""
    monkeypatch.setattr(kept, "SNAPSHOT", "SELECT '7:7:', '2018-02-05'")


def source_of_first() -> str:
    return next(row["sourceUrl"] for row in kept.rows(PROMISES) if row["source"] == "letter")


def test_rows_are_computed_once_while_nothing_is_written(computed, nobody_writes):
    assert kept.rows(PROMISES) == kept.rows(PROMISES)
    assert len(computed) == 1


def test_write_is_seen_at_once(computed):
    source_of_first()
    Source.objects.filter(slug="letter").update(url="https://example.nl/brief")
    assert source_of_first() == "https://example.nl/brief"


def test_own_transaction_sees_its_own_writes_and_keeps_nothing(computed):
    before = source_of_first()
    with transaction.atomic():
        Source.objects.filter(slug="letter").update(url="https://example.nl/brief")
        assert source_of_first() == "https://example.nl/brief"
        transaction.set_rollback(True)
    assert source_of_first() == before


def test_next_minute_computes_again(computed, nobody_writes, monkeypatch):
    kept.rows(PROMISES)
    later = clock.now() + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    kept.rows(PROMISES)
    assert len(computed) == 2


def test_unchanged_rows_cost_one_statement(computed, nobody_writes, django_assert_num_queries):
    kept.rows(PROMISES)
    with django_assert_num_queries(1):
        kept.rows(PROMISES)
