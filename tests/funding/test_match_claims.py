"""For whom a pledge is brought in, and what the key of its form stands for: the organisation, the document's bytes."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Organisation, Role, RoleHolding
from funding.models import EntryFile, Pledge
from tests.funding import world as worlds
from tests.funding.test_award_pages import text_of
from tests.funding.test_match_pages import NEW, claim, confirm, confirmation, paper
from tests.ui.uploads import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


def test_who_writes_for_two_organisations_chooses_for_which(client_for, world):
    second = Organisation.objects.create(name="Hub Twee", kind="hub", region=world.hub.region)
    elsewhere = Organisation.objects.create(name="Hub Drie", kind="hub", region=world.hub.region)
    RoleHolding.objects.create(
        person=world.editor, organisation=second, role=Role.HUB_EDITOR, starts_on=date(2018, 1, 1)
    )
    client = client_for(world.editor)
    for address in (NEW, f"{NEW}?voor={elsewhere.pk}", f"{NEW}?voor=x"):
        asked = client.get(address)
        assert [one.name for one in asked.context["organisations"]] == ["Hub", "Hub Twee"]
        assert 'name="amount"' not in asked.content.decode()
    assert "Kies een andere organisatie" in text_of(client.get(f"{NEW}?voor={second.pk}"))
    assert client.post(NEW, claim(world)).status_code == 200
    assert not Pledge.objects.exists()

    client.post(f"{NEW}?voor={second.pk}", claim(world, evidence="a"))
    client.post(f"{NEW}?voor={world.hub.pk}", claim(world, evidence="b"))

    assert [one.claimed_by for one in Pledge.objects.order_by("pk")] == [second, world.hub]


def test_key_does_not_stand_for_another_organisation(client_for, world):
    second = Organisation.objects.create(name="Hub Twee", kind="hub", region=world.hub.region)
    RoleHolding.objects.create(
        person=world.editor, organisation=second, role=Role.HUB_EDITOR, starts_on=date(2018, 1, 1)
    )
    client, sent = client_for(world.editor), claim(world)
    assert client.post(f"{NEW}?voor={second.pk}", sent).status_code == 302
    assert client.post(f"{NEW}?voor={world.hub.pk}", sent).status_code == 422
    assert Pledge.objects.get().claimed_by == second


OTHER_BYTES = PDF.replace(b"%%EOF", b"%%EOE")


def test_key_stands_for_the_bytes_of_the_document_too(client_for, world):
    """Of the same name and size."""
    assert len(OTHER_BYTES) == len(PDF)
    assert OTHER_BYTES != PDF
    other = SimpleUploadedFile("besluit.pdf", OTHER_BYTES, content_type="application/pdf")
    client, sent = client_for(world.editor), claim(world)
    assert client.post(NEW, {**sent, "upload": paper()}).status_code == 302
    assert client.post(NEW, {**sent, "upload": other}).status_code == 422
    pledge, sent = Pledge.objects.get(), confirmation()
    giver = client_for(world.giver)
    assert giver.post(confirm(pledge), sent).status_code == 302
    assert giver.post(confirm(pledge), {**sent, "upload": paper()}).status_code == 302
    other.seek(0)
    refused = giver.post(confirm(pledge), {**sent, "upload": other})
    assert (refused.status_code, EntryFile.objects.count()) == (422, 2)
