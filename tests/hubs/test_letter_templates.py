"""The letters that a desk uses again: who reads and writes them, what they may hold, and that nothing is lost."""

import uuid

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from accounts.rules import constraint_of
from hubs import actions, merging
from hubs.models import LetterTemplate
from tests.hubs.asking import hub_of
from tests.hubs.test_desk import main_of

pytestmark = pytest.mark.django_db
LIST = "/bureau/brieven/"
TYPED = {
    "title": "Demo bezoek",
    "subject_nl": "Bezoek aan {{company}}",
    "body_nl": "Beste {{name}},\n\nZie {{link}}.\n{{me}}, {{hub}}",
    "subject_en": "Visit to {{company}}",
    "body_en": "Dear {{name}},\n\nSee {{link}}.\n{{me}}, {{hub}}",
}


def write(by, at="zuid-holland", **changes):
    hub = hub_of(at) if at else None
    return actions.write_letter(hub=hub, letter=actions.Letter(**(TYPED | changes)), key=uuid.uuid4(), by=by)


def own(client):
    return [one.title for one, desk in client.get(LIST).context["rows"] if one.hub]


def test_desk_sees_its_own_letters_and_the_national_ones(client_for, eva, noor, karim):
    mine, theirs = write(eva), write(noor, "noord-nederland", title="Noord")

    assert own(client_for(eva)) == ["Demo bezoek"]
    assert own(client_for(noor)) == ["Noord"]
    assert own(client_for(karim)) == []
    assert "Herinnering: wij hoorden niets" in main_of(client_for(eva).get(LIST))
    for part in ("", "wijzigen/"):
        assert client_for(eva).get(f"{LIST}{theirs.pk}/{part}").status_code == 404
    assert client_for(eva).get(f"{LIST}nieuw/?van={theirs.pk}").status_code == 404
    assert client_for(eva).post(f"{LIST}{theirs.pk}/archief/").status_code == 404
    assert client_for(karim).get(f"{LIST}{mine.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["gijs", "anna", "fenna", None])
def test_nobody_else_opens_the_letters(client_for, cast, who):
    statuses = client_for(cast[who] if who else None).get(LIST).status_code
    assert statuses == (403 if who else 302)


def test_hub_copies_a_national_letter_and_does_not_change_it(client_for, eva, karim):
    national = LetterTemplate.objects.filter(hub=None).first()
    client = client_for(eva)

    told = client.get(f"{LIST}{national.pk}/wijzigen/", follow=True)
    assert "Maak een kopie" in told.content.decode()
    assert client.post(f"{LIST}{national.pk}/wijzigen/", TYPED | {"version": 1}).status_code == 403
    assert client.post(f"{LIST}{national.pk}/archief/").status_code == 403
    copy = client.get(f"{LIST}nieuw/?van={national.pk}").context["form"]
    assert copy.initial["body_nl"] == national.body_nl
    assert client_for(karim).get(f"{LIST}{national.pk}/wijzigen/").status_code == 200
    with pytest.raises(actions.RuleBroken) as refused:
        actions.archive_letter(template=national, by=eva)
    assert refused.value.code == "not_allowed"


def test_letter_is_written_shown_with_an_example_and_changed(client_for, eva):
    client = client_for(eva)
    key = client.get(f"{LIST}nieuw/").context["form"]["key"].value()

    shown = client.post(f"{LIST}nieuw/", TYPED | {"key": key}, follow=True)
    page = main_of(shown)
    assert "Bezoek aan Demo Metaal B.V." in page
    assert "Dear Noa Voorbeeld" in page
    assert "{{" not in page
    (made,) = LetterTemplate.objects.filter(hub=hub_of())
    changed = TYPED | {"title": "Demo rondgang", "version": made.version}
    page = main_of(client.post(f"{LIST}{made.pk}/wijzigen/", changed, follow=True))
    assert "Demo rondgang" in page
    assert "gewijzigd" in page.lower()
    made.refresh_from_db()
    assert (made.version, made.saved_by) == (2, eva)


@pytest.mark.parametrize("at", ["nieuw/", ""])
def test_unknown_fields_and_lone_braces_are_refused_and_nothing_typed_is_lost(client_for, eva, at):
    address = f"{LIST}{at}" if at else f"{LIST}{write(eva).pk}/wijzigen/"
    wrong = TYPED | {"body_nl": "Beste {{naam}} {x", "subject_en": "See {{link}}", "version": 1}

    shown = client_for(eva).post(address, wrong)

    assert shown.status_code == 422
    page = main_of(shown)
    assert "Het portaal vult dit niet in: {{naam}}, {x." in page
    assert "Het portaal vult dit niet in: {{link}}." in page
    assert "Beste {{naam}}" in page


def test_faults_name_what_is_not_filled_in():
    assert merging.faults("{{company}} {{name}} {{link}} {{me}} {{hub}}") == []
    assert merging.faults("{{ company }} {{COMPANY}} {{company} }} {") == [
        "{{ company }}",
        "{{COMPANY}}",
        "{{company}",
        "}}",
        "{",
    ]
    assert merging.faults("{{link}}", subject=True) == ["{{link}}"]


def test_what_is_filled_in_is_not_read_again():
    assert merging.fill("{{company}} {{me}} {{x}}", {"company": "{{me}}", "me": "Eva"}) == "{{me}} Eva {{x}}"


def test_second_editor_sees_both_versions(client_for, eva):
    made = write(eva)
    client = client_for(eva)
    client.post(f"{LIST}{made.pk}/wijzigen/", TYPED | {"body_nl": "Eerste", "version": 1})

    second = client.post(f"{LIST}{made.pk}/wijzigen/", TYPED | {"body_nl": "Tweede", "version": 1})

    assert second.status_code == 409
    page = main_of(second)
    assert "Eerste" in page
    assert "Tweede" in page
    made.refresh_from_db()
    assert made.body_nl == "Eerste"
    assert client.post(f"{LIST}{made.pk}/wijzigen/", TYPED | {"body_nl": "Tweede", "version": 2}).status_code == 302


def test_archive_keeps_the_letter_readable_and_gives_its_title_free(client_for, eva):
    made, client = write(eva), client_for(eva)

    client.post(f"{LIST}{made.pk}/archief/")
    client.post(f"{LIST}{made.pk}/archief/")
    assert own(client) == []
    assert "Demo bezoek" in main_of(client.get(LIST, {"archief": "ja"}))
    assert client.get(f"{LIST}{made.pk}/").status_code == 200
    refused = client.post(f"{LIST}{made.pk}/wijzigen/", TYPED | {"version": 2})
    assert (refused.status_code, "archief" in main_of(refused)) == (422, True)
    write(eva)
    again = client.post(f"{LIST}{made.pk}/archief/", {"restore": "1"}, follow=True)
    assert "al een brief met deze titel" in again.content.decode()
    made.refresh_from_db()
    assert (made.retired, made.version) == (True, 2)


def test_history_tells_who_did_what(client_for, eva):
    made = write(eva)
    actions.change_letter(template=made, letter=actions.Letter(**(TYPED | {"body_nl": "Kort"})), version=1, by=eva)
    actions.archive_letter(template=made, by=eva)

    steps = client_for(eva).get(f"{LIST}{made.pk}/").context["steps"]

    assert [(step.what, step.person) for step in steps] == [
        ("in het archief gezet", eva.name),
        ("gewijzigd", eva.name),
        ("geschreven", eva.name),
    ]
    assert [label for label, pieces in steps[1].lines] == ["Tekst in het Nederlands"]


def test_subject_is_one_line(eva):
    made = write(eva, subject_nl="Hallo\r\nBcc: x@y.nl\x00", title="Een\ntitel")
    assert (made.subject_nl, made.title) == ("Hallo Bcc: x@y.nl", "Een titel")


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"body_nl": "{{iban}}"}, "hubs_lettertemplate_fields_are_known"),
        ({"body_en": "{name}"}, "hubs_lettertemplate_fields_are_known"),
        ({"subject_nl": "{{link}}"}, "hubs_lettertemplate_fields_are_known"),
        ({"subject_en": ""}, "hubs_lettertemplate_is_complete"),
        ({"body_en": ""}, "hubs_lettertemplate_is_complete"),
    ],
    ids=["unknown field", "single braces", "link in subject", "no subject", "no text"],
)
def test_database_refuses_this_letter(eva, changes, rule):
    made = write(eva)
    ((column, value),) = changes.items()
    with pytest.raises(IntegrityError) as broken, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE hubs_lettertemplate SET {column} = %s WHERE id = %s", [value, made.pk])  # noqa: S608
    assert constraint_of(broken.value) == rule


def test_double_click_makes_one(eva):
    key, letter = uuid.uuid4(), actions.Letter(**TYPED)
    made = [actions.write_letter(hub=hub_of(), letter=letter, key=key, by=eva) for _again in (1, 2)]
    assert made[0].pk == made[1].pk


def test_national_letters_are_loaded_once_and_stay_as_staff_left_them(karim):
    national = LetterTemplate.objects.filter(hub=None, saved_by=None)
    number = national.count()
    first = national.order_by("pk").first()
    actions.archive_letter(template=first, by=karim)

    call_command("load_reference")

    first.refresh_from_db()
    assert (LetterTemplate.objects.filter(hub=None).count(), first.retired) == (number, True)
    assert number == 5


def test_pages_keep_to_the_agreed_number_of_statements(client_for, eva, django_assert_max_num_queries):
    made, client = write(eva), client_for(eva)
    for version in range(1, 12):
        letter = actions.Letter(**(TYPED | {"body_nl": f"Versie {version}"}))
        actions.change_letter(template=made, letter=letter, version=version, by=eva)
    for number in range(5):
        write(eva, title=f"Brief {number}")
    for address in (LIST, f"{LIST}{made.pk}/", f"{LIST}{made.pk}/wijzigen/", f"{LIST}nieuw/"):
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200
