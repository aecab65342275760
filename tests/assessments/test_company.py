"""Which company a result is of: given after the result, confirmed by letter."""

import pytest
from django.core import mail
from django.db import connection

from accounts.models import Organisation, Role, RoleHolding
from assessments import actions, tokens
from assessments.models import Contact
from tests.assessments.letters import GIVEN, give, give_and_confirm, give_follow, in_holland, link_in
from tests.assessments.runs import completed_run, new_run, text, url


@pytest.mark.django_db
def test_letter_asks_to_confirm_and_then_the_run_belongs_to_the_company(client):
    run = in_holland()

    given = give(client, run, wants_invitation="on")
    asked = client.get(link_in(mail.outbox[0]))
    before = Contact.objects.get(pk=run.pk)
    done = client.post(link_in(mail.outbox[0]))

    assert (given.status_code, mail.outbox[0].to, before.confirmed_at) == (302, ["baas@metaal.nl"], None)
    assert "Hebt u de zelfscan ingevuld voor Metaal BV, en is b…@metaal.nl uw adres?" in text(asked)
    assert "Uw resultaat telt nu mee voor Metaal BV" in text(done)
    run.refresh_from_db()
    company = run.site.organisation
    assert (company.name, company.kind, company.kvk_number, company.region.slug) == (
        "Metaal BV", "company", "12345678", "zuid-holland",
    )  # fmt: skip
    assert (run.site.province_id, run.contact.wants_invitation, run.contact.name) == ("NL-ZH", True, "De Baas")
    assert run.contact.confirmed_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kvk_number", "kept"),
    [("12345678", "12345678"), ("12.34.56.78", "12345678"), (" 1234 5678 ", "12345678"), ("", ""), ("  ", "")],
)
def test_number_is_taken_as_people_write_it(client, kvk_number, kept):
    run = completed_run()

    give(client, run, kvk_number=kvk_number)

    assert Contact.objects.get(pk=run.pk).kvk_number == kept


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kvk_number": "1234567"}, "Een KvK-nummer heeft 8 cijfers; dit nummer heeft er 7."),
        ({"kvk_number": "123456789"}, "dit nummer heeft er 9."),
        ({"kvk_number": "NL123456"}, "Een KvK-nummer heeft alleen cijfers."),
        ({"kvk_number": "١٢٣٤٥٦٧٨"}, "Een KvK-nummer heeft alleen cijfers."),
        ({"email": "baas"}, "Dit is geen e-mailadres."),
        ({"email": ""}, "Vul uw e-mailadres in."),
        ({"company_name": ""}, "Vul de naam van uw bedrijf in."),
        ({"company_name": "x" * 201}, "De naam heeft hoogstens 200 tekens."),
    ],
)
def test_wrong_input_is_explained_and_kept(client, changes, sentence):
    run = completed_run()

    response = give(client, run, **changes)

    assert (response.status_code, Contact.objects.count(), mail.outbox) == (422, 0, [])
    assert text(response).count(sentence) == 2
    assert all(f'value="{value}"' in response.content.decode() for value in (GIVEN | changes).values() if value)


@pytest.mark.django_db
def test_company_comes_after_the_result(client):
    run = new_run([3])

    assert client.get(url("company", run)).url == url("question", run, number=2)
    with pytest.raises(actions.RuleBroken) as caught:
        actions.give_contact(assessment=run, by=None, language="nl", email="a@b.nl", company_name="X")
    assert caught.value.code == "unfinished"


@pytest.mark.django_db
def test_own_address_of_who_is_signed_in_needs_no_letter_and_gives_the_role(client_for, anna):
    client, run = client_for(anna), completed_run()
    actions.claim(assessment=run, by=anna)

    page = give_follow(client, run, email=anna.email.upper(), kvk_number="87654321")

    run.refresh_from_db()
    assert (mail.outbox, run.site.organisation.kvk_number) == ([], "87654321")
    assert "Dit resultaat telt mee voor uw bedrijf." in text(page)
    holding = RoleHolding.objects.get(organisation=run.site.organisation)
    assert (holding.person, holding.role) == (anna, Role.COMPANY)


@pytest.mark.django_db
def test_other_address_of_who_is_signed_in_needs_a_letter(client_for, anna):
    run = completed_run()

    give(client_for(anna), run)

    assert [letter.to for letter in mail.outbox] == [["baas@metaal.nl"]]
    assert Contact.objects.get(pk=run.pk).confirmed_at is None


@pytest.mark.django_db
def test_who_founded_nothing_gets_no_role(client_for, anna, chris):
    own = completed_run()
    actions.claim(assessment=own, by=chris)
    give_follow(client_for(chris), own, email=chris.email, kvk_number="87654321")
    other = completed_run()
    actions.claim(assessment=other, by=anna)

    give_follow(client_for(anna), other, email=anna.email, kvk_number="87654321")

    other.refresh_from_db()
    assert (other.site, other.contact.confirmed_at is not None) == (None, True)
    assert [one.person for one in RoleHolding.objects.filter(organisation__kvk_number="87654321")] == [chris]


@pytest.mark.django_db
def test_link_is_used_once(client):
    run = completed_run()
    give_and_confirm(client, run)

    again = client.get(link_in(mail.outbox[0]))

    assert (again.status_code, "Deze link is al gebruikt" in text(again)) == (410, True)


@pytest.mark.django_db
def test_link_of_an_earlier_letter_confirms_nothing(client):
    run = completed_run()
    give(client, run)
    give(client, run, email="ander@metaal.nl")

    first = client.post(link_in(mail.outbox[0]))
    client.post(link_in(mail.outbox[1]))

    assert (first.status_code, "Er is een nieuwere brief" in text(first)) == (410, True)
    assert Contact.objects.get(pk=run.pk).email == "ander@metaal.nl"
    assert Contact.objects.get(pk=run.pk).confirmed_at is not None


@pytest.mark.django_db
def test_action_refuses_what_was_changed_meanwhile():
    run = completed_run()
    actions.give_contact(assessment=run, by=None, language="nl", email="a@b.nl", company_name="X", kvk_number="")
    stale = Contact.objects.get(pk=run.pk)
    actions.give_contact(assessment=run, by=None, language="nl", email="c@d.nl", company_name="X", kvk_number="")

    with pytest.raises(actions.RuleBroken) as caught:
        actions.confirm(contact=stale, by=None)

    assert caught.value.code == "changed"


@pytest.mark.django_db
def test_link_of_a_deleted_scan_confirms_nothing(client):
    run = completed_run()
    give(client, run)
    actions.erase(assessment=run, by=None)

    response = client.post(link_in(mail.outbox[0]))

    assert (response.status_code, Organisation.objects.filter(kvk_number="12345678").exists()) == (410, False)


@pytest.mark.django_db
def test_another_address_takes_the_run_out_until_it_is_confirmed(client):
    run = completed_run()
    give_and_confirm(client, run)

    give(client, run, email="ander@metaal.nl")

    run.refresh_from_db()
    assert (run.site, run.contact.confirmed_at) == (None, None)


@pytest.mark.django_db
def test_invitation_can_be_stopped_without_a_new_confirmation(client):
    run = completed_run()
    give_and_confirm(client, run, wants_invitation="on")

    give(client, run)

    contact = Contact.objects.get(pk=run.pk)
    run.refresh_from_db()
    assert (contact.wants_invitation, contact.confirmed_at is not None, run.site is not None) == (False, True, True)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_page_does_not_tell_name_and_address_to_who_has_the_link(client):
    run = completed_run()
    give(client, run)

    page = client.get(url("company", run)).content.decode()

    told = ("baas@metaal.nl", "De Baas", "Metaal BV", "12345678", "b…@metaal.nl")
    assert [word in page for word in told] == [False, False, False, False, True]


@pytest.mark.django_db
def test_page_of_a_run_in_an_account_shows_what_was_given(client_for, anna):
    client, run = client_for(anna), completed_run()
    actions.claim(assessment=run, by=anna)
    give(client, run, email=anna.email)

    page = client.get(url("company", run)).content.decode()

    assert [f'value="{word}"' in page for word in (anna.email, "De Baas", "Metaal BV", "12345678")] == [True] * 4


@pytest.mark.django_db
def test_who_takes_a_run_into_an_account_does_not_learn_who_gave_an_address_before(client, client_for, anna):
    run = completed_run()
    give_and_confirm(client, run)
    mine = client_for(anna)
    mine.post(url("claim", run))

    page = mine.get(url("company", run)).content.decode()

    assert [word in page for word in ("baas@metaal.nl", "De Baas", "Metaal BV")] == [False, False, True]


@pytest.mark.django_db
def test_another_name_needs_no_new_confirmation(client):
    run = completed_run()
    give_and_confirm(client, run)

    give(client, run, company_name="Metaal Holding BV")

    run.refresh_from_db()
    assert (run.site is not None, run.contact.company_name, len(mail.outbox)) == (True, "Metaal Holding BV", 1)


@pytest.mark.django_db
def test_confirmed_address_gets_the_link_of_a_deepening_alone(client):
    run = completed_run()
    give_and_confirm(client, run)
    copy = actions.deepen(assessment=run, by=None)

    with pytest.raises(actions.RuleBroken) as caught:
        actions.ask_link(assessment=copy, email="vreemd@elders.nl", language="nl", by=None)

    assert caught.value.code == "other_address"
    copy.refresh_from_db()
    assert copy.site is not None


@pytest.mark.django_db
def test_history_of_a_company_keeps_no_link(client):
    give_and_confirm(client, completed_run())

    with connection.cursor() as cursor:
        company = Organisation.objects.get(kvk_number="12345678")
        cursor.execute("SELECT to_jsonb(e) FROM accounts_organisationevent AS e WHERE pgh_obj_id = %s", [company.pk])
        rows = [str(row[0]) for row in cursor.fetchall()]

    assert rows
    assert [row for row in rows if "bevestigen" in row] == []


@pytest.mark.django_db
def test_history_keeps_no_name_and_no_number_of_a_deleted_company(client):
    run = completed_run()
    give_and_confirm(client, run)
    client.post(url("erase", run))

    assert not Organisation.objects.filter(kvk_number="12345678").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(e) FROM accounts_organisationevent AS e")
        rows = " ".join(str(row[0]) for row in cursor.fetchall())
    assert [one for one in ("Metaal", "12345678", "metaal.nl", str(run.pk)) if one in rows] == []


@pytest.mark.django_db
def test_letter_repeats_nothing_that_was_typed(client):
    give(client, completed_run(), company_name="http://reclame.example")

    assert "reclame" not in mail.outbox[-1].body


@pytest.mark.django_db
def test_foreign_run_cannot_be_confirmed_by_another_runs_link(client):
    run, other = completed_run(), completed_run()
    for one in (run, other):
        give(client, one, email=f"{one.pk.hex[:8]}@metaal.nl")
    contact = Contact.objects.get(pk=run.pk)
    forged = tokens.make(tokens.Purpose.CONFIRM, other.pk, tokens.about(contact))

    response = client.post(url("confirm", token=forged))

    assert response.status_code == 410
    assert Contact.objects.filter(confirmed_at__isnull=False).count() == 0
