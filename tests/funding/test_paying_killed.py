"""The web process is killed (SIGKILL) while it pays; the same form is sent again: exactly one payment, always."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.urls import reverse

from funding import audit
from funding.models import Entry
from jobs.models import Job
from tests.database import with_database
from tests.funding import payment_world
from tests.funding.payment_world import TODAY

PROCESS = Path(__file__).with_name("paying_process.py")


@pytest.fixture
def desk(fresh_database):
    desk = payment_world.build()
    desk.database = fresh_database
    return desk


def send(desk, payment, moment) -> tuple[int, str]:
    """Exit code and what the process said."""
    path = reverse("funding:payment_detail", kwargs={"payment": payment.pk})
    sent = urlencode({"release": "x", "key": "a" * 32, "reference": "FA-1", "valid_on": TODAY.isoformat()})
    environment = {
        **os.environ,
        "DATABASE_URL": with_database(os.environ["DATABASE_URL"], desk.database),
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    done = subprocess.run(
        [sys.executable, str(PROCESS), moment, str(desk.world.payer.pk), path, sent],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout.strip().splitlines()[-1] if done.returncode == 0 else done.stderr


@pytest.mark.parametrize(("moment", "paid"), [("between", 0), ("before", 0), ("after", 1)])
def test_killed_while_paying_and_sent_again_pays_once(desk, moment, paid):
    payment = desk.approved()
    code, said = send(desk, payment, moment)
    assert code == -signal.SIGKILL, said
    assert Entry.objects.filter(kind="pay").count() == paid
    for _again in range(2):
        code, said = send(desk, payment, "never")
        assert (code, said) == (0, f"302 {reverse('funding:payment_detail', kwargs={'payment': payment.pk})}")
    assert Entry.objects.filter(kind="pay").count() == 1
    assert Job.objects.filter(payload__notice="payment_made").count() == 1
    assert audit.differences() == []
