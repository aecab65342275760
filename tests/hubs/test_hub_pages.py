"""What a hub writes of itself, its partners, and who works for it."""

import pytest

from accounts.models import Invitation, RoleHolding
from hubs.actions import hub_page
from hubs.actions.common import RuleBroken
from hubs.models import Hub, HubPartner
from jobs import clock
from tests.hubs.asking import ask, hub_of
from tests.hubs.gathering import event

pytestmark = pytest.mark.django_db
SOUTH, NORTH = "/hubs/zuid-holland/", "/hubs/noord-nederland/"
TYPED = {
    "version": "1", "intro_nl": "Wij helpen.\n\n- een\n- twee", "intro_en": "", "host": "InnovationQuarter",
    "website": "", "email": "bureau@hub.example", "telephone": "010 123", "address": "Kade 1",
}  # fmt: skip
PARTNER = {
    "version": "1",
    "name": "Demo Regio",
    "kind": "european",
    "role_nl": "Denkt mee",
    "role_en": "",
    "website": "",
}


def test_editor_writes_the_page_and_everybody_reads_it(client, client_for, eva, django_assert_max_num_queries):
    event(eva)
    assert client_for(eva).post(f"{SOUTH}bewerken/", TYPED)["Location"] == SOUTH
    assert client_for(eva).post(f"{SOUTH}partners/nieuw/", PARTNER).status_code == 302
    with django_assert_max_num_queries(8):
        page = client.get(SOUTH)
    shown = page.content.decode()
    assert all(part in shown for part in ("<li>een</li>", "bureau@hub.example", "Demo Regio", "Denkt mee", "Lasdag"))
    assert page.context["staff_links"] == []
    assert len(client_for(eva).get(SOUTH).context["staff_links"]) == 4


def test_second_editor_sees_both_texts(client_for, eva):
    hub = hub_of()
    hub_page.change_hub(by=eva, hub=hub, words=hub_page.Words(intro_nl="Eerste"), version=hub.version)
    answer = client_for(eva).post(f"{SOUTH}bewerken/", TYPED)
    assert answer.status_code == 409
    assert ["Wat de hub doet, in het Nederlands", "Eerste", TYPED["intro_nl"]] in answer.context["newer"]
    assert client_for(eva).post(f"{SOUTH}bewerken/", TYPED | {"version": "2"}).status_code == 302


def test_host_that_staff_type_is_not_sourced_any_more(eva):
    Hub.objects.filter(pk=hub_of().pk).update(host="Bron", host_sourced=True)
    changed = hub_page.change_hub(by=eva, hub=hub_of(), words=hub_page.Words(host="Anders"), version=1)
    assert (changed.host, changed.host_sourced, changed.version) == ("Anders", False, 2)


def test_partner_is_changed_and_removed_with_the_version_of_the_hub(client_for, eva):
    desk = client_for(eva)
    desk.post(f"{SOUTH}partners/nieuw/", PARTNER)
    partner = HubPartner.objects.get()
    path = f"{SOUTH}partners/{partner.pk}/"
    assert desk.post(path, PARTNER | {"name": "Oud"}).status_code == 409
    assert desk.post(path, PARTNER | {"name": "Nieuw", "version": "2"}).status_code == 302
    assert HubPartner.objects.get().name == "Nieuw"
    assert desk.post(f"{SOUTH}partners/nieuw/", PARTNER | {"name": "Nieuw"}).status_code == 422
    assert desk.get(f"{path}verwijderen/").status_code == 200
    desk.post(f"{path}verwijderen/")
    assert desk.post(f"{path}verwijderen/").status_code == 404
    assert not HubPartner.objects.exists()


def test_another_hub_writes_nothing_here(client_for, eva, noor, gijs):
    partner = hub_page.add_partner(by=eva, hub=hub_of(), words=hub_page.PartnerWords("regional", "Demo"))
    assert client_for(noor).post(f"{SOUTH}bewerken/", TYPED).status_code == 403
    assert client_for(noor).post(f"{SOUTH}partners/nieuw/", PARTNER).status_code == 403
    for path in (f"{NORTH}partners/{partner.pk}/", f"{NORTH}partners/{partner.pk}/verwijderen/"):
        assert client_for(noor).post(path, PARTNER).status_code == 404
    for act in (
        lambda: hub_page.change_hub(by=noor, hub=hub_of(), words=hub_page.Words(), version=1),
        lambda: hub_page.remove_partner(by=noor, partner=partner),
    ):
        with pytest.raises(RuleBroken) as broken:
            act()
        assert broken.value.code == "not_allowed"
    assert HubPartner.objects.count() == 1


# --- People ----------------------------------------------------------------------------------------------------------


def test_coordinator_invites_withdraws_and_ends(client_for, noor):
    desk = client_for(noor)
    typed = {"email": "nieuw@hub.example", "role": "hub_editor", "language": "nl", "reason": "Nieuwe collega"}
    assert desk.post(f"{NORTH}mensen/uitnodigen/", typed).status_code == 302
    assert desk.post(f"{NORTH}mensen/uitnodigen/", typed | {"role": "ministry_payer"}).status_code == 422
    invitation = Invitation.objects.get()
    assert "nieuw@hub.example" in desk.get(f"{NORTH}mensen/").content.decode()
    assert desk.get(f"{NORTH}mensen/uitnodiging/{invitation.pk}/").status_code == 200
    desk.post(f"{NORTH}mensen/uitnodiging/{invitation.pk}/")
    assert Invitation.objects.get().withdrawn_by == noor
    holding = RoleHolding.objects.get(person=noor)
    ended = {"last_day": clock.today().isoformat(), "reason": "Andere baan"}
    assert desk.post(f"{NORTH}mensen/rol/{holding.pk}/", ended).status_code == 302
    assert RoleHolding.objects.get(person=noor).ends_on == clock.today()


def test_everybody_of_the_hub_reads_who_works_there(client_for, eva, noor, gijs, anna):
    page = client_for(eva).get(f"{SOUTH}mensen/")
    assert (page.status_code, page["Cache-Control"], page.context["manages"]) == (200, "no-store, private", False)
    assert client_for(gijs).get(f"{SOUTH}mensen/").status_code == 200
    assert client_for(noor).get(f"{SOUTH}mensen/").status_code == 404
    assert client_for(anna).get(f"{SOUTH}mensen/").status_code in (302, 403)


def test_open_work_of_a_person_is_shown_before_a_role_ends(client_for, noor):
    request = ask(hub_of("noord-nederland"))
    type(request).objects.filter(pk=request.pk).update(state="taken", assigned_to=noor)
    holding = RoleHolding.objects.get(person=noor)
    assert client_for(noor).get(f"{NORTH}mensen/").context["rows"][0]["open"] == 1
    assert client_for(noor).get(f"{NORTH}mensen/rol/{holding.pk}/").context["open"] == 1


def test_coordinator_reaches_nobody_of_another_hub(client_for, eva, noor, ans):
    holding = RoleHolding.objects.get(person=eva)
    offer = {"email": "x@hub.example", "role": "hub_reader", "reason": "x", "language": "nl"}
    invitation = Invitation.objects.create(
        **offer, organisation=holding.organisation, created_at=clock.now(), created_by=ans, expires_at=clock.now()
    )
    desk = client_for(noor)
    for path in ("mensen/uitnodigen/", f"mensen/rol/{holding.pk}/", f"mensen/uitnodiging/{invitation.pk}/"):
        assert desk.get(SOUTH + path).status_code == 404
    for path in (f"mensen/rol/{holding.pk}/", f"mensen/uitnodiging/{invitation.pk}/"):
        assert desk.post(NORTH + path, {"last_day": "2018-01-01", "reason": "x"}).status_code == 404
    assert (RoleHolding.objects.get(pk=holding.pk).ends_on, Invitation.objects.get().withdrawn_at) == (None, None)
