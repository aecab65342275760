"""E-mail that waits at a desk: it is placed once or set aside, and is forgotten in time."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hubs import actions, clean_up, consent, reply_address
from hubs.models import HelpRequest, Moment, WaitingMail
from hubs.retention import SET_ASIDE_DAYS, WAITING_MAIL_MONTHS
from jobs import clock
from jobs.models import Job
from tests.hubs.asking import ask, hub_of
from tests.hubs.desk_mail import desk, marked, send
from tests.hubs.test_book import company
from tests.hubs.test_desk import main_of
from tests.hubs.test_desk_work import somebody
from tests.hubs.test_handover import offer
from tests.hubs.test_mail_in import letter, take
from tests.hubs.test_mail_out import desk_page, own_page
from tests.refusals import refusal
from tests.rows import insert, refusal_of

pytestmark = pytest.mark.django_db


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
        asked = ask(hub_of())
        actions.place_mail(mail=send(), about=asked, by=eva)
        actions.place_mail(mail=send(), about=asked.company, by=eva)
        mail = send()
    browser = client_for(eva)
    for path in (
        "/bureau/post/",
        "/bureau/post/?stand=alles",
        f"/bureau/post/{mail.pk}/",
        f"/bureau/post/{mail.pk}/?q=angstrom",
        "/bureau/",
    ):
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
