"""Two sessions at one run at the same moment: it ends as if one had come after the other."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connections
from django.test import Client

from assessments import actions, clean_up, questionnaire, retention
from assessments.actions import RuleBroken
from assessments.models import Answer, Assessment, Report, Site
from jobs import clock
from jobs.models import Job
from tests.assessments.letters import give, link_in
from tests.assessments.runs import ALL, answered_run, completed_run, new_run, url

CURRENT = questionnaire.current()


def at_once(*works):
    """What each returned, or the rule that it broke."""
    barrier, found = threading.Barrier(len(works)), [None] * len(works)

    def session(turn):
        barrier.wait(10)
        try:
            found[turn] = works[turn]()
        except RuleBroken as broken:
            found[turn] = broken.code
        connections.close_all()

    threads = [threading.Thread(target=session, args=(turn,)) for turn in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def test_two_completions_freeze_once(fresh_database):
    run = answered_run()

    def complete():
        return actions.complete(assessment=run, questionnaire=CURRENT, by=None)

    assert sorted(at_once(complete, complete)) == [False, True]


@pytest.mark.parametrize("turn", range(4))
def test_answer_beside_a_completion_is_in_the_frozen_levels_or_refused(fresh_database, turn):
    run = answered_run([1] * 8)

    def complete():
        return actions.complete(assessment=run, questionnaire=CURRENT, by=None)

    def answer():
        return actions.answer(assessment=run, question_id=ALL[0], value=5, by=None)

    refused = at_once(complete, answer)[1]
    run.refresh_from_db()
    level = Answer.objects.get(assessment=run, question_id=ALL[0]).level
    assert (refused, level, run.quick_levels[0]) in [("frozen", 1, 10), (None, 5, 50)]


def test_two_clicks_go_deeper_once(fresh_database):
    run = completed_run()

    def deepen():
        return actions.deepen(assessment=run, by=None).pk

    assert len(set(at_once(deepen, deepen))) == 1


def test_two_clicks_start_one_repeat(fresh_database):
    run = completed_run()

    def repeat():
        return actions.repeat(assessment=run, questionnaire=CURRENT, language="nl", by=None).pk

    assert len(set(at_once(repeat, repeat))) == 1


def test_two_confirmations_make_one_site(fresh_database):
    run = completed_run()
    give(Client(), run)
    link = link_in(mail.outbox[-1])

    def confirm():
        return Client().post(link).status_code

    assert set(at_once(confirm, confirm)) <= {200, 410}
    run.refresh_from_db()
    assert (Site.objects.count(), run.site_id) == (1, Site.objects.get().pk)


def test_two_clicks_make_one_report(fresh_database):
    run = completed_run()

    def ask():
        return Client().post(url("report", run), {"horizon": "this-year"}).status_code

    assert at_once(ask, ask) == [302, 302]
    assert (Report.objects.count(), Job.objects.filter(kind="assessments.make_report").count()) == (1, 1)


@pytest.mark.parametrize("turn", range(4))
def test_draft_that_is_answered_while_it_is_cleaned_up_is_there_or_gone(fresh_database, turn):
    run = new_run([3])
    old = clock.now() - timedelta(days=retention.DRAFT_DAYS + 1)
    Assessment.objects.filter(pk=run.pk).update(started_at=old)
    Answer.objects.filter(assessment=run).update(answered_at=old)

    def answer():
        return actions.answer(assessment=run, question_id=ALL[1], value=3, by=None)

    refused, removed = at_once(answer, clean_up.run)
    left = Assessment.objects.count(), Answer.objects.count()
    assert (refused, removed["drafts"], left) in [(None, 0, (1, 2)), ("gone", 1, (0, 0))]


def test_two_deletions_are_one(fresh_database):
    run = completed_run()
    address = url("erase", run)

    def erase():
        return Client().post(address).status_code

    assert set(at_once(erase, erase)) <= {302, 404}
    assert (Assessment.objects.count(), Answer.objects.count()) == (0, 0)
