"""E-mail to a desk's own address comes in: it waits there, and the desk is told."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from hubs import mail_tasks, reminding, reply_address
from hubs.models import Hub, Moment, WaitingMail
from jobs import clock
from jobs.models import Job
from tests.hubs.asking import ask, hub_of
from tests.hubs.desk_mail import desk, send
from tests.hubs.test_desk import main_of
from tests.hubs.test_mail_in import bounce, letter, take

pytestmark = pytest.mark.django_db


def test_mail_to_the_desk_waits_there_and_the_desk_is_told(client_for, eva, mailoutbox):
    made = letter(desk(), "Wie helpt ons?", subject="Een vraag")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="plan.pdf")

    assert take(made) == (0, "")

    mail = WaitingMail.objects.get()
    assert (mail.hub, mail.sender, mail.sender_name) == (hub_of(), "zoe@bedrijf.nl", "Zoë van 't Hof")
    assert (mail.text, mail.attachments) == ("Wie helpt ons?", [{"name": "plan.pdf", "size": 8}])
    page = main_of(client_for(eva).get(f"/bureau/post/{mail.pk}/"))
    for text in ("Een vraag", "Wie helpt ons?", "plan.pdf", "zoe@bedrijf.nl", "bewaart geen bijlagen"):
        assert text in page
    assert "E-mail aan het bureau (1)" in client_for(eva).get("/bureau/").content.decode()
    assert "Zet de e-mail “Een vraag” waar hij hoort" in client_for(eva).get("/start/").content.decode()
    job = Job.objects.get(kind="hubs.tell_of_waiting_mail")
    assert job.payload == {"mail_id": mail.pk}
    assert mail_tasks.tell_of_waiting_mail(job)["sent"] == len(mailoutbox) > 0
    assert mail_tasks.tell_of_waiting_mail(job) == {"sent": 0}
    notice = next(one for one in mailoutbox if one.to == [eva.email])
    assert f"/bureau/post/{mail.pk}/" in notice.body
    assert not re.search("zoe|zoë|helpt ons", notice.body.lower())


def test_desk_is_told_once_in_an_hour(eva, mailoutbox, monkeypatch):
    now = clock.now()
    first, second, third = send(), send(), send()
    assert mail_tasks.tell_of_waiting_mail(Job(payload={"mail_id": first.pk}))["sent"] > 0
    assert mail_tasks.tell_of_waiting_mail(Job(payload={"mail_id": second.pk})) == {"sent": 0}
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=2))
    assert mail_tasks.tell_of_waiting_mail(Job(payload={"mail_id": third.pk}))["sent"] > 0


def test_answer_does_not_tell_whether_the_sender_is_known():
    ask(hub_of())
    known = take(letter(desk(), sender="zoe@bedrijf.nl", message_id="<1@x>"))
    stranger = take(letter(desk(), sender="niemand@elders.nl", message_id="<2@x>"))
    assert known == stranger == (0, "")
    assert WaitingMail.objects.count() == 2
    assert not Moment.objects.filter(kind="mail_in").exists()


def test_same_mail_is_kept_once_at_each_desk():
    for _again in range(2):
        for region in ("zuid-holland", "noord-nederland", None):
            assert take(letter(desk(region))) == (0, "")
    assert sorted(one.hub.slug if one.hub else "" for one in WaitingMail.objects.all()) == sorted(
        ["", hub_of().slug, hub_of("noord-nederland").slug]
    )


@pytest.mark.parametrize(
    "headers",
    [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"Return_Path": "<>"}, {"List_Id": "<a.b>"}],
    ids=["auto-submitted", "precedence", "null sender", "list"],
)
def test_machines_are_refused_by_the_desk(headers):
    status, sentence = take(letter(desk(), **headers))
    assert status == 77
    assert "automatische" in sentence
    assert not WaitingMail.objects.exists()


def test_bounces_and_circles_are_refused_by_the_desk():
    assert take(bounce(desk(), "<x@y>"))[0] == 77
    assert take(letter(desk(), sender=desk()))[0] == 77
    assert not WaitingMail.objects.exists()


def test_address_of_no_desk_is_no_user():
    assert take(letter(desk().replace("zuid-holland", "atlantis")))[0] == 67
    assert not WaitingMail.objects.exists()


def test_key_comes_before_the_desk():
    request = ask(hub_of())
    assert take(letter(f"{desk()}, {reply_address.of(request)}"))[0] == 0
    assert Moment.objects.filter(kind="mail_in", request=request).count() == 1
    assert not WaitingMail.objects.exists()


def test_flood_is_put_off(monkeypatch):
    monkeypatch.setattr("hubs.actions.waiting.MOST_OF_ONE", 2)
    statuses = [take(letter(desk(), message_id=f"<{number}@x>"))[0] for number in range(3)]
    assert statuses == [0, 0, 75]
    assert take(letter(desk(), sender="ander@x.nl", message_id="<9@x>"))[0] == 0
    monkeypatch.setattr("hubs.actions.waiting.MOST_A_DAY", 3)
    assert take(letter(desk(), sender="derde@x.nl", message_id="<10@x>"))[0] == 75
    assert take(letter(desk("noord-nederland"), message_id="<11@x>"))[0] == 0


def test_attachment_is_named_whatever_it_is_called():
    head = f"From: a@b.nl\r\nTo: {desk()}\r\nMessage-ID: <1@x>\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
    names = ["=?utf-8?q?Caf=C3=A9.pdf?=", "x" * 400, "a\x00\x1b[31mb.pdf", "\u202efdp.exe", "<script>.pdf"]
    parts = [
        f'--B\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="{name}"\r\n\r\nxx\r\n'
        for name in names
    ]
    letters = (
        "--B\r\nContent-Type: message/rfc822\r\n\r\nSubject: dicht\r\n\r\nGeheim\r\n" + "--B\r\n\r\nTekst\r\n--B--"
    )
    assert take((head + "".join(parts) + letters).encode()) == (0, "")
    mail = WaitingMail.objects.get()
    kept = [one["name"] for one in mail.attachments]
    assert (kept[0], len(kept[1]), kept[4], kept[5]) == ("Café.pdf", 150, "<script>.pdf", "message/rfc822")
    assert all(one.isprintable() and "\u202e" not in one for one in kept)
    assert (mail.attachments[0]["size"], mail.attachments[5]["size"], mail.text) == (2, None, "Tekst")


def test_very_many_attachments_are_not_all_named():
    made = letter(desk(), "Tekst")
    for number in range(50):
        made.add_attachment(b"x", maintype="application", subtype="pdf", filename=f"{number}.pdf")
    assert take(made) == (0, "")
    assert len(WaitingMail.objects.get().attachments) == 20


def test_hub_shows_an_address_only_where_mail_arrives(client_for, settings):
    page = "/hubs/zuid-holland/"
    assert "antwoord+" not in client_for().get(page).content.decode()
    settings.REPLY_ADDRESS = "antwoord@portaal.example"
    assert "antwoord+zuid-holland@portaal.example" in client_for().get(page).content.decode()
    Hub.objects.filter(region__slug="zuid-holland").update(email="info@hub.example")
    shown = client_for().get(page).content.decode()
    assert "info@hub.example" in shown
    assert "antwoord+" not in shown
    Hub.objects.update(email="")
    settings.REPLY_ADDRESS = ""
    assert "antwoord+" not in client_for().get(page).content.decode()


def test_what_waits_since_yesterday_is_in_the_reminder(eva, monkeypatch, mailoutbox):
    send()
    assert reminding.send(eva.pk) == 0
    now = datetime(2018, 3, 5, 12, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    send()
    assert reminding.start() == 1
    assert reminding.send(eva.pk) == 1
    assert mailoutbox[-1].subject == "Er wachten e-mails bij uw bureau"
    assert "sinds gisteren of langer wachten: 1" in mailoutbox[-1].body
    assert "eerste antwoord" not in mailoutbox[-1].body
