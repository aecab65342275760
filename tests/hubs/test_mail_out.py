"""E-mail from a desk to a company: filled in, written, sent once, and what the pages tell of it."""

import uuid
from email.header import decode_header, make_header
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from hubs import actions, clean_up, mail_tasks, reply_address
from hubs.models import Company, HelpRequest, LetterTemplate, Moment
from jobs import clock, queue
from jobs.models import Job
from tests.hubs.asking import ask, hub_of
from tests.hubs.test_book import company
from tests.hubs.test_desk import main_of

pytestmark = pytest.mark.django_db
MAIL = actions.Mail("Uw vraag", "Beste Zoë,\n\nZie {{link}}.", "nl")


def write(request, by, mail=MAIL, **changes):
    chosen = {"public": True, "answers": True, "key": uuid.uuid4()} | changes
    return actions.mail_about_request(request=request, mail=mail, by=by, **chosen)


def send(moment):
    return mail_tasks.send_letter(Job(payload={"moment_id": moment.pk}))


def desk_page(client, request):
    return main_of(client.get(f"/bureau/{request.pk}/"))


def own_page(client_for, request):
    return main_of(client_for(None).get(f"/hulpvraag/{request.key}/"))


def test_letter_is_chosen_filled_in_changed_and_sent(client_for, eva, mailoutbox):
    request, client = ask(hub_of()), client_for(eva)
    template = LetterTemplate.objects.get(title="Meer weten over de vraag")
    address = f"/bureau/{request.pk}/mailen/"

    form = client.get(address, {"brief": template.pk}).context["form"]
    text = form["text"].value()
    assert form["subject"].value() == f"Uw vraag aan {hub_of().name}: wij willen graag meer weten"
    assert text.startswith("Beste Zoë van 't Hof,")
    assert "Café Ångström & Zn" in text
    assert eva.name in text
    typed = {"subject": "Iets meer weten", "text": text + "\nTot gauw!", "language": "nl", "public": "on",
             "answers": "on", "key": form["key"].value()}  # fmt: skip
    for _click in range(2):
        assert client.post(address, typed).status_code == 302

    (moment,) = Moment.objects.filter(kind="mail_out")
    assert (moment.address, moment.public, moment.recorded_by) == ("zoe@bedrijf.nl", True, eva)
    assert send(moment) == {"sent": True}
    assert send(moment) == {"sent": False}
    (letter,) = mailoutbox
    assert letter.to == ["zoe@bedrijf.nl"]
    assert f"/hulpvraag/{request.key}/" in letter.body
    assert "Tot gauw!" in letter.body
    assert hub_of().name in str(make_header(decode_header(letter.extra_headers["From"])))
    request.refresh_from_db()
    assert (request.state, request.answered_by) == ("contact", eva)
    page = desk_page(client, request)
    assert "verstuurd" in page
    assert "zoe@bedrijf.nl" in page
    assert str(request.key) not in page
    # The company reads the letter itself, so the desk is not told otherwise.
    assert "bedrijf ziet dit" in page
    assert "niet de tekst" not in page
    assert "Tot gauw!" in own_page(client_for, request)


def test_letter_in_english_and_without_a_letter(client_for, eva):
    request, client = ask(hub_of()), client_for(eva)
    template = LetterTemplate.objects.get(title="Meer weten over de vraag")
    address = f"/bureau/{request.pk}/mailen/"

    form = client.get(address, {"brief": template.pk, "taal": "en"}).context["form"]
    assert form["text"].value().startswith("Dear Zoë van 't Hof,")
    assert form["language"].value() == "en"
    for query in ({}, {"brief": "0", "taal": "xx"}, {"brief": "-1"}):
        empty = client.get(address, query).context["form"]
        assert (empty["text"].value(), empty["language"].value()) == (None, "nl")


def test_letters_of_another_desk_and_from_the_archive_are_not_offered(client_for, eva, noor):
    letter = actions.Letter("Noord", "a", "Geheim van Noord", "b", "c")
    theirs = actions.write_letter(hub=hub_of("noord-nederland"), letter=letter, key=uuid.uuid4(), by=noor)
    old = actions.write_letter(
        hub=hub_of(), letter=actions.Letter("Oud", "a", "Oud", "b", "c"), key=uuid.uuid4(), by=eva
    )
    actions.archive_letter(template=old, by=eva)
    request = ask(hub_of())

    for template in (theirs, old):
        page = client_for(eva).get(f"/bureau/{request.pk}/mailen/", {"brief": template.pk})
        assert page.context["form"]["text"].value() is None
        assert f'value="{template.pk}"' not in page.content.decode()


def test_letter_that_is_not_public_stays_off_the_companys_page(client_for, eva):
    request = ask(hub_of())
    write(request, eva, public=False, answers=False)
    assert "Beste Zoë" not in own_page(client_for, request)
    assert "Beste Zoë" in desk_page(client_for(eva), request)
    request.refresh_from_db()
    assert request.answered_at is None


@pytest.mark.parametrize("who", ["noor", "karim", "gijs", "anna"])
def test_nobody_of_another_desk_writes(client_for, cast, who):
    request, one = ask(hub_of()), company()
    moment = write(request, cast["eva"])
    client = client_for(cast[who])
    statuses = {
        client.post(f"/bureau/{request.pk}/mailen/", {}).status_code,
        client.get(f"/bureau/{request.pk}/mailen/").status_code,
        client.get(f"/bureau/bedrijven/{one.pk}/mailen/").status_code,
        client.post(f"/bureau/mail/{moment.pk}/opnieuw/").status_code,
    }
    assert statuses == ({404} if who in ("noor", "karim") else {403})


@pytest.mark.parametrize(
    ("text", "left"),
    [("Beste {{naam}}", "{{naam}}"), ("Van {{me}}", "{{me}}"), ("Zie {{ link }}", "{{ link }}")],
    ids=["unknown", "not filled in", "spaces"],
)
def test_what_is_not_filled_in_does_not_go(client_for, eva, text, left):
    request = ask(hub_of())
    typed = {"subject": "x", "text": text, "language": "nl"}
    shown = client_for(eva).post(f"/bureau/{request.pk}/mailen/", typed)
    assert shown.status_code == 422
    assert f"Dit is nog niet ingevuld: {left}." in main_of(shown)
    assert not Moment.objects.filter(kind="mail_out").exists()


def test_names_fill_in_nothing_and_start_no_header(client_for, eva, mailoutbox):
    request = ask(hub_of(), company_name="Slim\r\nBcc: buit@x.nl {{me}}", contact_name="{{link}}\nCc: x@y.nl")
    template = LetterTemplate.objects.get(title="Na een bezoek: wat wij afspraken")

    form = client_for(eva).get(f"/bureau/{request.pk}/mailen/", {"brief": template.pk}).context["form"]

    assert form["subject"].value() == "Na ons bezoek aan Slim Bcc: buit@x.nl me"
    assert form["text"].value().startswith("Beste link Cc: x@y.nl,")
    moment = write(request, eva, actions.Mail("Hallo\r\nBcc: buit@x.nl", "Tekst\x00", "nl"))
    assert (moment.subject, moment.text) == ("Hallo Bcc: buit@x.nl", "Tekst")
    send(moment)
    (letter,) = mailoutbox
    assert letter.message()["Bcc"] is None
    assert letter.recipients() == [request.email]


def test_answer_and_bounce_come_to_the_key_of_the_request(eva, mailoutbox):
    request = ask(hub_of())
    send(write(request, eva))
    (letter,) = mailoutbox
    address = reply_address.of(request)
    assert letter.extra_headers["Reply-To"] == letter.from_email == address
    (key,) = reply_address.keys_in([f"Iemand <{address.upper()}>"])
    assert reply_address.target(key) == reply_address.Target("r", request.pk)
    assert parseaddr(address)[1] == address
    assert len(address.split("@")[0]) <= 64


def test_without_a_reply_address_the_letter_leads_to_the_page(eva, settings, mailoutbox):
    settings.REPLY_ADDRESS = ""
    request = ask(hub_of())
    send(write(request, eva, actions.Mail("Vraag", "Tekst", "en")))
    (letter,) = mailoutbox
    assert "Answer on your own page" in letter.body
    assert f"/hulpvraag/{request.key}/" in letter.body
    assert "Reply-To" not in letter.extra_headers


def test_refused_address_is_shown(monkeypatch, client_for, eva):
    request = ask(hub_of())
    moment = write(request, eva)

    def refuse(self):
        raise SMTPRecipientsRefused({"zoe@bedrijf.nl": (550, b"unknown")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert send(moment) == {"sent": False}
    assert "geweigerd" in desk_page(client_for(eva), request)


def test_mail_server_that_is_away_is_tried_again_and_then_by_hand(monkeypatch, client_for, eva, mailoutbox):
    request, client = ask(hub_of()), client_for(eva)
    moment = write(request, eva)
    assert "wacht op versturen" in desk_page(client, request)

    def away(self):
        raise SMTPServerDisconnected("zoe@bedrijf.nl")

    monkeypatch.setattr(EmailMessage, "send", away)
    for _attempt in range(queue.MOST_ATTEMPTS):
        Job.objects.filter(pk=moment.job.pk).update(due_at=clock.now())
        queue.run(str(moment.job.pk))
    job = Job.objects.get(pk=moment.job.pk)
    assert (job.state, "zoe" in job.error, job.payload) == ("failed", False, {"moment_id": moment.pk})
    assert "het lukte niet" in desk_page(client, request)
    monkeypatch.undo()
    for _click in range(2):
        client.post(f"/bureau/mail/{moment.pk}/opnieuw/")
    again = Moment.objects.select_related("job").get(pk=moment.pk)
    assert Job.objects.filter(kind="hubs.send_letter").count() == 2
    queue.run(str(again.job_id))
    assert len(mailoutbox) == 1
    assert "verstuurd" in desk_page(client, request)


def test_letter_of_a_withdrawn_request_does_not_go_any_more(eva, mailoutbox):
    request = ask(hub_of())
    moment = write(request, eva)
    actions.withdraw(request=request, by=None)
    assert send(moment) == {"sent": False}
    moment.refresh_from_db()
    assert (moment.text, moment.subject, moment.address, mailoutbox) == ("", "", "", [])
    with pytest.raises(actions.RuleBroken) as refused:
        actions.send_again(moment=moment, by=eva)
    assert refused.value.code == "removed"


def test_letters_go_with_the_terms_of_request_and_company(eva):
    with clock.on(clock.months_ago(25).date()):
        request, one = ask(hub_of()), company(email="a@b.nl")
        write(request, eva)
        actions.mail_company(company=one, mail=actions.Mail("a", "b", "nl"), key=uuid.uuid4(), by=eva)
        HelpRequest.objects.update(state="closed", outcome="answered", closed_at=clock.now(), closed_by=eva)
    clean_up.run()
    assert set(Moment.objects.values_list("subject", "text", "address")) == {("", "", "")}
    assert Company.objects.filter(erased_at=None).count() == 0


def test_company_without_a_request_gets_a_letter(client_for, eva, mailoutbox):
    one, client = company(contact_name="Jan"), client_for(eva)
    address = f"/bureau/bedrijven/{one.pk}/mailen/"
    form = client.get(address).context
    offered = [title for _key, title in form["pick"].fields["brief"].choices]
    assert "Nakomen: hoe is het gegaan?" in offered
    assert "Meer weten over de vraag" not in offered
    typed = {"subject": "Hoe gaat het?", "text": "Zie {{link}}", "language": "nl"}
    refused = client.post(address, typed)
    assert (refused.status_code, "geen eigen pagina" in main_of(refused)) == (422, True)

    client.post(address, typed | {"text": "Beste Jan"})

    (moment,) = Moment.objects.filter(kind="mail_out")
    send(moment)
    (letter,) = mailoutbox
    assert letter.to == [one.email]
    assert letter.extra_headers["Reply-To"] == reply_address.of(one)
    page = main_of(client.get(f"/bureau/bedrijven/{one.pk}/"))
    assert "Hoe gaat het?" in page
    assert "verstuurd" in page
    one.refresh_from_db()
    assert one.last_contact_on == clock.today()


def test_company_without_an_address_gets_none(client_for, eva):
    one, client = company(email=""), client_for(eva)
    shown = client.get(f"/bureau/bedrijven/{one.pk}/mailen/", follow=True)
    assert "kent het e-mailadres van dit bedrijf niet" in shown.content.decode()
    assert f"/bureau/bedrijven/{one.pk}/mailen/" not in client.get(f"/bureau/bedrijven/{one.pk}/").content.decode()


def test_pages_keep_to_the_agreed_number_of_statements(client_for, eva, django_assert_max_num_queries):
    request, client = ask(hub_of()), client_for(eva)
    one = HelpRequest.objects.select_related("company").get(pk=request.pk).company
    for number in range(3):
        send(write(request, eva, actions.Mail(f"Brief {number}", "Tekst", "nl")))
        write(request, eva)
    addresses = (
        f"/bureau/{request.pk}/",
        f"/bureau/{request.pk}/mailen/",
        f"/bureau/bedrijven/{one.pk}/",
        f"/bureau/bedrijven/{one.pk}/mailen/",
        reverse("hubs:request_state", args=[request.key]),
    )
    for address in addresses:
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200
