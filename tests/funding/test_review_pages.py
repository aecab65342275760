"""The ministry's pages about plans: the list, review, a prepared decision and the decision itself."""

from datetime import date

import pytest
from django.utils.html import escape

from funding.actions.deciding import decide
from funding.models import PlanStep, Proposal, Remark
from tests.funding import planned
from tests.funding.review_steps import YEAR, ready, text_of, url
from tests.funding.world import build, euros

pytestmark = pytest.mark.django_db
KEY = "0" * 32


@pytest.fixture
def world():
    return build()


@pytest.fixture
def rich(world):
    world.allot(200_000, 200_000, year=YEAR)
    world.match(100_000)
    return world


def typed(world, **changes):
    fields = {"key": KEY, "amount": "60.000", "legal_ground": "4:25", "pool": world.pool.pk, "condition": "none"}
    fields |= {"starts_on": f"{YEAR}-01-01", "ends_on": f"{YEAR + 1}-12-31", "ground": "Past bij de regio."}
    fields |= {f"year_{YEAR}": "40000", f"year_{YEAR + 1}": "20000", "conditions": "Meld wijzigingen."}
    return {**fields, **changes}


# --- The list ---------------------------------------------------------------------------------------------------------


def test_the_list_shows_what_was_submitted_and_no_draft(world, client_for):
    planned.submitted(world, title="Regioplan Delta")
    planned.drafted(world, title="Geheim concept")
    text = text_of(client_for(world.preparer).get(url("plan_inbox")))
    assert "Regioplan Delta" in text
    assert "€ 100.000" in text
    assert "Geheim concept" not in text


def test_the_list_says_what_to_do_when_it_is_empty(world, client_for):
    assert "Nog geen plannen" in text_of(client_for(world.preparer).get(url("plan_inbox")))


def test_what_waits_for_the_ministry_comes_first(world, client_for):
    review = planned.in_review(world, title="In behandeling")
    planned.submitted(world, title="Nieuw")
    returned = planned.in_review(world, title="Terug")
    PlanStep.objects.create(
        plan=returned, version=returned.versions.get(), kind="return", note="x", recorded_by=world.preparer
    )
    ready = planned.in_review(world, title="Te beslissen")
    planned.proposed(world, ready)
    rows = client_for(world.preparer).get(url("plan_inbox")).context["rows"]
    assert [row.title for row in rows] == ["Nieuw", "Te beslissen", review.versions.get().title, "Terug"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?stand=nieuw", ["Nieuw plan"]),
        ("?stand=in-behandeling", ["Oud plan"]),
        ("?q=nieuw", ["Nieuw plan"]),
        ("?q=hub+oud", ["Oud plan"]),
        ("?q=niets", []),
        ("?sort=-plan", ["Oud plan", "Nieuw plan"]),
        ("?sort=amount", ["Nieuw plan", "Oud plan"]),
        ("?stand=onzin&sort=onzin&soort=onzin&page=99", ["Nieuw plan", "Oud plan"]),
    ],
)
def test_the_list_filters_searches_and_sorts(world, client_for, query, titles):
    planned.in_review(world, title="Oud plan", asked=50_000)
    planned.submitted(world, title="Nieuw plan", asked=10_000)
    rows = client_for(world.preparer).get(url("plan_inbox") + query).context["rows"]
    assert [row.title for row in rows] == titles


def test_the_file_holds_what_the_list_shows(world, client_for):
    planned.in_review(world, title="=1+1")
    planned.submitted(world, title="Nieuw plan")
    answer = client_for(world.preparer).get(url("plan_inbox_export") + "?stand=in-behandeling")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("'=1+1,")
    assert ",100000.00," in lines[1]


def test_the_list_takes_as_many_statements_for_one_as_for_three(world, client_for, django_assert_max_num_queries):
    client = client_for(world.preparer)
    planned.submitted(world)
    with django_assert_max_num_queries(8):
        client.get(url("plan_inbox"))
    planned.submitted(world)
    planned.in_review(world)
    with django_assert_max_num_queries(8):
        client.get(url("plan_inbox"))


def test_names_stay_out_of_caches(world, client_for):
    assert client_for(world.preparer).get(url("plan_inbox"))["Cache-Control"] == "no-store, private"


# --- Review -----------------------------------------------------------------------------------------------------------


def test_a_plan_is_taken_up_with_one_button(world, client_for):
    plan = planned.submitted(world)
    answer = client_for(world.preparer).post(url("plan_take_up", plan=plan.pk))
    assert (answer.status_code, answer.url) == (302, url("plan_detail", plan=plan.pk))
    assert plan.steps.last().kind == "take_up"


def test_a_draft_is_not_there_for_the_ministry(world, client_for):
    plan = planned.drafted(world).plan
    client = client_for(world.preparer)
    answers = [client.post(url("plan_take_up", plan=plan.pk)), client.get(url("plan_remark", plan=plan.pk))]
    answers += [
        client.get(url("plan_return", plan=plan.pk)),
        client.get(url("proposal_create", plan=plan.pk, kind="grant")),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4


def test_a_remark_is_kept_once_however_often_it_is_sent(world, client_for):
    plan = planned.in_review(world)
    client, address = client_for(world.preparer), url("plan_remark", plan=plan.pk)
    for _time in range(2):
        assert client.post(address, {"key": KEY, "section": "match", "text": "Welk besluit?"}).status_code == 302
    assert list(Remark.objects.values_list("section", "text")) == [("match", "Welk besluit?")]
    assert "Welk besluit?" in text_of(client.get(address))


def test_an_empty_remark_is_asked_again_with_what_was_chosen(world, client_for):
    plan = planned.in_review(world)
    answer = client_for(world.preparer).post(
        url("plan_remark", plan=plan.pk), {"key": KEY, "section": "budget", "text": ""}
    )
    assert answer.status_code == 422
    assert '<option value="budget" selected>' in answer.content.decode()


def test_returning_asks_for_the_reason(world, client_for):
    plan = planned.in_review(world)
    client, address = client_for(world.preparer), url("plan_return", plan=plan.pk)
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "De dekking ontbreekt."}).status_code == 302
    assert (plan.steps.last().kind, plan.steps.last().note) == ("return", "De dekking ontbreekt.")
    again = client.post(address, {"reason": "Nog eens."})
    assert (again.status_code, "Nog eens." in again.content.decode()) == (422, True)


# --- Prepare ----------------------------------------------------------------------------------------------------------


def test_an_award_is_prepared_for_somebody_else(rich, client_for):
    plan = planned.in_review(rich)
    client, address = client_for(rich.preparer), url("proposal_create", plan=plan.pk, kind="grant")
    answers = [client.post(address, typed(rich)) for _time in range(2)]
    proposal = Proposal.objects.get()
    assert [answer.url for answer in answers] == [url("proposal_detail", proposal=proposal.pk)] * 2
    assert (proposal.amount, proposal.legal_ground, proposal.pool) == (euros(60_000), "4:25", rich.pool)
    assert proposal.instalments == [[YEAR, "40000.00"], [YEAR + 1, "20000.00"]]
    assert proposal.recorded_by == rich.preparer


def test_the_form_begins_with_what_was_asked(rich, client_for):
    plan = planned.in_review(rich)
    page = client_for(rich.preparer).get(url("proposal_create", plan=plan.pk, kind="grant"))
    form = page.context["form"]
    assert (form["amount"].value(), form["starts_on"].value()) == ("100.000,00", date(YEAR, 1, 1))
    assert form[f"year_{YEAR}"].value() == "50.000,00"
    assert "Hoogstens € 100.000 kan zonder voorwaarde worden toegekend" in text_of(page)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": "100.000,01"}, "U kunt niet meer toekennen dan is gevraagd."),
        ({"amount": "0"}, "Een bedrag is hoger dan nul."),
        ({"amount": "-5"}, "Een bedrag is hoger dan nul."),
        ({"amount": "1,005"}, ""),
        ({"amount": "100000000000000"}, "Dit bedrag is te hoog."),
        ({"amount": "veel"}, ""),
        ({"legal_ground": ""}, "Kies de wettelijke grond waarop u de rest afwijst."),
        ({"legal_ground": "4:57"}, ""),
        ({"ends_on": f"{YEAR - 1}-01-01"}, "Noem de eerste en de laatste dag"),
        ({f"year_{YEAR}": "1"}, "Het kasschema telt niet op tot het bedrag."),
        ({"ground": "  "}, ""),
        ({"pool": "999999"}, ""),
        ({"condition": "altijd"}, ""),
        ({"key": "x"}, ""),
    ],
    ids=lambda value: "-".join(f"{k}" for k in value) if isinstance(value, dict) else None,
)
def test_garbage_comes_back_with_what_is_wrong_and_all_that_was_typed(rich, client_for, changes, said):
    plan = planned.in_review(rich)
    answer = client_for(rich.preparer).post(
        url("proposal_create", plan=plan.pk, kind="grant"), typed(rich, conditions="Blijft staan.", **changes)
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert escape(said) in page
    assert "Blijft staan." in page
    assert Proposal.objects.count() == 0


def test_calculating_first_prepares_nothing_and_says_what_is_short(rich, client_for):
    plan = planned.in_review(rich, asked=150_000)
    data = typed(rich, amount="130.000", check="1", **{f"year_{YEAR}": "130000", f"year_{YEAR + 1}": ""})
    answer = client_for(rich.preparer).post(url("proposal_create", plan=plan.pk, kind="grant"), data)
    assert answer.status_code == 200
    assert "€ 30.000" in text_of(answer)
    assert "130.000" in answer.content.decode()
    assert Proposal.objects.count() == 0


def test_calculating_what_fits_says_so(rich, client_for):
    plan = planned.in_review(rich)
    answer = client_for(rich.preparer).post(url("proposal_create", plan=plan.pk, kind="grant"), typed(rich, check="1"))
    assert (answer.status_code, "Dit past" in text_of(answer)) == (200, True)


def test_without_a_pool_the_page_says_who_opens_one(world, client_for):
    plan = planned.in_review(world, line=world.line.parent)
    page = client_for(world.preparer).get(url("proposal_create", plan=plan.pk, kind="grant"))
    assert "Er is geen pot voor dit plan" in text_of(page)


def test_a_refusal_is_prepared_with_its_ground(world, client_for):
    plan = planned.in_review(world)
    client, address = client_for(world.preparer), url("proposal_create", plan=plan.pk, kind="refuse")
    assert client.post(address, {"key": KEY, "ground": "Past niet.", "legal_ground": ""}).status_code == 422
    assert client.post(address, {"key": KEY, "ground": "Past niet.", "legal_ground": "4:35"}).status_code == 302
    assert Proposal.objects.get().kind == "refuse"


def test_a_change_is_refused_only_where_there_is_an_award(world, client_for):
    plan = planned.in_review(world)
    client = client_for(world.preparer)
    assert client.get(url("proposal_create", plan=plan.pk, kind="keep")).status_code == 404
    assert client.get(url("proposal_create", plan=plan.pk, kind="onzin")).status_code == 404


# --- The panel on the page of a plan ----------------------------------------------------------------------------------


def actions_of(client, plan) -> list[str]:
    return [one["url"] for one in client.get(url("plan_detail", plan=plan.pk)).context["review"]["actions"]]


def test_the_panel_offers_what_can_be_done_in_review_and_every_address_opens(rich, client_for):
    plan, client = planned.in_review(rich), client_for(rich.preparer)
    addresses = actions_of(client, plan)
    assert addresses[:2] == [url("proposal_create", plan=plan.pk, kind=kind) for kind in ("grant", "refuse")]
    assert [client.get(address).status_code for address in addresses] == [200] * 4


def test_the_panel_offers_to_change_or_keep_an_award_when_a_change_is_asked(rich, client_for):
    proposal = ready(rich, amount=60_000, legal_ground="4:25")
    award = decide(by=rich.decider, proposal=proposal, reference="FA-1").award
    planned.submit(planned.version_of(rich, proposal.plan, asked=90_000), rich.editor)
    newest = proposal.plan.versions.last()
    PlanStep.objects.create(plan=proposal.plan, version=newest, kind="take_up", recorded_by=rich.preparer)
    client = client_for(rich.preparer)
    addresses = actions_of(client, proposal.plan)
    assert addresses[0] == url("award_propose", number=award.number, kind="amend")
    assert addresses[1] == url("proposal_create", plan=proposal.plan_id, kind="keep")
    assert [client.get(address).status_code for address in addresses] == [200] * 4


def test_the_panel_is_the_ministrys(rich, client_for):
    plan = planned.in_review(rich)
    page = client_for(rich.editor).get(url("plan_detail", plan=plan.pk))
    assert (page.status_code, page.context["review"]) == (200, None)
