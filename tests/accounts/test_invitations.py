"""Invitations: from the form to the role, and every way in which a link can be wrong."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from accounts import actions
from accounts.models import Invitation, Organisation, RoleHolding, User
from accounts.rules import RuleBroken, constraint_of
from accounts.tokens import link_to, token_of

pytestmark = pytest.mark.django_db
PASSWORD = "een lange zin met fietsen"


@pytest.fixture
def hub(noor):
    return noor.organisations_as("hub_coordinator")[0]


@pytest.fixture
def offer(ans, hub):
    def make(email="nieuw@hub.example", role="hub_editor", **changes):
        given = {"by": ans, "organisation": hub, "reason": "Nieuwe collega", "language": "nl"}
        return actions.invite(email=email, role=role, **given | changes)

    return make


def path_to(invitation) -> str:
    return reverse("accounts:invitation_accept", args=[token_of(invitation)])


def test_administrator_invites_and_the_letter_goes_out(
    client_for, ans, hub, django_capture_on_commit_callbacks, settings
):
    settings.REDIS_URL = ""
    form = {
        "email": "Zoë@Hub.example",
        "organisation": hub.pk,
        "role": "hub_editor",
        "language": "nl",
        "reason": "Vervangt Eva",
    }
    form["email"] = "Zoe@Hub.example"
    with django_capture_on_commit_callbacks(execute=True):
        response = client_for(ans).post(reverse("accounts:invitation_create"), form)
    assert response.url == reverse("accounts:person_list")
    letter = mail.outbox[0]
    assert letter.to == ["zoe@hub.example"]
    assert letter.subject == "Uw uitnodiging voor Smart Industry"
    assert link_to(Invitation.objects.get()) in letter.body
    assert "Ans Meijer nodigt u uit" in letter.body
    assert "Hubredacteur bij Demo Hub Noord" in letter.body


def test_letter_in_english_has_an_english_link(offer, django_capture_on_commit_callbacks, settings):
    settings.REDIS_URL = ""
    with django_capture_on_commit_callbacks(execute=True):
        offer(language="en")
    assert mail.outbox[0].subject == "Your invitation to Smart Industry"
    assert "/en/account/uitnodiging/" in mail.outbox[0].body


def test_job_that_runs_twice_sends_one_letter(offer, django_capture_on_commit_callbacks, settings):
    from accounts.tasks import send_invitation
    from jobs.models import Job

    settings.REDIS_URL = ""
    with django_capture_on_commit_callbacks(execute=True):
        offer()
    assert send_invitation(Job.objects.get()) == {"sent": False}
    assert len(mail.outbox) == 1


def test_new_person_makes_an_account_and_has_the_role(client_for, offer):
    invitation = offer()
    client = client_for()
    assert client.get(path_to(invitation)).status_code == 200
    response = client.post(path_to(invitation), {"name": "Zoë Überhaupt", "password": PASSWORD})
    assert response.url == reverse("reports:start")
    person = User.objects.get(email="nieuw@hub.example")
    assert person.name == "Zoë Überhaupt"
    assert person.roles == {"hub_editor"}
    assert client.get(reverse("accounts:account_detail")).context["user"] == person
    fresh = client_for()
    assert fresh.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}).url == reverse(
        "reports:start"
    )


def test_weak_password_is_explained_and_nothing_typed_is_lost(client_for, offer):
    response = client_for().post(path_to(offer()), {"name": "Zoë", "password": "kort"})
    assert response.status_code == 200
    assert 'value="Zoë"' in response.text
    assert not User.objects.filter(email="nieuw@hub.example").exists()


def test_signed_in_person_accepts(client_for, offer, eva):
    client = client_for(eva)
    invitation = offer(email=eva.email)
    assert client.get(path_to(invitation)).status_code == 200
    assert client.post(path_to(invitation)).url == reverse("reports:start")
    assert eva.role_holdings.count() == 2


def test_known_person_is_asked_to_sign_in_and_comes_back(client_for, offer, eva):
    invitation = offer(email=eva.email)
    client = client_for()
    text = client.get(path_to(invitation)).text
    sign_in = re.search(r'href="([^"]*inloggen/\?next=[^"]*)"', text)[1]
    response = client.post(
        sign_in, {"login": eva.email, "password": "slimme-fabriek-2018", "next": path_to(invitation)}
    )
    assert response.url == path_to(invitation)


def test_double_submit_gives_one_role(client_for, offer, eva):
    client = client_for(eva)
    invitation = offer(email=eva.email)
    client.post(path_to(invitation))
    assert client.post(path_to(invitation)).status_code == 410
    assert RoleHolding.objects.filter(organisation=invitation.organisation, person=eva).count() == 1


@pytest.mark.parametrize(("language", "words"), [("nl", "is verlopen"), ("en", "has expired")])
def test_expired_invitation_is_gone(client_for, offer, language, words):
    invitation = offer()
    past = timezone.now() - timedelta(days=1)
    Invitation.objects.update(created_at=past - timedelta(days=14), expires_at=past)
    with translation.override(language):
        address = path_to(invitation)
    for response in (client_for().get(address), client_for().post(address, {"name": "A", "password": PASSWORD})):
        assert response.status_code == 410
        assert words in response.text


def test_used_and_withdrawn_invitations_are_gone(client_for, offer, ans, eva):
    used = offer(email=eva.email)
    actions.accept(by=eva, invitation=used)
    withdrawn = offer()
    actions.withdraw(by=ans, invitation=withdrawn)
    assert [client_for().get(path_to(each)).status_code for each in (used, withdrawn)] == [410, 410]


def test_foreign_invitation_is_refused(client_for, offer, eva, anna):
    invitation = offer(email=eva.email)
    response = client_for(anna).post(path_to(invitation))
    assert response.status_code == 403
    assert "ander e-mailadres" in response.text
    with pytest.raises(RuleBroken) as refused:
        actions.accept(by=anna, invitation=invitation)
    assert refused.value.code == "other_person"


@pytest.mark.parametrize("token", ["1:abc", "x", "1", "999999999999999999999:abc", "é:ü"])
def test_tampered_link_is_not_found(client_for, token):
    response = client_for().get(reverse("accounts:invitation_accept", args=[token]))
    assert response.status_code == 404
    assert "Deze link klopt niet" in response.text


def test_coordinator_invites_for_the_own_hub_only(offer, noor, ans, eva):
    assert offer(by=noor).role == "hub_editor"
    other = eva.organisations_as("hub_editor")[0]
    portal = ans.organisations_as("administrator")[0]
    for organisation, role in ((other, "hub_reader"), (portal, "administrator")):
        with pytest.raises(RuleBroken) as refused:
            offer(by=noor, organisation=organisation, role=role, email="x@y.example")
        assert refused.value.code == "not_allowed"


def test_coordinator_is_offered_own_hub_and_hub_roles(client_for, noor, eva):
    form = client_for(noor).get(reverse("accounts:invitation_create")).context["form"]
    assert list(form.fields["organisation"].queryset) == noor.organisations_as("hub_coordinator")
    roles = [value for value, _ in form.fields["role"].choices]
    assert roles == ["", "hub_coordinator", "hub_editor", "hub_reader"]


def test_coordinator_cannot_touch_what_is_of_others(client_for, noor, eva, offer):
    holding = eva.role_holdings.get()
    other = offer(organisation=holding.organisation)
    client = client_for(noor)
    assert client.get(reverse("accounts:role_end", args=[holding.pk])).status_code == 404
    assert client.post(reverse("accounts:invitation_withdraw", args=[other.pk])).status_code == 404


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"role": "administrator"}, "role_does_not_fit"),
        ({"email": "noor@demo.smartindustry.example", "role": "hub_coordinator"}, "already_held"),
    ],
)
def test_rules_of_inviting(offer, changes, code):
    with pytest.raises(RuleBroken) as refused:
        offer(**changes)
    assert refused.value.code == code


def test_second_open_invitation_is_refused_with_a_sentence(client_for, ans, hub, offer):
    offer()
    form = {
        "email": "NIEUW@hub.example",
        "organisation": hub.pk,
        "role": "hub_editor",
        "language": "nl",
        "reason": "Nog eens",
    }
    response = client_for(ans).post(reverse("accounts:invitation_create"), form)
    assert response.status_code == 200
    assert "heeft al een openstaande uitnodiging" in response.text
    assert 'value="nieuw@hub.example"' in response.text.lower()


def test_expired_invitation_makes_room_for_a_new_one(offer):
    first = offer()
    past = timezone.now() - timedelta(days=1)
    Invitation.objects.update(created_at=past - timedelta(days=14), expires_at=past)
    second = offer()
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert second.pk != first.pk


def test_withdrawing_asks_first(client_for, ans, offer):
    invitation = offer()
    address = reverse("accounts:invitation_withdraw", args=[invitation.pk])
    client = client_for(ans)
    assert "Uitnodiging intrekken" in client.get(address).text
    assert client.post(address).url == reverse("accounts:person_list")
    again = client.post(address)
    assert again.status_code == 200
    assert "is ingetrokken" in again.text


@pytest.mark.parametrize("field", ["email", "reason"])
def test_nul_byte_gets_a_sentence(client_for, ans, hub, field):
    form = {"email": "a@b.example", "organisation": hub.pk, "role": "hub_editor", "language": "nl", "reason": "ok"}
    response = client_for(ans).post(reverse("accounts:invitation_create"), form | {field: "a\x00@b.example"})
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {field}


def test_address_of_320_characters_gets_a_sentence(client_for, ans, hub):
    email = "a" * 300 + "@hub.example.com.nl"
    form = {"email": email, "organisation": hub.pk, "role": "hub_editor", "language": "nl", "reason": "ok"}
    response = client_for(ans).post(reverse("accounts:invitation_create"), form)
    assert response.context["form"].errors.keys() == {"email"}
    assert email in response.text


def row(ans, hub, **changes):
    now = timezone.now()
    given = {"email": "a@b.example", "organisation": hub, "role": "hub_editor", "reason": "", "created_by": ans}
    return Invitation(**given | {"created_at": now, "expires_at": now + timedelta(days=1)} | changes)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("accounts_invitation_email_is_lower_case", {"email": "A@b.example"}),
        ("accounts_invitation_expires_after_creation", {"expires_at": timezone.now() - timedelta(days=2)}),
        ("accounts_invitation_accepted_has_person", {"accepted_at": timezone.now()}),
        ("accounts_invitation_withdrawn_has_person", {"withdrawn_at": timezone.now()}),
        ("accounts_invitation_has_one_end", "both"),
    ],
)
def test_database_holds_the_rule(ans, hub, name, changes):
    if changes == "both":
        now = timezone.now()
        changes = {"accepted_at": now, "accepted_by": ans, "withdrawn_at": now, "withdrawn_by": ans}
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        row(ans, hub, **changes).save()
    assert constraint_of(broken.value) == name


def test_database_holds_one_open_invitation(ans, hub):
    row(ans, hub).save()
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        row(ans, hub).save()
    assert constraint_of(broken.value) == "accounts_invitation_open_once"


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three(client_for, noor, offer, count, django_assert_num_queries):
    for number in range(count):
        offer(email=f"p{number}@hub.example")
        person = actions.add_person(email=f"q{number}@hub.example", name="Q", password=None)
        organisation = Organisation.objects.get(pk=noor.organisations_as("hub_coordinator")[0].pk)
        RoleHolding.objects.create(person=person, organisation=organisation, role="hub_reader", starts_on="2020-01-01")
    client = client_for(noor)
    with django_assert_num_queries(6):
        response = client.get(reverse("accounts:person_list"))
    assert len(response.context["invitations"]) == count


def test_search_finds_by_role_name_and_shows_an_empty_state(client_for, ans, cast):
    client = client_for(ans)
    found = client.get(reverse("accounts:person_list"), {"q": "hubcoördinator"})
    assert [str(holding.person) for holding in found.context["page"]] == ["Noor Dijkstra"]
    assert "Niemand gevonden" in client.get(reverse("accounts:person_list"), {"q": "zzz" * 100}).text
    for odd in ({"page": "99"}, {"page": "-1"}, {"show": "zzz"}, {"q": "%_\\'\""}):
        assert client.get(reverse("accounts:person_list"), odd).status_code == 200
