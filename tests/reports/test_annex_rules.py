"""Annexes in the database: numbered without gaps, never changed, made once, replaced once."""

import hashlib
import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.rules import RuleBroken
from jobs.models import Job
from reports import actions, annex_files
from reports.models import Annex, AnnexFile, AnnexRelease
from tests.funding import connections
from tests.funding import world as worlds
from tests.refusals import refusal, refused
from tests.reports.annexes import DAY, file_of, freeze, inserting, values
from tests.rows import statement


@pytest.fixture
def annex(db, fenna):
    return freeze(fenna)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("reports_annex_says_what_it_answers", {"question": " "}),
        ("reports_annex_says_what_it_answers", {"title": ""}),
        ("reports_annex_digest_is_of_its_bytes", {"csv": b"a,c\r\n"}),
        ("reports_annex_digest_is_of_its_bytes", {"sha256": "0" * 64}),
        ("reports_annex_says_why_it_replaces", {"replaces_because": "a reason without an annex"}),
    ],
)
def test_database_refuses_an_annex(fenna, rule, changes):
    assert refused(*inserting(fenna, **changes)) == rule


def test_database_refuses_a_replacement_without_a_reason(annex, fenna):
    assert refused(*inserting(fenna, replaces_id=annex.pk)) == "reports_annex_says_why_it_replaces"


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("reports_annexfile_digest_is_of_its_bytes", {"sha256": "0" * 64}),
        ("reports_annexfile_size_is_of_its_bytes", {"size": 4}),
        (
            "reports_annexfile_size_is_of_its_bytes",
            {"content": b"", "sha256": hashlib.sha256(b"").hexdigest(), "size": 0},
        ),
    ],
)
def test_database_refuses_a_file(annex, rule, changes):
    assert refused(*file_of(annex, **changes)) == rule


def test_file_is_made_once(annex):
    assert refusal(*file_of(annex)) == ""
    assert refused(*file_of(annex, content=b"other")) == "reports_annexfile_is_made_once"


def test_release_names_its_letter(annex, fenna):
    sql, parameters = statement(
        AnnexRelease, annex_id=annex.pk, document=" ", sent_on=DAY, recorded_by_id=fenna.pk, recorded_at=timezone.now()
    )
    assert refused(sql, *parameters) == "reports_annexrelease_names_its_letter"


@pytest.mark.parametrize(("days", "rule"), [(-1, "reports_annexrelease_is_sent_after_it_was_made"), (0, "")])
def test_annex_is_sent_after_it_was_made(annex, fenna, days, rule):
    sent_on = annex.made_on + timedelta(days=days)
    row = {"document": "brief", "sent_on": sent_on, "recorded_by_id": fenna.pk, "recorded_at": timezone.now()}
    sql, parameters = statement(AnnexRelease, annex_id=annex.pk, **row)
    assert refusal(sql, *parameters) == rule


CHANGES = ["UPDATE {table} SET id = id", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"]
KEPT = ["reports_annex", "reports_annexfile", "reports_annexrelease"]


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize("sql", CHANGES)
def test_application_has_no_right_to_change_an_annex(annex, table, sql):
    assert refusal(sql.format(table=table)) == "42501"


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize("sql", CHANGES)
def test_owner_is_refused_too(fresh_database, table, sql):
    person = worlds.build().preparer
    annex = freeze(person)
    for one in AnnexFile.Format.values:
        annex_files.write(annex, one)
    actions.release(by=person, annex=annex, document="brief", sent_on=DAY)
    with connections.owner() as own, own.cursor() as cursor, pytest.raises(Exception) as caught:  # noqa: PT011
        cursor.execute(sql.format(table=table))
    assert caught.value.diag.constraint_name == "reports_annex_is_only_added_to"


def test_database_gives_the_number_whatever_is_asked(annex, fenna):
    assert annex.number == "2018-001"
    assert refusal(*inserting(fenna, number="2018-900", year=1900, sequence=900)) == ""
    assert list(Annex.objects.values_list("number", "year", "sequence")) == [
        ("2018-002", 2018, 2), ("2018-001", 2018, 1)
    ]  # fmt: skip


def test_number_begins_anew_each_year(annex, fenna):
    assert refusal(*inserting(fenna, made_on=date(2019, 1, 2))) == ""
    assert Annex.objects.first().number == "2019-001"


def test_number_that_was_refused_is_given_to_the_next(annex, fenna):
    assert refused(*inserting(fenna, question=""))
    assert freeze(fenna).number == "2018-002"


def test_two_with_one_number_are_refused(fresh_database):
    """Past the trigger, which only the owner can switch off."""
    person = worlds.build().preparer
    sql, parameters = statement(Annex, **values(person, number="2018-001", year=2018, sequence=1))
    again, others = statement(Annex, **values(person, number="2018-x", year=2018, sequence=1))
    with connections.owner() as own, own.cursor() as cursor:
        cursor.execute("ALTER TABLE reports_annex DISABLE TRIGGER reports_a_number")
        cursor.execute(sql, parameters)
        with pytest.raises(Exception) as caught:  # noqa: PT011
            cursor.execute(again, others)
        assert caught.value.diag.constraint_name == "reports_annex_number_is_given_once"
        own.rollback()


@pytest.mark.parametrize("writers", [2, 16])
def test_those_who_freeze_at_once_get_numbers_without_a_gap(fresh_database, writers):
    person = worlds.build().preparer
    assert connections.race(writers, lambda _number: freeze(person)) == ["admitted"] * writers
    assert sorted(Annex.objects.values_list("sequence", flat=True)) == list(range(1, writers + 1))


def test_double_click_makes_one_annex(fresh_database):
    person, key = worlds.build().preparer, uuid.uuid4()
    assert connections.race(4, lambda _number: freeze(person, key=key)) == ["admitted"] * 4
    assert Annex.objects.count() == Job.objects.filter(kind=actions.WRITE).count() == 1


def test_annex_is_replaced_once(annex, fenna):
    newer = freeze(fenna, replaces=annex, because="Een bedrag was fout.")
    assert newer.replaces == annex
    with pytest.raises(RuleBroken) as caught:
        freeze(fenna, replaces=annex, because="Nog eens.")
    assert caught.value.code == "reports_annex_is_replaced_once"
