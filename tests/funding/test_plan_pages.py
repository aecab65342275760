"""The pages on which applicants write plans and everybody follows them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Organisation, Role
from funding import actions, plan_content, waiting
from funding.actions import Content
from funding.models import Plan, PlannedPledge, PlanStep, Remark, StoredFile
from funding.plan_content import rows
from tests.funding import world
from tests.funding.planned import coordinator
from tests.funding.uploads import PDF
from tests.funding.written import METROPOLE, WHOLE, fresh, save, started, submitted, written


@pytest.fixture
def made(db):
    return world.build()


@pytest.fixture
def noa(made):
    return coordinator(made)


@pytest.fixture
def client(client_for, noa):
    return client_for(noa)


def url(name, plan, **more) -> str:
    return reverse(f"funding:plan_{name}", kwargs={"plan": plan.pk, **more})


def text_of(answer) -> str:
    """The page's main part without tags, blanks made one."""
    html = answer.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def base_of(version, section) -> str:
    return plan_content.digest(fresh(version), section)


def form_of(version, section, *given, **fields) -> dict[str, str]:
    """What a browser sends for a section with these rows."""
    data = {"base": base_of(version, section), "save": "1", **fields}
    data |= {"rows-TOTAL_FORMS": str(len(given)), "rows-INITIAL_FORMS": "0"}
    return data | {f"rows-{number}-{name}": value for number, row in enumerate(given) for name, value in row.items()}


ADVICE = {"name": "Advies", "kind": "support", "cost": "200.000", "description": ""}
BLANK = {"name": "", "kind": "", "cost": "", "description": ""}


# --- list and start -------------------------------------------------------------------------------------------------


def test_list_is_empty_at_first(client):
    answer = client.get(reverse("funding:plan_list"))
    assert "Nog geen plannen" in text_of(answer)
    assert answer["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_statements_for_one_plan_as_for_three(made, client, count, django_assert_max_num_queries):
    for _number in range(count):
        written(made, version=started(made))
    with django_assert_max_num_queries(6):
        answer = client.get(reverse("funding:plan_list"))
    assert text_of(answer).count("Slimme fabrieken") == count


def test_list_searches_sorts_and_filters(made, noa, client):
    submitted(made, noa)
    other = save(started(made), "about", Content({**WHOLE["about"].values, "title": "Ander plan"}), by=noa)
    listed = reverse("funding:plan_list")
    found = lambda query: [row["plan"].title for row in client.get(f"{listed}?{query}").context["rows"]]  # noqa: E731
    assert found("q=slimme") == ["Slimme fabrieken"]
    assert found("stand=concept") == ["Ander plan"]
    assert found("sort=title") == ["Ander plan", "Slimme fabrieken"]
    assert found("sort=-requested&q=zuid-holland") == ["Slimme fabrieken", "Ander plan"]
    assert found("sort=onzin&stand=onzin") == [other.title, "Slimme fabrieken"]
    assert "Geen plan gevonden" in text_of(client.get(f"{listed}?q=niets"))


def test_ministry_sees_what_was_submitted(made, noa, client_for):
    submitted(made, noa)
    started(made)
    page = client_for(made.preparer).get(reverse("funding:plan_list"))
    assert [row["plan"].title for row in page.context["rows"]] == ["Slimme fabrieken"]
    assert "Plan beginnen" not in text_of(page)


def test_ministry_reads_when_there_is_nothing_yet(made, client_for):
    assert "Zodra een hub" in text_of(client_for(made.preparer).get(reverse("funding:plan_list")))


def test_plan_is_started_with_kind_and_line(made, client):
    start = reverse("funding:plan_start")
    assert "Regionaal plan" in client.get(start).content.decode().replace("regionaal", "Regionaal")
    answer = client.post(start, {"organisation": made.hub.pk, "kind": "regional", "line": made.line.pk})
    plan = Plan.objects.get()
    assert (plan.organisation, plan.region, plan.line) == (made.hub, made.hub.region, made.line)
    assert answer["Location"] == url("edit", plan, section="over")


def test_line_of_another_kind_is_refused(made, client):
    line = world.BudgetLine.objects.get(key="data_value_center")
    answer = client.post(
        reverse("funding:plan_start"), {"organisation": made.hub.pk, "kind": "regional", "line": line.pk}
    )
    assert answer.status_code == 422
    assert "niet voor dit soort plan" in text_of(answer)


def test_start_says_when_an_organisation_makes_no_plans(made, client_for):
    education = Organisation.objects.create(name="School", kind="education")
    contact = world.person("contact", Role.FIELDLAB_CONTACT, education)
    assert "Uw organisatie maakt geen plannen" in text_of(client_for(contact).get(reverse("funding:plan_start")))


# --- one plan -------------------------------------------------------------------------------------------------------


def test_page_of_a_draft_says_what_is_missing(made, client, django_assert_max_num_queries):
    version = started(made)
    with django_assert_max_num_queries(12):
        answer = client.get(url("detail", version.plan))
    assert "Er ontbreken 8 dingen voordat u het plan kunt indienen" in text_of(answer)
    assert "Plan zonder titel" in text_of(answer)


def test_page_of_a_whole_plan_shows_it(made, noa, client):
    version = submitted(made, noa)
    text = text_of(client.get(url("detail", version.plan)))
    for shown in ("Slimme fabrieken", "Twintig bedrijven", "€ 200.000", "€ 60.000", "onbekend", "Nog te weinig"):
        assert shown in text
    assert "Ingediend (versie 1)" in text.replace("ingediend (versie", "Ingediend (versie")


def test_page_of_another_organisation_does_not_exist(made, noa, client_for):
    version = written(made)
    region = world.Region.objects.exclude(pk=made.pool.region_id).first()
    other = Organisation.objects.create(name="Andere hub", kind="hub", region=region)
    stranger = client_for(world.person("stranger", Role.HUB_COORDINATOR, other))
    for name, more in PAGES.items():
        assert stranger.get(url(name, version.plan, **more)).status_code == 404, name
    assert stranger.post(url("renew", version.plan)).status_code == 404


PAGES = {
    "detail": {},
    "edit": {"section": "over"},
    "submit": {},
    "withdraw": {},
    "version": {"number": 1},
    "compare": {},
}


def test_ministry_knows_of_a_plan_once_it_is_submitted(made, noa, client_for):
    version = written(made)
    ministry = client_for(made.preparer)
    assert ministry.get(url("detail", version.plan)).status_code == 404
    actions.submit_plan(by=noa, version=version, revision=version.revision)
    text = text_of(ministry.get(url("detail", version.plan)))
    assert "Slimme fabrieken" in text
    assert "Wat er van u wordt gevraagd" not in text


def test_ministry_does_not_see_the_version_that_is_being_written(made, noa, client_for):
    plan = returned(made, submitted(made, noa))
    new = actions.open_version(by=noa, plan=plan)
    save(new, "about", Content({**WHOLE["about"].values, "title": "Geheim"}), by=noa)
    ministry = client_for(made.preparer)
    assert "Geheim" not in text_of(ministry.get(url("detail", plan)))
    assert ministry.get(url("version", plan, number=2)).status_code == 404
    assert ministry.get(url("compare", plan)).status_code == 404


def returned(made, version) -> Plan:
    PlanStep.objects.create(plan=version.plan, version=version, kind="take_up", recorded_by=made.preparer)
    Remark.objects.create(version=version, section="activities", text="Welke bedrijven?", recorded_by=made.preparer)
    PlanStep.objects.create(
        plan=version.plan, version=version, kind="return", note="Noem de bedrijven.", recorded_by=made.preparer
    )
    return version.plan


def test_remarks_are_read_when_the_plan_comes_back(made, noa, client):
    version = submitted(made, noa)
    PlanStep.objects.create(plan=version.plan, version=version, kind="take_up", recorded_by=made.preparer)
    Remark.objects.create(version=version, section="activities", text="Nog niet.", recorded_by=made.preparer)
    assert "Nog niet." not in text_of(client.get(url("detail", version.plan)))
    PlanStep.objects.create(
        plan=version.plan, version=version, kind="return", note="Noem de bedrijven.", recorded_by=made.preparer
    )
    text = text_of(client.get(url("detail", version.plan)))
    assert "Nog niet." in text
    assert "Noem de bedrijven." in text
    assert "Teruggestuurd naar u" in text


def test_returned_plan_is_written_anew_with_its_remarks(made, noa, client):
    plan = returned(made, submitted(made, noa))
    answer = client.post(url("renew", plan), follow=True)
    assert "Versie 2 staat klaar om te bewerken." in text_of(answer)
    assert "Welke bedrijven?" in text_of(client.get(url("edit", plan, section="activiteiten")))
    assert "Welke bedrijven?" not in text_of(client.get(url("edit", plan, section="over")))


def test_no_new_version_of_what_lies_at_the_ministry(made, noa, client):
    plan = submitted(made, noa).plan
    assert "ligt bij het ministerie" in text_of(client.post(url("renew", plan), follow=True))


# --- writing --------------------------------------------------------------------------------------------------------


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


# --- files ----------------------------------------------------------------------------------------------------------


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


# --- submitting and withdrawing -------------------------------------------------------------------------------------


def test_check_page_names_what_is_missing(made, client):
    version = written(made, leave_out=["indicators"])
    page = client.get(url("submit", version.plan))
    assert "Er ontbreekt één ding" in text_of(page)
    assert "Indienen bij het ministerie" not in text_of(page)
    answer = client.post(url("submit", version.plan), {"revision": version.revision})
    assert answer.status_code == 422


def test_check_page_shows_the_plan_and_submits_once(made, client):
    version = written(made)
    page = client.get(url("submit", version.plan))
    assert "Er is minder cofinanciering dan de regels vragen" in text_of(page)
    sent = {"revision": page.context["version"].revision}
    answers = [client.post(url("submit", version.plan), sent) for _click in range(2)]
    assert [answer["Location"] for answer in answers] == [url("detail", version.plan)] * 2
    assert version.plan.steps.count() == 1


@pytest.mark.parametrize("revision", ["", "0", "x", "9" * 30])
def test_check_of_another_revision_does_not_submit(made, client, revision):
    version = written(made)
    answer = client.post(url("submit", version.plan), {"revision": revision})
    assert answer.status_code == 422
    assert "Controleer het opnieuw" in text_of(answer)


def test_editor_of_the_hub_does_not_submit_or_withdraw(made, client_for):
    version = written(made)
    editor = client_for(made.editor)
    assert editor.get(url("submit", version.plan)).status_code == 403
    assert editor.get(url("withdraw", version.plan)).status_code == 403
    assert "De coördinator van uw hub dient het in" in text_of(editor.get(url("detail", version.plan)))


def test_plan_is_withdrawn_with_a_reason(made, noa, client):
    plan = submitted(made, noa).plan
    address = url("withdraw", plan)
    assert "Dit kan niet" in text_of(client.get(address)) or client.get(address).status_code == 200
    assert client.post(address, {"reason": " "}).status_code == 422
    for _click in range(2):
        assert client.post(address, {"reason": "Geen ruimte"})["Location"] == url("detail", plan)
    assert "Geen ruimte" in text_of(client.get(url("detail", plan)))
    assert plan.steps.filter(kind="withdraw").count() == 1


# --- versions -------------------------------------------------------------------------------------------------------


def test_version_is_read_whole(made, noa, client):
    version = submitted(made, noa)
    text = text_of(client.get(url("version", version.plan, number=1)))
    assert "Versie 1, ingediend op" in text
    assert client.get(url("version", version.plan, number=2)).status_code == 404


def test_two_versions_stand_side_by_side(made, noa, client, django_assert_max_num_queries):
    plan = returned(made, submitted(made, noa))
    new = actions.open_version(by=noa, plan=plan)
    save(new, "about", Content({**WHOLE["about"].values, "summary": "Dertig bedrijven beginnen."}), by=noa)
    save(new, "match", Content(rows=[{**METROPOLE, "amount": world.euros(75_000)}]), by=noa)
    with django_assert_max_num_queries(8):
        answer = client.get(url("compare", plan))
    text = text_of(answer)
    assert "+ € 15.000" in text
    assert "Provincie weggelaten" in text
    assert "weggelaten: Twintig" in text
    assert "toegevoegd: Dertig" in text
    same = text_of(client.get(f"{url('compare', plan)}?van=1&naar=1"))
    assert same.count("Niets veranderd.") == 6


@pytest.mark.parametrize("query", ["van=9", "naar=x"])
def test_version_that_is_not_there_cannot_be_compared(made, noa, client, query):
    plan = returned(made, submitted(made, noa))
    actions.open_version(by=noa, plan=plan)
    assert client.get(f"{url('compare', plan)}?{query}").status_code == 404


# --- what waits -----------------------------------------------------------------------------------------------------


def waits(user) -> list[tuple[str, str]]:
    return [(one.kind, one.title) for one in waiting.of(user) if one.kind.startswith("plan_")]


def test_drafts_and_returned_plans_wait_for_who_writes_them(made, noa):
    assert waits(noa) == []
    version = written(made)
    assert waits(noa) == waits(made.editor) == [("plan_draft", "Slimme fabrieken")]
    actions.submit_plan(by=noa, version=version, revision=version.revision)
    assert waits(noa) == []
    plan = returned(made, version)
    assert waits(noa) == [("plan_returned", "Slimme fabrieken")]
    actions.open_version(by=noa, plan=plan)
    assert waits(noa) == [("plan_returned", "Slimme fabrieken")]


def test_nothing_waits_for_who_writes_no_plans(made):
    written(made)
    assert waits(made.giver) == []
