"""Writing a plan on screen: its sections, rows and files, alone and with others."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Role
from funding import actions, plan_content
from funding.models import PlannedPledge, StoredFile
from funding.plan_content import rows
from tests.funding import world
from tests.funding.plan_steps import ADVICE, BLANK, base_of, form_of, text_of, url
from tests.funding.planned import coordinator
from tests.funding.written import WHOLE, fresh, save, started, submitted, written
from tests.ui.uploads import PDF


@pytest.fixture
def made(db):
    return world.build()


@pytest.fixture
def noa(made):
    return coordinator(made)


@pytest.fixture
def client(client_for, noa):
    return client_for(noa)


# --- writing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", ["over", "activiteiten", "indicatoren", "bedrag", "cofinanciering", "bijlagen"])
def test_every_section_opens_and_saves_as_it_is(made, client, section):
    version = written(made)
    address = url("edit", version.plan, section=section)
    page = client.get(address)
    form, found = page.context["forms"], {"base": page.context["base"], "save": "1"}
    for part in [form.form, *(form.rows.forms if form.rows is not None else [])]:
        found |= {part.add_prefix(name): value_of(part[name]) for name in (part.fields if part else [])}
    if form.rows is not None:
        found |= {"rows-TOTAL_FORMS": str(len(form.rows.forms)), "rows-INITIAL_FORMS": "0"}
    answer = client.post(address, found)
    assert (answer.status_code, answer["Location"]) == (302, url("detail", version.plan))
    names = ("title", "summary", "starts_on", "ends_on", "requested")
    after = fresh(version)
    assert [getattr(after, name) for name in names] == [getattr(version, name) for name in names]
    for name in plan_content.PARTS:
        assert rows(after, name) == rows(version, name)


def value_of(field) -> str:
    value = field.value()
    return "" if value in (None, False) else str(value)


def test_unknown_section_does_not_exist(made, client):
    assert client.get(url("edit", started(made).plan, section="onzin")).status_code == 404


def test_submitted_plan_is_not_written(made, noa, client):
    assert client.get(url("edit", submitted(made, noa).plan, section="over")).status_code == 403


def test_reader_of_the_hub_reads_and_does_not_write(made, client_for):
    version = written(made)
    reader = client_for(world.person("reader", Role.HUB_READER, made.hub))
    assert reader.get(url("detail", version.plan)).status_code == 200
    assert reader.get(url("edit", version.plan, section="over")).status_code == 403


def test_rows_are_added_and_removed_without_losing_what_was_typed(made, client):
    version = started(made)
    address = url("edit", version.plan, section="activiteiten")
    typed = {**ADVICE, "cost": "tien", "name": "Half af"}
    more = client.post(address, {**form_of(version, "activities", typed), "add": "1"})
    assert [row["name"].value() for row in more.context["rows"]] == ["Half af", None]
    assert more.context["rows"][0]["cost"].value() == "tien"
    assert "Er is een probleem" not in text_of(more)
    less = client.post(address, {**form_of(version, "activities", typed, ADVICE), "remove": "0"})
    assert [row["name"].value() for row in less.context["rows"]] == ["Advies"]
    same = client.post(address, {**form_of(version, "activities", ADVICE), "remove": "9" * 5_000})
    assert [row["name"].value() for row in same.context["rows"]] == ["Advies"]
    none = client.post(address, {**form_of(version, "activities", ADVICE), "remove": "0"})
    assert [row["name"].value() for row in none.context["rows"]] == [None]
    assert rows(fresh(version), "activities") == []


def test_adding_a_year_keeps_the_amount(made, client):
    version = started(made)
    sent = {**form_of(version, "budget", {"year": "2018", "amount": "5"}, requested="100000"), "add": "1"}
    page = client.post(url("edit", version.plan, section="bedrag"), sent)
    assert page.context["form"]["requested"].value() == "100000"


def test_empty_rows_are_left_out(made, client):
    version = started(made)
    sent = form_of(version, "activities", BLANK, ADVICE, BLANK)
    assert client.post(url("edit", version.plan, section="activiteiten"), sent).status_code == 302
    assert [row["name"] for row in rows(fresh(version), "activities")] == ["Advies"]


def test_wrong_row_is_said_and_kept(made, client):
    version = started(made)
    answer = client.post(
        url("edit", version.plan, section="activiteiten"), form_of(version, "activities", {**ADVICE, "cost": "0"})
    )
    assert answer.status_code == 422
    assert "Een bedrag is hoger dan nul." in text_of(answer)
    assert answer.context["rows"][0]["cost"].value() == "0"


def test_last_day_comes_after_the_first(made, client):
    version = started(made)
    sent = {"base": base_of(version, "about"), "title": "Plan", "starts_on": "2019-01-01", "ends_on": "2018-01-01"}
    answer = client.post(url("edit", version.plan, section="over"), sent)
    assert answer.status_code == 422
    assert answer.context["form"]["title"].value() == "Plan"


def test_same_year_twice_is_said(made, client):
    version = started(made)
    year = {"year": "2018", "amount": "5"}
    answer = client.post(
        url("edit", version.plan, section="bedrag"), form_of(version, "budget", year, year, requested="")
    )
    assert answer.status_code == 422
    assert "staat twee keer" in text_of(answer)


def test_next_button_goes_to_the_next_section(made, client):
    version = started(made)
    sent = {**form_of(version, "activities", ADVICE), "next": "1"}
    answer = client.post(url("edit", version.plan, section="activiteiten"), sent)
    assert answer["Location"] == url("edit", version.plan, section="indicatoren")


def test_second_editor_sees_both_and_loses_nothing(made, noa, client):
    version = started(made)
    base = base_of(version, "about")
    save(version, "about", WHOLE["about"], by=made.editor)
    address = url("edit", version.plan, section="over")
    answer = client.post(address, {"base": base, "title": "Mijn titel", "summary": "Mijn tekst", "save": "1"})
    assert answer.status_code == 409
    text = text_of(answer)
    assert "Opgeslagen door editor" in text
    assert "Twintig bedrijven beginnen." in text
    assert answer.context["form"]["title"].value() == "Mijn titel"
    again = client.post(
        address, {"base": answer.context["base"], "title": "Mijn titel", "summary": "Mijn tekst", "save": "1"}
    )
    assert again.status_code == 302
    assert fresh(version).title == "Mijn titel"


def test_plan_that_was_submitted_meanwhile_is_not_saved(made, noa, client, monkeypatch):
    version = started(made)

    def too_late(**_given):
        raise actions.NewerSection.__mro__[1]("plan_is_submitted", "Te laat.")

    monkeypatch.setattr(actions, "save_section", too_late)
    address = url("edit", version.plan, section="over")
    sent = {"base": base_of(version, "about"), "title": "Mijn titel"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "Te laat." in text_of(answer)
    quiet = client.post(address, sent, headers={"X-Autosave": "1"})
    assert (quiet.status_code, quiet.json()) == (422, {"message": "Te laat."})


def test_autosave_says_when(made, client):
    version = started(made)
    address = url("edit", version.plan, section="over")
    answer = client.post(address, {"base": base_of(version, "about"), "title": "Plan"}, headers={"X-Autosave": "1"})
    assert re.fullmatch(r"Opgeslagen om \d\d:\d\d", answer.json()["message"])
    assert answer.json()["base"] == base_of(version, "about")
    assert fresh(version).title == "Plan"


def test_autosave_says_what_keeps_it_from_saving(made, client):
    version = started(made)
    address = url("edit", version.plan, section="over")
    wrong = {"base": base_of(version, "about"), "title": "Plan", "starts_on": "ooit"}
    answer = client.post(address, wrong, headers={"X-Autosave": "1"})
    assert (answer.status_code, answer.json()["message"][:20]) == (422, "Nog niet opgeslagen:")
    newer = client.post(address, {"base": "oud", "title": "Plan"}, headers={"X-Autosave": "1"})
    assert (newer.status_code, fresh(version).title) == (409, "")


# --- files ------------------------------------------------------------------------------------------------------------


def pdf(name="brief.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def test_attachment_is_kept_with_its_title(made, client):
    version = started(made)
    sent = form_of(version, "attachments", {"title": "Brief", "file": pdf()})
    assert client.post(url("edit", version.plan, section="bijlagen"), sent).status_code == 302
    assert [(row["title"], row["file"]["name"]) for row in rows(fresh(version), "attachments")] == [
        ("Brief", "brief.pdf")
    ]


def test_upload_is_not_lost_when_something_else_is_wrong(made, client):
    version = started(made)
    address = url("edit", version.plan, section="bijlagen")
    answer = client.post(address, form_of(version, "attachments", {"title": "", "file": pdf()}))
    assert answer.status_code == 422
    assert "In het portaal: brief.pdf" in text_of(answer)
    kept = answer.context["rows"][0]["kept"].value()
    again = client.post(address, form_of(version, "attachments", {"title": "Brief", "kept": kept}))
    assert again.status_code == 302
    assert rows(fresh(version), "attachments")[0]["file"]["id"] == StoredFile.objects.get().pk


def test_upload_of_the_wrong_type_is_said(made, client):
    version = started(made)
    sent = form_of(version, "attachments", {"title": "Brief", "file": pdf("brief.pdf", b"MZ")})
    answer = client.post(url("edit", version.plan, section="bijlagen"), sent)
    assert answer.status_code == 422
    assert "naam zegt iets anders" in text_of(answer) or "kunnen we niet aannemen" in text_of(answer)


def test_attachment_needs_a_file(made, client):
    version = started(made)
    answer = client.post(
        url("edit", version.plan, section="bijlagen"), form_of(version, "attachments", {"title": "Brief"})
    )
    assert answer.status_code == 422
    assert "Kies een bestand." in text_of(answer)


def test_file_of_another_plan_is_not_taken_over(made, client):
    first, second = started(made), started(made, kind="business", region=None)
    address = url("edit", first.plan, section="bijlagen")
    stolen = client.post(address, form_of(first, "attachments", {"title": "", "file": pdf()}))
    kept = stolen.context["rows"][0]["kept"].value()
    sent = form_of(second, "attachments", {"title": "Brief", "kept": kept})
    assert client.post(url("edit", second.plan, section="bijlagen"), sent).status_code == 422
    sent = form_of(first, "attachments", {"title": "Brief", "kept": f"{kept}x"})
    assert client.post(address, sent).status_code == 422


def pledge_row(**changes) -> dict[str, object]:
    row = {
        "funder": "Metropoolregio",
        "kind": "cash",
        "origin": "metropolitan",
        "amount": "€ 60.000",
        "evidence": "besluit 12",
        "without_vat": "yes",
        "declared": "no",
        "also_declared": "",
        "valued_on": "",
        "valuation": "",
    }
    return {**row, **changes}


def test_document_of_a_pledge_is_kept_and_taken_out(made, client):
    version = started(made)
    address = url("edit", version.plan, section="cofinanciering")
    assert client.post(address, form_of(version, "match", pledge_row(file=pdf()))).status_code == 302
    row = rows(fresh(version), "match")[0]
    assert (row["amount"], row["file"]["name"], row["without_vat"], row["also_declared"]) == (
        60_000,
        "brief.pdf",
        True,
        "",
    )
    kept = client.get(address).context["rows"][0]["kept"].value()
    sent = form_of(version, "match", pledge_row(kept=kept, without_file="on", declared="", without_vat="no"))
    assert client.post(address, sent).status_code == 302
    row = rows(fresh(version), "match")[0]
    assert (row["file"], row["without_vat"], row["also_declared"]) == (None, False, None)


def test_use_elsewhere_is_named(made, client):
    version = started(made)
    address = url("edit", version.plan, section="cofinanciering")
    answer = client.post(address, form_of(version, "match", pledge_row(declared="yes")))
    assert answer.status_code == 422
    answer = client.post(address, form_of(version, "match", pledge_row(declared="yes", also_declared="EFRO")))
    assert answer.status_code == 302
    assert PlannedPledge.objects.get().also_declared == "EFRO"
    assert "telt ook voor: EFRO" in text_of(client.get(url("detail", version.plan)))


def test_row_whose_upload_came_alone_asks_for_the_rest(made, client):
    version = started(made)
    address = url("edit", version.plan, section="cofinanciering")
    empty = pledge_row(**dict.fromkeys(pledge_row(), ""))
    assert client.post(address, form_of(version, "match", {**empty, "file": pdf()})).status_code == 422
