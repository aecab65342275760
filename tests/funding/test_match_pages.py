"""Match on screen: bring in, confirm, withdraw; who sees and may what; who is told. Amounts in euros."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Role, RoleHolding
from funding.models import Account, Entry, EntryFile, Pledge
from jobs.models import Job
from tests.funding import world as worlds
from tests.funding.match_steps import LIST, detail, pledged
from tests.funding.test_award_pages import text_of
from tests.ui.uploads import PDF

pytestmark = pytest.mark.django_db
NEW = f"{LIST}nieuw/"


@pytest.fixture
def world():
    return worlds.build()


def paper(name="besluit.pdf"):
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def confirm(pledge, kind="toegezegd"):
    return reverse("funding:pledge_confirm", args=[pledge.pk, kind])


def withdraw(pledge):
    return reverse("funding:pledge_withdraw", args=[pledge.pk])


def confirmation(**changes) -> dict:
    return {
        "key": uuid.uuid4().hex,
        "amount": "300",
        "valid_on": "2018-06-02",
        "document": "Besluit 12",
        "document_date": "2018-06-01",
        "upload": paper(),
        **changes,
    }


def claim(world, **changes) -> dict:
    return {
        "key": uuid.uuid4().hex,
        "pool": world.pool.pk,
        "funder": world.funder.pk,
        "kind": "cash",
        "origin": "metropolitan",
        "amount": "1.250,50",
        "evidence": "Raadsbesluit 7",
        "document_date": "2018-05-01",
        "without_vat": "yes",
        "elsewhere": "no",
        **changes,
    }


def withdrawal(**changes) -> dict:
    return {
        "key": uuid.uuid4().hex,
        "kind": "committed",
        "amount": "100",
        "reason": "minder geld",
        "document": "Brief 3",
        "document_date": "2018-06-01",
        **changes,
    }


def holds(pledge) -> dict[str, Decimal]:
    return {one.kind: one.balance for one in Account.objects.filter(pledge=pledge) if one.balance}


# --- Bring in ---------------------------------------------------------------------------------------------------------


def test_hub_brings_in_a_pledge_once_with_its_document_and_the_co_funder_is_told(client_for, world):
    sent = claim(world)
    answers = [client_for(world.editor).post(NEW, {**sent, "upload": paper()}) for _click in range(2)]

    pledge = Pledge.objects.get()
    assert {answer["Location"] for answer in answers} == {detail(pledge)}
    assert holds(pledge) == {"intended": Decimal("1250.50")}
    assert (pledge.claimed_by, pledge.recorded_by, pledge.also_declared) == (world.hub, world.editor, "")
    assert EntryFile.objects.get().file.name == "besluit.pdf"
    assert Job.objects.filter(payload__notice="pledge_to_confirm").count() == 1


def test_pledge_without_amount_is_brought_in_once_and_the_amount_follows(client_for, world):
    sent = claim(world, amount="")
    client = client_for(world.editor)
    for _click in range(2):
        client.post(NEW, sent)
    pledge = Pledge.objects.get()

    assert "Bedrag onbekend" in text_of(client.get(detail(pledge)))
    client.post(reverse("funding:pledge_amount", args=[pledge.pk]), confirmation(amount="800"))

    assert holds(pledge) == {"intended": Decimal(800)}


def test_new_co_funder_is_founded_and_a_known_name_is_found(client_for, world):
    client = client_for(world.editor)
    client.post(NEW, claim(world, funder="", new_funder="metropoolregio", evidence="a"))
    client.post(NEW, claim(world, funder="", new_funder=" Gemeente Delft ", evidence="b"))
    client.post(NEW, claim(world, funder="", new_funder="gemeente  Delft", evidence="c"))

    names = [one.funder.name for one in Pledge.objects.order_by("pk")]
    assert names == ["Metropoolregio", "Gemeente Delft", "Gemeente Delft"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"origin": "state_subsidy"}, "Geld van deze herkomst telt"),
        ({"without_vat": "unknown"}, "btw"),
        ({"elsewhere": "yes", "scheme_elsewhere": "EFRO"}, "ook elders"),
        ({"elsewhere": "unknown"}, "ook elders"),
        ({"kind": "in_kind"}, "waardering"),
    ],
    ids=["origin", "vat", "elsewhere", "not stated", "in kind"],
)
def test_what_does_not_count_is_said_before_it_is_recorded(client_for, world, changes, sentence):
    client, sent = client_for(world.editor), claim(world, **changes)

    doubted = client.post(NEW, sent)

    assert doubted.status_code == 422
    assert sentence in text_of(doubted)
    assert "Raadsbesluit 7" in doubted.content.decode()
    assert not Pledge.objects.exists()
    client.post(NEW, {**sent, "anyway": "on"})
    pledge = Pledge.objects.get()
    assert holds(pledge) == {"intended": Decimal("1250.50")}
    page = client_for(world.giver).get(confirm(pledge))
    assert sentence in text_of(page)
    assert 'name="amount"' not in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": "0"}, "amount"),
        ({"amount": "-5"}, "amount"),
        ({"amount": "1,234"}, "amount"),
        ({"amount": "100000000000000"}, "amount"),
        ({"funder": ""}, "funder"),
        ({"elsewhere": "yes"}, "scheme_elsewhere"),
        ({"document_date": "2099-01-01"}, "document_date"),
        ({"evidence": " "}, "evidence"),
        ({"pool": "999999"}, "pool"),
    ],
    ids=["zero", "negative", "three decimals", "too large", "nobody", "where", "tomorrow", "no document", "no pool"],
)
def test_bad_input_is_refused_and_kept(client_for, world, changes, field):
    response = client_for(world.editor).post(NEW, claim(world, **changes))

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Pledge.objects.exists()


def test_document_without_amount_is_refused(client_for, world):
    response = client_for(world.editor).post(NEW, claim(world, amount="", upload=paper()))

    assert list(response.context["form"].errors) == ["upload"]


def test_hub_without_a_scheme_is_told_so(client_for, noor):
    assert "Voor uw organisatie is geen regeling open" in text_of(client_for(noor).get(NEW))


# --- Confirm ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["giver", "controller"])
def test_match_is_confirmed_in_part_once_with_its_document(client_for, world, who):
    pledge = pledged(world)
    client, sent = client_for(getattr(world, who)), confirmation()

    answers = [client.post(confirm(pledge), {**sent, "upload": paper()}) for _click in range(2)]

    assert {answer["Location"] for answer in answers} == {detail(pledge)}
    assert holds(pledge) == {"intended": 400, "committed": 300}
    entry = Entry.objects.get(kind="confirm_committed")
    assert (entry.recorded_by, entry.valid_on, entry.document) == (getattr(world, who), date(2018, 6, 2), "Besluit 12")
    assert entry.files.count() == 1
    client.post(confirm(pledge, "ingelegd"), confirmation(amount="100"))
    assert holds(pledge) == {"intended": 400, "committed": 200, "realised": 100}
    shown = text_of(client.get(detail(pledge)))
    for part in ("€ 400", "€ 200", "€ 100", "besluit.pdf", "bevestigd als ingelegd"):
        assert part in shown


def test_more_than_is_intended_is_refused_with_what_is_short(client_for, world):
    pledge = pledged(world, 700)

    response = client_for(world.giver).post(confirm(pledge), confirmation(amount="900"))

    assert response.status_code == 422
    assert "€ 200" in text_of(response)
    assert "Besluit 12" in response.content.decode()


def test_hub_person_who_is_also_co_funder_cannot_confirm(client_for, world):
    RoleHolding.objects.create(
        person=world.editor, organisation=world.funder, role=Role.COFUNDER, starts_on=date(2018, 1, 1)
    )
    pledge = pledged(world)
    client = client_for(world.editor)

    assert client.get(confirm(pledge)).status_code == 403
    assert client.post(confirm(pledge), confirmation()).status_code == 403
    assert "U kunt dit niet bevestigen" in text_of(client.get(detail(pledge)))
    assert not client.get(LIST).context["waiting"]
    assert holds(pledge) == {"intended": 700}


def test_strangers_know_of_no_pledge(client_for, world, cast):
    pledge = pledged(world)
    pages = [detail(pledge), confirm(pledge), withdraw(pledge)]
    for key, status in (("eva", [404, 403, 404]), ("mirjam", [404, 404, 404]), ("karim", [404, 403, 404])):
        assert [client_for(cast[key]).get(page).status_code for page in pages] == status
    assert client_for(cast["fenna"]).get(detail(pledge)).status_code == 200
    assert client_for(cast["fenna"]).get(confirm(pledge)).status_code == 403
    assert client_for(world.giver).get(confirm(pledge, "onzin")).status_code == 404


def test_amount_is_stated_by_who_claims_it_alone(client_for, world, eva):
    pledge = world.pledge()
    page = reverse("funding:pledge_amount", args=[pledge.pk])

    assert client_for(world.editor).get(page).status_code == 200
    assert client_for(eva).get(page).status_code == 404


def test_refused_upload_says_why(client_for, world):
    pledge = pledged(world)
    response = client_for(world.giver).post(
        confirm(pledge), confirmation(upload=SimpleUploadedFile("x.pdf", b"MZ\x00\x01"))
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["upload"]
    assert holds(pledge) == {"intended": 700}


# --- Withdraw ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["giver", "editor", "controller"])
def test_match_is_withdrawn_in_part_once_after_a_second_look(client_for, world, who):
    pledge = world.match(500)
    client, sent = client_for(getattr(world, who)), withdrawal()

    looked = client.post(withdraw(pledge), sent)
    assert "€ 100" in text_of(looked)
    assert holds(pledge) == {"committed": 500}
    answers = [client.post(withdraw(pledge), {**sent, "step": "yes"}) for _click in range(2)]

    assert {answer["Location"] for answer in answers} == {detail(pledge)}
    assert holds(pledge) == {"committed": 400}
    assert Job.objects.filter(payload__notice="pledge_withdrawn").count() == 1


def test_match_that_state_money_rests_on_stays_and_the_sentence_says_how_much(client_for, world):
    world.allot(500, 500)
    pledge = world.match(500)
    world.grant(450)

    response = client_for(world.giver).post(withdraw(pledge), withdrawal(step="yes"))

    assert response.status_code == 422
    assert "€ 50" in text_of(response)
    assert "minder geld" in response.content.decode()
    assert holds(pledge) == {"committed": 500}


def test_second_click_on_all_that_is_left_is_the_same_withdrawal(client_for, world):
    pledge = world.match(100)
    client, sent = client_for(world.giver), withdrawal(step="yes")

    answers = [client.post(withdraw(pledge), sent).status_code for _click in range(2)]

    assert answers == [302, 302]
    assert holds(pledge) == {}
