"""The page on which a prepared decision is taken or sent back, and the queue of what waits."""

from datetime import date

import pytest

from accounts.models import RoleHolding
from funding import actions
from funding.actions.deciding import decide
from funding.models import Award, Letter, PlanStep, ProposalReturn, Remark
from tests.funding import planned
from tests.funding.review_steps import YEAR, ready, text_of, url
from tests.funding.world import build, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build()


@pytest.fixture
def rich(world):
    world.allot(200_000, 200_000, year=YEAR)
    world.match(100_000)
    return world


# --- Decide -----------------------------------------------------------------------------------------------------------


def test_who_decides_sees_plan_room_remarks_and_preparer(rich, client_for):
    plan = planned.in_review(rich)
    version = plan.versions.get()
    Remark.objects.create(version=version, section="match", text="Nog te bewijzen.", recorded_by=rich.preparer)
    proposal = planned.proposed(rich, plan, amount=60_000, legal_ground="4:25")
    text = text_of(client_for(rich.decider).get(url("proposal_detail", proposal=proposal.pk)))
    for said in ("Nog te bewijzen.", rich.preparer.name, "€ 60.000", "€ 40.000", "Bedrijven geholpen", "€ 200.000"):
        assert said in text, said
    assert (
        "Beslis: toekennen"
        in client_for(rich.decider).get(url("proposal_detail", proposal=proposal.pk)).content.decode()
    )


def test_deciding_takes_the_decision_and_shows_its_letter(rich, client_for):
    proposal = ready(rich)
    client, address = client_for(rich.decider), url("proposal_detail", proposal=proposal.pk)
    for _time in range(2):
        answer = client.post(address, {"decide": "1", "decide-reference": "FA-2018-1"})
        assert (answer.status_code, answer.url) == (302, address)
    letter = Letter.objects.get()
    text = text_of(client.get(address))
    assert letter.number in text
    assert url("letter_file", letter=letter.pk) in client.get(address).content.decode()


def test_an_award_needs_its_number_in_the_administration(rich, client_for):
    proposal = ready(rich)
    answer = client_for(rich.decider).post(url("proposal_detail", proposal=proposal.pk), {"decide": "1"})
    assert answer.status_code == 422
    assert Letter.objects.count() == 0


@pytest.mark.parametrize(("language", "said"), [("", "€ 50.000"), ("/en", "€ 50,000")])
def test_a_refusal_of_the_books_says_how_much_is_short(rich, client_for, language, said):
    proposal = planned.proposed(rich, planned.in_review(rich, asked=150_000), amount=150_000)
    address = language + url("proposal_detail", proposal=proposal.pk)
    answer = client_for(rich.decider).post(address, {"decide": "1", "decide-reference": "FA-bewaard"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "FA-bewaard" in page
    assert Award.objects.count() == 0


@pytest.mark.parametrize("role", ["preparer", "payer", "controller"])
def test_the_wrong_role_reads_but_does_not_decide(rich, client_for, role):
    proposal = ready(rich)
    client, address = client_for(getattr(rich, role)), url("proposal_detail", proposal=proposal.pk)
    page = client.get(address)
    assert (page.status_code, page.context["decide"], page.context["back"]) == (200, None, None)
    answers = [client.post(address, {"decide": "1", "decide-reference": "x"}), client.post(address, {"send_back": "1"})]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert (Letter.objects.count(), ProposalReturn.objects.count()) == (0, 0)


@pytest.mark.parametrize("role", ["editor", "giver"])
def test_outsiders_do_not_open_it(rich, client_for, role):
    proposal = ready(rich)
    assert client_for(getattr(rich, role)).get(url("proposal_detail", proposal=proposal.pk)).status_code == 403


def test_own_work_is_not_decided_through_a_second_role(rich, client_for):
    both = person("beide", "ministry_preparer", rich.ministry)
    RoleHolding.objects.create(
        person=both, organisation=rich.ministry, role="ministry_decider", starts_on=date(2018, 1, 1)
    )
    proposal = ready(rich, recorded_by=both)
    client, address = client_for(both), url("proposal_detail", proposal=proposal.pk)
    page = client.get(address)
    assert page.context["decide"] is None
    assert "Iemand anders moet beslissen" in text_of(page)
    answer = client.post(address, {"decide": "1", "decide-reference": "x"})
    assert (answer.status_code, Letter.objects.count()) == (422, 0)


def test_plan_of_ones_own_organisation_is_not_decided_through_a_second_role(rich, client_for):
    """Also where a colleague submitted it."""
    RoleHolding.objects.create(
        person=rich.decider, organisation=rich.hub, role="hub_reader", starts_on=date(2018, 1, 1)
    )
    proposal = ready(rich)
    client, address = client_for(rich.decider), url("proposal_detail", proposal=proposal.pk)
    assert "U werkt voor de organisatie" in text_of(client.get(address))
    answer = client.post(address, {"decide": "1", "decide-reference": "x"})
    assert (answer.status_code, Letter.objects.count()) == (422, 0)


def test_an_exception_lets_somebody_decide_on_their_own_work_once(rich, client_for):
    actions.waive(
        by=rich.controller, kind="own_preparation", reason="Vakantie", document="uitz 1", document_date=date(YEAR, 1, 1)
    )
    proposal = ready(rich, recorded_by=rich.decider)
    client, address = client_for(rich.decider), url("proposal_detail", proposal=proposal.pk)
    (waiver,) = client.get(address).context["decide"].waivers
    data = {"decide": "1", "decide-reference": "FA", "decide-waiver": waiver.pk}
    assert client.post(address, data).status_code == 302
    assert Award.objects.get().waiver == waiver


def test_sending_back_says_what_must_be_better_and_lets_it_be_mended(rich, client_for):
    proposal = ready(rich)
    client, address = client_for(rich.decider), url("proposal_detail", proposal=proposal.pk)
    assert client.post(address, {"send_back": "1", "back-note": " "}).status_code == 422
    assert client.post(address, {"send_back": "1", "back-note": "De looptijd klopt niet."}).status_code == 302
    page = client_for(rich.preparer).get(address)
    assert "De looptijd klopt niet." in text_of(page)
    mend = url("proposal_create", plan=proposal.plan_id, kind="grant")
    assert mend in page.content.decode()
    assert client_for(rich.preparer).get(mend).context["form"]["ground"].value() == proposal.ground


def test_deciding_after_it_was_sent_back_is_told(rich, client_for):
    proposal = ready(rich)
    ProposalReturn.objects.create(proposal=proposal, note="Beter.", recorded_by=rich.second)
    address = url("proposal_detail", proposal=proposal.pk)
    answer = client_for(rich.decider).post(address, {"decide": "1", "decide-reference": "FA"})
    assert (answer.status_code, Letter.objects.count()) == (422, 0)
    assert "teruggestuurd" in text_of(answer)


def test_a_newer_version_shows_what_changed(rich, client_for):
    plan = planned.in_review(rich)
    about = {"plan": plan, "recorded_by": rich.preparer}
    PlanStep.objects.create(version=plan.versions.get(), kind="return", note="x", **about)
    newer = planned.version_of(rich, plan, asked=80_000)
    planned.submit(newer, rich.editor)
    PlanStep.objects.create(version=newer, kind="take_up", **about)
    proposal = planned.proposed(rich, plan, amount=80_000)
    changes = client_for(rich.decider).get(url("proposal_detail", proposal=proposal.pk)).context["changes"]
    assert ["Gevraagd", "€ 100.000", "€ 80.000"] in changes


# --- What waits -------------------------------------------------------------------------------------------------------


def test_the_queue_of_a_preparer_holds_plans_and_what_came_back(rich, client_for):
    planned.submitted(rich, title="Nieuw")
    proposal = ready(rich)
    ProposalReturn.objects.create(proposal=proposal, note="Beter.", recorded_by=rich.second)
    page = client_for(rich.preparer).get(url("decision_queue"))
    titles = [str(group["title"]) for group in page.context["groups"]]
    assert sorted(titles) == [
        "Plannen in behandeling",
        "Plannen om in behandeling te nemen",
        "Uw voorstellen die zijn teruggestuurd",
    ]


def test_the_queue_of_a_decider_tells_own_work_apart(rich, client_for):
    ready(rich)
    ready(rich, recorded_by=rich.decider)
    page = client_for(rich.decider).get(url("decision_queue"))
    assert [str(group["title"]) for group in page.context["groups"]] == [
        "Voorstellen om over te beslissen",
        "Voorstellen waarover iemand anders moet beslissen",
    ]
    assert "Iemand anders moet beslissen: u hebt dit voorbereid of ingediend." in text_of(page)


def test_what_was_decided_waits_for_nobody(rich, client_for):
    proposal = ready(rich)
    decide(by=rich.decider, proposal=proposal, reference="FA-1")
    for one in (rich.second, rich.preparer):
        assert client_for(one).get(url("decision_queue")).context["groups"] == []


def test_the_queue_is_empty_for_who_only_reads(rich, client_for):
    ready(rich)
    page = client_for(person("lezer", "ministry_reader", rich.ministry)).get(url("decision_queue"))
    assert "Er wacht niets op u" in text_of(page)


def test_the_queue_takes_as_many_statements_for_one_as_for_three(rich, client_for, django_assert_max_num_queries):
    client = client_for(rich.decider)
    ready(rich)
    with django_assert_max_num_queries(8):
        client.get(url("decision_queue"))
    ready(rich)
    ready(rich)
    with django_assert_max_num_queries(8):
        client.get(url("decision_queue"))
