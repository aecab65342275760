"""Pages of events: what the public sees, how somebody registers, and what is for the own hub alone."""

import re
import uuid
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from hubs import event_tasks
from hubs.actions import events, registrations
from hubs.models import Event, Registration
from jobs import clock
from jobs.models import Job
from programme.models import Transformation
from regions.models import Place
from tests.hubs.gathering import event, plan, register

pytestmark = pytest.mark.django_db
TYPED = {"name": "Zoë", "email": "Zoe@Bedrijf.nl", "company_name": "=Café BV", "kvk_number": "", "agreed": "on"}


def sign_up(client, made, button="send", **changes):
    return client.post(f"/evenementen/{made.slug}/aanmelden/", {**TYPED, button: "1", **changes})


def do(registration, kind, **more):
    return event_tasks.write_registrant(Job(payload={"registration": registration.pk, "kind": kind, **more}))


# --- The public ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_the_same_number_of_queries_however_long(client, eva, django_assert_num_queries, number):
    for _one in range(number):
        event(eva)
    with django_assert_num_queries(4):
        page = client.get("/evenementen/")
    assert len(page.context["cards"]) == number


def test_list_filters_and_its_counts_never_lead_to_nothing(client, eva, karim):
    place, subject = Place.objects.filter(name="Dordrecht").first(), Transformation.objects.order_by("number").first()
    on_place = event(eva, title_nl="Op locatie", place=place, transformations=(subject,))
    online = event(karim, region=None, title_nl="Overal")
    over = event(eva, title_nl="Geweest", starts_at=clock.now() - timedelta(days=2), ends_at=clock.now())
    event(eva, public=False, title_nl="Concept")

    def shown(query=""):
        return [card["title"] for card in client.get(f"/evenementen/{query}").context["cards"]]

    assert shown() == [on_place.title_nl, online.title_nl]
    assert shown("?regio=zuid-holland") == shown(f"?transformatie={subject.slug}") == ["Op locatie"]
    assert shown("?vorm=online") == shown("?regio=landelijk") == ["Overal"]
    assert shown(f"?maand={clock.today() + timedelta(days=14):%Y-%m}") == ["Op locatie", "Overal"]
    assert shown("?voorbij=ja") == [over.title_nl]
    assert shown("?regio=noord-nederland") == []
    for group in client.get("/evenementen/?vorm=online").context["filters"]:
        for option in group["options"]:
            assert option["count"] > 0
            assert option["selected"] or len(shown(option["url"])) == option["count"]


def test_empty_list_leads_to_the_desks(client):
    assert 'href="/hubs/"' in client.get("/evenementen/").content.decode()


def test_draft_is_not_found_by_strangers_in_any_form(client, client_for, eva, noor, gijs):
    made = event(eva, public=False)
    for path in ("", "agenda.ics", "aanmelden/"):
        address = f"/evenementen/{made.slug}/{path}"
        assert client.get(address).status_code == 404
        assert client_for(noor).get(address).status_code == 404
    assert client_for(eva).get(made.get_absolute_url()).status_code == 200
    assert client_for(gijs).get(made.get_absolute_url()).status_code == 200
    assert made.slug not in client.get("/evenementen/agenda.ics").content.decode()


def test_event_page_asks_at_most_eight_queries(client, eva, django_assert_max_num_queries):
    made = event(eva, seats=4)
    register(made)
    with django_assert_max_num_queries(8):
        page = client.get(made.get_absolute_url())
    assert dict(page.context["facts"])["Plaatsen"] == "3 van 4 over"


def test_text_of_people_is_never_html(client, eva):
    made = event(eva, text_nl="## Kop\n\n<script>alert(1)</script>\n\n- een\n- twee")
    page = client.get(made.get_absolute_url()).content.decode()
    assert "&lt;script&gt;" in page
    assert "<li>een</li><li>twee</li>" in page


# --- Registering -----------------------------------------------------------------------------------------------------


def test_somebody_registers_without_an_account(client, eva, mailoutbox):
    made = event(eva, online_url="https://video.example/1")
    answer = sign_up(client, made, kvk_number="12 34 56 78")
    registration = made.registrations.get()

    assert answer["Location"] == made.get_absolute_url()
    page = client.get(f"/aanmelding/{registration.key}/")
    assert page["Cache-Control"] == "no-store, private"
    assert "https://video.example/1" in page.content.decode()
    assert "zoe@bedrijf.nl" not in page.content.decode()
    assert (registration.kvk_number, registration.registered_by) == ("12345678", None)
    assert "https://video.example/1" not in client.get(made.get_absolute_url()).content.decode()


def test_english_form_gives_english_letters(client, eva):
    made = event(eva)
    client.post(f"/en/evenementen/{made.slug}/aanmelden/", {**TYPED, "send": "1"})
    assert made.registrations.get().language == "en"


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, eva):
    made = event(eva)
    answer = sign_up(client, made, email="geen adres", kvk_number="123", agreed="")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"email", "kvk_number", "agreed"}
    assert answer.context["form"]["name"].value() == "Zoë"
    assert not made.registrations.exists()


def test_a_form_that_is_sent_twice_registers_once(client, eva):
    made = event(eva)
    key = client.get(f"/evenementen/{made.slug}/aanmelden/").context["form"]["key"]
    hidden = key.field.prepare_value(key.value())
    first, second = (sign_up(client, made, key=hidden) for _click in range(2))
    assert first["Location"] == second["Location"]
    assert made.registrations.count() == 1


def test_full_event_offers_the_waiting_list_and_keeps_what_was_typed(client, eva):
    made = event(eva, seats=1)
    register(made)
    refused = sign_up(client, made)
    assert (refused.status_code, refused.context["full"]) == (422, True)
    assert 'name="waiting"' in refused.content.decode()
    answer = sign_up(client, made, button="waiting")
    assert answer["Location"] == made.get_absolute_url()
    waits = made.registrations.get(state="waiting")
    assert client.get(f"/aanmelding/{waits.key}/").context["place_in_line"] == 1


def answered(client, made, **changes):
    """All that somebody without the mailbox can see of the answer, and the tables that it took."""
    with CaptureQueriesContext(connection) as asked:
        answer = sign_up(client, made, **changes)
    page = client.get(answer["Location"]) if answer.status_code == 302 else answer
    said = [str(one) for one in page.context["messages"]]
    tables = re.findall(r'(?:FROM|INTO|UPDATE) "(\w+)"', " ".join(one["sql"] for one in asked.captured_queries))
    return answer.status_code, answer.get("Location"), said, sorted(tables)


@pytest.mark.parametrize("waits", [False, True])
def test_nobody_without_the_mailbox_learns_who_is_registered(eva, waits):
    made = event(eva, seats=1 if waits else 10)
    register(made, 1)
    if waits:
        register(made, 2, email="zoe@bedrijf.nl")
    button = "waiting" if waits else "send"
    known = "zoe@bedrijf.nl" if waits else "zoe1@bedrijf.nl"
    first, second = (answered(Client(), made, email=one, button=button) for one in ("niemand@anders.nl", known))
    assert first == second
    assert first[2] == [
        "We hebben het genoteerd. U krijgt een e-mail. Daarin staat hoe het ervoor staat, met een link naar uw eigen "
        "pagina."
    ]


def test_full_event_asks_everybody_the_same(eva):
    made = event(eva, seats=1)
    register(made, 1)
    pages = [sign_up(Client(), made, email=one) for one in ("niemand@anders.nl", "zoe1@bedrijf.nl")]
    assert [(one.status_code, one.context["form"].errors) for one in pages] == [
        (422, {"__all__": ["Het evenement is vol. U kunt op de wachtlijst."]})
    ] * 2


@pytest.mark.parametrize(
    ("language", "seats", "words"),
    [
        ("nl", 9, ("U was al aangemeld: Lasdag", "U had al een plaats en die houdt u: er is niets veranderd.")),
        ("en", 9, ("You were registered already: Welding day", "You had a place already and you still have it")),
        ("nl", 1, ("U stond al op de wachtlijst: Lasdag", "U stond al op de wachtlijst en houdt uw beurt")),
        ("en", 1, ("You were on the waiting list already: Welding day", "you keep your turn")),
    ],
)
def test_who_is_registered_reads_what_they_have(eva, mailoutbox, language, seats, words):
    made = event(eva, seats=seats)
    if seats == 1:
        register(made, 1)
    has = register(made, 2, email="zoe@bedrijf.nl", language=language)
    sign_up(Client(), made, button="waiting" if seats == 1 else "send")
    job = Job.objects.filter(kind="hubs.write_registrant").latest("created_at")
    assert job.payload == {"registration": has.pk, "kind": f"{has.state}_before"}
    event_tasks.write_registrant(job)
    letter = mailoutbox[-1]
    assert (letter.subject, letter.to) == (words[0], ["zoe@bedrijf.nl"])
    assert words[1] in letter.body.replace("\n", " ")
    assert f"/aanmelding/{has.key}/" in letter.body
    assert made.registrations.filter(email="zoe@bedrijf.nl").count() == 1


def test_too_many_registrations_of_one_address_are_stopped(client, eva, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "event_registration": "1/h/key"}
    assert sign_up(client, event(eva), email="vol@bedrijf.nl").status_code == 302
    assert sign_up(client, event(eva), email="vol@bedrijf.nl").status_code == 429


def test_closed_event_leads_back_to_its_page(client, eva):
    made = event(eva, closes_at=clock.now() - timedelta(minutes=1))
    answer = client.get(f"/evenementen/{made.slug}/aanmelden/")
    assert answer["Location"] == made.get_absolute_url()


def test_who_is_signed_in_finds_what_is_known(client_for, anna, eva):
    form = client_for(anna).get(f"/evenementen/{event(eva).slug}/aanmelden/").context["form"]
    assert form["company_name"].value() == "Demo Metaalbewerking De Vries"
    assert form["email"].value() == anna.email


def test_cancelling_asks_once_and_the_next_moves_up(client, eva):
    made = event(eva, seats=1)
    first, second = register(made, 1), register(made, 2)
    path = f"/aanmelding/{first.key}/afmelden/"
    assert client.get(path).status_code == 200
    assert client.post(path)["Location"] == f"/aanmelding/{first.key}/"
    second.refresh_from_db()
    assert second.state == "registered"
    assert client.get(f"/aanmelding/{uuid.uuid4()}/").status_code == 404


# --- Letters and calendars -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "subject"), [("nl", "U bent aangemeld: Lasdag"), ("en", "You are registered: Welding day")]
)
def test_letter_is_in_the_language_of_the_person(eva, mailoutbox, language, subject):
    registration = register(event(eva), language=language)
    assert do(registration, "registered") == {"sent": True}
    (letter,) = mailoutbox
    assert (letter.subject, letter.to) == (subject, ["zoe1@bedrijf.nl"])
    assert f"/aanmelding/{registration.key}/" in letter.body
    assert "Zoë" not in letter.body
    assert letter.attachments[0][0] == "smart-industry.ics"


def test_letters_that_are_no_longer_true_do_not_go(eva, mailoutbox):
    made = event(eva)
    registration = register(made)
    registrations.cancel_registration(registration=registration, by=None)
    kinds = ("registered", "moved_up", "waiting", "changed", "called_off", "message")
    assert [do(registration, kind)["sent"] for kind in kinds] == [False] * 6
    assert do(registration, "cancelled") == {"sent": True}
    assert "/aanmelding/" not in mailoutbox[0].body


def test_message_and_cancellation_say_what_happened(eva, mailoutbox):
    made = event(eva)
    registration = register(made)
    message = events.write_to_all(by=eva, event=made, key=uuid.uuid4(), subject_nl="Parkeren", text_nl="Kan achter.")
    events.cancel_event(by=eva, event=made, reason="De spreker is ziek")
    do(registration, "message", message=message.pk)
    do(registration, "called_off")
    assert mailoutbox[0].subject == "Parkeren"
    assert "Kan achter." in mailoutbox[0].body
    assert "De spreker is ziek" in mailoutbox[1].body
    assert "STATUS:CANCELLED" in mailoutbox[1].attachments[0][1]


def test_refused_address_is_shown_on_the_own_page(client, eva, monkeypatch):
    registration = register(event(eva))

    def refuse(self):
        raise SMTPRecipientsRefused({})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert do(registration, "registered") == {"sent": False}
    assert "weigerde uw e-mailadres" in client.get(f"/aanmelding/{registration.key}/").content.decode()


def test_calendar_follows_the_event(client, eva):
    made = event(eva, online_url="https://video.example/1")
    registration = register(made)
    public, own, feed = (
        client.get(path)
        for path in (
            f"/evenementen/{made.slug}/agenda.ics",
            f"/aanmelding/{registration.key}/agenda.ics",
            "/evenementen/agenda.ics?regio=zuid-holland",
        )
    )
    for answer in (public, own, feed):
        calendar = Calendar.from_ical(answer.content)
        (entry,) = calendar.walk("VEVENT")
        assert answer["Content-Type"].startswith("text/calendar")
        assert (calendar["METHOD"], entry["UID"], entry["SEQUENCE"]) == ("PUBLISH", f"{made.uid}@smartindustry", 2)
        assert (entry["STATUS"], entry["DTSTART"].params["TZID"]) == ("CONFIRMED", "Europe/Amsterdam")
        assert entry["DTSTART"].dt == made.starts_at
    assert b"video.example" in own.content
    assert b"video.example" not in public.content + feed.content
    events.cancel_event(by=eva, event=made, reason="Ziek")
    (entry,) = Calendar.from_ical(client.get("/evenementen/agenda.ics").content).walk("VEVENT")
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("CANCELLED", 3)
    assert Calendar.from_ical(client.get("/evenementen/agenda.ics?regio=oost-nederland").content).walk("VEVENT") == []
    assert client.get("/evenementen/agenda.ics?regio=nergens").status_code == 404


# --- The hub ---------------------------------------------------------------------------------------------------------

FORM = {
    "hub": "smitzh", "title_nl": "Robotdag", "title_en": "", "text_nl": "Kom.", "text_en": "", "begins": "13:00",
    "ends": "17:00", "last_day": "", "city": "Dordrecht", "address": "Kade 1", "online_url": "", "registration": "on",
    "seats": "10", "closes": "", "fieldlab": "", "day": "12-03-2090",
}  # fmt: skip


def test_editor_makes_publishes_changes_and_cancels(client_for, eva):
    desk = client_for(eva)
    answer = desk.post("/evenementen/nieuw/", FORM)
    assert answer["Location"] == "/evenementen/robotdag/aanmeldingen/"
    made = Event.objects.get()
    assert (made.seats, made.place.name, made.publication) == (10, "Dordrecht", "draft")
    assert clock.timezone.localtime(made.starts_at).isoformat() == "2090-03-12T13:00:00+01:00"

    desk.post("/evenementen/robotdag/publiceren/")
    assert desk.post("/evenementen/robotdag/wijzigen/", FORM | {"version": "2", "seats": ""}).status_code == 302
    made.refresh_from_db()
    assert (made.seats, made.version, made.publication) == (None, 3, "published")
    assert desk.post("/evenementen/robotdag/afgelasten/", {"reason": ""}).status_code in (200, 422)
    desk.post("/evenementen/robotdag/afgelasten/", {"reason": "Ziek"})
    made.refresh_from_db()
    assert made.cancel_reason == "Ziek"


def test_faults_in_the_form_keep_what_was_typed(client_for, eva):
    wrong = FORM | {"city": "Atlantis", "ends": "12:00", "day": "31-02-2090", "seats": "0"}
    answer = client_for(eva).post("/evenementen/nieuw/", wrong)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"city", "day", "seats"}
    answer = client_for(eva).post("/evenementen/nieuw/", FORM | {"ends": "12:00"})
    assert (answer.status_code, Event.objects.count()) == (422, 0)


def test_both_texts_are_shown_when_somebody_saved_meanwhile(client_for, eva):
    made = event(eva)
    events.change_event(by=eva, event=made, plan=plan(title_nl="Eerste"), version=2)
    answer = client_for(eva).post(f"/evenementen/{made.slug}/wijzigen/", FORM | {"version": "2"})
    assert answer.status_code == 409
    assert ["Titel in het Nederlands", "Eerste", "Robotdag"] in answer.context["newer"]
    assert answer.context["form"]["version"].value() == "3"


STAFF = ["aanmeldingen/", "aanmeldingen.csv", "wijzigen/", "afgelasten/", "bericht/"]


def test_another_hubs_event_is_not_found_or_not_theirs(client_for, eva, noor, gijs):
    made, draft = event(eva), event(eva, public=False)
    for path in STAFF:
        for one in (made, draft):
            assert client_for(noor).get(f"/evenementen/{one.slug}/{path}").status_code == 404
    for path in ("publiceren/", "aanwezig/", "afgelasten/", "bericht/", "wijzigen/"):
        assert client_for(noor).post(f"/evenementen/{draft.slug}/{path}", FORM).status_code == 404
    assert client_for(noor).post("/evenementen/nieuw/", FORM).status_code == 422
    assert client_for(gijs).get(f"/evenementen/{made.slug}/aanmeldingen.csv").status_code == 403
    draft.refresh_from_db()
    assert (draft.publication, draft.cancelled) == ("draft", False)


def test_auditor_sees_how_many_and_not_who(client_for, eva, gijs):
    made = event(eva)
    register(made, name="Zoë Geheim")
    page = client_for(gijs).get(f"/evenementen/{made.slug}/aanmeldingen/").content.decode()
    assert "Geheim" not in page
    assert "zoe1@" not in page


def test_list_of_registrations_searches_sorts_and_equals_its_file(client_for, eva, django_assert_max_num_queries):
    made, desk = event(eva), client_for(eva)
    register(made, 1, name="=1+1", company_name="Metaal")
    register(made, 2, name="Bea")
    path = f"/evenementen/{made.slug}/aanmeldingen"
    with django_assert_max_num_queries(9):
        page = desk.get(f"{path}/?q=metaal")
    assert [row["one"].name for row in page.context["rows"]] == ["=1+1"]
    assert page["Cache-Control"] == "no-store, private"
    assert [row["one"].name for row in desk.get(f"{path}/?sort=-name").context["rows"]] == ["Bea", "=1+1"]
    lines = desk.get(f"{path}.csv?sort=-name").content.decode().splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == ["Bea", "'=1+1"]


def test_hub_notes_who_was_there(client_for, eva):
    made = event(eva)
    registration = register(made)
    Event.objects.filter(pk=made.pk).update(starts_at=clock.now() - timedelta(hours=1))
    answer = client_for(eva).post(
        f"/evenementen/{made.slug}/aanwezig/?sort=name", {"shown": [registration.pk, "x"], "came": [registration.pk]}
    )
    assert answer["Location"] == f"/evenementen/{made.slug}/aanmeldingen/?sort=name"
    assert Registration.objects.get().attended is True


@pytest.mark.parametrize("number", [1, 3])
def test_own_list_asks_the_same_number_of_queries(client_for, eva, django_assert_max_num_queries, number):
    for _one in range(number):
        event(eva, public=False)
    desk = client_for(eva)
    with django_assert_max_num_queries(8):
        page = desk.get("/evenementen/beheer/?stand=concept&q=lasdag")
    assert len(page.context["rows"]) == number
