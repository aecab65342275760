"""What the database refuses at the desk: requests, hand-overs, companies, services, events, articles."""

import threading
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connections

from hubs import models as kept
from hubs.models import Company, Event, HandOver, HelpRequest, Hub, Moment, Registration
from hubs.triggers import WAY
from programme.models import Instrument, Transformation
from tests.refusals import refusal, refused
from tests.rows import insert, refusal_of

MOMENT = datetime(2018, 3, 1, 9, tzinfo=UTC)
LATER = MOMENT + timedelta(hours=2)
DAY = date(2018, 3, 1)


def hub(slug="zuid-holland") -> Hub:
    return Hub.objects.get(region__slug=slug)


def request(**changes) -> dict:
    return {
        "key": uuid.uuid4(), "hub": hub(), "company_name": "Demo BV", "contact_name": "Zoë", "email": "zoe@example.nl",
        "question": "Waar begin ik?", "language": "nl", "consent_version": "2026-11", "consented_at": MOMENT,
        "created_at": MOMENT, **changes,
    }  # fmt: skip


def company(**changes) -> dict:
    row = {"hub": hub(), "name": "Demo BV", "source": "desk", "known_since": DAY, "added_at": MOMENT}
    return {**row, **changes}


def event(**changes) -> dict:
    row = {"slug": "demo-dag", "hub": hub(), "title_nl": "Demo dag", "text_nl": "Kom.", "starts_at": MOMENT}
    return {**row, "ends_at": LATER, **changes}


def registration(key: int, number: int, **changes) -> dict:
    row = {"event_id": key, "key": uuid.uuid4(), "state": "registered", "name": f"Demo {number}"}
    return {**row, "email": f"demo{number}@example.nl", "registered_at": MOMENT, **changes}


# --- Requests --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"state": "taken"}, "hubs_helprequest_in_hand_has_person"),
        ({"answered_at": MOMENT}, "hubs_helprequest_answer_has_person"),
        ({"state": "closed"}, "hubs_helprequest_closed_has_outcome_person_and_moment"),
        ({"outcome": "step"}, "hubs_helprequest_open_has_no_outcome"),
        ({"jobs": 0}, "hubs_helprequest_open_has_no_outcome"),
        ({"state": "merged"}, "hubs_helprequest_merged_has_other"),
    ],
)
def test_database_refuses_this_request(changes, rule):
    assert refusal_of(HelpRequest, **request(**changes)) == rule


@pytest.mark.django_db
def test_closed_request_is_consistent(eva):
    closed = {"state": "closed", "outcome": "step", "closed_at": LATER, "closed_by": eva}
    assert refusal_of(HelpRequest, **request(**closed, investment=-1)) == "hubs_helprequest_investment_is_not_negative"
    assert insert(HelpRequest, **request(**closed, investment=0))


@pytest.mark.django_db
def test_request_is_not_merged_with_itself():
    key = uuid.uuid4()
    row = request(id=key, state="merged", merged_into_id=key)
    assert refusal_of(HelpRequest, **row) == "hubs_helprequest_not_merged_with_itself"


GONE = "company_name = '', contact_name = '', email = '', question = '', withdrawn_at = now(), erased_at = now()"
# By state: what a row must have in it, and what it may not have any more.
FILLED = {
    "new": "assigned_to_id = NULL",
    "taken": "assigned_to_id = {eva}",
    "contact": "assigned_to_id = {eva}",
    "referred": "assigned_to_id = {eva}",
    "closed": "assigned_to_id = {eva}, outcome = 'step', closed_at = now(), closed_by_id = {eva}",
    "merged": "merged_into_id = '{other}'",
    "withdrawn": GONE,
}
EMPTIED = {"closed": "outcome = '', closed_at = NULL, closed_by_id = NULL", "merged": "merged_into_id = NULL"}
STATES = sorted(FILLED)


@pytest.mark.django_db
@pytest.mark.parametrize("start", STATES)
@pytest.mark.parametrize("end", STATES)
def test_request_follows_its_way(start, end, eva):
    key, other = insert(HelpRequest, **request()), insert(HelpRequest, **request())
    filled = {state: text.format(eva=eva.pk, other=other) for state, text in FILLED.items()}
    if start != "new":
        update = f"UPDATE hubs_helprequest SET {filled[start]}, state = '{start}' WHERE id = %s"
        assert refusal(update, str(key)) == ""
    changes = [filled[end], *([EMPTIED[start]] if start in EMPTIED and start != end else []), f"state = '{end}'"]

    found = refusal(f"UPDATE hubs_helprequest SET {', '.join(changes)} WHERE id = %s", str(key))

    assert found == ("" if start == end or (start, end) in WAY else "hubs_helprequest_state_follows_its_way")


@pytest.mark.django_db
def test_referral_has_one_target(eva):
    key = insert(HelpRequest, **request())
    row = {"request_id": key, "referred_at": LATER, "referred_by": eva}
    both = {"hub": hub("oost-nederland"), "instrument": Instrument.objects.first()}
    assert refusal_of(kept.Referral, **row) == "hubs_referral_has_one_target"
    assert refusal_of(kept.Referral, **row, **both) == "hubs_referral_has_one_target"
    assert insert(kept.Referral, **row, hub=hub("oost-nederland"))


@pytest.mark.django_db
def test_hand_over_is_consistent(eva):
    key = insert(HelpRequest, **request())
    row = {"request_id": key, "from_hub": hub(), "reason": "Andere regio", "offered_at": MOMENT, "offered_by": eva}
    row["due_at"] = LATER
    east = hub("oost-nederland")
    assert refusal_of(HandOver, **row, to_hub=hub()) == "hubs_handover_goes_to_another_desk"
    assert refusal_of(HandOver, **{**row, "from_hub": None}) == "hubs_handover_goes_to_another_desk"
    assert refusal_of(HandOver, **row, to_hub=east, accepted_at=LATER) == "hubs_handover_accepted_has_person"
    both = {"accepted_at": LATER, "accepted_by": eva, "returned_at": LATER}
    assert refusal_of(HandOver, **row, to_hub=east, **both) == "hubs_handover_has_one_end"
    insert(HandOver, **row, to_hub=east)
    assert refusal_of(HandOver, **row, to_hub=None) == "hubs_handover_one_is_open"


@pytest.mark.django_db
def test_moment_belongs_somewhere_and_a_message_is_taken_in_once():
    row = {"kind": "mail_in", "happened_on": DAY, "recorded_at": MOMENT, "message_id": "<1@example.nl>"}
    assert refusal_of(Moment, **row) == "hubs_moment_belongs_somewhere"
    key = insert(HelpRequest, **request())
    insert(Moment, **row, request_id=key)
    assert refusal_of(Moment, **row, request_id=key) == "hubs_moment_message_is_taken_in_once"
    note = {**row, "kind": "note", "message_id": "", "address": "x@example.nl", "request_id": key}
    assert refusal_of(Moment, **note) == "hubs_moment_address_belongs_to_mail"


# --- Companies and services ------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"kvk_number": "1234567"}, "hubs_company_kvk_number_has_8_digits"),
        ({"email": "Zoe@example.nl"}, "hubs_company_email_is_lower_case"),
        ({"name": ""}, "hubs_company_has_name_until_erased"),
        ({"erased_at": LATER}, "hubs_company_erased_holds_nothing"),
    ],
)
def test_database_refuses_this_company(changes, rule):
    assert refusal_of(Company, **company(**changes)) == rule


@pytest.mark.django_db
@pytest.mark.parametrize("desk", [True, False], ids=["hub", "national"])
def test_desk_knows_a_company_once(desk):
    row = company(hub=hub() if desk else None, identity="a" * 64)
    insert(Company, **row)
    assert refusal_of(Company, **row) == "hubs_company_once_at_a_desk"
    assert insert(Company, **{**row, "hub": hub("oost-nederland")})


@pytest.mark.django_db
def test_list_of_companies_says_where_it_comes_from(eva):
    row = {"name": "lijst.csv", "basis": "", "uploaded_at": MOMENT, "uploaded_by": eva}
    assert refusal_of(kept.CompanyImport, **row) == "hubs_companyimport_says_where_it_comes_from"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"amount": -1}, "hubs_servicedelivered_amounts_are_not_negative"),
        ({"paid": -1}, "hubs_servicedelivered_amounts_are_not_negative"),
        ({"aid_basis": "de_minimis"}, "hubs_servicedelivered_aid_has_amount"),
        ({"withdrawn_at": LATER}, "hubs_servicedelivered_withdrawn_has_person_and_reason"),
    ],
)
def test_database_refuses_this_service(changes, rule, eva):
    row = {"hub": hub(), "company_id": insert(Company, **company()), "kind": "advice", "delivered_on": DAY}
    row |= {"aid_basis": "market", "recorded_at": MOMENT, "recorded_by": eva, **changes}
    assert refusal_of(kept.ServiceDelivered, **row) == rule


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"ends_on": "2018-02-28"}, "hubs_absence_ends_after_start"),
        ({"cancelled_at": LATER}, "hubs_absence_cancelled_has_person"),
    ],
)
def test_database_refuses_this_absence(changes, rule, eva, noor):
    row = absence(eva, noor)
    assert refusal_of(kept.Absence, **{**row, **changes}) == rule


@pytest.mark.django_db
def test_stand_in_is_somebody_else(eva):
    assert refusal_of(kept.Absence, **absence(eva, eva)) == "hubs_absence_stand_in_is_somebody_else"


def absence(person, stand_in) -> dict:
    organisation = person.role_holdings.first().organisation
    row = {"organisation": organisation, "person": person, "stand_in": stand_in, "starts_on": DAY, "ends_on": DAY}
    return {**row, "noted_at": MOMENT, "noted_by": person}


@pytest.mark.django_db
def test_letter_and_partner_are_there_once():
    letter = {"title": "Demo", "subject_nl": "a", "subject_en": "a", "body_nl": "b", "body_en": "b", "saved_at": MOMENT}
    partner = {"hub": hub(), "kind": "european", "name": "Demo EDIH"}
    insert(kept.LetterTemplate, **letter)
    insert(kept.HubPartner, **partner)
    assert refusal_of(kept.LetterTemplate, **letter) == "hubs_lettertemplate_title_is_unique"
    assert refusal_of(kept.HubPartner, **partner) == "hubs_hubpartner_once"


# --- Events and articles ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"ends_at": MOMENT}, "hubs_event_ends_after_start"),
        ({"closes_at": LATER + timedelta(hours=1)}, "hubs_event_registration_closes_before_end"),
        ({"seats": 0}, "hubs_event_seats_are_positive"),
        ({"cancelled_at": MOMENT}, "hubs_event_cancelled_has_person_and_reason"),
    ],
)
def test_database_refuses_this_event(changes, rule):
    assert refusal_of(Event, **event(**changes)) == rule


@pytest.mark.django_db
def test_registration_is_consistent():
    key = insert(Event, **event())
    link = {"event_id": key, "transformation": Transformation.objects.first()}
    insert(kept.EventTransformation, **link)
    first = registration(key, 1)
    insert(Registration, **first)
    assert refusal_of(kept.EventTransformation, **link) == "hubs_eventtransformation_once"
    again = {**first, "key": uuid.uuid4()}
    assert refusal_of(Registration, **again) == "hubs_registration_once_for_an_address"
    off = {**again, "state": "cancelled"}
    assert refusal_of(Registration, **off) == "hubs_registration_cancelled_has_moment"
    assert refusal_of(Registration, **registration(key, 2, name="")) == "hubs_registration_has_name_until_erased"
    erased = registration(key, 2, erased_at=LATER)
    assert refusal_of(Registration, **erased) == "hubs_registration_has_name_until_erased"
    shouted = registration(key, 2, email="Zoe@example.nl")
    assert refusal_of(Registration, **shouted) == "hubs_registration_email_is_lower_case"


@pytest.mark.django_db
def test_event_gives_out_its_places_and_no_more():
    key = insert(Event, **event(seats=2))
    for number in (1, 2):
        insert(Registration, **registration(key, number))
    waiting = insert(Registration, **registration(key, 3, state="waiting"))
    assert refusal_of(Registration, **registration(key, 4)) == "hubs_event_is_not_overfull"
    moved = "UPDATE hubs_registration SET state = 'registered' WHERE id = %s"
    assert refused(moved, waiting) == "hubs_event_is_not_overfull"
    assert refused("UPDATE hubs_event SET seats = 1 WHERE id = %s", key) == "hubs_event_keeps_its_seats"


@pytest.mark.parametrize("people", [2, 16])
def test_last_place_goes_to_one_person(fresh_database, people):
    key = insert(Event, **event(seats=1))
    rows = [registration(key, number) for number in range(people)]
    barrier, found = threading.Barrier(people), []

    def session(row):
        try:
            barrier.wait(30)
            insert(Registration, **row)
            found.append("in")
        except Exception as error:  # noqa: BLE001 -- read below
            found.append(error.__cause__.diag.constraint_name)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=session, args=[row]) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(found) == ["hubs_event_is_not_overfull"] * (people - 1) + ["in"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"company": "Demo BV"}, "hubs_article_named_company_agreed"),
        ({"published_at": MOMENT}, "hubs_article_published_has_person"),
    ],
)
def test_database_refuses_this_article(changes, rule):
    row = {"kind": "case", "slug": "demo", "title_nl": "Demo", "intro_nl": "Kort.", "body_nl": "Lang.", **changes}
    assert refusal_of(kept.Article, **row) == rule
