"""Inviting companies to do the scan again: who, when, once; and the links in the letter."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from accounts.models import Organisation
from assessments import actions, invitation_letter, inviting, tasks
from assessments.models import Assessment, Contact, Site
from jobs import clock
from jobs.models import Job
from tests.assessments.runs import completed_run, new_run, text, url
from tests.assessments.test_repeat import finish, repeat

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)
YEAR, TWO_YEARS = date(2027, 3, 31), date(2028, 3, 31)


def run_with_contact(on=DAY, **values):
    """A run completed on this day whose contact wants to be invited."""
    with clock.on(on):
        run = completed_run()
        moment = clock.now()
        Contact.objects.create(
            **{
                "assessment": run, "email": "zoe@bedrijf.nl", "name": "Zoë", "language": "nl", "given_at": moment,
                "confirmed_at": moment, "wants_invitation": True,
            } | values
        )  # fmt: skip
    return run


def invite(day):
    with clock.on(day):
        return tasks.invite_again(Job())["invited"]


def queued():
    return [job.payload for job in Job.objects.filter(kind=inviting.KIND).order_by("created_at")]


def test_company_is_invited_after_12_and_24_months_once_each():
    run = run_with_contact()

    sent = [
        invite(day)
        for day in (YEAR - timedelta(days=1), YEAR + timedelta(days=1), YEAR + timedelta(days=1),
                    TWO_YEARS - timedelta(days=1), TWO_YEARS + timedelta(days=1), TWO_YEARS + timedelta(days=400))
    ]  # fmt: skip

    assert sent == [0, 1, 0, 0, 1, 0]
    assert queued() == [{"run_id": str(run.pk), "number": 1}, {"run_id": str(run.pk), "number": 2}]


def test_address_that_was_changed_after_the_invitation_gets_no_letter(mailoutbox):
    run = run_with_contact()
    invite(YEAR + timedelta(days=1))
    given = {"email": "ander@elders.nl", "company_name": "Ander", "kvk_number": "", "wants_invitation": True}
    actions.give_contact(assessment=run, by=None, language="nl", **given)

    assert invitation_letter.send(str(run.pk), 1) is False
    assert mailoutbox == []


def test_portal_that_was_away_sends_one_letter_and_not_two():
    run_with_contact()

    assert [invite(TWO_YEARS + timedelta(days=2)), invite(TWO_YEARS + timedelta(days=3))] == [1, 0]


@pytest.mark.parametrize(
    "values",
    [{"wants_invitation": False}, {"confirmed_at": None}, {"refused_at": datetime(2026, 4, 1, tzinfo=UTC)}],
    ids=["no", "unconfirmed", "refused"],
)
def test_who_said_no_or_cannot_be_reached_is_not_invited(values):
    run_with_contact(**values)

    assert invite(YEAR + timedelta(days=1)) == 0


def test_draft_is_not_invited():
    with clock.on(DAY):
        run = new_run([3])
        moment = clock.now()
    Contact.objects.create(
        assessment=run, email="a@b.nl", language="nl", given_at=moment, confirmed_at=moment, wants_invitation=True
    )

    assert invite(YEAR + timedelta(days=1)) == 0


def test_who_repeated_already_is_not_invited_for_the_old_scan():
    run = run_with_contact()
    with clock.on(YEAR - timedelta(days=30)):
        repeat(run)

    assert invite(YEAR + timedelta(days=1)) == 0


def test_repeat_through_a_deeper_copy_counts_too():
    run = run_with_contact()
    with clock.on(DAY + timedelta(days=1)):
        deep = actions.deepen(assessment=run, by=None)
        Assessment.objects.filter(pk=deep.pk).update(
            state="completed", completed_at=clock.now(), quick_levels=[None] * 8, deep_levels=[None] * 8
        )
    assert invite(YEAR + timedelta(days=2)) == 1
    with clock.on(YEAR + timedelta(days=3)):
        finish(repeat(run), (1, 2, 3, 4, 5, 1, 2, 3))

    assert invite(TWO_YEARS + timedelta(days=2)) == 0


def test_later_scan_of_the_same_place_is_invited_instead():
    run_with_contact()
    later = run_with_contact(DAY + timedelta(days=100))

    assert invite(YEAR + timedelta(days=101)) == 1
    assert queued()[0]["run_id"] == str(later.pk)


def test_two_places_of_one_company_are_both_invited():
    company = Organisation.objects.create(name="Metaal BV", kind="company")
    for iso in ("NL-ZH", "NL-GR"):
        site = Site.objects.create(organisation=company, province_id=iso)
        run = run_with_contact()
        Assessment.objects.filter(pk=run.pk).update(site=site)

    assert invite(YEAR + timedelta(days=1)) == 2


def test_everybody_is_invited_in_batches(monkeypatch):
    for number in range(5):
        run_with_contact(email=f"z{number}@bedrijf.nl")
    monkeypatch.setattr(inviting, "BATCH", 2)

    assert invite(YEAR + timedelta(days=1)) == 5


# --- The letter ------------------------------------------------------------------------------------------------------


def invited_run():
    run = run_with_contact()
    invite(YEAR + timedelta(days=1))
    return run


def link_in(letter, name):
    start = reverse(f"assessments:{name}", kwargs={"token": "x"}).removesuffix("x/")
    line = next(line for line in letter.body.splitlines() if start in line)
    return line[line.index(start) :]


def test_letter_leads_to_the_repeat_without_signing_in(client, mailoutbox):
    run = invited_run()

    assert tasks.send_invitation(Job(payload=queued()[0])) == {"sent": True}

    (letter,) = mailoutbox
    assert letter.to == ["zoe@bedrijf.nl"]
    assert "31 maart 2026" in letter.body
    assert str(run.pk) not in letter.body
    response = client.get(link_in(letter, "invited"))
    assert response.url == url("again", run)
    assert Contact.objects.get().sent_at is not None


def test_run_in_an_account_asks_to_sign_in_first(client, client_for, anna):
    run = run_with_contact()
    Assessment.objects.filter(pk=run.pk).update(person=anna)
    address = reverse("assessments:invited", kwargs={"token": inviting.again_token(run.pk)})

    assert client.get(address).url.startswith(reverse("account_login"))
    assert client_for(anna).get(address).url == url("again", run)


def test_link_ends_the_letters_only_after_a_click(client, mailoutbox):
    other = run_with_contact(on=DAY + timedelta(days=1))
    run = run_with_contact()
    contact = Contact.objects.get(assessment=run)
    contact.invitations_sent = 1
    contact.save()
    assert invitation_letter.send(str(run.pk), 1)
    address = link_in(mailoutbox[0], "no_more_letters")
    assert mailoutbox[0].extra_headers["List-Unsubscribe"].endswith(f"{address}>")

    assert "Stuur mij geen uitnodigingen meer" in text(client.get(address))
    assert Contact.objects.filter(wants_invitation=True).count() == 2
    assert "U krijgt op dit adres geen uitnodigingen meer" in text(client.post(address))
    assert text(client.post(address)) == text(client.get(address))

    assert Contact.objects.filter(wants_invitation=True).count() == 0
    assert Contact.objects.filter(assessment=other).exists()


def test_letter_is_not_sent_to_who_said_no_meanwhile(mailoutbox):
    run = invited_run()
    inviting.stop(run_id=run.pk)

    assert tasks.send_invitation(Job(payload=queued()[0])) == {"sent": False}
    assert mailoutbox == []


def test_letter_for_a_deleted_run_is_not_sent(mailoutbox):
    run = invited_run()
    actions.erase(assessment=run, by=None)

    assert tasks.send_invitation(Job(payload=queued()[0])) == {"sent": False}


def test_refused_address_gets_no_more_letters(monkeypatch):
    invited_run()

    def refuse(self):
        raise SMTPRecipientsRefused({"zoe@bedrijf.nl": (550, b"unknown")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert tasks.send_invitation(Job(payload=queued()[0])) == {"sent": False}
    assert Contact.objects.get().refused_at is not None
    assert invite(TWO_YEARS + timedelta(days=2)) == 0


@pytest.mark.parametrize("name", ["invited", "no_more_letters"])
@pytest.mark.parametrize("token", ["tampered", "a:b:c", "x" * 500])
def test_link_that_is_not_ours_is_not_found(client, name, token):
    assert client.get(reverse(f"assessments:{name}", kwargs={"token": token})).status_code == 404


def test_one_link_cannot_be_used_as_the_other(client):
    run = run_with_contact()
    again, stop = inviting.again_token(run.pk), inviting.stop_token(run.pk)

    assert client.get(reverse("assessments:invited", kwargs={"token": stop})).status_code == 404
    assert client.get(reverse("assessments:no_more_letters", kwargs={"token": again})).status_code == 404


def test_expired_link_and_deleted_run_get_a_page_that_helps(client, monkeypatch):
    run = run_with_contact()
    address = reverse("assessments:invited", kwargs={"token": inviting.again_token(run.pk)})
    monkeypatch.setattr(inviting, "VALID_FOR", timedelta(seconds=-1))
    expired = client.get(address)
    monkeypatch.undo()
    actions.erase(assessment=run, by=None)
    gone = client.get(address)

    for response in (expired, gone):
        assert response.status_code == 410
        assert "Deze uitnodiging is verlopen" in text(response)
