"""After an award: which mails go out, once, and what waits for whom."""

from datetime import date, timedelta

import pytest

from funding import actions, award_reminders, waiting
from funding.award_notices import objection_period_ended
from funding.models import Reminder
from funding.notices import WRITERS
from jobs import clock
from jobs.models import Job
from tests.funding.award_world import Granted
from tests.funding.test_evidence_actions import duty, handed_in
from tests.funding.world import euros
from ui.formats import date_long

pytestmark = pytest.mark.django_db


@pytest.fixture
def granted():
    one = Granted(200_000, realised=200_000)
    one.ask()
    return one


# --- Mails and what waits ---------------------------------------------------------------------------------------------


def sent_by(name, about):
    return [(one.to[0], one.subject) for one in WRITERS[name](about)]


def test_mails_go_to_who_must_act(granted):
    delivery = handed_in(granted)
    judgement = actions.send_back(by=granted.world.preparer, delivery=delivery, note="Onvolledig.")
    objection = actions.object_to(by=granted.coordinator, letter=granted.letter, text="Oneens.")
    other = handed_in(granted, "performance")
    preparer, coordinator = "preparer@test.example", "coordinator@test.example"
    number, letter = granted.award.number, granted.letter.number
    assert sent_by("evidence_handed_in", delivery.pk) == []
    assert sent_by("evidence_handed_in", other.pk) == [(preparer, f"Verantwoording ingeleverd voor {number}")]
    assert sent_by("evidence_judged", judgement.pk) == [(coordinator, f"Uw verantwoording voor {number} moet beter")]
    assert sent_by("evidence_due", duty(granted).pk) == [(coordinator, f"Te laat: verantwoording voor {number}")]
    assert sent_by("evidence_due", other.duty_id) == []
    assert sent_by("objection_received", objection.pk) == [
        (preparer, f"Bezwaar tegen {letter}"),
        (coordinator, f"Bezwaar tegen {letter}"),
    ]
    assert list(objection_period_ended(granted.letter.pk)) == []
    accepted = actions.accept(by=granted.world.preparer, delivery=other)
    assert sent_by("evidence_judged", accepted.pk) == [(coordinator, f"Uw verantwoording voor {number} is goedgekeurd")]


def test_reminders_go_once(granted):
    first = duty(granted, "yearly_report", "2018")
    with clock.on(first.due_on - timedelta(days=15)):
        assert award_reminders.send() == 0
    with clock.on(first.due_on - timedelta(days=14)):
        assert (award_reminders.send(), award_reminders.send()) == (1, 0)
        assert sent_by("evidence_due", first.pk)[0][1].startswith("Verantwoording nodig")
    with clock.on(first.due_on + timedelta(days=1)):
        assert (award_reminders.send(), award_reminders.send()) == (1, 0)
    with clock.on(granted.letter.objection_until + timedelta(days=1)):
        award_reminders.send()
    keys = set(Reminder.objects.values_list("key", flat=True))
    assert {f"duty-{first.pk}-due", f"duty-{first.pk}-late", f"letter-{granted.letter.pk}-period"} <= keys
    assert Job.objects.filter(payload__notice="objection_period_ended").count() == 1
    assert [one.to for one in objection_period_ended(granted.letter.pk)] == [["preparer@test.example"]]


def kinds_for(user) -> set[str]:
    return {one.kind for one in waiting.of(user)} & {
        "evidence_due", "evidence_to_judge", "objection_to_answer", "award_to_settle",
    }  # fmt: skip


def test_what_waits_for_whom(granted):
    handed_in(granted)
    actions.object_to(by=granted.coordinator, letter=granted.letter, text="Oneens.")
    assert kinds_for(granted.coordinator) == {"evidence_due"}
    assert kinds_for(granted.world.preparer) == {"evidence_to_judge", "objection_to_answer", "award_to_settle"}
    assert kinds_for(granted.world.payer) == set()
    granted.decide("settle", amount=euros(200_000))
    assert kinds_for(granted.coordinator) == set()
    assert kinds_for(granted.world.preparer) == {"objection_to_answer"}


def test_no_catalogue_takes_the_name_of_a_month():
    """ "May" is also a month: a heading with that word once made all dates in May read "Mag"."""
    assert date_long(date(2018, 5, 7)) == "7 mei 2018"
