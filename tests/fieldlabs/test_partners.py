"""Adding a partner: by KvK number, by name, with the trade register and without it."""

from uuid import uuid4

import pytest

from accounts.models import Organisation
from fieldlabs.models import Partner
from smartindustry.embedded import kvk as register
from tests.fieldlabs.test_actions import draft

pytestmark = pytest.mark.django_db
WHAT = {"kind": "company", "role": "member", "size": "small"}


@pytest.fixture
def trade_register(settings):
    server = register.start()
    settings.KVK_API_URL, settings.KVK_API_KEY = server.url, register.KEY
    yield server
    server.stop()


def send(client, lab, **typed):
    return client.post(f"/fieldlabs/{lab.slug}/bewerken/partners/nieuw/", {"key": str(uuid4()), **WHAT, **typed})


def test_number_brings_the_name_of_the_register(eva, client_for, trade_register):
    lab = draft(eva)
    assert send(client_for(eva), lab, kvk_number="68 75 01 10").status_code == 302
    one = Partner.objects.get(fieldlab=lab).organisation
    assert (one.kvk_number, one.name, one.kind) == ("68750110", "Demo Lastechniek BV", "company")


def test_number_that_the_register_does_not_know_is_refused(eva, client_for, trade_register):
    answer = send(client_for(eva), draft(eva), kvk_number="12345678", name="Verzonnen BV")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["kvk_number"])


def test_look_up_fills_in_the_name_and_saves_nothing(eva, client_for, trade_register):
    lab = draft(eva)
    answer = send(client_for(eva), lab, kvk_number="68750110", group="Mijn concern", look_up="1")
    text = answer.content.decode()
    assert (answer.status_code, answer.context["told"]["title"]) == (200, "Demo Lastechniek BV")
    assert ('value="Demo Lastechniek BV"' in text, "Mijn concern" in text) == (True, True)
    assert Partner.objects.filter(fieldlab=lab).count() == 0


def test_look_up_by_name_offers_a_choice(eva, client_for, trade_register):
    lab, client = draft(eva), client_for(eva)
    answer = send(client, lab, name="Demo Stichting", look_up="1")
    assert [one.number for one in answer.context["form"].hits] == ["69599068", "90000102", "90006623"]
    assert send(client, lab, name="Demo Stichting", number="90000102", kind="education").status_code == 302
    one = Partner.objects.get(fieldlab=lab).organisation
    assert (one.kvk_number, one.name, one.kind) == ("90000102", "Demo Stichting Vakopleiding", "education")


@pytest.mark.parametrize("typed", [{"kvk_number": "12345678"}, {"name": "Niets hiervan"}, {}])
def test_look_up_of_what_is_unknown_says_so(eva, client_for, trade_register, typed):
    answer = send(client_for(eva), draft(eva), look_up="1", **typed)
    assert (answer.status_code, answer.context["told"]["kind"]) == (200, "warning")


def test_page_works_while_the_register_is_down(eva, client_for, settings):
    server = register.start()
    settings.KVK_API_URL, settings.KVK_API_KEY = server.url, register.KEY
    server.stop()
    lab, client = draft(eva), client_for(eva)
    told = send(client, lab, kvk_number="68750110", look_up="1").context["told"]
    assert told["kind"] == "warning"
    assert send(client, lab, kvk_number="68750110", name="Eigen naam").status_code == 302
    assert Partner.objects.get(fieldlab=lab).organisation.name == "Eigen naam"


def test_known_number_is_the_same_organisation(eva, client_for):
    known = Organisation.objects.create(name="Demo Bekend BV", kind="company", kvk_number="55555555")
    lab = draft(eva)
    assert send(client_for(eva), lab, kvk_number="55555555", name="Anders").status_code == 302
    assert Partner.objects.get(fieldlab=lab).organisation == known


def test_number_without_register_needs_a_name(eva, client_for):
    answer = send(client_for(eva), draft(eva), kvk_number="55555555")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["__all__"])


def test_name_never_finds_a_company_that_made_itself_known_by_mail(eva, client_for):
    theirs = Organisation.objects.create(name="Demo Geheim", kind="company", email_digest="x" * 64)
    lab = draft(eva)
    send(client_for(eva), lab, name="Demo Geheim")
    assert Partner.objects.get(fieldlab=lab).organisation != theirs


def test_list_shows_the_composition(eva, client_for):
    lab, client = draft(eva), client_for(eva)
    for number in range(4):
        send(client, lab, name=f"Demo Bedrijf {number}", size="small" if number else "")
    send(client, lab, name="Demo Onderzoek", kind="research")
    panel = client.get(f"/fieldlabs/{lab.slug}/bewerken/partners/").context["panel"]
    assert [(one["number"], one["short"]) for one in panel["parts"]] == [(4, 0), (3, 0), (1, 0), (0, 1)]
    assert (panel["met"], panel["notes"]) == (
        False, ["Niet als mkb geteld, want de grootte is onbekend: Demo Bedrijf 0."]
    )  # fmt: skip
