"""E-mail to a desk's own address: it waits, is placed once or set aside, and is forgotten in time."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hubs import actions, clean_up, consent, mail_tasks, reminding, reply_address
from hubs.models import HelpRequest, Hub, Moment, WaitingMail
from hubs.retention import SET_ASIDE_DAYS, WAITING_MAIL_MONTHS
from jobs import clock
from jobs.models import Job
from tests.hubs.asking import ask, hub_of
from tests.hubs.test_book import company
from tests.hubs.test_desk import main_of
from tests.hubs.test_desk_work import somebody
from tests.hubs.test_handover import offer
from tests.hubs.test_mail_in import bounce, letter, take
from tests.hubs.test_mail_out import desk_page, own_page
from tests.refusals import refusal
from tests.rows import insert, refusal_of

pytestmark = pytest.mark.django_db


def desk(region="zuid-holland"):
    return reply_address.of_desk(hub_of(region) if region else None)


def marked(browser, path, **query):
    """The page with its marks, for what stands in forms and links."""
    return browser.get(path, query).content.decode().partition('id="content"')[2].partition("</main>")[0]


def send(region="zuid-holland", **changes):
    """An e-mail that waits at this desk."""
    assert take(letter(desk(region), **{"message_id": f"<{uuid.uuid4()}@x>", **changes})) == (0, "")
    return WaitingMail.objects.latest("pk")


# --- It comes in -----------------------------------------------------------------------------------------------------


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


# --- It is dealt with ------------------------------------------------------------------------------------------------


def test_mail_is_put_with_a_request_of_its_sender(client_for, eva):
    request = ask(hub_of())
    mail = send(text="Nog iets vergeten.")
    browser = client_for(eva)
    assert f'value="{request.pk}"' in marked(browser, f"/bureau/post/{mail.pk}/")

    answer = browser.post(f"/bureau/post/{mail.pk}/plaatsen/", {"request": request.pk})

    assert answer.url == f"/bureau/{request.pk}/"
    assert "Nog iets vergeten." in desk_page(browser, request)
    assert "Nog iets vergeten." in own_page(client_for, request)
    mail.refresh_from_db()
    assert (mail.state, mail.request, mail.handled_by, mail.sender, mail.text) == ("placed", request, eva, "", "")
    page = marked(browser, f"/bureau/post/{mail.pk}/")
    assert f"/bureau/{request.pk}/" in page
    assert "Nog iets" not in page
    assert "Er wacht geen e-mail" in main_of(browser.get("/bureau/post/"))


def test_mail_of_a_stranger_is_found_by_words_and_not_shown_to_the_company(client_for, eva):
    request = ask(hub_of())
    mail = send(sender="thuis@elders.nl", text="Ik ben het.")
    browser = client_for(eva)
    assert str(request.pk) not in marked(browser, f"/bureau/post/{mail.pk}/")
    assert str(request.pk) in marked(browser, f"/bureau/post/{mail.pk}/", q="angstrom")

    browser.post(f"/bureau/post/{mail.pk}/plaatsen/", {"request": request.pk})

    assert "Ik ben het." in desk_page(browser, request)
    assert "Ik ben het." not in own_page(client_for, request)


def test_mail_is_put_with_a_company(client_for, eva):
    one = company(email="jan@metaal.nl")
    mail = send(sender="Jan <jan@metaal.nl>", text="Wij zijn verhuisd.")
    browser = client_for(eva)
    assert f'value="{one.pk}"' in marked(browser, f"/bureau/post/{mail.pk}/")
    answer = browser.post(f"/bureau/post/{mail.pk}/plaatsen/", {"company": one.pk})
    assert answer.url == f"/bureau/bedrijven/{one.pk}/"
    assert "Wij zijn verhuisd." in main_of(browser.get(answer.url))
    one.refresh_from_db()
    assert one.last_contact_on == clock.today()


def test_colleague_with_the_request_in_hand_is_told(eva):
    request, colleague = ask(hub_of()), somebody("hub_editor")
    actions.take(request=request, by=eva)
    told = Job.objects.filter(kind="hubs.tell_of_moment")
    own = actions.place_mail(mail=send(), about=request, by=eva)
    assert not told.filter(payload__moment_id=own.pk).exists()
    moment = actions.place_mail(mail=send(), about=request, by=colleague)
    assert told.filter(payload__moment_id=moment.pk).exists()


def form_of(browser, mail, **changes):
    page = browser.get(f"/bureau/post/{mail.pk}/nieuw/").content.decode()
    key = re.search(r'name="key"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="key"', page)
    typed = {"key": key[1] or key[2], "company_name": "Demo Draaierij", "contact_name": "Zoë", "email": mail.sender,
             "question": "Wie helpt ons?", "telephone": "", "place": "", "kvk_number": "", "agreed": "on"}  # fmt: skip
    return page, {**typed, **changes}


def test_mail_becomes_a_new_request(client_for, eva):
    mail, browser = send(subject="Lasrobot", text="Wie helpt ons?"), client_for(eva)
    page, typed = form_of(browser, mail)
    assert "Lasrobot" in page
    assert str(consent.TEXTS[consent.BY_MAIL]) in page

    refused = browser.post(f"/bureau/post/{mail.pk}/nieuw/", {**typed, "agreed": ""})
    assert refused.status_code == 422
    assert "Vraag de afzender om toestemming" in refused.content.decode()
    answers = [browser.post(f"/bureau/post/{mail.pk}/nieuw/", typed) for _twice in range(2)]

    made = HelpRequest.objects.get()
    assert [one.url for one in answers] == [f"/bureau/{made.pk}/"] * 2
    assert (made.source, made.state, made.assigned_to, made.hub) == ("mail", "taken", eva, hub_of())
    assert made.consent_version == consent.BY_MAIL
    mail.refresh_from_db()
    assert (mail.state, mail.request) == ("placed", made)
    assert Moment.objects.get(kind="mail_in").text == "Wie helpt ons?"


def test_mail_is_set_aside_and_taken_back_within_a_day(client_for, eva, monkeypatch):
    mail, browser, now = send(subject="Reclame"), client_for(eva), clock.now()
    assert browser.post(f"/bureau/post/{mail.pk}/terzijde/", {}).status_code == 422

    browser.post(f"/bureau/post/{mail.pk}/terzijde/", {"reason": "advertising"})
    page = main_of(browser.get(f"/bureau/post/{mail.pk}/"))
    assert "reclame of spam" in page
    assert "Terugdraaien" in page
    assert "Reclame" in main_of(browser.get("/bureau/post/?stand=terzijde"))
    browser.post(f"/bureau/post/{mail.pk}/terug/")
    mail.refresh_from_db()
    assert (mail.state, mail.reason, mail.handled_by, mail.restored_by) == ("waiting", "", None, eva)

    actions.discard_mail(mail=mail, reason="double", by=eva)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=1, minutes=5))
    assert "Terugdraaien" not in main_of(browser.get(f"/bureau/post/{mail.pk}/"))
    with pytest.raises(actions.RuleBroken, match="binnen een dag"):
        actions.restore_mail(mail=mail, by=eva)


def test_second_to_deal_with_it_reads_who_was_first(client_for, cast):
    eva, request, mail = cast["eva"], ask(hub_of()), send()
    actions.discard_mail(mail=mail, reason="double", by=eva)
    page = client_for(eva).post(f"/bureau/post/{mail.pk}/plaatsen/", {"request": request.pk}, follow=True)
    assert f"{eva.name} heeft deze e-mail al afgehandeld" in page.content.decode()
    assert not Moment.objects.filter(kind="mail_in").exists()


def test_request_that_is_gone_takes_no_mail(eva):
    request, other = ask(hub_of()), ask(hub_of())
    actions.merge(request=request, into=other, by=eva)
    with pytest.raises(actions.RuleBroken, match="samengevoegd"):
        actions.place_mail(mail=send(), about=request, by=eva)
    actions.withdraw(request=other, by=None)
    with pytest.raises(actions.RuleBroken, match="verwijderd"):
        actions.place_mail(mail=send(), about=other, by=eva)


def test_mail_that_came_with_its_key_too_stays_once(eva):
    request = ask(hub_of())
    made = letter(f"{desk()}, {reply_address.of(request)}", message_id="<een@x>")
    assert take(made, desk())[0] == take(made, reply_address.of(request))[0] == 0
    with pytest.raises(actions.RuleBroken, match="al"):
        actions.place_mail(mail=WaitingMail.objects.get(), about=request, by=eva)
    assert WaitingMail.objects.get().state == "waiting"


def test_list_finds_by_sender_and_subject_and_filters(client_for, eva):
    for subject, sender in (("Lasrobot gezocht", "Renée Müller <renee@las.nl>"), ("Factuur", "jan@kantoor.nl")):
        made = send(subject=subject, sender=sender)
    browser = client_for(eva)
    for words in ("muller", "lasro", "renee@las.nl", "gezocht"):
        page = main_of(browser.get("/bureau/post/", {"q": words}))
        assert ("Lasrobot gezocht" in page, "Factuur" in page) == (True, False), words
    assert "Er past geen e-mail" in main_of(browser.get("/bureau/post/", {"q": "zzzz"}))
    actions.place_mail(mail=made, about=ask(hub_of()), by=eva)
    assert "bij Café Ångström &amp; Zn" in marked(browser, "/bureau/post/", stand="geplaatst")
    assert "Lasrobot" not in main_of(browser.get("/bureau/post/?stand=geplaatst"))
    assert browser.get("/bureau/post/?stand=onzin&page=x").status_code == 200


def test_company_of_a_request_that_moved_on_is_not_named(client_for, cast):
    eva, noor, request = cast["eva"], cast["noor"], ask(hub_of())
    actions.place_mail(mail=send(), about=request, by=eva)
    actions.accept(handover=offer(request, eva, hub_of("noord-nederland")), by=noor)
    assert "Ångström" not in main_of(client_for(eva).get("/bureau/post/?stand=alles"))


# --- Who may ---------------------------------------------------------------------------------------------------------


def test_other_desks_find_nothing(client_for, cast):
    mail, browser = send(), client_for(cast["noor"])
    request, one = ask(hub_of("noord-nederland")), company()
    assert browser.get(f"/bureau/post/{mail.pk}/").status_code == 404
    assert browser.get(f"/bureau/post/{mail.pk}/nieuw/").status_code == 404
    for step in ("plaatsen", "terzijde", "terug", "nieuw"):
        assert browser.post(f"/bureau/post/{mail.pk}/{step}/", {"reason": "double"}).status_code == 404
    assert "Re: Uw vraag" not in main_of(browser.get("/bureau/post/?stand=alles"))
    own = send("noord-nederland")
    for wrong in ({"company": one.pk}, {"request": ask(hub_of()).pk}, {"request": "x"}, {}, {"company": "9" * 30}):
        assert browser.post(f"/bureau/post/{own.pk}/plaatsen/", wrong).status_code == 404
    with pytest.raises(actions.RuleBroken):
        actions.place_mail(mail=mail, about=request, by=cast["eva"])
    assert WaitingMail.objects.filter(state="waiting").count() == 2


def test_who_works_at_no_desk_sees_no_mail(client_for, cast):
    mail = send()
    for key in ("anna", "gijs", "stijn", "femke"):
        assert client_for(cast[key]).get("/bureau/post/").status_code == 403
        assert client_for(cast[key]).get(f"/bureau/post/{mail.pk}/").status_code == 403
    page = client_for(cast["eva"]).get(f"/bureau/post/{mail.pk}/")
    assert page["Cache-Control"] == "no-store, private"
    assert client_for(cast["eva"]).get("/bureau/post/")["Cache-Control"] == "no-store, private"


def test_reader_reads_and_does_nothing(client_for, eva):
    eva.role_holdings.update(role="hub_reader")
    mail, browser = send(), client_for(eva)
    page = marked(browser, f"/bureau/post/{mail.pk}/")
    assert "Dinsdag past mij." in page
    assert "<form" not in page
    for step in ("plaatsen", "terzijde", "terug", "nieuw"):
        assert browser.post(f"/bureau/post/{mail.pk}/{step}/", {"reason": "double"}).status_code == 403
    with pytest.raises(actions.RuleBroken, match="leest"):
        actions.discard_mail(mail=mail, reason="double", by=eva)


@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_eight_statements(client_for, eva, number):
    for _one in range(number):
        ask(hub_of())
        mail = send()
    browser = client_for(eva)
    for path in ("/bureau/post/", f"/bureau/post/{mail.pk}/", f"/bureau/post/{mail.pk}/?q=angstrom", "/bureau/"):
        browser.get(path)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert browser.get(path).status_code == 200
        assert len(found) <= 8, (path, [one["sql"][:150] for one in found])


# --- What the database holds -----------------------------------------------------------------------------------------


def row(**changes):
    values = {
        "hub": hub_of(),
        "digest": uuid.uuid4().hex * 2,
        "sender": "a@b.nl",
        "text": "x",
        "received_at": clock.now(),
    }
    return {**values, **changes}


def test_database_keeps_an_email_consistent(eva):
    done = {"handled_at": clock.now(), "handled_by": eva}
    one = company()
    refused = {
        "hubs_waitingmail_state_is_known": {"state": "gone", **done},
        "hubs_waitingmail_handled_has_person": {"state": "discarded", "reason": "double"},
        "hubs_waitingmail_is_placed_somewhere": {"state": "placed", "sender": "", "text": "", **done},
        "hubs_waitingmail_set_aside_has_reason": {"state": "discarded", **done},
        "hubs_waitingmail_over_holds_nothing": {"state": "placed", "company": one, **done},
        "hubs_waitingmail_restored_has_person": {"restored_at": clock.now()},
    }
    assert {name: refusal_of(WaitingMail, **row(**changes)) for name, changes in refused.items()} == {
        name: name for name in refused
    }
    insert(WaitingMail, **row(digest="1"))
    assert refusal_of(WaitingMail, **row(digest="1")) == "hubs_waitingmail_is_kept_once"
    insert(WaitingMail, **row(digest="1", hub=None))
    assert refusal_of(WaitingMail, **row(digest="1", hub=None)) == "hubs_waitingmail_is_kept_once"


ASIDE = "UPDATE hubs_waitingmail SET state = 'discarded', reason = 'double', handled_at = now(), handled_by_id = %s"
BACK = """UPDATE hubs_waitingmail SET state = 'waiting', reason = '', handled_at = NULL, handled_by_id = NULL,
    restored_by_id = %s, restored_at = now() + interval '{}'"""
PLACED = """UPDATE hubs_waitingmail SET state = 'placed', sender = '', sender_name = '', subject = '', text = '',
    reason = '', handled_at = now(), handled_by_id = %s, company_id = %s"""
EMPTIED = "UPDATE hubs_waitingmail SET sender = '', sender_name = '', subject = '', text = '', erased_at = now()"
ONCE, STAYS = "hubs_waitingmail_is_placed_once", "hubs_waitingmail_stays_as_received"


def test_what_was_placed_stays_so(eva):
    one = company()
    insert(WaitingMail, **row())
    assert refusal(PLACED, eva.pk, one.pk) == ""
    for again in (ASIDE, BACK.format("0")):
        assert refusal(again, eva.pk) == ONCE
    assert refusal(PLACED, eva.pk, one.pk) == ONCE
    assert refusal("DELETE FROM hubs_waitingmail") == STAYS


def test_what_was_set_aside_comes_back_within_a_day_only(eva):
    insert(WaitingMail, **row())
    assert refusal(ASIDE, eva.pk) == ""
    assert refusal(PLACED, eva.pk, company().pk) == ONCE
    assert refusal("UPDATE hubs_waitingmail SET reason = 'private'") == ONCE
    for late in ("25 hours", "-1 hour"):
        assert refusal(BACK.format(late), eva.pk) == ONCE
    assert refusal(BACK.format("23 hours"), eva.pk) == ""


def test_email_stays_as_it_came_in_until_it_is_emptied():
    insert(WaitingMail, **row())
    for change in ("text = 'y'", "sender = ''", "received_at = now()", "digest = 'z'", "hub_id = NULL", "cut = true"):
        assert refusal(f"UPDATE hubs_waitingmail SET {change}") == STAYS
    assert refusal(EMPTIED) == ""
    assert refusal("UPDATE hubs_waitingmail SET erased_at = NULL, text = 'y'") == STAYS
    assert refusal("UPDATE hubs_waitingmail SET erased_at = NULL") == ONCE


def test_terms_are_kept(eva, monkeypatch):
    now = clock.now()
    waits, aside, placed = send(), send(), send()
    actions.discard_mail(mail=aside, reason="double", by=eva)
    actions.place_mail(mail=placed, about=ask(hub_of()), by=eva)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=SET_ASIDE_DAYS, hours=1))
    assert clean_up.run()["waiting_mail"] == 1
    assert WaitingMail.objects.get(pk=aside.pk).text == ""
    assert WaitingMail.objects.get(pk=waits.pk).text != ""
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=31 * WAITING_MAIL_MONTHS))
    assert clean_up.run()["waiting_mail"] == 1
    assert clean_up.run()["waiting_mail"] == 0
    with pytest.raises(actions.RuleBroken, match="verwijderd"):
        actions.discard_mail(mail=waits, reason="double", by=eva)
