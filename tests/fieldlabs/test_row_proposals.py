"""The contact proposes a new row, another content, or that one goes; the hub compares and answers."""

import re

import pytest

from fieldlabs import actions, letters
from fieldlabs.models import ChangeProposal, Link, Partner, Service
from tests.fieldlabs.test_proposals import LIST, ramlab, run_by

pytestmark = pytest.mark.django_db
ROWS = f"{LIST}rijen/links/"
TYPED = {"title_nl": "Handleiding", "title_en": "Manual", "url": "https://ramlab.example/gids", "note": "Nieuw."}


def link(**changes):
    return Link.objects.create(fieldlab=ramlab(), **{"title_nl": "Oud", "url": "https://ramlab.example/oud", **changes})


def key_of(client, address):
    return re.search(r'name="key" value="([^"]+)"', client.get(address).content.decode())[1]


def decided(client, made, how="accept", **more):
    page = client.get(f"{LIST}{made.pk}/")
    given = {"base": page.context["form"]["base"].value(), "answer": "Dank!", how: "1", **more}
    return client.post(f"{LIST}{made.pk}/besluit/", given)


def test_new_row_is_proposed_once_and_taken_over(eva, daan, client_for):
    run_by(daan)
    contact, editor = client_for(daan), client_for(eva)
    typed = {**TYPED, "key": key_of(contact, f"{ROWS}nieuw/")}
    for _click in range(2):
        assert contact.post(f"{ROWS}nieuw/", typed).url == LIST
    made = ChangeProposal.objects.get()
    page = editor.get(f"{LIST}{made.pk}/")
    assert ([one["after"] for one in page.context["lines"]], page.context["changed_since"]) == (
        ["Handleiding", "Manual", "https://ramlab.example/gids"],
        False,
    )
    assert (decided(editor, made).status_code, Link.objects.count()) == (302, 1)
    made.refresh_from_db()
    assert (made.state, Link.objects.get().title_en) == ("accepted", "Manual")
    entry = editor.get("/fieldlabs/ramlab/geschiedenis/").context["entries"][0]
    assert entry.reason == "Voorgesteld door Daan Visser. Nieuw."


def test_change_of_a_row_is_compared_word_by_word_and_taken_over(eva, daan, client_for):
    run_by(daan)
    row, contact = link(), client_for(daan)
    assert contact.post(f"{ROWS}{row.pk}/", {**TYPED, "url": row.url}).url == LIST
    again = contact.get(f"{ROWS}{row.pk}/")
    assert (again.context["waiting"], again.context["form"]["title_nl"].value()) == (True, "Handleiding")
    assert b"uw voorstel wacht" in contact.get(ROWS).content
    made = ChangeProposal.objects.get()
    client = client_for(eva)
    assert [(one["before"], one["after"]) for one in client.get(f"{LIST}{made.pk}/").context["lines"]] == [
        ("Oud", "Handleiding"),
        ("", "Manual"),
    ]
    decided(client, made)
    row.refresh_from_db()
    assert row.title_nl == "Handleiding"


def test_row_that_should_go_goes_when_the_hub_agrees(eva, daan, client_for):
    run_by(daan)
    row, contact = link(), client_for(daan)
    base = contact.get(f"{ROWS}{row.pk}/verwijderen/").context["form"]["base"].value()
    assert contact.post(f"{ROWS}{row.pk}/verwijderen/", {"base": base, "note": ""}).status_code == 422
    assert contact.post(f"{ROWS}{row.pk}/verwijderen/", {"base": base, "note": "Bestaat niet meer."}).url == LIST
    assert (Link.objects.count(), ChangeProposal.objects.get().note) == (1, "Bestaat niet meer.")
    assert decided(client_for(eva), ChangeProposal.objects.get()).status_code == 302
    assert Link.objects.count() == 0


def test_editor_declines_and_nothing_changes(eva, daan, client_for):
    run_by(daan)
    row = link()
    client_for(daan).post(f"{ROWS}{row.pk}/", {**TYPED, "url": row.url})
    decided(client_for(eva), ChangeProposal.objects.get(), how="decline")
    row.refresh_from_db()
    assert (row.title_nl, ChangeProposal.objects.get().state) == ("Oud", "declined")


def test_row_that_was_saved_meanwhile_is_seen_before_it_is_taken_over(eva, daan, client_for):
    run_by(daan)
    row, client = link(), client_for(eva)
    client_for(daan).post(f"{ROWS}{row.pk}/", {**TYPED, "url": row.url})
    made = ChangeProposal.objects.get()
    seen = client.get(f"{LIST}{made.pk}/").context["form"]["base"].value()
    Link.objects.filter(pk=row.pk).update(title_nl="Tussendoor")
    answer = client.post(f"{LIST}{made.pk}/besluit/", {"base": seen, "answer": "", "accept": "1"})
    row.refresh_from_db()
    assert (answer.status_code, row.title_nl, made.state) == (409, "Tussendoor", "open")
    assert client.get(f"{LIST}{made.pk}/").context["changed_since"] is True


def test_row_that_is_gone_no_longer_fits(eva, daan, client_for):
    run_by(daan)
    row, client = link(), client_for(eva)
    client_for(daan).post(f"{ROWS}{row.pk}/", {**TYPED, "url": row.url})
    row.delete()
    made = ChangeProposal.objects.get()
    assert client.get(f"{LIST}{made.pk}/").context["fits"] is False
    answer = client.post(f"{LIST}{made.pk}/besluit/", {"base": "x", "answer": "", "accept": "1"})
    assert (answer.status_code, Link.objects.count()) == (422, 0)


def test_partner_is_proposed_by_number_and_name(eva, daan, client_for):
    run_by(daan)
    contact, address = client_for(daan), f"{LIST}rijen/partners/nieuw/"
    who = {"kvk_number": "9000 0123", "name": "Demo Lasbedrijf", "kind": "company", "role": "member", "note": ""}
    assert contact.post(address, {**who, "key": key_of(contact, address)}).url == LIST
    made = ChangeProposal.objects.get()
    assert client_for(eva).get(f"{LIST}{made.pk}/").context["lines"][0]["after"] == "Demo Lasbedrijf 90000123"
    assert decided(client_for(eva), made).status_code == 302
    assert Partner.objects.get(fieldlab=ramlab(), organisation__kvk_number="90000123").role == "member"


def test_wrong_input_and_no_change_are_named(daan, client_for):
    run_by(daan)
    row, contact = link(), client_for(daan)
    wrong = contact.post(f"{ROWS}nieuw/", {**TYPED, "url": "geen adres"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["url"])
    same = {"title_nl": row.title_nl, "title_en": "", "url": row.url, "note": ""}
    assert contact.post(f"{ROWS}{row.pk}/", same).status_code == 422
    assert ChangeProposal.objects.count() == 0


@pytest.mark.parametrize("key", ["eva", "noor", "gijs", "stijn", "anna"])
@pytest.mark.parametrize("page", ["", "nieuw/", "{}/", "{}/verwijderen/"])
def test_rows_are_proposed_by_the_contact_alone(cast, client_for, key, page):
    assert client_for(cast[key]).get(f"{ROWS}{page.format(link().pk)}").status_code == 403


def test_row_of_another_fieldlab_and_an_unknown_kind_are_not_found(daan, client_for):
    lab = run_by(daan)
    other = Link.objects.create(
        fieldlab=type(lab).objects.exclude(pk=lab.pk).first(), title_nl="X", url="https://x.example/"
    )
    contact = client_for(daan)
    for page in (f"links/{other.pk}/", f"links/{other.pk}/verwijderen/", "onbekend/", "contact/"):
        assert contact.get(f"{LIST}rijen/{page}").status_code == 404


@pytest.mark.parametrize("section", ["row-person-1", "row-service-", "row-service-new-zz", "row-links-1"])
def test_only_rows_are_proposed(daan, section):
    with pytest.raises(actions.RuleBroken) as broken:
        actions.propose(by=daan, fieldlab=run_by(daan), section=section, data={}, note="")
    assert broken.value.code == "not_proposable"


def test_letter_names_the_kind_of_row(eva, daan, client_for):
    run_by(daan)
    row = link()
    client_for(daan).post(f"{ROWS}{row.pk}/", {**TYPED, "url": row.url})
    assert "Links" in letters.proposed(ChangeProposal.objects.get(), eva).body


@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_few_statements(daan, client_for, django_assert_max_num_queries, number):
    lab = run_by(daan)
    for n in range(number):
        Service.objects.create(fieldlab=lab, kind="advice", name_nl=f"Dienst {n}")
    contact = client_for(daan)
    with django_assert_max_num_queries(8):
        assert len(contact.get(f"{LIST}rijen/diensten/").context["rows"]) == number
