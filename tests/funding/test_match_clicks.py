"""The same form sent twice at the same moment counts once. With real commits, each browser on its own connection."""

import threading

from django.db import connections
from django.test import Client

from funding.models import EntryFile, Pledge
from tests.funding import world as worlds
from tests.funding.match_steps import pledged
from tests.funding.test_match_pages import (
    NEW,
    claim,
    confirm,
    confirmation,
    holds,
    paper,
    withdraw,
    withdrawal,
)


def at_once(person, page, sent, times=2) -> list[int]:
    """The same form from several browsers behind one barrier."""
    gate, answers = threading.Barrier(times), []

    def click() -> None:
        try:
            client = Client()
            client.force_login(person)
            form = {**sent, **({"upload": paper()} if "upload" in sent else {})}
            gate.wait(20)
            answers.append(client.post(page, form).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=click) for _number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_confirming_twice_at_once_confirms_once(fresh_database):
    world = worlds.build()
    pledge = pledged(world, 700)

    assert at_once(world.giver, confirm(pledge), confirmation()) == [302, 302]
    assert holds(pledge) == {"intended": 400, "committed": 300}
    assert EntryFile.objects.count() == 1


def test_bringing_in_twice_at_once_brings_in_once(fresh_database):
    world = worlds.build()

    assert at_once(world.editor, NEW, claim(world)) == [302, 302]
    assert Pledge.objects.count() == 1


def test_withdrawing_twice_at_once_withdraws_once(fresh_database):
    world = worlds.build()
    pledge = world.match(100)

    assert at_once(world.giver, withdraw(pledge), withdrawal(step="yes")) == [302, 302]
    assert holds(pledge) == {}
