"""Two people or machines at the same e-mail, each with its own connection."""

from hubs import actions
from hubs.models import WaitingMail
from jobs.models import Job
from tests.hubs.asking import ask, hub_of
from tests.hubs.desk_mail import desk, send
from tests.hubs.racing import race
from tests.hubs.test_handover import member
from tests.hubs.test_mail_in import letter, take


def test_two_who_deal_with_it_at_once_do_it_once(fresh_database):
    eva, request = member("eva"), ask(hub_of())
    for _round in range(4):
        mail = send()
        steps = [
            lambda mail=mail: actions.place_mail(mail=mail, about=request, by=eva),
            lambda mail=mail: actions.discard_mail(mail=mail, reason="double", by=eva),
        ]
        lost = [one for one in race(steps) if isinstance(one, Exception)]
        assert [(one.code, eva.name in one.message) for one in lost] == [("handled", True)]


def test_same_email_twice_at_once_is_kept_once(fresh_database):
    made = letter(desk())
    assert race([lambda: take(made), lambda: take(made)]) == [(0, ""), (0, "")]
    assert WaitingMail.objects.count() == 1
    assert Job.objects.filter(kind="hubs.tell_of_waiting_mail").count() == 1
