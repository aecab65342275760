"""What the database refuses in what belongs to a Fieldlab: partners, money, services, trainings, imports."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from accounts.models import Organisation, Sector, User
from fieldlabs import models as kept
from fieldlabs.models import Fieldlab
from programme.models import Transformation
from regions.models import Region
from tests.refusals import refused
from tests.rows import insert, refusal_of

pytestmark = pytest.mark.django_db
MOMENT = datetime(2018, 3, 1, 9, tzinfo=UTC)
BACKWARDS = {"opened_on": "2018-03-02", "closed_on": "2018-03-01"}


def base(model, **changes):
    """A row of this model that the database takes."""
    lab = Fieldlab.objects.get(slug="ramlab")
    company = Organisation.objects.filter(kind="company").first() or Organisation.objects.create(
        name="Demo BV", kind="company"
    )
    person = User.objects.first() or User.objects.create_user("rules@example.nl")
    rows = {
        kept.Partner: {"organisation": company, "size_id": None},
        kept.Investment: {"source": "companies", "kind": "cash", "phase": "planned", "year": 2018, "amount": 1000},
        kept.Service: {"kind": "advice", "name_nl": "Advies"},
        kept.Equipment: {"name_nl": "Lasrobot"},
        kept.EvidenceCase: {"title_nl": "Lassen zonder fouten", "question_nl": "Hoe?", "result_nl": "Zo."},
        kept.Result: {"kind": "product", "year": 2018, "number": 0, "basis": "geteld door het Fieldlab"},
        kept.Link: {"title_nl": "Meer", "url": "https://example.nl/"},
        kept.Photo: {"content": b"x", "media_type": "image/png", "width": 1, "height": 1, "alt_nl": "Een robot"},
        kept.Skillslab: {"name": "Demo Skillslab"},
        kept.FieldlabContact: {"name": "Zoë"},
        kept.FieldlabSector: {"sector": Sector.objects.first()},
        kept.FieldlabRegion: {"region": Region.objects.get(slug="oost-nederland")},
        kept.SectionDraft: {
            "section": "about", "saved_by": person, "saved_at": MOMENT, "version": 1, "data": {},
        },
        kept.ChangeProposal: {
            "section": "about", "data": {}, "version": 1, "proposed_at": MOMENT, "proposed_by": person,
        },
        kept.Confirmation: {"asked_on": date(2018, 3, 1), "expires_on": date(2018, 5, 1)},
    }  # fmt: skip
    return {"fieldlab": lab, **rows[model], **changes}


@pytest.mark.parametrize(
    ("model", "changes", "rule"),
    [
        (kept.Partner, {"starts_on": "2018-03-02", "ends_on": "2018-03-01"}, "fieldlabs_partner_ends_after_start"),
        (kept.Investment, {"amount": 0}, "fieldlabs_investment_amount_is_positive"),
        (kept.Investment, {"year": 1999}, "fieldlabs_investment_year_is_possible"),
        (kept.Investment, {"kind": "grant"}, "fieldlabs_investment_company_gives_no_grant"),
        (kept.Service, {"price": 100, "price_basis": "free"}, "fieldlabs_service_amount_fits_its_basis"),
        (kept.Service, {"price": 0, "price_basis": "hour"}, "fieldlabs_service_amount_fits_its_basis"),
        (kept.Service, {"trl_min": 3}, "fieldlabs_service_trl_is_a_range"),
        (kept.Service, {"trl_min": 7, "trl_max": 3}, "fieldlabs_service_trl_is_a_range"),
        (kept.Service, {"trl_min": 0, "trl_max": 3}, "fieldlabs_service_trl_is_a_range"),
        (kept.Equipment, {"amount": 0}, "fieldlabs_equipment_amount_is_positive"),
        (kept.Equipment, {"year": 1812}, "fieldlabs_equipment_year_is_possible"),
        (kept.EvidenceCase, {"company": "Demo BV"}, "fieldlabs_evidencecase_named_company_agreed"),
        (kept.Result, {"year": 1999}, "fieldlabs_result_year_is_possible"),
        (kept.Result, {"basis": ""}, "fieldlabs_result_says_how_it_was_counted"),
        (kept.Photo, {"alt_nl": ""}, "fieldlabs_photo_has_alternative_text"),
        (kept.Skillslab, BACKWARDS, "fieldlabs_skillslab_closes_after_opening"),
        (kept.FieldlabContact, {"email": "Zoe@example.nl"}, "fieldlabs_fieldlabcontact_email_is_lower_case"),
        (kept.FieldlabContact, {"name": "", "public_since": "2018-03-01"}, "fieldlabs_fieldlabcontact_public_has_name"),
        (kept.ChangeProposal, {"state": "accepted"}, "fieldlabs_changeproposal_decided_has_person_and_moment"),
        (kept.ChangeProposal, {"decided_at": MOMENT}, "fieldlabs_changeproposal_decided_has_person_and_moment"),
        (kept.Confirmation, {"expires_on": "2018-03-01"}, "fieldlabs_confirmation_expires_after_asking"),
    ],
)  # fmt: skip
def test_database_refuses_this_row(model, changes, rule):
    assert refusal_of(model, **base(model, **changes)) == rule


@pytest.mark.parametrize(
    ("model", "rule"),
    [
        (kept.Partner, "fieldlabs_partner_once"),
        (kept.Investment, "fieldlabs_investment_once"),
        (kept.Service, "fieldlabs_service_name_is_unique"),
        (kept.Equipment, "fieldlabs_equipment_name_is_unique"),
        (kept.EvidenceCase, "fieldlabs_evidencecase_title_is_unique"),
        (kept.Result, "fieldlabs_result_once"),
        (kept.Link, "fieldlabs_link_once"),
        (kept.FieldlabSector, "fieldlabs_fieldlabsector_once"),
        (kept.FieldlabRegion, "fieldlabs_fieldlabregion_once"),
        (kept.SectionDraft, "fieldlabs_sectiondraft_one_for_each_person"),
        (kept.ChangeProposal, "fieldlabs_changeproposal_one_open_per_section"),
        (kept.Confirmation, "fieldlabs_confirmation_one_is_open"),
    ],
)
def test_database_takes_a_row_once(model, rule):
    row = base(model)
    insert(model, **row)
    assert refusal_of(model, **row) == rule


def test_declined_proposal_has_answer(eva):
    row = base(kept.ChangeProposal, state="declined", decided_at=MOMENT, decided_by=eva)
    assert refusal_of(kept.ChangeProposal, **row) == "fieldlabs_changeproposal_declined_has_answer"


def test_confirmation_by_a_person_has_its_moment(eva):
    row = base(kept.Confirmation, confirmed_by=eva)
    assert refusal_of(kept.Confirmation, **row) == "fieldlabs_confirmation_person_has_moment"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("trl_min = 3", "fieldlabs_fieldlab_trl_is_a_range"),
        ("trl_min = 6, trl_max = 3", "fieldlabs_fieldlab_trl_is_a_range"),
        ("trl_min = 3, trl_max = 10", "fieldlabs_fieldlab_trl_is_a_range"),
        ("plan_starts_on = '2018-03-01', plan_ends_on = '2018-03-01'", "fieldlabs_fieldlab_plan_ends_after_start"),
        ("postal_code = '1234ab'", "fieldlabs_fieldlab_postal_code_is_dutch"),
        ("closed_on = '2018-03-01'", "fieldlabs_fieldlab_closed_has_day_person_and_reason"),
        ("publication = 'archive'", "fieldlabs_fieldlab_closed_is_off_the_list"),
        ("closing_reason = 'Geen geld'", "fieldlabs_fieldlab_closed_has_day_person_and_reason"),
    ],
)
def test_database_refuses_this_change(change, rule):
    assert refused(f"UPDATE fieldlabs_fieldlab SET {change} WHERE slug = 'ramlab'") == rule


def test_publisher_has_moment(eva):
    sql = "UPDATE fieldlabs_fieldlab SET published_by_id = %s WHERE slug = 'ramlab'"
    assert refused(sql, eva.pk) == "fieldlabs_fieldlab_publisher_has_moment"


def test_does_not_close_before_it_started(eva):
    sql = """UPDATE fieldlabs_fieldlab SET started_on = '2018-03-02', closed_on = '2018-03-01', closed_at = now(),
        publication = 'draft', closed_by_id = %s, closing_reason = 'Geen geld' WHERE slug = 'ramlab'"""
    assert refused(sql, eva.pk) == "fieldlabs_fieldlab_closes_after_start"


# --- Trainings -------------------------------------------------------------------------------------------------------


def training(**changes):
    region = Region.objects.get(slug="zuid-holland")
    return {
        "slug": "lassen", "region": region, "title_nl": "Lassen", "text_nl": "Leer lassen.", "audience_nl": "lassers",
        "level": "mbo", "provider": "Demo School", **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"hours": 0}, "fieldlabs_trainingoffer_hours_are_positive"),
        ({"price": -1}, "fieldlabs_trainingoffer_price_is_not_negative"),
    ],
)
def test_database_refuses_this_training(changes, rule):
    assert refusal_of(kept.TrainingOffer, **training(**changes)) == rule


def test_training_has_a_transformation_and_a_date_once():
    key = insert(kept.TrainingOffer, **training())
    link = {"training_id": key, "transformation": Transformation.objects.first()}
    insert(kept.TrainingTransformation, **link)
    assert refusal_of(kept.TrainingTransformation, **link) == "fieldlabs_trainingtransformation_once"
    day = {"training_id": key, "starts_on": "2018-03-01", "ends_on": "2018-03-02"}
    insert(kept.TrainingDate, **day)
    assert refusal_of(kept.TrainingDate, **day) == "fieldlabs_trainingdate_once"
    late = {**day, "starts_on": "2018-03-03"}
    assert refusal_of(kept.TrainingDate, **late) == "fieldlabs_trainingdate_ends_after_start"


def test_copies_to_fieldlab_follow_services_and_trainings():
    lab = Fieldlab.objects.get(slug="ramlab")
    insert(kept.Service, **base(kept.Service, kind="prototype"))
    key = insert(kept.Service, **base(kept.Service, name_nl="Demo", kind="demonstration"))
    offer = insert(kept.TrainingOffer, **training(fieldlab=lab, publication="published"))
    lab.refresh_from_db(fields=["service_kinds", "has_training"])
    assert (lab.service_kinds, lab.has_training) == (["demonstration", "prototype"], True)

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM fieldlabs_service WHERE id = %s", [key])
        cursor.execute("UPDATE fieldlabs_trainingoffer SET publication = 'draft' WHERE id = %s", [offer])
    lab.refresh_from_db(fields=["service_kinds", "has_training"])
    assert (lab.service_kinds, lab.has_training) == (["prototype"], False)


# --- Imports ---------------------------------------------------------------------------------------------------------


def test_import_is_confirmed_before_it_is_written(eva):
    run = {
        "region": Region.objects.get(slug="zuid-holland"), "name": "lijst.csv", "sha256": "0" * 64,
        "uploaded_at": MOMENT, "uploaded_by": eva,
    }  # fmt: skip
    written = refusal_of(kept.ImportRun, **run, state="done")
    key = insert(kept.ImportRun, **run)
    row = {"run_id": key, "number": 2, "values": {}}
    insert(kept.ImportRow, **row)
    assert written == "fieldlabs_importrun_written_was_confirmed"
    assert refusal_of(kept.ImportRow, **row) == "fieldlabs_importrow_number_is_unique"
