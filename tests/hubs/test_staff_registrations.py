"""Staff register somebody for an event, and cancel for who asks them to."""

import uuid
from datetime import timedelta

import pytest
from django.core import signing

from hubs import event_letters
from hubs.actions import registrations
from hubs.form_fields import SALT
from hubs.models import Registration
from jobs import clock
from tests.hubs.gathering import event, register, wanted
from tests.refusals import refused

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Zoë", "email": "Zoe@Bedrijf.nl", "company_name": "Café BV", "kvk_number": "", "language": "en",
    "consent_version": "2026-11-phone", "send": "1",
}  # fmt: skip


def page_of(made):
    return f"/evenementen/{made.slug}/aanmeldingen/"


def put_down(client, made, **changes):
    return client.post(f"{page_of(made)}nieuw/", {**TYPED, **changes})


def test_staff_register_somebody_who_agreed(client_for, eva):
    made, key = event(eva), signing.dumps(str(uuid.uuid4()), salt=SALT)
    for _double_click in range(2):
        answer = put_down(client_for(eva), made, key=key)
        assert answer["Location"] == page_of(made)
    one = Registration.objects.get()
    assert (one.name, one.email, one.state, one.language) == ("Zoë", "zoe@bedrijf.nl", "registered", "en")
    assert (one.consent_version, one.registered_by) == ("2026-11-phone", eva)
    assert wanted() == [("registered", one.pk)]


@pytest.mark.parametrize("consent", ["", "2026-11", "nooit"])
def test_nobody_is_registered_without_saying_how_they_agreed(client_for, eva, consent):
    answer = put_down(client_for(eva), event(eva), consent_version=consent)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"consent_version"})
    assert answer.context["form"]["name"].value() == "Zoë"
    assert not Registration.objects.exists()


def test_full_event_asks_before_somebody_waits(client_for, eva):
    made, desk = event(eva, seats=1), client_for(eva)
    register(made)
    answer = put_down(desk, made)
    assert (answer.status_code, Registration.objects.count()) == (422, 1)
    assert "Zet mij op de wachtlijst" not in answer.content.decode()
    assert "Deze persoon kan op de wachtlijst." in answer.content.decode()
    put_down(desk, made, waiting="1")
    assert Registration.objects.get(email="zoe@bedrijf.nl").state == "waiting"


def test_address_is_registered_once(client_for, eva):
    made = event(eva)
    register(made, email="zoe@bedrijf.nl")
    answer = put_down(client_for(eva), made)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"email"})


def test_closed_event_takes_nobody(client_for, eva):
    for made in (event(eva, public=False), event(eva, registration=False)):
        desk = client_for(eva)
        assert put_down(desk, made)["Location"] == page_of(made)
        assert "aanmeldingen/nieuw/" not in desk.get(page_of(made)).content.decode()
    assert not Registration.objects.exists()


def test_staff_cancel_and_the_place_goes_to_who_waits(client_for, eva):
    made, desk = event(eva, seats=1), client_for(eva)
    first, second = register(made, 1), register(made, 2)
    address = f"{page_of(made)}{first.pk}/afmelden/"
    assert address in desk.get(page_of(made)).content.decode()
    assert "Zoë 1" in desk.get(address).content.decode()
    for _twice in range(2):
        assert desk.post(address)["Location"] == page_of(made)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.cancelled_by, second.state) == ("cancelled", eva, "registered")
    assert wanted()[2:] == [("cancelled_for", first.pk), ("moved_up", second.pk)]


def test_only_editors_of_the_own_hub_and_only_its_people(client_for, eva, noor, gijs):
    made, other = event(eva), event(eva)
    one = register(made)
    for path in ("nieuw/", f"{one.pk}/afmelden/"):
        assert client_for(noor).get(page_of(made) + path).status_code == 404
        assert client_for(noor).post(page_of(made) + path, TYPED).status_code == 404
        assert client_for(gijs).post(page_of(made) + path, TYPED).status_code == 403
    assert client_for(eva).post(f"{page_of(other)}{one.pk}/afmelden/").status_code == 404
    one.refresh_from_db()
    assert (one.state, Registration.objects.count()) == ("registered", 1)


def test_page_of_people_takes_the_same_statements(client_for, eva, django_assert_max_num_queries):
    made, desk = event(eva), client_for(eva)
    for number in range(3):
        register(made, number)
    registrations.cancel_registration(registration=register(made, 9), by=None)
    desk.get(page_of(made))
    with django_assert_max_num_queries(8):
        text = desk.get(page_of(made)).content.decode()
    assert text.count("/afmelden/") == 3


def test_letter_says_that_staff_cancelled(eva):
    made = register(event(eva))
    registrations.cancel_registration(registration=made, by=eva, for_them=True)
    made.refresh_from_db()
    letter = event_letters.letter(made, "cancelled_for")
    assert letter.subject == "Uw aanmelding is geannuleerd: Lasdag"
    assert "U hebt zich afgemeld" not in letter.body
    assert (event_letters.is_due(made, "cancelled_for"), event_letters.is_due(made, "registered")) == (True, False)


def test_staff_register_after_closing_with_a_reason(client_for, eva, noor):
    made = event(eva, closes_at=clock.now() - timedelta(hours=1))
    desk = client_for(eva)
    assert "aanmeldingen/nieuw/" in desk.get(page_of(made)).content.decode()
    answer = put_down(desk, made)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"late_reason"})
    put_down(desk, made, late_reason="Belde vrijdag, niemand nam op")
    assert Registration.objects.get().late_reason == "Belde vrijdag, niemand nam op"
    assert "Na het sluiten van de aanmelding: Belde vrijdag" in desk.get(page_of(made)).content.decode()
    for who in (None, noor):
        with pytest.raises(registrations.RuleBroken) as broken:
            register(made, 2, by=who, late_reason="Mag dat?")
        assert broken.value.code == "not_open"


def test_reason_is_kept_only_for_who_is_late_and_goes_with_the_name(client_for, eva):
    register(event(eva), by=eva, late_reason="Zomaar")
    one = Registration.objects.get()
    assert one.late_reason == ""
    gone = {"name": "", "email": "", "company_name": "", "kvk_number": "", "erased_at": clock.now()}
    Registration.objects.filter(pk=one.pk).update(**gone)
    keeps = "UPDATE hubs_registration SET late_reason = 'Belde' WHERE id = %s"
    assert refused(keeps, one.pk) == "hubs_registration_erased_keeps_no_reason"


def test_list_of_people_in_another_state_keeps_words_and_order(client_for, eva):
    made = event(eva)
    register(made)
    page = client_for(eva).get(page_of(made), {"q": "zoë", "sort": "-name"}).content.decode()
    assert "?stand=afgemeld&amp;q=zo%C3%AB&amp;sort=-name" in page
    assert ("Afgemeld" in page, "Afgelast" in page) == (True, False)
