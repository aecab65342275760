"""What waits in the registry and at the desk: who sees it, in which order, and that each line leads to the act."""

import uuid
from datetime import date, timedelta
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, Organisation, Role, RoleHolding, User
from fieldlabs import actions as labs
from fieldlabs.models import ChangeProposal, Confirmation, Fieldlab, FieldlabContact, ImportRun
from hubs import actions as desk
from hubs.models import Absence, Article, Hub, Registration, WaitingMail
from jobs import clock
from regions.models import Region
from reports import waiting
from tests.fieldlabs.filled import filled
from tests.fieldlabs.lists import sent, table
from tests.fieldlabs.test_actions import core
from tests.fieldlabs.test_proposals import proposed, run_by
from tests.hubs import gathering
from tests.hubs.asking import ask, hub_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)


@pytest.fixture(autouse=True)
def on_a_wednesday():
    with clock.on(TODAY):
        yield


def on(days, act):
    """So many days ago, or with a number below zero to come."""
    with clock.on(TODAY - timedelta(days=days)):
        return act()


def found(user, kind=None):
    """Titles and addresses of what waits outside the money."""
    fresh = User.objects.get(pk=user.pk)
    return [
        (one.about.title, one.about.url)
        for one in waiting.in_order(waiting.elsewhere(fresh).items)
        if kind in (None, one.about.kind)
    ]


def page_of(client_for, user):
    return client_for(User.objects.get(pk=user.pk)).get("/start/")


def shown(client_for, user, kind):
    return [one for one in page_of(client_for, user).context["waiting"] if one.about.kind == kind]


def draft(by, region="zuid-holland", **changes):
    return labs.register(by=by, region=Region.objects.get(slug=region), core=core(**changes), key=uuid.uuid4())


def other_editor(region="zuid-holland"):
    person = User.objects.create_user("els@voorbeeld.nl", "Els", "een-lang-wachtwoord")
    hub = Organisation.objects.get(kind="hub", region__slug=region)
    RoleHolding.objects.create(person=person, organisation=hub, role=Role.HUB_EDITOR, starts_on=date(2018, 1, 1))
    return person


# --- The desk --------------------------------------------------------------------------------------------------------


def test_late_question_stands_first_with_its_day(eva, client_for):
    new = ask(hub_of(), company_name="Nieuw BV", email="nieuw@voorbeeld.nl")
    late = on(7, lambda: ask(hub_of(), company_name="Laat BV"))
    first, second = [one for one in page_of(client_for, eva).context["waiting"] if "request" in one.about.kind]
    assert (first.about.title, first.about.url) == (
        "Antwoord Laat BV",
        reverse("hubs:request_detail", args=[late.pk]),
    )
    days = (TODAY - timezone.localdate(late.answer_due_at)).days
    assert (first.urgency.text, first.urgency.kind) == (f"{days} dagen te laat", "error")
    assert (second.about.title, second.about.url, second.urgency.kind) == (
        "Pak de vraag van Nieuw BV op",
        reverse("hubs:request_detail", args=[new.pk]),
        "warning",
    )


def test_editor_is_not_told_of_what_a_colleague_is_late_with_and_the_coordinator_is(eva, noor):
    north = hub_of("noord-nederland")
    late = on(7, lambda: ask(north, company_name="Laat BV"))
    on(7, lambda: desk.take(request=late, by=noor))
    els = other_editor("noord-nederland")
    assert [title for title, _url in found(noor, "request_late")] == ["Antwoord Laat BV"]
    assert found(els, "request_late") == found(eva, "request_late") == []


def test_own_question_is_gone_on_with_and_that_of_whom_one_stands_in_for(eva):
    els = other_editor()
    request = ask(hub_of(), company_name="Van Els BV")
    desk.take(request=request, by=els)
    assert (found(els, "request_mine"), found(eva, "request_mine")) == (
        [("Ga door met de vraag van Van Els BV", reverse("hubs:request_detail", args=[request.pk]))],
        [],
    )
    Absence.objects.create(
        organisation=eva.holdings[0].organisation, person=els, stand_in=eva, starts_on=TODAY, ends_on=TODAY,
        noted_at=clock.now(), noted_by=els,
    )  # fmt: skip
    assert len(found(eva, "request_mine")) == 1


def test_desk_to_which_a_question_is_handed_over_is_told_and_the_first_desk_is_not(eva, noor):
    request = ask(hub_of(), company_name="Ver Weg BV")
    desk.hand_over(request=request, to=hub_of("noord-nederland"), reason="Zit in het noorden.", by=eva)
    assert found(noor, "request_offered") == [
        ("Neem de vraag van Ver Weg BV aan of geef haar terug", reverse("hubs:request_detail", args=[request.pk]))
    ]
    assert found(eva, "request_offered") == []


def test_adviser_has_the_national_desk(karim, eva):
    ask(None, company_name="Overal BV")
    assert len(found(karim, "request_new")) == 1
    assert found(eva, "request_new") == []


def test_what_a_company_writes_after_the_closing_waits_until_somebody_goes_on(eva, noor):
    request = ask(hub_of(), company_name="Nog Iets BV")
    on(3, lambda: desk.close(request=request, result=desk.Result(outcome="no_response"), text="Tot ziens.", by=eva))
    assert found(eva, "request_wrote") == []
    desk.write_to_desk(request=request, text="Nog iets.", key=uuid.uuid4(), by=None)
    assert found(eva, "request_wrote") == [
        ("Lees wat Nog Iets BV daarna schreef", reverse("hubs:request_detail", args=[request.pk]))
    ]
    assert found(noor, "request_wrote") == []
    with clock.on(TODAY + timedelta(days=31)):
        assert found(eva, "request_wrote") == []
    desk.reopen(request=request, reason="Het bedrijf wil verder.", by=eva)
    assert found(eva, "request_wrote") == []


def test_reader_of_a_hub_is_not_told_to_work(eva):
    ask(hub_of())
    RoleHolding.objects.filter(person=eva).update(role=Role.HUB_READER)
    assert found(eva, "request_new") == []


def test_more_than_five_are_counted_with_a_link_to_all(eva, client_for):
    for number in range(7):
        ask(hub_of(), company_name=f"Bedrijf {number}", email=f"b{number}@voorbeeld.nl")
    page = page_of(client_for, eva)
    listed = [one for one in page.context["waiting"] if one.about.kind == "request_new"]
    assert (len(listed), ("Nog 2 nieuwe vragen", "/bureau/?stand=nieuw") in page.context["more"]) == (5, True)


# --- The registry ----------------------------------------------------------------------------------------------------


def test_of_very_many_emails_the_start_page_counts_no_more_than_it_says(eva, monkeypatch):
    monkeypatch.setattr("reports.duties.MOST", 4)
    monkeypatch.setattr("reports.waiting.MOST", 4)
    hub = Hub.objects.get(region__slug="zuid-holland")
    mails = [
        WaitingMail(hub=hub, digest=f"{n:064}", subject=f"Vraag {n}", received_at=clock.now() - timedelta(hours=9 - n))
        for n in range(9)
    ]
    WaitingMail.objects.bulk_create(mails[:7])
    assert ("Nog 4 e-mails wachten", "/bureau/post/") in waiting.elsewhere(eva).more
    WaitingMail.objects.bulk_create(mails[7:])
    found = waiting.elsewhere(eva)
    assert ("Nog meer dan 4 e-mails wachten", "/bureau/post/") in found.more
    titles = [one.about.title for one in found.items if one.about.url.startswith("/bureau/post/")]
    assert titles == [f"Zet de e-mail “Vraag {n}” waar hij hoort" for n in range(3)]


def test_hub_is_told_of_a_proposal_and_the_contact_of_the_answer(eva, daan, noor):
    made = proposed(daan)
    url = reverse("fieldlabs:proposal_detail", args=["ramlab", made.pk])
    assert found(eva, "proposal") == [("Beoordeel een voorstel voor RAMLAB", url)]
    assert found(noor, "proposal") == []
    labs.decline(by=eva, proposal=made, answer="Dat klopt niet.")
    assert (found(eva, "proposal"), found(daan, "proposal_answered")) == (
        [],
        [("Uw voorstel voor RAMLAB is niet overgenomen", url)],
    )


def test_editor_finds_own_drafts_and_the_coordinator_those_of_the_hub(noor, eva):
    els = other_editor("noord-nederland")
    made = draft(noor, "noord-nederland", city="", province=None, lat=None, lon=None)
    url = reverse("fieldlabs:fieldlab_edit", args=[made.slug])
    assert found(noor, "lab_draft") == [(f"Vul {made.name} in en dien het in", url)]
    assert found(els, "lab_draft") == found(eva, "lab_draft") == []


def test_unfinished_section_is_the_own_one(eva):
    lab = Fieldlab.objects.get(slug="ramlab")
    labs.keep_draft(by=eva, fieldlab=lab, section="contact", data={"contact": ["Bal"]})
    assert found(eva, "section_draft") == [
        ("Maak uw tekst voor RAMLAB af", reverse("fieldlabs:fieldlab_section", args=["ramlab", "contact"]))
    ]
    assert found(other_editor(), "section_draft") == []


def test_list_on_its_way_in_leads_to_its_next_step(eva):
    run = sent(eva, table("Nieuw;Lassen;Delft"))
    assert found(eva, "import") == [
        ("Ga door met de lijst “lijst.csv”", reverse("fieldlabs:import_map", args=[run.pk]))
    ]
    ImportRun.objects.filter(pk=run.pk).update(state="checked")
    assert found(eva, "import")[0][1] == reverse("fieldlabs:import_preview", args=[run.pk])
    assert found(other_editor(), "import") == []


def test_page_that_nobody_confirmed_is_told_of_unless_its_contact_was_asked(eva):
    lab = Fieldlab.objects.get(slug="ramlab")
    rest = Fieldlab.objects.filter(region=lab.region).exclude(pk=lab.pk)
    rest.update(confirmed_on=TODAY)
    url = reverse("fieldlabs:fieldlab_detail", args=["ramlab"])
    assert found(eva, "lab_old") == [("Laat de pagina van RAMLAB bevestigen", url)]
    Confirmation.objects.create(fieldlab=lab, asked_on=TODAY, expires_on=TODAY + timedelta(days=60))
    assert found(eva, "lab_old") == []


def test_steering_group_decides_on_what_it_did_not_submit_itself(stijn, eva):
    lab = labs.submit(by=eva, fieldlab=filled(draft(eva)), reason="Alles is er.")
    url = reverse("fieldlabs:fieldlab_decide", args=[lab.slug])
    assert found(stijn, "lab_decide") == [(f"Besluit over de erkenning van {lab.name}", url)]
    Fieldlab.objects.filter(pk=lab.pk).update(submitted_by=stijn)
    assert found(stijn, "lab_decide") == []


@pytest.mark.parametrize("state", ["bevestigen", "verouderd"])
def test_list_of_staff_finds_the_rest(noor, client_for, state):
    page = client_for(noor).get(reverse("fieldlabs:staff_list"), {"stand": state})
    kind = {"bevestigen": "lab_confirm", "verouderd": "lab_old"}[state]
    more = sum(int(words.split()[1]) for words, url in page_of(client_for, noor).context["more"] if state in url)
    assert page.context["page"].paginator.count == len(found(noor, kind)) + more


# --- The contact of a Fieldlab ---------------------------------------------------------------------------------------


def test_contact_confirms_once_a_year_with_the_last_day_of_the_letter(daan, client_for):
    lab = run_by(daan)
    Confirmation.objects.create(fieldlab=lab, asked_on=TODAY, expires_on=TODAY + timedelta(days=5))
    (item,) = shown(client_for, daan, "lab_confirm_own")
    assert (item.about.url, item.urgency.text) == (lab.get_absolute_url() + "#bevestigen", "nog 5 dagen")
    assert 'id="bevestigen"' in client_for(daan).get(lab.get_absolute_url()).content.decode()
    labs.confirm(by=daan, fieldlab=lab)
    assert shown(client_for, daan, "lab_confirm_own") == []


def test_contact_reads_what_is_missing_and_proposes_it_there(daan, client_for):
    lab = run_by(daan)
    Fieldlab.objects.filter(pk=lab.pk).update(contact="", website="")
    urls = {one.about.url for one in shown(client_for, daan, "lab_lacks")}
    assert reverse("fieldlabs:proposal_write", args=["ramlab", "contact"]) in urls
    assert {client_for(daan).get(url).status_code for url in urls} == {200}


def test_contact_person_without_a_role_has_a_start_page(client_for):
    person = User.objects.create_user("contact@voorbeeld.nl", "Contact", "een-lang-wachtwoord")
    lab = Fieldlab.objects.get(slug="ramlab")
    FieldlabContact.objects.create(fieldlab=lab, person=person, name="Contact", email=person.email)
    page = page_of(client_for, person)
    assert [part.title for part in page.context["parts"]] == ["RAMLAB"]
    assert reverse("fieldlabs:proposal_list", args=["ramlab"]) in page.content.decode()


def test_contact_is_told_that_a_company_was_referred_and_not_who_it_was(daan, eva, client_for):
    lab = run_by(daan)
    request = ask(hub_of(), company_name="Geheim BV")
    desk.take(request=request, by=eva)
    desk.refer(request=request, to=lab, text="Vraag naar de proefdag.", by=eva)
    page = page_of(client_for, daan)
    assert [one.about.title for one in page.context["waiting"] if one.about.kind == "referral"] == [
        "Een bureau verwees een bedrijf naar RAMLAB"
    ]
    assert "Geheim" not in page.content.decode()


# --- The hub ---------------------------------------------------------------------------------------------------------


def test_event_soon_with_its_day_and_who_comes(eva, noor, client_for):
    begins = clock.now() + timedelta(days=3)
    made = gathering.event(eva, starts_at=begins, ends_at=begins + timedelta(hours=2))
    gathering.register(made)
    (item,) = shown(client_for, eva, "event_soon")
    assert (item.about.url, item.urgency.text, item.about.text) == (
        reverse("hubs:event_people", args=[made.slug]),
        "over 3 dagen",
        "1 persoon meldde zich aan.",
    )
    assert found(noor, "event_soon") == []


def test_event_that_is_over_asks_who_was_there_until_it_is_said(eva):
    begins = clock.now() + timedelta(days=3)
    made = gathering.event(eva, starts_at=begins, ends_at=begins + timedelta(hours=2))
    gathering.register(made)
    with clock.on(TODAY + timedelta(days=5)):
        assert len(found(eva, "event_over")) == 1
        Registration.objects.update(attended=True)
        assert found(eva, "event_over") == []


def test_drafts_of_the_hub_are_finished(eva, noor):
    begins = clock.now() + timedelta(days=40)
    made = gathering.event(eva, public=False, starts_at=begins, ends_at=begins + timedelta(hours=2))
    article = Article.objects.create(
        slug="concept", kind="article", hub=hub_of(), title_nl="Concept", intro_nl="Kort.", body_nl="Tekst."
    )
    assert [url for _title, url in found(eva, "event_draft") + found(eva, "article_draft")] == [
        reverse("hubs:event_people", args=[made.slug]),
        reverse("hubs:article_change", args=[article.slug]),
    ]
    assert found(noor, "event_draft") + found(noor, "article_draft") == []


def test_coordinator_is_told_who_leaves(noor, eva, client_for):
    els = other_editor("noord-nederland")
    RoleHolding.objects.filter(person=els).update(ends_on=TODAY + timedelta(days=6))
    (item,) = shown(client_for, noor, "leaving")
    assert (item.about.title, item.about.url, item.urgency.text) == (
        "Els vertrekt bij de hub",
        reverse("hubs:member_list", args=["noord-nederland"]),
        "nog 6 dagen",
    )
    assert found(eva, "leaving") == []


# --- All of it -------------------------------------------------------------------------------------------------------


def everything(eva, noor, daan, times):
    """So many of each kind, for everybody."""
    lab, north = run_by(daan), hub_of("noord-nederland")
    for number in range(times):
        who = {"company_name": f"Bedrijf {number}", "email": f"b{number}@voorbeeld.nl"}
        for hub in (hub_of(), north, None):
            ask(hub, **who)
            on(8, partial(ask, hub, **who))
        offered = ask(hub_of(), **who)
        desk.hand_over(request=offered, to=north, reason="Elders.", by=eva)
        taken = ask(hub_of(), **who)
        desk.take(request=taken, by=eva)
        desk.refer(request=taken, to=lab, text="Vraag het daar.", by=eva)
        begins = clock.now() + timedelta(days=3 + number)
        hours = {"starts_at": begins, "ends_at": begins + timedelta(hours=2)}
        gathering.register(gathering.event(eva, **hours))
        gathering.event(eva, public=False, **hours)
        sent(eva, table(f"Nieuw {number};Lassen;Delft"))
        Article.objects.create(
            slug=f"concept-{number}", kind="article", hub=hub_of(), title_nl="Concept", intro_nl="-", body_nl="-"
        )
        Invitation.objects.create(
            email=f"n{number}@voorbeeld.nl", organisation=noor.holdings[0].organisation, role=Role.HUB_EDITOR,
            reason="-", created_at=clock.now(), created_by=noor, expires_at=clock.now() + timedelta(days=7),
        )  # fmt: skip
    for section in ("contact", "offer", "where")[:times]:
        labs.keep_draft(by=eva, fieldlab=lab, section=section, data={"note": ["-"]})
        ChangeProposal.objects.create(
            fieldlab=lab, section=section, data={}, version=1, proposed_at=clock.now(), proposed_by=daan
        )


@pytest.mark.parametrize("times", [1, 3])
def test_start_takes_at_most_eight_statements_whatever_waits(cast, client_for, django_assert_max_num_queries, times):
    everything(cast["eva"], cast["noor"], cast["daan"], times)
    # Who works with the money alone is counted in test_start.
    for key in ("anna", "daan", "eva", "noor", "stijn", "karim", "mirjam", "gijs", "ans"):
        client = client_for(cast[key])
        with django_assert_max_num_queries(8):
            client.get("/start/")


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_line_leads_to_a_page_that_opens(cast, client_for, language):
    everything(cast["eva"], cast["noor"], cast["daan"], 3)
    for key in ("eva", "noor", "daan", "karim", "stijn"):
        client = client_for(cast[key])
        context = client.get(f"{language}/start/").context
        urls = [one.about.url for one in context["waiting"]] + [url for _words, url in context["more"]]
        assert len(urls) >= (0 if key == "stijn" else 3)
        assert {url: client.get(url.split("#")[0]).status_code for url in urls} == dict.fromkeys(urls, 200)


def test_start_page_is_kept_by_no_cache(eva, client_for):
    assert page_of(client_for, eva).headers["Cache-Control"] == "no-store, private"
