"""The 56 places of the data, and that loading them again changes nothing."""

import pytest

from fieldlabs import reference
from fieldlabs.models import Fieldlab

pytestmark = pytest.mark.django_db


def test_load_publishes_what_a_source_calls_a_fieldlab():
    kinds = Fieldlab.objects.values_list("evidence", "publication", "recognition")
    assert sorted(set(kinds)) == [
        ("A", "published", "unknown"),
        ("B", "published", "unknown"),
        ("C", "draft", "unknown"),
        ("U", "draft", "unknown"),
    ]
    assert (Fieldlab.objects.count(), Fieldlab.objects.public().count()) == (56, 39)


def test_load_links_transformation_and_trigger_copies_it():
    ramlab = Fieldlab.objects.get(slug="ramlab")
    assert ramlab.transformation_slugs == ["advanced-manufacturing"]
    assert [one.slug for one in ramlab.transformations.all()] == ramlab.transformation_slugs


def test_load_gives_national_fieldlabs_no_region():
    national = Fieldlab.objects.filter(national=True).values_list("slug", "region")
    assert sorted(national) == [("smart-base", None), ("sociale-innovatie", None)]


def test_load_keeps_what_staff_changed_and_restores_nothing_else():
    Fieldlab.objects.filter(slug="ramlab").update(name="RAMLAB (changed)")
    reference.load()
    assert Fieldlab.objects.get(slug="ramlab").name == "RAMLAB (changed)"
    assert Fieldlab.objects.count() == 56


def test_every_note_is_in_both_languages():
    assert [lab.slug for lab in Fieldlab.objects.all() if bool(lab.note_nl) != bool(lab.note_en)] == []
