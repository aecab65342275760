"""The pages on which applicants write plans and everybody follows them."""

import pytest
from django.urls import reverse

from accounts.models import Organisation, Role
from funding import actions, waiting
from funding.actions import Content
from funding.models import Plan, PlanStep, Remark
from tests.funding import world
from tests.funding.plan_steps import text_of, url
from tests.funding.planned import coordinator
from tests.funding.written import METROPOLE, WHOLE, save, started, submitted, written


@pytest.fixture
def made(db):
    return world.build()


@pytest.fixture
def noa(made):
    return coordinator(made)


@pytest.fixture
def client(client_for, noa):
    return client_for(noa)


# --- list and start ---------------------------------------------------------------------------------------------------


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


# --- one plan ---------------------------------------------------------------------------------------------------------


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


# --- submitting and withdrawing ---------------------------------------------------------------------------------------


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


# --- versions ---------------------------------------------------------------------------------------------------------


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


# --- what waits -------------------------------------------------------------------------------------------------------


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
