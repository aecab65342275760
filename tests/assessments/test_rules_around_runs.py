"""What the database refuses of sites, contacts, reports and links, provoked past all Python rules."""

import pytest
from django.db import connection

from accounts.models import Organisation
from tests.assessments.runs import completed_run, new_run
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def execute(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_site_is_kept_once_per_location():
    company = Organisation.objects.create(name="Metaal BV", kind="company")
    insert = "INSERT INTO assessments_site (organisation_id, province_id) VALUES (%s, NULL)"
    execute(insert, company.pk)

    assert refused(insert, company.pk) == "assessments_site_once_per_location"


def test_site_with_a_place_has_its_province():
    company = Organisation.objects.create(name="Metaal BV", kind="company")
    insert = "INSERT INTO assessments_site (organisation_id, place_id) SELECT %s, min(geonameid) FROM regions_place"

    assert refused(insert, company.pk) == "assessments_site_place_has_province"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"email": "Anna@bedrijf.nl"}, "assessments_contact_email_is_lower_case"),
        ({"kvk_number": "1234567"}, "assessments_contact_kvk_number_has_8_digits"),
        ({"confirmed_at": "2017-01-01"}, "assessments_contact_confirmed_after_given"),
        ({"invitations_sent": 3}, "assessments_contact_two_invitations"),
    ],
)
def test_contact_is_consistent(values, name):
    row = {
        "assessment_id": new_run().pk, "email": "anna@bedrijf.nl", "name": "", "company_name": "", "kvk_number": "",
        "language": "nl", "wants_invitation": False, "given_at": "2018-01-01", "invitations_sent": 0,
    } | values  # fmt: skip
    insert = f"INSERT INTO assessments_contact ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})"

    assert refused(insert, *row.values()) == name


@pytest.mark.parametrize(
    ("made_at", "name"),
    [("now()", "assessments_report_made_has_pdf"), (None, "assessments_report_once_per_language_and_horizon")],
)
def test_report_is_consistent(made_at, name):
    insert = """
        WITH job AS (
            INSERT INTO jobs_job (id, kind, payload, state, created_at, due_at, attempts, steps_done, error)
            VALUES (gen_random_uuid(), 'x', '{}', 'waiting', now(), now(), 0, 0, '') RETURNING id
        )
        INSERT INTO assessments_report (id, assessment_id, language, horizon, job_id, asked_at, made_at)
        SELECT gen_random_uuid(), %s, 'nl', 'this-year', job.id, now(), %s FROM job
    """
    run = completed_run()
    if made_at is None:
        execute(insert, run.pk, None)

    assert refused(insert, run.pk, made_at) == name


def test_share_is_valid_for_some_time():
    insert = """
        INSERT INTO assessments_share (id, assessment_id, made_at, expires_at)
        VALUES (gen_random_uuid(), %s, now(), now())
    """

    assert refused(insert, completed_run().pk) == "assessments_share_expires_after_making"


def test_tally_is_kept_once_per_screen_and_month():
    insert = """
        INSERT INTO assessments_drafttally (version, depth, started_in, screen, number)
        VALUES ('2026.1', 'quick', '2026-11-01', 'where', 3)
    """
    execute(insert)

    assert refused(insert) == "assessments_drafttally_once_per_screen_and_month"
