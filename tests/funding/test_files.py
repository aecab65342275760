"""What may be uploaded, how it is kept, and who may fetch it."""

import hashlib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse

from accounts.models import Role
from funding import actions, files, permissions
from funding.models import (
    Delivery,
    Duty,
    EntryFile,
    LetterFile,
    Objection,
    Plan,
    PlanAttachment,
    PlannedPledge,
    PlanVersion,
    Reconciliation,
    StoredFile,
)
from funding.rules import RuleBroken
from tests.funding import papers, world
from tests.ui.uploads import PDF


@pytest.fixture
def made(db):
    return world.build()


def upload(name="plan.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def test_store_keeps_the_bytes_with_their_digest(made):
    kept = files.store(upload(), by=made.editor)
    kept.refresh_from_db()
    assert (kept.name, kept.media_type, kept.size, bytes(kept.content), kept.recorded_by) == (
        "plan.pdf",
        "application/pdf",
        len(PDF),
        PDF,
        made.editor,
    )
    assert kept.sha256 == hashlib.sha256(PDF).hexdigest()


def test_file_of_no_size_is_refused_by_the_database(made):
    with pytest.raises(IntegrityError, match="funding_storedfile_size_is_allowed"):
        StoredFile.objects.create(
            name="x", media_type="text/plain", size=0, sha256="0", content=b"", recorded_by=made.editor
        )


def test_keep_turns_the_rule_into_a_sentence(made):
    with pytest.raises(RuleBroken) as refused:
        files.keep("leeg.pdf", b"", "application/pdf", by=made.editor)
    assert refused.value.code == "funding_storedfile_size_is_allowed"


def attached(made, *, submitted=False, pledged=False):
    kept = files.store(upload(), by=made.editor)
    plan = Plan.objects.create(
        kind="regional", organisation=made.hub, line=made.line, region=made.pool.region, recorded_by=made.editor
    )
    version = PlanVersion.objects.create(plan=plan, number=1, requested=100)
    if pledged:
        pledge = made.pledge()
        PlannedPledge.objects.create(
            version=version, funder="x", kind="cash", origin="municipal", evidence="x", file=kept, pledge=pledge
        )
    else:
        PlanAttachment.objects.create(version=version, title="bijlage", file=kept)
    if submitted:
        PlanVersion.objects.filter(pk=version.pk).update(submitted_at="2018-06-01T12:00Z", submitted_by=made.editor)
    return kept


def readers(made, kept) -> set[str]:
    people = {
        "preparer": made.preparer,
        "payer": made.payer,
        "editor": made.editor,
        "giver": made.giver,
        "stranger": world.person("stranger", Role.HUB_EDITOR, world.Organisation.objects.create(
            name="Andere hub", kind="hub", region=made.pool.region)),
    }  # fmt: skip
    return {name for name, person in people.items() if permissions.can_read_file(person, kept)[0]}


def test_file_of_a_draft_is_for_its_own_organisation(made):
    assert readers(made, attached(made)) == {"editor"}


def test_file_of_a_submitted_plan_is_for_the_ministry_too(made):
    assert readers(made, attached(made, submitted=True)) == {"editor", "preparer", "payer"}


def test_file_of_a_pledge_is_for_its_funder_too(made):
    assert readers(made, attached(made, submitted=True, pledged=True)) == {"editor", "preparer", "payer", "giver"}


def test_file_of_an_entry_is_for_who_claims_and_who_gives(made):
    pledge = made.pledge()
    entry = actions.intend(by=made.editor, basis=world.basis(), pledge=pledge, amount=world.euros(100))
    kept = files.store(upload(), by=made.giver)
    EntryFile.objects.create(entry=entry, file=kept, recorded_by=made.giver)
    assert readers(made, kept) == {"editor", "giver", "preparer", "payer"}


def test_file_of_a_reconciliation_is_for_the_ministry(made):
    kept = files.store(upload(), by=made.payer)
    Reconciliation.objects.create(month=date(2018, 6, 1), file=kept, recorded_by=made.payer)
    assert readers(made, kept) == {"preparer", "payer"}


@pytest.mark.parametrize("hangs_on", ["letter", "objection", "delivery"])
def test_file_of_what_follows_a_plan_is_for_the_recipient_and_the_ministry(made, hangs_on):
    made.allot(1000, 1000)
    made.match(1000)
    about, kept = papers.granted(made), files.store(upload(), by=made.editor)
    if hangs_on == "letter":
        LetterFile.objects.create(letter=about.letter, file=kept, recorded_by=made.decider)
    elif hangs_on == "objection":
        received = {"received_on": date(2018, 6, 2), "text": "Oneens.", "file": kept}
        Objection.objects.create(letter=about.letter, recorded_by=made.editor, **received)
    else:
        asked = {"kind": "performance", "due_on": date(2019, 4, 1), "recorded_by": made.decider}
        duty = Duty.objects.create(award=about.duty.award, letter=about.letter, **asked)
        Delivery.objects.create(duty=duty, note="verslag", file=kept, recorded_by=made.editor)
    assert readers(made, kept) == {"editor", "preparer", "payer"}


def test_file_that_hangs_on_nothing_is_for_nobody(made):
    assert readers(made, files.store(upload(), by=made.editor)) == set()


def test_file_is_served_as_an_attachment(made, client_for, django_assert_max_num_queries):
    kept = attached(made)
    client = client_for(made.editor)
    with django_assert_max_num_queries(8):
        answer = client.get(reverse("funding:file", kwargs={"file": kept.pk}))
    assert (answer.status_code, answer.content) == (200, PDF)
    headers = ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Cache-Control")
    assert [answer[name] for name in headers] == [
        "application/pdf",
        'attachment; filename="plan.pdf"',
        "nosniff",
        "no-store, private",
    ]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_file_of_others_does_not_exist(made, client_for):
    kept = attached(made)
    assert client_for(made.giver).get(reverse("funding:file", kwargs={"file": kept.pk})).status_code == 404
    assert client_for(made.giver).get(reverse("funding:file", kwargs={"file": 999_999})).status_code == 404


def test_stranger_signs_in_first(made, client_for):
    kept = attached(made)
    answer = client_for(None).get(reverse("funding:file", kwargs={"file": kept.pk}))
    assert answer.status_code == 302
    assert "/account/" in answer["Location"]
