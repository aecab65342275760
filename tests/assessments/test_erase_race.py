"""Deleting a run while something is being added to it: one of the two gives way, and nothing stays behind."""

import threading
import uuid

import pytest
from django.db import connection, connections, transaction

from assessments import actions, helping, questionnaire, reporting, sharing
from assessments.models import Assessment, Contact, HelpAsked, Report, Share, Site
from assessments.scan import run_with_answers, scan_of
from hubs import consent
from hubs.actions import Sender
from tests.assessments.runs import completed_run

EMAIL = "info@bedrijf.nl"


def share(run):
    sharing.share(assessment=run, days=7, by=None)


def ask_report(run):
    reporting.ask(assessment=run, language="nl", horizon="this-year", by=None)


def deepen(run):
    actions.deepen(assessment=run, by=None)


def repeat(run):
    actions.repeat(assessment=run, questionnaire=questionnaire.current(), language="nl", by=None)


def give_contact(run):
    actions.give_contact(assessment=run, by=None, language="nl", email=EMAIL, company_name="Bedrijf", kvk_number="")


def ask_for_help(run):
    sender = Sender("Bedrijf", "Wie", EMAIL)
    sent = helping.sent_of(scan_of(run_with_answers(run.pk)))
    actions.ask_for_help(
        assessment=run, key=uuid.uuid4(), sender=sender, question="?", sent=sent,
        consent_version=consent.CURRENT, by=None,
    )  # fmt: skip


@pytest.mark.parametrize("add", [share, ask_report, deepen, repeat, give_contact, ask_for_help])
def test_deleting_waits_for_what_is_being_added(fresh_database, add):
    run = completed_run()
    adding, failed = threading.Event(), []

    def adds():
        with transaction.atomic():
            add(run)
            adding.set()
            _wait_for_a_lock()
        connections.close_all()

    def erases():
        adding.wait(10)
        try:
            actions.erase(assessment=run, by=None)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the test shows it
            failed.append(error)
        connections.close_all()

    _together(adds, erases)

    assert failed == []
    assert not Assessment.objects.filter(pk=run.pk).exists()
    assert [model.objects.count() for model in (Share, Report, Contact, HelpAsked)] == [0, 0, 0, 0]


def test_a_company_confirmed_again_while_its_only_other_run_is_deleted_keeps_its_site(fresh_database):
    first, second = completed_run(), completed_run()
    for run in (first, second):
        give_contact(run)
    actions.confirm(contact=first.contact, by=None)
    adding, failed = threading.Event(), []

    def confirms():
        with transaction.atomic():
            actions.confirm(contact=second.contact, by=None)
            adding.set()
            _wait_for_a_lock()
        connections.close_all()

    def erases():
        adding.wait(10)
        try:
            actions.erase(assessment=first, by=None)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the test shows it
            failed.append(error)
        connections.close_all()

    _together(confirms, erases)

    second.refresh_from_db()
    assert failed == []
    assert (second.site_id, Site.objects.count()) == (Site.objects.get().pk, 1)


def _together(*works):
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def _wait_for_a_lock(seconds=1.5):
    """Until the other session waits for this one."""
    with connection.cursor() as cursor:
        for _turn in range(int(seconds * 20)):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.05)")
