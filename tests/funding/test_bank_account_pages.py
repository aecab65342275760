"""Account numbers on screen: entered by the recipient's coordinator, confirmed by another, shown in full to few."""

import pytest
from django.urls import reverse

from accounts.models import Role
from funding import waiting
from funding.models import BankAccount, BankAccountConfirmation
from tests.funding import payment_world
from tests.funding.payment_world import TODAY, also

pytestmark = pytest.mark.django_db
NEW = "NL02 ABNA 0123 4567 89"
NOW = TODAY.isoformat()


@pytest.fixture
def desk():
    return payment_world.build()


def url(name, **kwargs):
    return reverse(f"funding:{name}", kwargs=kwargs)


def entered(desk, client_for, **changes):
    sent = {"organisation": desk.world.hub.pk, "iban": NEW, "document": "brief", "document_date": NOW, **changes}
    return client_for(desk.coordinator).post(url("bank_account_create"), sent)


def test_coordinator_enters_and_payer_confirms(desk, client_for):
    assert entered(desk, client_for)["Location"] == url("bank_account_list")
    account = BankAccount.objects.get(iban="NL02ABNA0123456789")
    assert "nog niet" in client_for(desk.coordinator).get(url("bank_account_list")).content.decode()
    payer, here = client_for(desk.world.payer), url("bank_account_confirm", account=account.pk)
    page = payer.get(here).content.decode()
    assert "Dit nummer vervangt een ander nummer" in page
    assert "NL02 ABNA 0123 4567 89" in page
    assert payer.post(here, {"document": "", "document_date": NOW}).status_code == 422
    for _click in range(2):
        sent = {"document": "teruggebeld op het bekende nummer", "document_date": NOW}
        assert payer.post(here, sent)["Location"] == url("bank_account_list")
    assert BankAccountConfirmation.objects.filter(account=account).count() == 1
    text = payer.get(url("bank_account_list")).content.decode()
    assert "teruggebeld op het bekende nummer" in text
    assert "Vervangen" in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("NL02 ABNA 0123 4567 88", "In dit IBAN staat een typefout"),
        ("123", "Dit is geen IBAN"),
        ("", "verplicht"),
    ],
)
def test_wrong_number_is_refused_and_kept_in_the_field(desk, client_for, typed, said):
    page = entered(desk, client_for, iban=typed)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert f'value="{typed}"' in page.content.decode() or not typed
    assert BankAccount.objects.count() == 1


def test_document_of_tomorrow_is_refused(desk, client_for):
    page = entered(desk, client_for, document_date=f"{TODAY.year + 1}-01-01")
    assert "Deze datum moet nog komen." in page.content.decode()


def test_coordinator_cannot_enter_a_number_for_another_organisation(desk, client_for):
    assert entered(desk, client_for, organisation=desk.world.funder.pk).status_code == 422
    assert BankAccount.objects.count() == 1


def test_preparer_chooses_from_all_who_can_get_an_award(desk, client_for):
    page = client_for(desk.world.preparer).get(url("bank_account_create")).content.decode()
    assert f'value="{desk.world.hub.pk}"' in page
    assert f'value="{desk.world.ministry.pk}"' not in page


def test_number_in_full_is_for_the_payer_alone(desk, client_for):
    whole, part = "NL91 ABNA 0417 1643 00", "NL91 •••• 4300"
    for person, shown in ((desk.world.payer, whole), (desk.world.decider, part), (desk.coordinator, part)):
        text = client_for(person).get(url("bank_account_list")).content.decode()
        assert (whole in text, part in text) == (shown == whole, shown == part)


def test_recipient_reads_that_the_ministry_did_it_and_not_who(desk, client_for):
    text = client_for(desk.coordinator).get(url("bank_account_list")).content.decode()
    assert "het ministerie" in text
    assert "preparer" not in text
    entered(desk, client_for)
    assert "coordinator," in client_for(desk.world.editor).get(url("bank_account_list")).content.decode()


def test_stranger_sees_no_numbers(desk, client_for, noor):
    text = client_for(noor).get(url("bank_account_list")).content.decode()
    assert "Nog geen rekeningnummers" in text


def test_who_entered_a_number_does_not_confirm_it(desk, client_for):
    also(desk.world.payer, Role.MINISTRY_PREPARER, desk.world.ministry)
    sent = {"organisation": desk.world.hub.pk, "iban": NEW, "document": "brief", "document_date": NOW}
    payer = client_for(desk.world.payer)
    payer.post(url("bank_account_create"), sent)
    account = BankAccount.objects.get(iban="NL02ABNA0123456789")
    assert payer.get(url("bank_account_confirm", account=account.pk)).status_code == 403
    assert "account_number" not in {one.kind for one in waiting.of(desk.world.payer)}


def test_second_confirmation_by_another_is_told_it_is_done(desk, client_for):
    other = payment_world.worlds.person("ander", Role.MINISTRY_PAYER, desk.world.ministry)
    here = url("bank_account_confirm", account=desk.world.bank.pk)
    page = client_for(other).get(here, follow=True).content.decode()
    assert "Dit rekeningnummer is al bevestigd." in page


def test_number_that_was_replaced_cannot_be_confirmed(desk, client_for):
    entered(desk, client_for)
    first = BankAccount.objects.get(iban="NL02ABNA0123456789")
    entered(desk, client_for, iban="NL91 ABNA 0417 1643 00")
    page = client_for(desk.world.payer).post(
        url("bank_account_confirm", account=first.pk), {"document": "x", "document_date": NOW}
    )
    assert page.status_code == 422
    assert "Er is een nieuwer rekeningnummer." in page.content.decode()


def test_payment_pages_warn_of_a_newer_number(desk, client_for):
    payment = desk.propose()
    here = url("payment_detail", payment=payment.pk)
    entered(desk, client_for)
    client = client_for(desk.world.decider)
    assert "Een nieuwer rekeningnummer wacht op bevestiging: NL02 •••• 6789" in client.get(here).content.decode()
    page = client.get(url("payment_propose", number=desk.award.number)).content.decode()
    assert "Een nieuwer rekeningnummer wacht op bevestiging: NL02 •••• 6789" in page
    account = BankAccount.objects.get(iban="NL02ABNA0123456789")
    client_for(desk.world.payer).post(
        url("bank_account_confirm", account=account.pk), {"document": "gebeld", "document_date": NOW}
    )
    text = client.get(here).content.decode()
    assert "Het rekeningnummer is gewijzigd sinds deze betaling is voorgesteld" in text


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_statements_for_one_as_for_three(desk, client_for, count, django_assert_max_num_queries):
    for number in ["NL02 ABNA 0123 4567 89", "DE89370400440532013000"][: count - 1]:
        entered(desk, client_for, iban=number)
    client = client_for(desk.coordinator)
    client.get(url("bank_account_list"))
    with django_assert_max_num_queries(9):
        client.get(url("bank_account_list"))
