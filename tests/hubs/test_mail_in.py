"""E-mail from a company: read whatever it is, put where it belongs, once; and what is refused, with which status."""

import base64
import io
import sys
import time
import uuid
from email.message import EmailMessage

import pytest
from django.core.management import call_command
from django.db import OperationalError

from hubs import actions, html_text, mail_in, mail_tasks, reply_address, tasks
from hubs.management.commands import receive_mail
from hubs.models import Company, HelpRequest, Moment
from jobs.models import Job
from tests.hubs.asking import ask, hub_of
from tests.hubs.test_book import company
from tests.hubs.test_desk import main_of
from tests.hubs.test_handover import offer
from tests.hubs.test_mail_out import desk_page, own_page, send, write

pytestmark = pytest.mark.django_db
FROM = "Zoë van 't Hof <zoe@bedrijf.nl>"


def letter(
    to, text="Dinsdag past mij.", *, sender=FROM, subject="Re: Uw vraag", message_id="<1@bedrijf.nl>", **headers
):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    if message_id:
        made["Message-ID"] = message_id
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def take(raw, recipient=""):
    raw = raw.as_bytes() if isinstance(raw, EmailMessage) else raw
    return receive_mail.receive(io.BytesIO(raw), recipient)


def came():
    return list(Moment.objects.filter(kind="mail_in"))


@pytest.fixture
def request_of_zoe():
    return ask(hub_of())


@pytest.fixture
def to(request_of_zoe):
    return reply_address.of(request_of_zoe)


def test_answer_stands_on_the_pages_of_desk_request_and_company(client_for, eva, request_of_zoe, to, mailoutbox):
    actions.take(request=request_of_zoe, by=eva)

    assert take(letter(to)) == (0, "")

    (moment,) = came()
    assert (moment.address, moment.text, moment.public) == ("zoe@bedrijf.nl", "Dinsdag past mij.", True)
    assert "Dinsdag past mij." in desk_page(client_for(eva), request_of_zoe)
    assert "Dinsdag past mij." in own_page(client_for, request_of_zoe)
    page = client_for(eva).get(f"/bureau/bedrijven/{moment.company_id}/")
    assert "Dinsdag past mij." in main_of(page)
    (job,) = Job.objects.filter(kind="hubs.tell_of_moment", payload__moment_id=moment.pk)
    assert tasks.tell_of_moment(job) == {"sent": 1}
    notice = mailoutbox[-1]
    assert notice.to == [eva.email]
    assert "e-mail" in notice.body
    assert "Dinsdag" not in notice.body
    assert "zoe" not in notice.body.lower()


def test_same_message_twice_is_once(to):
    assert [take(letter(to))[0] for _again in range(2)] == [0, 0]
    assert take(letter(to, message_id=None))[0] == take(letter(to, message_id=None))[0] == 0
    assert len(came()) == 2


def test_one_letter_to_two_requests_stands_at_both(to):
    other = ask(hub_of("noord-nederland"))
    for recipient in (to, reply_address.of(other)):
        assert take(letter(f"{to}, {reply_address.of(other)}"), recipient)[0] == 0
    assert {one.request.hub.region.slug for one in came()} == {"zuid-holland", "noord-nederland"}


def test_address_that_the_mail_server_gives_comes_before_what_the_letter_says(request_of_zoe, to):
    other = reply_address.of(ask(hub_of("noord-nederland")))
    take(letter(other, X_Original_To=to))
    take(letter(other, message_id="<2@x>"), recipient=to.upper())
    assert {one.request_id for one in came()} == {request_of_zoe.pk}


@pytest.mark.parametrize("change", ["last", "first", "short", "long", "none", "other_domain", "plain", "swap"])
def test_unknown_and_forged_keys_are_no_user(to, change):
    name, domain = to.split("@")
    key = name.split("+")[1]
    other = reply_address.of(ask(hub_of("noord-nederland"))).split("@")[0].split("+")[1]
    forged = {
        "last": key[:-1] + ("a" if key[-1] != "a" else "b"),
        "first": "r" + ("a" if key[1] != "a" else "b") + key[2:],
        "short": key[:-1],
        "long": key + "a",
        "none": "",
        "other_domain": key,
        "plain": "x" * 43,
        # What another hub's request is called, with the signature of this one.
        "swap": other[:-16] + key[-16:],
    }[change]
    host = "elders.example" if change == "other_domain" else domain
    status, sentence = take(letter(f"{name.split('+')[0]}+{forged}@{host}"))
    assert status == 67
    assert "bestaat niet" in sentence
    assert "does not exist" in sentence
    assert came() == []


def test_key_of_something_that_is_gone_is_no_user(request_of_zoe, to):
    actions.withdraw(request=request_of_zoe, by=None)
    assert take(letter(to))[0] == 67
    assert take(letter(reply_address.of(HelpRequest(pk=uuid.uuid4()))))[0] == 67
    assert take(letter(reply_address.of(Company(pk=2**62))))[0] == 67
    assert came() == []


def test_stranger_with_the_key_is_kept_but_not_shown_to_the_company(client_for, eva, request_of_zoe, to):
    take(letter(to, sender="Boef <boef@elders.nl>"))
    page = desk_page(client_for(eva), request_of_zoe)
    assert "boef@elders.nl" in page
    assert "kende deze afzender niet" in page
    assert "Dinsdag" not in own_page(client_for, request_of_zoe)


def test_answer_to_a_closed_request_offers_to_open_it_again(client_for, eva, request_of_zoe, to):
    actions.close(request=request_of_zoe, result=actions.Result("answered"), text="Klaar", by=eva)
    assert "schreef nadat u" not in desk_page(client_for(eva), request_of_zoe)

    assert take(letter(to, Auto_Submitted="auto-replied", message_id="<a@x>"))[0] == 0
    assert "schreef nadat u" not in desk_page(client_for(eva), request_of_zoe)
    assert take(letter(to))[0] == 0

    page = client_for(eva).get(f"/bureau/{request_of_zoe.pk}/")
    assert "schreef nadat u" in main_of(page)
    assert HelpRequest.objects.get().state == "closed"
    actions.reopen(request=request_of_zoe, reason="Wil verder", by=eva)
    assert "schreef nadat u" not in desk_page(client_for(eva), request_of_zoe)


def test_answer_goes_to_the_desk_that_has_the_request_now(client_for, cast, request_of_zoe, to, mailoutbox):
    eva, noor = cast["eva"], cast["noor"]
    actions.accept(handover=offer(request_of_zoe, eva, hub_of("noord-nederland")), by=noor)

    take(letter(to))

    assert "Dinsdag" in desk_page(client_for(noor), request_of_zoe)
    assert "Dinsdag" not in desk_page(client_for(eva), request_of_zoe)
    (moment,) = came()
    assert moment.company.hub.region.slug == "noord-nederland"
    mailoutbox.clear()
    tasks.tell_of_moment(Job(payload={"moment_id": moment.pk}))
    assert [one.to for one in mailoutbox] == [[noor.email]]


def test_answer_to_a_double_goes_to_the_request_that_goes_on(eva, request_of_zoe, to):
    goes_on = ask(hub_of())
    actions.merge(request=request_of_zoe, into=goes_on, by=eva)
    take(letter(to))
    assert [one.request_id for one in came()] == [goes_on.pk]


def test_company_answers_without_a_request(client_for, eva, mailoutbox):
    one = company(email="jan@metaal.nl")
    sent = actions.mail_company(company=one, mail=actions.Mail("a", "b", "nl"), key=uuid.uuid4(), by=eva)

    assert take(letter(reply_address.of(one), sender="jan@metaal.nl"))[0] == 0

    (moment,) = came()
    assert (moment.company, moment.request, moment.public) == (one, None, False)
    job = Job.objects.get(kind="hubs.tell_of_company_mail")
    assert job.payload == {"moment_id": moment.pk}
    assert mail_tasks.tell_of_company_mail(job) == {"sent": 1}
    assert mail_tasks.tell_of_company_mail(job) == {"sent": 0}
    assert mailoutbox[-1].to == [sent.recorded_by.email]
    assert f"/bureau/bedrijven/{one.pk}/" in mailoutbox[-1].body
    assert "Dinsdag past mij." in main_of(client_for(eva).get(f"/bureau/bedrijven/{one.pk}/"))


@pytest.mark.parametrize(
    "headers",
    [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"X_Autoreply": "yes"}, {"Return_Path": "<>"},
     {"List_Id": "<a.b>"}],
    ids=["auto-submitted", "precedence", "autoreply", "null sender", "list"],
)  # fmt: skip
def test_machines_answer_is_kept_for_the_desk_and_nobody_is_told(client_for, eva, request_of_zoe, to, headers):
    assert take(letter(to, "Ik ben weg tot mei.", **headers))[0] == 0
    (moment,) = came()
    assert (moment.public, moment.details["automatic"]) == (False, "machine")
    assert "Automatisch antwoord" in desk_page(client_for(eva), request_of_zoe)
    assert "weg tot mei" not in own_page(client_for, request_of_zoe)
    assert not Job.objects.filter(kind="hubs.tell_of_moment").exists()


def bounce(to, about, action="failed"):
    return (
        f"From: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nSubject: Undelivered\r\nMessage-ID: <b@mx>\r\n"
        "Return-Path: <>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\r\n\r\n'
        "--B\r\nContent-Type: text/plain\r\n\r\nMailbox unknown.\r\n"
        f"--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        f"Final-Recipient: rfc822; zoe@bedrijf.nl\r\nAction: {action}\r\nStatus: 5.1.1\r\n\r\n"
        f"--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {about}\r\n\r\n--B--\r\n"
    ).encode()


def test_bounce_marks_the_letter_and_tells_the_desk(client_for, eva, request_of_zoe, to, mailoutbox):
    first, second = write(request_of_zoe, eva), write(request_of_zoe, eva)
    for moment in (first, second):
        send(moment)
    about = mailoutbox[0].extra_headers["Message-ID"]

    assert take(bounce(to, about, "delayed"))[0] == 0
    assert not Moment.objects.filter(refused_at__isnull=False).exists()
    assert take(bounce(to, about).replace(b"<b@mx>", b"<c@mx>"))[0] == 0

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.refused_at is not None, second.refused_at) == (True, None)
    page = desk_page(client_for(eva), request_of_zoe)
    assert "Een brief kwam terug" in page
    assert "Mailbox unknown." in page
    assert "Mailbox" not in own_page(client_for, request_of_zoe)
    (job,) = Job.objects.filter(kind="hubs.tell_of_moment", payload__moment_id=came()[-1].pk)
    mailoutbox.clear()
    tasks.tell_of_moment(job)
    assert "Een brief is niet aangekomen" in {one.subject for one in mailoutbox}


def test_our_own_letters_and_circles_are_refused(eva, request_of_zoe, to, mailoutbox):
    send(write(request_of_zoe, eva))
    own = mailoutbox[0].message().as_bytes()
    assert take(own, to)[0] == 77
    assert take(letter(to, sender=to))[0] == 77
    assert take(letter(to, X_Loop="antwoord@localhost"))[0] == 77
    round_about = b"".join(b"Received: by mx; x\r\n" for _hop in range(60)) + letter(to).as_bytes()
    assert take(round_about)[0] == 77
    assert came() == []


def test_flood_is_put_off(monkeypatch, to):
    monkeypatch.setattr("hubs.actions.receiving.MOST_A_DAY", 2)
    statuses = [take(letter(to, message_id=f"<{number}@x>"))[0] for number in range(3)]
    assert statuses == [0, 0, 75]


def test_own_link_is_taken_out_of_the_quoted_letter(client_for, eva, request_of_zoe, to, mailoutbox):
    send(write(request_of_zoe, eva))
    quoted = "Ja graag.\n\n" + "\n".join(f"> {line}" for line in mailoutbox[0].body.split("\n"))
    take(letter(to, quoted))
    (moment,) = came()
    assert "Ja graag." in moment.text
    assert str(request_of_zoe.key) not in moment.text
    assert str(request_of_zoe.key) not in desk_page(client_for(eva), request_of_zoe)


# --- Whatever it is, it is read --------------------------------------------------------------------------------------


def raw_letter(to, body, *headers):
    head = [f"From: zoe@bedrijf.nl\r\nTo: {to}\r\nMessage-ID: <{uuid.uuid4()}@x>", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    ("body", "headers", "text"),
    [
        ("Café €5".encode("cp1252"), ["Content-Type: text/plain; charset=windows-1252"], "Café €5"),
        ("Café".encode("latin-1"), ["Content-Type: text/plain; charset=iso-8859-1"], "Café"),
        ("Café".encode("latin-1"), ["Content-Type: text/plain; charset=utf-8"], "Café"),
        ("Café".encode(), ["Content-Type: text/plain; charset=x-bestaat-niet"], "Café"),
        ("Café".encode(), ["Content-Type: text/plain; charset=punycode"], "Café"),
        ("Café".encode(), [], "Café"),
        (base64.b64encode("Café".encode()), ["Content-Type: text/plain; charset=utf-8",
                                             "Content-Transfer-Encoding: base64"], "Café"),
        (b"Caf=C3=A9 =\r\nhier", ["Content-Type: text/plain; charset=utf-8",
                                  "Content-Transfer-Encoding: quoted-printable"], "Café hier"),
        (b"nul\x00 en \x1b[31mrood\x07", [], "nul en [31mrood"),
        ("om\u202egekeerd\u2066".encode(), ["Content-Type: text/plain; charset=utf-8"], "omgekeerd"),
        (b"<p>Hallo <b>Eva</b></p><script>alert(1)</script><ul><li>een<li>twee</ul>",
         ["Content-Type: text/html"], "Hallo Eva\n\n- een\n- twee"),
        (b"!!geen base64!!", ["Content-Transfer-Encoding: base64"], None),
        (b"", [], ""),
    ],
    ids=["cp1252", "latin1", "wrong utf8", "unknown charset", "slow charset", "no charset", "base64",
         "quoted-printable", "control signs", "turned line", "html", "bad base64", "empty"],
)  # fmt: skip
def test_text_is_read_in_every_guise(to, body, headers, text):
    assert take(raw_letter(to, body, *headers))[0] == 0
    (moment,) = came()
    if text is not None:
        assert moment.text == text


def test_parts_give_plain_text_and_attachments_are_left_out(client_for, eva, request_of_zoe, to):
    made = letter(to, "Zie bijlage.")
    made.add_alternative("<p>Zie <b>bijlage</b>.</p>", subtype="html")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="geheim.pdf")
    made.add_attachment("x,y", subtype="csv", filename="lijst.csv")
    take(made)
    (moment,) = came()
    assert (moment.text, moment.details["left_out"]) == ("Zie bijlage.", 2)
    page = desk_page(client_for(eva), request_of_zoe)
    assert "2 bijlagen zijn weggelaten" in page
    assert "geheim.pdf" not in page


def test_markup_is_never_markup_on_a_page(client_for, eva, request_of_zoe, to):
    take(letter(to, "<script>alert(1)</script> &amp; <b>x</b>", subject="<img src=x>"))
    for page in (desk_page(client_for(eva), request_of_zoe), own_page(client_for, request_of_zoe)):
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
        assert "<img src=x>" not in page


@pytest.mark.parametrize(
    ("subject", "kept"),
    [
        ("=?utf-8?q?Caf=C3=A9?=", "Café"),
        ("=?x-onzin?q?Caf?=", "=?x-onzin?q?Caf?="),
        ("=?utf-8?b?!!!?=", None),
        ("a" * 5000, "a" * 200),
        ("Hallo\r\n Bcc: x@y.nl", "Hallo Bcc: x@y.nl"),
        ("=?utf-8?q?Hallo=0D=0ABcc:_x=40y.nl=00?=", "Hallo Bcc: x@y.nl"),
    ],
    ids=["encoded", "unknown charset", "bad base64", "long", "folded", "header injected"],
)
def test_subject_is_one_line_of_text(to, subject, kept):
    assert take(raw_letter(to, b"x", f"Subject: {subject}"))[0] == 0
    (moment,) = came()
    if kept is not None:
        assert moment.subject == kept
    assert moment.subject == moment.subject.replace("\n", "")


@pytest.mark.parametrize("sender", ["", "niemand", "<>", "a@b@c", "x" * 400 + "@y.nl", "\x00@y.nl"],
                         ids=["empty", "name", "null", "two at", "long", "nul"])  # fmt: skip
def test_sender_that_is_no_address_is_no_fault(to, sender):
    raw = b"From: " + sender.encode() + f"\r\nTo: {to}\r\nMessage-ID: <1@x>\r\n\r\nTekst".encode()
    assert take(raw)[0] == 0
    (moment,) = came()
    assert (moment.address, moment.public) == ("", False)


def nested(depth):
    head = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number) for number in range(depth)
    )
    return b"From: a@b.nl\r\n" + head + b"\r\n\r\nDiep"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 1000,
        b"geen kop en geen brief",
        nested(1000),
        b"From: a@b.nl\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 1000,
        b"Content-Type: multipart/digest; boundary=x\r\n\r\n" + b"--x\r\n\r\nContent-Type: a/b\r\n\r\n" * 1000,
    ],
    ids=["empty", "nul", "no letter", "1000 deep", "1000 letters in letters", "1000 parts"],
)
def test_what_is_no_letter_gets_a_sentence(raw):
    status, sentence = take(raw)
    assert status == 65
    assert "cannot be read" in sentence
    assert "kan niet worden gelezen" in sentence


def test_ten_megabytes_are_read_and_cut(client_for, eva, request_of_zoe, to):
    started = time.monotonic()
    assert take(letter(to, "Een lange regel van een mens.\n" * 350_000))[0] == 0
    with_file = letter(to, "Kort", message_id="<2@x>")
    with_file.add_attachment(b"\x00" * 10_000_000, maintype="application", subtype="zip", filename="x.zip")
    assert take(with_file)[0] == 0
    assert time.monotonic() - started < 30
    long, short = came()
    assert (len(long.text), long.details["cut"], short.text, short.details["left_out"]) == (20_000, True, "Kort", 1)
    assert "Dit is het begin" in desk_page(client_for(eva), request_of_zoe)


def test_more_than_the_limit_is_refused(monkeypatch, to):
    monkeypatch.setattr(receive_mail, "MOST_BYTES", 1000)
    status, sentence = take(letter(to, "x" * 2000))
    assert status == 65
    assert "te groot" in sentence


@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "<![", "&", "<script>", "<svg>", "</", "<a b=", "<!x>"])
def test_hostile_html_takes_no_time(piece):
    started = time.monotonic()
    html_text.text_of(piece * (mail_in.MOST_READ // len(piece)))
    assert time.monotonic() - started < 20


def test_head_without_end_is_no_letter(to):
    for head in (b"X: x\r\n" * 1_000_000, b"Subject: " + b"x" * 10_000_000 + b"\r\n"):
        assert take(head + f"To: {to}\r\n\r\nTekst".encode())[0] == 65


def test_html_hides_nothing_behind_what_is_not_seen():
    html = "<style>p{}</style><title>x</title><p>Een&nbsp;<a href='http://boef.nl'>link</a><br>twee</p><td>a<td>b"
    assert html_text.text_of(html) == "Een link\ntwee\n\na b"


# --- The command -----------------------------------------------------------------------------------------------------


def run(monkeypatch, raw, **options):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    said = io.StringIO()
    try:
        call_command("receive_mail", stderr=said, **options)
    except SystemExit as ended:
        return ended.code, said.getvalue()
    return 0, said.getvalue()


def test_command_takes_in_from_standard_input_and_says_nothing(monkeypatch, request_of_zoe, to):
    raw = letter("onbekend@elders.nl").as_bytes()
    assert run(monkeypatch, raw)[0] == 67
    assert run(monkeypatch, raw, recipient=to) == (0, "")
    monkeypatch.setenv("ORIGINAL_RECIPIENT", to)
    assert run(monkeypatch, letter("x@y.nl", message_id="<2@x>").as_bytes()) == (0, "")
    assert len(came()) == 2


def test_portal_without_a_reply_address_takes_no_mail_in(monkeypatch, settings, to):
    settings.REPLY_ADDRESS = ""
    assert run(monkeypatch, letter(to).as_bytes())[0] == 78


@pytest.mark.parametrize("fault", [OperationalError("zoe@bedrijf.nl"), RuntimeError("zoe@bedrijf.nl")], ids=repr)
def test_database_that_is_away_means_later_and_tells_nothing(monkeypatch, caplog, to, fault):
    def away(**_given):
        raise fault

    monkeypatch.setattr(actions, "take_in", away)
    status, sentence = run(monkeypatch, letter(to).as_bytes())
    assert status == 75
    assert "zoe" not in sentence
    assert [record.getMessage() for record in caplog.records if "zoe" in record.getMessage()] == []


def test_nothing_personal_is_logged_or_put_in_a_job(caplog, request_of_zoe, to):
    take(letter(to, "Mijn geheim"))
    take(letter(to, "Mijn geheim", sender=to, message_id="<2@x>"))
    said = " ".join(record.getMessage() for record in caplog.records)
    assert [word for word in ("geheim", "zoe", to) if word in said] == []
    assert {frozenset(job.payload) for job in Job.objects.filter(kind__startswith="hubs.tell_of")} == {
        frozenset({"moment_id"})
    }


def test_letters_of_a_withdrawn_request_are_emptied(request_of_zoe, to):
    take(letter(to))
    actions.withdraw(request=request_of_zoe, by=None)
    (moment,) = came()
    assert (moment.text, moment.subject, moment.address) == ("", "", "")
