"""What is kept of all Fieldlabs never says what is no longer so."""

import pytest
from django.db import connection, transaction

from fieldlabs import kept
from fieldlabs.models import Change, Fieldlab


def number() -> int:
    return kept.tally("published").everything.bit_count()


@pytest.fixture
def elsewhere(fresh_database):
    """A database with real commits: a change and its end are those of a transaction."""
    kept._kept.clear()
    return fresh_database


def test_tally_is_read_once_while_nothing_changes(elsewhere):
    before = kept.tally("published")
    assert kept.tally("published") is before


def test_tally_is_read_again_after_a_change(elsewhere):
    before = number()
    Fieldlab.objects.filter(slug="ramlab").update(publication="draft")
    assert number() == before - 1


def test_change_that_counts_nothing_leaves_the_tally(elsewhere):
    before = kept.tally("published")
    Fieldlab.objects.filter(slug="ramlab").update(contact="info@ramlab.example")
    assert kept.tally("published") is before


def test_change_that_is_undone_was_never_kept(elsewhere):
    before = number()
    with transaction.atomic():
        Fieldlab.objects.filter(slug="ramlab").update(publication="draft")
        assert number() == before - 1
        Fieldlab.objects.filter(slug="duurzaamheidsfabriek").update(publication="draft")
        assert number() == before - 2
        transaction.set_rollback(True)
    assert number() == before


def test_change_committed_after_a_later_one_is_seen(elsewhere):
    """The transaction that began first ends last: a number that only goes up would miss it."""
    before = number()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("UPDATE fieldlabs_fieldlab SET publication = 'draft' WHERE slug = 'ramlab'")
            Fieldlab.objects.filter(slug="duurzaamheidsfabriek").update(publication="draft")
            assert number() == before - 1
            cursor.execute("COMMIT")
        assert number() == before - 2
    finally:
        other.close()


def test_many_rows_at_once_are_one_change(elsewhere):
    Change.objects.all().delete()
    Fieldlab.objects.filter(publication="published").update(trl_min=4, trl_max=6)
    assert Change.objects.count() == 1
