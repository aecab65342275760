"""A desk writes to a company from a letter; the company answers by e-mail, and both pages show it."""

import os
import subprocess
import sys

from django.db import connection

from hubs import reply_address
from hubs.models import Moment
from tests import database
from tests.hubs.asking import ask, hub_of
from tests.journeys.site import faults, follow, send

SEND = "main button[name=send]"
ANSWER = """From: Zoë van 't Hof <zoe@bedrijf.nl>
To: {to}
Subject: Re: Uw vraag
Message-ID: <journey@bedrijf.nl>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<p>Dinsdag <b>past</b> mij goed.</p><script>alert(1)</script>
"""


def receive(to: str) -> subprocess.CompletedProcess:
    """As a mail server does: the letter on standard input, the address of its envelope beside it."""
    url = database.with_database(os.environ["DATABASE_URL"], connection.settings_dict["NAME"])
    return subprocess.run(
        [sys.executable, "manage.py", "receive_mail", "--recipient", to],
        input=ANSWER.format(to=to).encode(), capture_output=True, cwd=database.ROOT, check=False,
        env={**os.environ, "DATABASE_URL": url},
    )  # fmt: skip


def text(page) -> str:
    return page.locator("main").inner_text()


def test_desk_writes_from_a_letter_and_the_company_answers_by_mail(site):
    request = ask(hub_of())
    desk, wrong = site.signed_in("eva"), {}
    desk.goto("/bureau/brieven/")
    wrong["letters"] = faults(desk)
    desk.get_by_role("link", name="Meer weten over de vraag").click()
    wrong["letter"] = faults(desk)
    follow(desk, "main a[href*='nieuw/?van=']")
    wrong["copy"] = faults(desk)
    desk.fill("main [name=title]", "Demo vragen stellen")
    send(desk, "main button[name=save], main input[name=save]")
    assert "Demo vragen stellen" in text(desk)

    desk.goto(f"/bureau/{request.pk}/mailen/")
    wrong["empty"] = faults(desk)
    desk.select_option("main [name=brief]", label="Demo vragen stellen")
    send(desk, "main [name=kies]")
    assert "Beste Zoë van 't Hof" in desk.input_value("main [name=text]")
    wrong["filled in"] = faults(desk)
    desk.fill("main [name=subject]", "")
    desk.evaluate("document.querySelectorAll('[required]').forEach(one => one.removeAttribute('required'))")
    send(desk, SEND)
    wrong["mistake"] = faults(desk)
    desk.fill("main [name=subject]", "Nog drie vragen")
    send(desk, SEND)
    assert "Nog drie vragen" in text(desk)
    assert "verstuurd" in text(desk)

    (moment,) = Moment.objects.filter(kind="mail_out")
    to = reply_address.of(request)
    for _again in range(2):
        assert receive(to).returncode == 0
    refused = receive(to.replace("+r", "+q"))
    assert (refused.returncode, "does not exist" in refused.stderr.decode()) == (67, True)

    desk.reload()
    assert text(desk).count("Dinsdag past mij goed.") == 1
    assert "alert(1)" not in text(desk)
    wrong["request"] = faults(desk)
    desk.goto(f"/en/bureau/bedrijven/{moment.company_id}/")
    assert "Dinsdag past mij goed." in text(desk)
    wrong["company"] = faults(desk)
    desk.goto(f"/en/bureau/bedrijven/{moment.company_id}/mailen/")
    wrong["write to company"] = faults(desk)
    visitor = site.visitor(width=320, javascript=False)
    visitor.goto(f"/hulpvraag/{request.key}/")
    assert "Nog drie vragen" in text(visitor)
    assert "Dinsdag past mij goed." in text(visitor)
    assert wrong == dict.fromkeys(wrong, [])
