"""Asking for help and taking it back."""

import threading
import uuid
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, connections, transaction

from accounts.rules import constraint_of, sentence_for
from hubs import actions, consent
from hubs.models import HelpRequest
from jobs.models import Job
from tests.hubs.asking import SENT, ask, hub_of

LETTERS = ["hubs.confirm_request", "hubs.tell_desk"]


@pytest.mark.django_db
def test_request_is_kept_with_what_was_sent_and_what_was_agreed_to():
    request = ask(hub_of(), email="Zoe@Bedrijf.nl", telephone="010 1234567", subjects=["smart-working"])

    request.refresh_from_db()
    assert (request.state, request.email, request.telephone) == ("new", "zoe@bedrijf.nl", "010 1234567")
    assert request.attachment == SENT
    assert (request.consent_version, request.consented_at) == (consent.CURRENT, request.created_at)
    assert request.created_by is None


@pytest.mark.django_db
def test_asking_wants_a_letter_to_the_company_and_one_to_the_desk():
    request = ask(hub_of())

    assert sorted(Job.objects.values_list("kind", flat=True)) == LETTERS
    assert {job.payload["request_id"] for job in Job.objects.all()} == {str(request.pk)}
    assert all(set(job.payload) == {"request_id"} for job in Job.objects.all())


@pytest.mark.django_db
def test_a_second_sending_changes_nothing():
    key = uuid.uuid4()
    first, second = ask(hub_of(), key=key), ask(hub_of(), key=key, question="Iets anders")

    assert (second.pk, second.question) == (first.pk, "Waar begin ik?")
    assert HelpRequest.objects.count() == 1
    assert sorted(Job.objects.values_list("kind", flat=True)) == LETTERS


@pytest.mark.django_db
def test_nobody_can_have_agreed_to_an_unknown_text():
    with pytest.raises(actions.RuleBroken) as broken:
        actions.ask_for_help(
            key=uuid.uuid4(), hub=None, region=None, place=None, question="?", language="nl", subjects=[],
            sender=actions.Sender("A", "B", "c@d.nl"), attachment=None, consent_version="1999-1", by=None,
        )  # fmt: skip

    assert broken.value.code == "consent_missing"
    assert not HelpRequest.objects.exists()


@pytest.mark.django_db
def test_withdrawing_leaves_a_row_without_anything_personal():
    request = ask(hub_of(), subjects=["smart-working"], telephone="06")

    assert actions.withdraw(request=request, by=None) is True

    request.refresh_from_db()
    assert (request.state, request.withdrawn, request.erased) == ("withdrawn", True, True)
    left = {name: getattr(request, name) for name in actions.ERASED}
    assert left == actions.ERASED
    assert request.region == hub_of().region


@pytest.mark.django_db
def test_withdrawing_twice_is_withdrawing_once():
    request = ask(hub_of())
    actions.withdraw(request=request, by=None)
    moment = HelpRequest.objects.get().withdrawn_at

    assert actions.withdraw(request=request, by=None) is False
    assert HelpRequest.objects.get().withdrawn_at == moment


@pytest.mark.django_db
def test_history_tells_what_happened_and_not_to_whom(anna):
    request = ask(hub_of(), by=anna)
    actions.withdraw(request=request, by=anna)

    rows = list(request.events.order_by("pgh_id"))
    assert [row.state for row in rows] == ["new", "new", "withdrawn"]
    # The second is the company at the desk, made when the question came in.
    assert [row.pgh_context["reason"] for row in rows] == ["asked", "asked", "withdrawn"]
    columns = {field.name for field in rows[0]._meta.get_fields()}
    assert columns & {*actions.ERASED, "key"} == set()


def race(act):
    """Run `act` in two sessions at the same moment; returns what they raised."""
    barrier, raised = threading.Barrier(2), []

    def session():
        try:
            barrier.wait(10)
            act()
        except Exception as error:  # noqa: BLE001 -- shown by the test
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=session) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


def test_two_sendings_at_once_make_one_request(fresh_database):
    key = uuid.uuid4()

    assert race(lambda: ask(hub_of(), key=key)) == []

    assert HelpRequest.objects.count() == 1
    assert sorted(Job.objects.values_list("kind", flat=True)) == LETTERS


def test_two_withdrawals_at_once_make_one(fresh_database):
    request = ask(hub_of())
    told = []

    assert race(lambda: told.append(actions.withdraw(request=request, by=None))) == []
    assert sorted(told) == [False, True]


# --- Past all Python -------------------------------------------------------------------------------------------------


def insert(**changes):
    """The name of the constraint that this row breaks."""
    moment = datetime(2018, 3, 1, tzinfo=UTC)
    row = {
        "id": uuid.uuid4(), "key": uuid.uuid4(), "state": "new", "company_name": "Metaal BV", "contact_name": "Zoë",
        "email": "zoe@bedrijf.nl", "telephone": "", "question": "Waar begin ik?", "language": "nl", "subjects": [],
        "consent_version": "2026-11", "consented_at": moment, "created_at": moment, "source": "form", "outcome": "",
    } | changes  # fmt: skip
    sql = f"INSERT INTO hubs_helprequest ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})"
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [str(value) if isinstance(value, uuid.UUID) else value for value in row.values()])
    assert sentence_for(caught.value)
    return constraint_of(caught.value)


EMPTY = {"company_name": "", "contact_name": "", "email": "", "question": ""}
LATER = datetime(2018, 4, 1, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"state": "lost"}, "hubs_helprequest_state_is_known"),
        ({"withdrawn_at": LATER}, "hubs_helprequest_withdrawn_has_moment"),
        ({"state": "withdrawn", "erased_at": LATER, **EMPTY}, "hubs_helprequest_withdrawn_has_moment"),
        ({"state": "withdrawn", "withdrawn_at": LATER}, "hubs_helprequest_withdrawn_is_erased"),
        ({"erased_at": LATER}, "hubs_helprequest_erased_holds_nothing"),
        ({"erased_at": LATER, "attachment": "{}", **EMPTY}, "hubs_helprequest_erased_holds_nothing"),
        ({"question": ""}, "hubs_helprequest_can_be_answered"),
        ({"email": ""}, "hubs_helprequest_can_be_answered"),
        ({"email": "", "source": "phone"}, "hubs_helprequest_can_be_answered"),
        ({"email": "", "telephone": "010 1234567"}, "hubs_helprequest_can_be_answered"),
        ({"email": "Zoe@bedrijf.nl"}, "hubs_helprequest_email_is_lower_case"),
        ({"consent_version": ""}, "hubs_helprequest_has_consent"),
        ({"consented_at": LATER}, "hubs_helprequest_has_consent"),
    ],
)
def test_request_is_consistent(changes, name):
    assert insert(**changes) == name


@pytest.mark.django_db
def test_place_has_its_region():
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(geonameid) FROM regions_place")
        place = cursor.fetchone()[0]

    assert insert(place_id=place) == "hubs_helprequest_place_has_region"
