"""Two people at once, each with a connection of their own."""

import threading
from dataclasses import replace

from django.db import connections

from fieldlabs import actions
from jobs.models import Job
from smartindustry import demo
from smartindustry.cast import CAST
from tests.fieldlabs.test_actions import submitted


def test_two_decisions_at_once_give_one(fresh_database):
    """One recognises while another sends back: one of them is told that it was too late."""
    cast = {member.key: demo.person(member) for member in CAST}
    other = demo.person(replace(next(one for one in CAST if one.key == "stijn"), key="sara", name="Sara Kuiper"))
    waiting = submitted(cast["eva"])
    barrier, outcomes = threading.Barrier(2), []

    def decide(by, act):
        barrier.wait()
        try:
            act(by=by, fieldlab=waiting, reason="x")
            outcomes.append("done")
        except actions.RuleBroken as broken:
            outcomes.append(broken.code)
        finally:
            connections.close_all()

    pairs = [(cast["stijn"], actions.recognise), (other, actions.send_back)]
    threads = [threading.Thread(target=decide, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "not_allowed"]
    assert Job.objects.filter(kind="fieldlabs.tell_editor").count() == 1
