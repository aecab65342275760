"""What the database refuses, whoever asks."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.rules import constraint_of
from fieldlabs.models import Fieldlab, FieldlabTransformation
from fieldlabs.triggers import WAY
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("slug", "change", "rule"),
    [
        ("chill", "publication = 'published'", "fieldlabs_fieldlab_published_has_evidence_or_is_recognised"),
        ("chill", "evidence = 'A', sources = '{}'", "fieldlabs_fieldlab_evidence_has_source"),
        ("ramlab", "region_id = NULL", "fieldlabs_fieldlab_published_has_region_or_is_national"),
        ("ramlab", "national = true", "fieldlabs_fieldlab_national_has_no_region"),
        ("ramlab", "lat = NULL", "fieldlabs_fieldlab_position_is_whole"),
        ("ramlab", "lat = 48.8, lon = 2.3", "fieldlabs_fieldlab_lies_in_the_netherlands"),
        ("ramlab", "province_id = 'NL-GR'", "fieldlabs_fieldlab_province_lies_in_region"),
        ("ramlab", "recognition = 'recognised'", "fieldlabs_fieldlab_recognition_follows_its_way"),
        ("ramlab", "recognition = 'draft'", "fieldlabs_fieldlab_recognition_follows_its_way"),
        ("ramlab", "recognition = 'submitted'", "fieldlabs_fieldlab_submitted_has_person_and_time"),
    ],
)
def test_database_refuses(slug, change, rule):
    assert refused(f"UPDATE fieldlabs_fieldlab SET {change} WHERE slug = %s", slug) == rule


def test_registered_has_person_and_time():
    lab = Fieldlab.objects.get(slug="ramlab")
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Fieldlab.objects.create(slug="x", name="X", topic_nl="x", topic_en="x", region=lab.region, as_of=lab.as_of)
    assert constraint_of(caught.value) == "fieldlabs_fieldlab_registered_has_person_and_time"


def test_new_fieldlab_cannot_start_recognised(eva):
    lab = Fieldlab.objects.get(slug="ramlab")
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Fieldlab.objects.create(
            slug="x", name="X", topic_nl="x", topic_en="x", as_of=lab.as_of, recognition="recognised"
        )
    assert constraint_of(caught.value) == "fieldlabs_fieldlab_recognition_starts_undecided"


def test_decision_has_person_time_and_reason(eva):
    submitted = "UPDATE fieldlabs_fieldlab SET recognition = 'submitted', submitted_by_id = %s, submitted_at = now(),"
    submitted += " registered_by_id = %s, registered_at = now() WHERE slug = 'chill'"
    with connection.cursor() as cursor:
        cursor.execute(submitted, [eva.pk, eva.pk])
    decided = "UPDATE fieldlabs_fieldlab SET recognition = 'recognised', decided_by_id = %s, decided_at = now()"
    rule = refused(f"{decided} WHERE slug = 'chill'", eva.pk)
    assert rule == "fieldlabs_fieldlab_decision_has_person_time_and_reason"


def test_transformation_is_linked_once():
    lab = Fieldlab.objects.get(slug="ramlab")
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        FieldlabTransformation.objects.create(fieldlab=lab, transformation=lab.transformations.get())
    assert constraint_of(caught.value) == "fieldlabs_fieldlabtransformation_once"


def test_copy_to_fieldlab_follows_the_links():
    lab = Fieldlab.objects.get(slug="ramlab")
    lab.transformations.clear()
    lab.refresh_from_db(fields=["transformation_slugs"])
    assert lab.transformation_slugs == []


STATES = ["unknown", "draft", "submitted", "recognised", "returned"]
STEPS = {"submitted": ["submitted"], "recognised": ["submitted", "recognised"], "returned": ["submitted", "returned"]}


@pytest.mark.parametrize("start", STATES)
@pytest.mark.parametrize("end", STATES)
def test_recognition_takes_only_the_steps_of_its_way(eva, start, end):
    """Every pair of states, in plain SQL."""
    key = _fieldlab_in(start, eva)
    change = "UPDATE fieldlabs_fieldlab SET recognition = %s WHERE id = %s"
    if start == end or (start, end) in WAY:
        with connection.cursor() as cursor:
            cursor.execute(change, [end, key])
            assert cursor.rowcount == 1
    else:
        assert refused(change, end, key) == "fieldlabs_fieldlab_recognition_follows_its_way"


def _fieldlab_in(state: str, person) -> int:
    """A Fieldlab brought to a state by the steps that lead there; its id."""
    ramlab = Fieldlab.objects.get(slug="ramlab")
    moment = timezone.now()
    made = Fieldlab.objects.create(
        slug="new",
        name="New",
        topic_nl="x",
        topic_en="x",
        region=ramlab.region,
        as_of=ramlab.as_of,
        recognition="draft" if state == "draft" else "unknown",
        registered_by=person,
        registered_at=moment,
        submitted_by=person,
        submitted_at=moment,
        decided_by=person,
        decided_at=moment,
        decision_reason="x",
    )
    for step in STEPS.get(state, []):
        Fieldlab.objects.filter(pk=made.pk).update(recognition=step)
    return made.pk


def test_history_cannot_be_changed_by_the_application():
    for sql in ("UPDATE fieldlabs_fieldlabevent SET name = 'x'", "DELETE FROM fieldlabs_fieldlabevent"):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
