"""The list of match, who is told of it and what waits for whom. Amounts in euros."""

import csv
import io

import pytest
from django.core import mail

from accounts.models import Organisation
from funding import actions, match_notices, waiting
from funding.actions import match
from funding.match_register import pool_name
from funding.models import Plan, Reminder
from funding.notices import WRITERS
from jobs import queue
from jobs.models import Job
from tests.funding import world as worlds
from tests.funding.match_steps import LIST, detail, pledged
from tests.funding.test_award_pages import text_of
from tests.funding.world import basis, euros

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


# --- The list ---------------------------------------------------------------------------------------------------------


def test_list_shows_the_match_of_a_pool_and_what_is_short(client_for, world):
    world.allot(1_000, 1_000)
    pledged(world, 200)
    world.match(300, realised=100)
    world.grant(300)
    world.grant(500, condition="proof_of_match")

    (row,) = client_for(world.editor).get(LIST).context["pools"]

    assert (row.needed, row.intended, row.committed, row.realised, row.used, row.short) == (
        "€ 800", "€ 200", "€ 300", "€ 100", "€ 0", "€ 500",
    )  # fmt: skip


def test_co_funder_sees_what_waits_and_only_its_own(client_for, world):
    mine = pledged(world)
    other = Organisation.objects.create(name="Ander fonds", kind="cofunder")
    pledged(world, funder=other)

    context = client_for(world.giver).get(LIST).context

    assert [row.pledge for row in context["waiting"]] == [mine]
    assert [row.pledge for row in context["rows"]] == [mine]
    assert len(client_for(world.preparer).get(LIST).context["rows"]) == 2


def test_list_filters_searches_sorts_and_exports(client_for, world):
    unknown = world.pledge(evidence="zonder bedrag")
    to_confirm = pledged(world, 50)
    promised, paid_in = world.match(80), world.match(60, realised=60)
    gone = world.match(10)
    actions.withdraw(by=world.giver, basis=basis(), pledge=gone, kind="committed", amount=euros(10))
    client = client_for(world.preparer)

    for name, pledge in (
        ("onbekend", unknown),
        ("te-bevestigen", to_confirm),
        ("toegezegd", promised),
        ("ingelegd", paid_in),
        ("ingetrokken", gone),
    ):
        assert [row.pledge for row in client.get(LIST, {"stand": name}).context["rows"]] == [pledge]
    assert [row.pledge for row in client.get(LIST, {"q": "ZONDER hub"}).context["rows"]] == [unknown]
    assert "Er past geen toezegging" in text_of(client.get(LIST, {"q": "bestaat niet"}))
    for sort in ("funder", "claimant", "intended", "-committed", "realised", "date", "onzin"):
        rows = client.get(LIST, {"sort": sort}).context["rows"]
        assert len(rows) == 5
    file = client.get(LIST + "cofinanciering.csv", {"sort": "intended"}).content.decode("utf-8-sig")
    lines = {row["Toezegging"]: row["Voorgenomen (euro's)"] for row in csv.DictReader(io.StringIO(file))}
    assert (lines[str(unknown.pk)], lines[str(to_confirm.pk)]) == ("", "50.00")


def test_empty_list_says_how_it_fills(client_for, mirjam, noor):
    assert "Nog geen cofinanciering" in text_of(client_for(noor).get(LIST))
    assert "Er wacht niets op uw bevestiging" in text_of(client_for(mirjam).get(LIST))


def test_pages_keep_to_the_agreed_number_of_statements(client_for, world, django_assert_max_num_queries):
    world.allot(1_000, 1_000)
    pledge = world.match(100, realised=50)
    world.grant(10)
    counts = []
    for _round in range(2):
        for who, page in ((world.editor, LIST), (world.giver, detail(pledge)), (world.preparer, LIST)):
            client = client_for(who)
            with django_assert_max_num_queries(8) as found:
                assert client.get(page).status_code == 200
            counts.append(len(found.captured_queries))
        for _number in range(3):
            world.match(10)
            world.grant(10)
            actions.intend(by=world.editor, basis=basis(), pledge=pledge, amount=euros(10))
    assert counts[:3] == counts[3:]


def test_pool_is_named_by_its_line_region_or_plan(world):
    about = {"kind": "business", "organisation": world.hub, "line": world.line, "recorded_by": world.editor}
    plan = Plan.objects.create(**about)
    pools = [world.pool, world.pool_for(region=False, level="line")]
    pools.append(world.pool_for(region=False, level="award", plan=plan))

    names = [pool_name(pool).split(" (")[0] for pool in pools]

    assert names == [
        "SMITZH, hub Zuid-Holland, Zuid-Holland",
        "SMITZH, hub Zuid-Holland",
        "SMITZH, hub Zuid-Holland, Hub",
    ]


# --- Who is told, and what waits --------------------------------------------------------------------------------------


def test_co_funder_is_asked_and_the_controller_where_nobody_is(world):
    mine = pledged(world)
    other = Organisation.objects.create(name="Leeg fonds", kind="cofunder")
    orphan = pledged(world, funder=other)

    asked = [[letter.to for letter in WRITERS["pledge_to_confirm"](one.pk)] for one in (mine, orphan)]

    assert asked == [[[world.giver.email]], [[world.controller.email]]]
    assert [one.kind for one in waiting.of(world.giver)] == ["pledge_to_confirm"]
    assert "pledge_without_people" in [one.kind for one in waiting.of(world.controller)]
    assert waiting.of(world.giver)[0].url == detail(mine)
    actions.confirm_committed(by=world.giver, basis=basis(), pledge=mine, amount=euros(700))
    assert list(WRITERS["pledge_to_confirm"](mine.pk)) == []
    assert waiting.of(world.giver) == []


def test_same_request_once_more_is_told_once(world):
    pledge, stated, withdrawn = world.pledge(), basis(), basis()

    entries = [match.state_amount(by=world.editor, basis=stated, pledge=pledge, amount=euros(700)) for _click in "ab"]
    about = {"pledge": pledge, "kind": "intended", "amount": euros(100)}
    entries += [match.take_back(by=world.editor, basis=withdrawn, **about) for _click in "ab"]

    assert [one.kind for one in entries] == ["pledge", "pledge", "withdraw", "withdraw"]
    assert worlds.balances(pledge=pledge) == {("cofunding", "intended"): euros(600)}
    told = Job.objects.filter(kind="funding.send_notice", payload__notice__startswith="pledge_").order_by("created_at")
    assert list(told.values_list("payload__notice", "payload__about")) == [
        ("pledge_to_confirm", pledge.pk),
        ("pledge_withdrawn", entries[-1].pk),
    ]


def test_withdrawal_is_told_to_others_than_who_did_it(world):
    pledge = world.match(500)
    entry = match.take_back(by=world.giver, basis=basis(), pledge=pledge, kind="committed", amount=euros(100))

    letters = list(WRITERS["pledge_withdrawn"](entry.pk))

    assert {one.to[0] for one in letters} == {world.editor.email, world.preparer.email}
    assert "€ 100" in letters[0].body


def test_shortfall_is_told_once_for_each_change(world):
    world.allot(1_000, 1_000)
    world.grant(500, condition="proof_of_match")

    told = [match_notices.remind_of_shortfalls() for _day in range(2)]
    letters = list(WRITERS["match_short"](world.pool.pk))
    world.match(200)
    told.append(match_notices.remind_of_shortfalls())

    assert told == [1, 0, 1]
    assert Reminder.objects.count() == 2
    assert {one.to[0] for one in letters} == {world.editor.email, world.controller.email}
    assert "€ 500" in letters[0].body
    assert "match_short" in [one.kind for one in waiting.of(world.editor)]
    world.match(300)
    assert match_notices.remind_of_shortfalls() == 0
    assert list(WRITERS["match_short"](world.pool.pk)) == []
    assert "match_short" not in [one.kind for one in waiting.of(world.editor)]


def test_letters_are_sent_in_the_language_of_who_gets_them(world, django_capture_on_commit_callbacks):
    world.giver.language = "en"
    world.giver.save()
    with django_capture_on_commit_callbacks(execute=True):
        pledge = world.pledge()
        match.state_amount(by=world.editor, basis=basis(), pledge=pledge, amount=euros(700))
    for job in Job.objects.filter(payload__notice="pledge_to_confirm", state=Job.State.WAITING):
        queue.run(job.pk)

    assert [letter.to for letter in mail.outbox] == [[world.giver.email]]
    assert "means to put in € 700" in mail.outbox[0].body
