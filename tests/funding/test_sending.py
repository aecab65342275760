"""A form counts once, however often and however fast it is sent."""

import pytest
from django.db import DatabaseError, connection, transaction

from funding.actions.sending import once_sent
from funding.models import SentForm
from funding.rules import RuleBroken
from tests.funding import connections
from tests.funding import world as worlds


def test_form_that_is_sent_again_does_nothing_more(db):
    world, made = worlds.build(), []

    def send(key="k", **content):
        make = lambda: made.append(1) or "/here/"  # noqa: E731
        return once_sent(by=world.decider, key=key, kind="try", content=content, make=make)

    assert [send(a=1), send(a=1), send("other", a=1)] == ["/here/"] * 3
    assert made == [1, 1]
    with pytest.raises(RuleBroken) as refused:
        send(a=2)
    assert refused.value.code == "funding_sentform_key_is_used_once"
    assert SentForm.objects.get(key="k").recorded_by == world.decider


def test_what_was_sent_stays(db):
    world = worlds.build()
    once_sent(by=world.decider, key="k", kind="try", content={}, make=lambda: "/here/")
    for sql in ("UPDATE funding_sentform SET result = ''", "DELETE FROM funding_sentform"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


@pytest.mark.parametrize("writers", [2, 16])
def test_click_that_is_repeated_at_the_same_moment_counts_once(fresh_database, writers):
    world, made = worlds.build(), []

    def write(_number):
        once_sent(by=world.decider, key="k", kind="try", content={}, make=lambda: made.append(1) or "/here/")

    assert connections.race(writers, write) == ["admitted"] * writers
    assert made == [1]
