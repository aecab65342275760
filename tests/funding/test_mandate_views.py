"""Mandates and exceptions: pages, the reminder, and what waits around the budget."""

from datetime import date, timedelta

import pytest
from django.core import mail

from accounts.models import RoleHolding
from funding import actions, mandate_notices, mandates, notices, waiting
from funding.models import Mandate, Reminder, Waiver
from funding.waiting.budget import budget as waits_for
from jobs import clock
from jobs.models import Job
from tests.funding import world as worlds
from tests.funding.steps import confirm, key_of, read_over, text_of
from tests.funding.test_schemes import publish
from tests.funding.world import PAPER, basis, euros

LIST = "/mandaten/"
WAIVERS = "/uitzonderingen/"
TODAY = clock.today()


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture
def world(db):
    return worlds.build()


@pytest.fixture
def controller(world, client_for):
    return client_for(world.controller)


def give(world, person, *, starts=-10, ends=5, kind="release", stands_in_for=None):
    about = {"kind": kind, "starts_on": day(starts), "ends_on": day(ends), "stands_in_for": stands_in_for}
    return actions.give_mandate(by=world.controller, person=person, **about, **PAPER)


def filled(person, **changes):
    return {
        "person": person.pk,
        "kind": "decide",
        "stands": "own",
        "starts_on": day(0).isoformat(),
        "ends_on": day(30).isoformat(),
        "document": "Mandaatregister",
        "document_date": "2018-01-02",
        **changes,
    }


# --- The list ---------------------------------------------------------------------------------------------------------


def test_list_shows_who_may_what_until_when(world, controller):
    give(world, world.payer, ends=5, stands_in_for=world.second)
    text = text_of(controller.get(LIST))
    assert "payer als vervanger van second betalingen vrijgeven" in text
    assert "loopt binnenkort af" in text
    assert "Gegeven door" in text


def test_list_of_what_is_to_come_and_what_ended(world, controller):
    later = give(world, world.payer, starts=3, ends=9)
    ended = give(world, world.payer, starts=-9, ends=-3)
    assert list(controller.get(f"{LIST}?toon=later").context["page"]) == [later]
    assert list(controller.get(f"{LIST}?toon=ended").context["page"]) == [ended]
    assert len(controller.get(f"{LIST}?toon=nonsense").context["page"]) == Mandate.objects.count() - 2


def test_empty_lists_say_what_that_means(world, client_for, gijs, monkeypatch):
    assert "Hier zijn geen mandaten" in text_of(client_for(gijs).get(f"{LIST}?toon=ended"))
    monkeypatch.setattr(mandates, "listed", lambda *_: Mandate.objects.none().order_by("pk"))
    assert "Niemand heeft een mandaat" in text_of(client_for(gijs).get(LIST))


def test_list_is_for_readers_of_the_money(world, client_for):
    assert client_for(world.editor).get(LIST).status_code == 403
    page = client_for(world.decider).get(LIST)
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store, private")
    assert "Een mandaat geven" not in text_of(page)
    assert client_for(world.decider).get(f"{LIST}nieuw/").status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_as_many_statements_for_one_as_for_three(world, controller, number, django_assert_num_queries):
    for _ in range(number):
        give(world, world.payer, stands_in_for=world.second)
    controller.get(LIST)
    with django_assert_num_queries(5):
        controller.get(LIST)


# --- Giving -----------------------------------------------------------------------------------------------------------


def test_mandate_is_given(world, controller):
    before = Mandate.objects.count()
    assert confirm(controller, f"{LIST}nieuw/", **filled(world.second))["Location"] == LIST
    given = Mandate.objects.latest("pk")
    assert Mandate.objects.count() == before + 1
    assert (given.person, given.kind, given.stands_in_for, given.recorded_by) == (
        world.second, "decide", None, world.controller,
    )  # fmt: skip


def test_deputy_stands_in_for_somebody(world, controller):
    change = {"stands": "deputy", "stands_in_for": world.decider.pk}
    confirm(controller, f"{LIST}nieuw/", **filled(world.second, **change))
    assert Mandate.objects.latest("pk").stands_in_for == world.decider


def test_double_click_gives_one_mandate(world, controller):
    before = Mandate.objects.count()
    sent = {"key": key_of(controller, f"{LIST}nieuw/"), **filled(world.second), "step": "confirm"}
    assert [controller.post(f"{LIST}nieuw/", sent).status_code for _ in range(2)] == [302, 302]
    assert Mandate.objects.count() == before + 1


def test_page_warns_of_what_will_not_work(world, controller):
    about = {"kind": "release", "stands": "deputy", "stands_in_for": world.decider.pk}
    text = text_of(read_over(controller, f"{LIST}nieuw/", **filled(world.second, **about)))
    assert "second heeft niet de rol" in text
    assert "decider heeft in die tijd zelf niet zo'n mandaat" in text.replace("&#x27;", "'")
    assert "heeft niet de rol" not in text_of(read_over(controller, f"{LIST}nieuw/", **filled(world.second)))


WRONG = {
    "deputy of nobody": ({"stands": "deputy"}, "stands_in_for"),
    "ends before it starts": ({"starts_on": day(9).isoformat(), "ends_on": day(3).isoformat()}, "__all__"),
    "over already": ({"starts_on": day(-9).isoformat(), "ends_on": day(-3).isoformat()}, "ends_on"),
    "no kind": ({"kind": ""}, "kind"),
}


@pytest.mark.parametrize("case", list(WRONG))
def test_mandate_that_cannot_be_is_refused(world, controller, case):
    change, field = WRONG[case]
    answer = read_over(controller, f"{LIST}nieuw/", **filled(world.second, **change))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_deputy_is_somebody_else_and_only_of_a_deputy(world, controller):
    for stands, other in (("deputy", world.second), ("own", world.decider)):
        change = {"stands": stands, "stands_in_for": other.pk}
        answer = read_over(controller, f"{LIST}nieuw/", **filled(world.second, **change))
        assert list(answer.context["form"].errors) == ["stands_in_for"]


def test_nobody_gives_a_mandate_to_themselves(world, controller):
    role = {"organisation": world.ministry, "role": "ministry_decider", "starts_on": date(2018, 1, 1)}
    RoleHolding.objects.create(person=world.controller, **role)
    answer = read_over(controller, f"{LIST}nieuw/", **filled(world.controller))
    assert list(answer.context["form"].errors) == ["person"]


# --- Withdrawing ------------------------------------------------------------------------------------------------------


def test_mandate_is_withdrawn_early(world, controller):
    given = give(world, world.payer, ends=200)
    url = f"{LIST}{given.pk}/intrekken/"
    assert url in controller.get(LIST).content.decode()
    sent = {"ends_on": day(3).isoformat(), "document": "Besluit", "document_date": "2018-01-02"}
    assert confirm(controller, url, **sent)["Location"] == LIST
    (shown,) = [one for one in controller.get(LIST).context["page"] if one.pk == given.pk]
    assert shown.last_day == day(3)
    assert "eerder ingetrokken" in text_of(controller.get(LIST))
    assert given.pk not in {one.pk for one in mandates.ending(TODAY)}  # The payer's own goes on.
    assert controller.get(url).status_code == 404


def test_second_click_ends_a_mandate_once_and_somebody_else_is_told(world, controller, client_for):
    given = give(world, world.payer, ends=200)
    url = f"{LIST}{given.pk}/intrekken/"
    sent = {"ends_on": day(3).isoformat(), "document": "Besluit", "document_date": "2018-01-02", "step": "confirm"}
    first, other = {**sent, "key": key_of(controller, url)}, {**sent, "key": "0" * 32}
    assert [controller.post(url, first)["Location"] for _ in range(2)] == [LIST, LIST]
    answer = controller.post(url, other)
    assert (answer.status_code, "al ingetrokken" in text_of(answer)) == (422, True)


def test_mandate_that_ended_at_once_is_among_the_ended(world, controller):
    given = give(world, world.payer, ends=200)
    sent = {"ends_on": day(-1).isoformat(), "document": "Besluit", "document_date": "2018-01-02"}
    confirm(controller, f"{LIST}{given.pk}/intrekken/", **sent)
    assert given in controller.get(f"{LIST}?toon=ended").context["page"]
    assert given not in controller.get(LIST).context["page"]


def test_withdrawal_in_the_past_or_by_another_role_is_refused(world, controller, client_for):
    given = give(world, world.payer, ends=200)
    url = f"{LIST}{given.pk}/intrekken/"
    sent = {"ends_on": day(-5).isoformat(), "document": "Besluit", "document_date": "2018-01-02"}
    assert read_over(controller, url, **sent).status_code == 422
    assert client_for(world.decider).get(url).status_code == 403
    over = give(world, world.payer, starts=-9, ends=-3)
    assert controller.get(f"{LIST}{over.pk}/intrekken/").status_code == 404


# --- The reminder -----------------------------------------------------------------------------------------------------


def test_mandate_that_ends_is_told_once_to_holder_and_controller(world):
    given = give(world, world.payer, ends=14, kind="approve")
    give(world, world.payer, ends=15, kind="decide")
    assert mandate_notices.send() == 1
    assert mandate_notices.send() == 0
    assert Reminder.objects.filter(key=f"mandate-{given.pk}-ends").count() == 1
    assert Job.objects.filter(kind=notices.JOB, payload={"notice": "mandate_ends", "about": given.pk}).count() == 1
    letters = notices.WRITERS["mandate_ends"](given.pk)
    assert [one.to for one in letters] == [["payer@test.example"], ["controller@test.example"]]
    assert "Uw mandaat (betalingen goedkeuren) loopt af" in letters[0].body
    assert "Het mandaat van payer" in letters[1].body
    assert all("/mandaten/" in one.body for one in letters)
    assert mail.outbox == []


def test_mandate_that_another_follows_is_not_told(world):
    given = give(world, world.payer, ends=5)
    assert notices.WRITERS["mandate_ends"](given.pk) == []  # The payer's own mandate goes on for years.
    alone = give(world, world.second, ends=5, kind="release", stands_in_for=world.payer)
    assert alone not in mandates.ending(TODAY)  # So does the second's own.


def test_own_mandate_is_not_replaced_by_one_as_a_deputy(world):
    holder = worlds.person("third", "ministry_payer", world.ministry)
    own = give(world, holder, ends=5)
    give(world, holder, ends=300, stands_in_for=world.payer)
    assert list(mandates.ending(TODAY)) == [own]
    give(world, holder, starts=6, ends=300)
    assert list(mandates.ending(TODAY)) == []


# --- Exceptions -------------------------------------------------------------------------------------------------------


def waive(world, kind="own_preparation", reason="Er was niemand anders."):
    return actions.waive(by=world.controller, kind=kind, reason=reason, **PAPER)


def test_everybody_reads_the_exceptions_without_names(world, client_for):
    waive(world)
    text = text_of(client_for(None).get(WAIVERS))
    assert "Er was niemand anders." in text
    assert "nog niet gebruikt" in text
    assert "controller" not in text
    assert "Een uitzondering toestaan" not in text
    assert "Exceptions" in text_of(client_for(None).get("/en" + WAIVERS))


def test_empty_list_of_exceptions_says_so(db, client_for):
    assert "Geen uitzonderingen" in text_of(client_for(None).get(WAIVERS))


def test_exception_leads_to_the_award_that_it_was_used_on(world, client_for):
    world.allot(1000, 1000)
    world.match(1000)
    award = world.grant(100, prepared_by=world.decider, waiver=waive(world))
    page = client_for(None).get(WAIVERS).content.decode()
    assert f'href="/toekenningen/{award.number}/"' in page


def test_exception_tells_what_else_it_was_used_for(world, client_for):
    world.allot(1000, 1000)
    world.match(1000, realised=1000)
    award = world.grant(500)
    payment = actions.propose_payment(
        by=world.decider, award=award, amount=euros(100), bank_account=world.bank, reason="voorschot"
    )
    actions.approve_payment(by=world.decider, payment=payment, waiver=waive(world, "own_preparation"))
    paid = world.approved(award, 50)
    actions.give_mandate(
        by=world.controller, person=world.decider, kind="release", starts_on=day(-1), ends_on=day(9), **PAPER
    )
    role = {"organisation": world.ministry, "role": "ministry_payer", "starts_on": date(2018, 1, 1)}
    RoleHolding.objects.create(person=world.decider, **role)
    decider = type(world.decider).objects.get(pk=world.decider.pk)
    actions.pay(by=decider, basis=basis(), payment=paid, waiver=waive(world, "own_approval"))
    world.settle(award, 100 + 50, waiver=waive(world))
    historic = {"purpose_nl": "x", "purpose_en": "x", "size": euros(5), "waiver": waive(world, "historical_record")}
    actions.reserve(by=world.decider, basis=basis(), line=world.line, year=2018, **historic)
    used = [(one.used_on, one.award) for one in client_for(None).get(WAIVERS).context["waivers"]]
    assert used == [
        ("gereserveerd", ""),
        ("vaststelling", award.number),
        ("betaald", award.number),
        ("goedkeuring van een betaling", award.number),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_exceptions_take_as_many_statements_for_one_as_for_three(world, client_for, number, django_assert_num_queries):
    world.allot(1000, 1000)
    world.match(1000)
    for _ in range(number):
        world.grant(10, prepared_by=world.decider, waiver=waive(world))
    with django_assert_num_queries(7):
        client_for(None).get(WAIVERS)


def test_exception_is_allowed_after_reading_it_over(world, controller):
    sent = {
        "kind": "historical_record",
        "reason": "Van voor het portaal.",
        "document": "B",
        "document_date": "2018-02-05",
    }
    looked = text_of(read_over(controller, f"{WAIVERS}nieuw/", **sent))
    assert "Iedereen leest de soort" in looked
    answer = confirm(controller, f"{WAIVERS}nieuw/", **sent)
    made = Waiver.objects.get()
    assert answer["Location"] == f"{WAIVERS}#uitzondering-{made.pk}"
    assert (made.kind, made.reason, made.recorded_by) == (
        "historical_record",
        "Van voor het portaal.",
        world.controller,
    )


def test_exception_needs_a_reason(world, controller):
    sent = {"kind": "historical_record", "reason": "  ", "document": "B", "document_date": "2018-02-05"}
    assert list(read_over(controller, f"{WAIVERS}nieuw/", **sent).context["form"].errors) == ["reason"]


def test_exceptions_are_allowed_by_deciders_and_controllers(world, client_for):
    for person in (world.controller, world.decider):
        assert client_for(person).get(f"{WAIVERS}nieuw/").status_code == 200
    for person in (world.preparer, world.payer, world.editor):
        assert client_for(person).get(f"{WAIVERS}nieuw/").status_code == 403


# --- What waits -------------------------------------------------------------------------------------------------------


def test_controller_is_waited_for_by_mandates_that_end_and_rules_that_are_missing(world):
    give(world, world.payer, ends=5, kind="approve")
    unknown = publish(world, world.version.scheme, day(-5), level=None)
    for key in ("smitzh", "sme_support"):
        line = type(world.line).objects.get(key=key)
        actions.open_pool(by=world.controller, version=unknown, line=line, **PAPER)
    found = list(waits_for(world.controller))
    assert [(one.kind, one.due_on) for one in found] == [("mandate", day(5)), ("rules", None)]
    assert found[1].text == "Onbekend: het niveau van de verhouding."
    assert found[1].url.startswith("/regelingen/#test-")
    assert found[0] in waiting.of(world.controller)
    publish(world, world.version.scheme, day(-4))
    assert [one.kind for one in waits_for(world.controller)] == ["mandate"]


def test_decider_is_waited_for_by_reservations_of_unknown_size(world):
    about = {"line": world.line, "year": 2018, "purpose_en": "Data center", "size": None}
    made = actions.reserve(by=world.decider, basis=basis(), purpose_nl="Datacentrum", **about)
    (found,) = waits_for(world.decider)
    assert (found.kind, found.url) == ("reservation", "/begroting/?jaar=2018#reserveringen")
    assert "Datacentrum" in found.title
    actions.release(by=world.decider, basis=basis(), reservation=made)
    assert list(waits_for(world.decider)) == []
    assert list(waits_for(world.preparer)) == []
