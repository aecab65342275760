"""The letters that a moment of a request brings about: to the company, and to who works at the desks."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from hubs import letters
from hubs.absence import with_stand_ins
from hubs.models import HandOver, HelpRequest, Moment, WaitingMail
from hubs.permissions import people_of, works_at

Kind = Moment.Kind


def to_company(moment: Moment) -> EmailMessage | None:
    """In the language of the request. It repeats nothing of what was written: that stands on the company's page."""
    request = moment.request
    if request.erased or not request.email:
        return None
    with translation.override(request.language):
        told = _for_company(moment)
        if told is None:
            return None
        subject, text = told
        link = settings.SITE_URL + reverse("hubs:request_state", kwargs={"key": request.key})
        body = render_to_string("hubs/mail/news.txt", {"text": text, "desk": letters.desk_name(request), "link": link})
        return EmailMessage(subject, body, None, [request.email])


def _for_company(moment: Moment) -> tuple[str, str] | None:
    if moment.kind == Kind.MAIL_OUT:
        return _("The desk answered your question"), _("The desk answered your question. Read it on your own page.")
    if moment.kind == Kind.REFERRED:
        return (
            _("The desk knows who can help you further"),
            _("On your own page you read who can help you further, and how to get in touch with them."),
        )
    if moment.kind == Kind.ACCEPTED:
        return (
            _("Another desk has your question now"),
            _("Another desk of Smart Industry can help you better and has your question now. Your page stays."),
        )
    if moment.kind == Kind.CLOSED:
        return (
            _("Your question is closed"),
            _("The desk closed your question. Do you want to go on? Write to the desk on your own page."),
        )
    return None


def to_desks(moment: Moment) -> list[EmailMessage]:
    """One letter to each, in their own language. It names no company: who may read that, signs in."""
    found = _for_desk(moment)
    if moment.kind == Kind.OFFERED and not found:
        to = _offer_of(moment).to_hub
        return [letters.nobody_there(to, person) for person in letters.administrators()]
    # Who stands in for a colleague gets the letters as well; nobody is told of what they did themselves.
    everybody = with_stand_ins(person for person in found if person)
    people = {person.pk: person for person in everybody if person.pk != moment.recorded_by_id}
    return [_to_person(moment, person) for person in people.values() if person.is_active]


def _for_desk(moment: Moment) -> list[User | None]:
    request = moment.request
    if moment.kind == Kind.ASSIGNED:
        return list(User.objects.filter(pk=moment.details.get("to")))
    if moment.kind == Kind.MAIL_IN:
        return [request.assigned_to] if request.assigned_to else people_of(request.hub)
    if moment.kind not in (Kind.OFFERED, Kind.ACCEPTED, Kind.CAME_BACK):
        return []
    offer = _offer_of(moment)
    if moment.kind == Kind.OFFERED:
        return people_of(offer.to_hub)
    return [offer.offered_by, request.assigned_to if moment.kind == Kind.CAME_BACK else None]


def _offer_of(moment: Moment) -> HandOver:
    return HandOver.objects.select_related("to_hub", "offered_by").get(pk=moment.details["handover"])


def _to_person(moment: Moment, person: User) -> EmailMessage:
    with translation.override(person.language):
        subject, text = _for_person(moment)
        link = settings.SITE_URL + reverse("hubs:request_detail", kwargs={"request_id": moment.request_id})
        desk = letters.desk_name(moment.request)
        values = {"person": person, "text": text, "desk": desk, "link": link}
        return EmailMessage(subject, render_to_string("hubs/mail/desk_news.txt", values), None, [person.email])


def _for_person(moment: Moment) -> tuple[str, str]:
    return {
        Kind.ASSIGNED: (_("A request is in your name now"), _("A colleague gave you a request of a company.")),
        Kind.MAIL_IN: _wrote(moment),
        Kind.OFFERED: (
            _("Another desk hands a request over"),
            _("Another desk offers a request to your desk. Accept it within one working day, or give it back."),
        ),
        Kind.ACCEPTED: (_("Your hand-over is accepted"), _("The other desk has the request now. You need do nothing.")),
        Kind.CAME_BACK: (
            _("A request came back"),
            _("The other desk does not take the request over. It is still at your desk."),
        ),
    }[moment.kind]


def _wrote(moment: Moment) -> tuple[str, str]:
    """On the page, by e-mail, or not at all: a letter of ours that came back."""
    if moment.details.get("automatic"):
        return _("A letter did not arrive"), _("A letter to a company came back. Try to reach it in another way.")
    if moment.details.get("via") == "mail":
        return _("A company wrote to you"), _("A company answered by e-mail.")
    return _("A company wrote to you"), _("A company wrote on the page of its request.")


def to_desk_of_company(moment: Moment) -> list[EmailMessage]:
    """A company answered without a request: to who wrote to it last, or else to everybody at its desk."""
    company = moment.company
    wrote = Moment.objects.filter(company=company, kind=Kind.MAIL_OUT, recorded_by__is_active=True)
    last = wrote.select_related("recorded_by").order_by("-pk").first()
    person = last.recorded_by if last and works_at(last.recorded_by, company.hub) else None
    everybody = with_stand_ins([person] if person else people_of(company.hub))
    return [_of_company(moment, one) for one in {one.pk: one for one in everybody}.values() if one.is_active]


def _of_company(moment: Moment, person: User) -> EmailMessage:
    with translation.override(person.language):
        subject, text = _wrote(moment)
        link = settings.SITE_URL + reverse("hubs:company_detail", args=[moment.company_id])
        values = {"person": person, "text": text, "desk": letters.name_of(moment.company.hub), "link": link}
        return EmailMessage(subject, render_to_string("hubs/mail/desk_news.txt", values), None, [person.email])


def of_waiting(mail: WaitingMail) -> list[EmailMessage]:
    """An e-mail came to the desk's own address: to everybody there, or to the administrators when nobody is."""
    everybody = with_stand_ins(people_of(mail.hub, only_workers=False))
    people = {one.pk: one for one in everybody if one.is_active}
    if not people:
        return [letters.nobody_there(mail.hub, person) for person in letters.administrators()]
    return [_of_waiting(mail, one) for one in people.values()]


def _of_waiting(mail: WaitingMail, person: User) -> EmailMessage:
    with translation.override(person.language):
        text = _("An e-mail came in at the address of your desk. Put it with a request or a company, or set it aside.")
        link = settings.SITE_URL + reverse("hubs:desk_mail_detail", args=[mail.pk])
        values = {"person": person, "text": text, "desk": letters.name_of(mail.hub), "link": link}
        body = render_to_string("hubs/mail/desk_news.txt", values)
        return EmailMessage(_("An e-mail waits at your desk"), body, None, [person.email])


def request_of(moment_id: int) -> Moment | None:
    """The moment whose letters have not gone out, locked with its request's people at hand; else None."""
    rows = Moment.objects.select_for_update(no_key=True, of=("self",)).filter(sent_at__isnull=True, pk=moment_id)
    wide = rows.select_related("request__hub__region", "request__assigned_to", "request__region")
    return wide.filter(refused_at__isnull=True, request__in=HelpRequest.objects.all()).first()


def reminder(person: User, numbers: dict[str, int]) -> EmailMessage:
    """What waits at the desk of this person today: numbers only."""
    with translation.override(person.language):
        link = settings.SITE_URL + reverse("hubs:request_list")
        body = render_to_string("hubs/mail/reminder.txt", {"person": person, "numbers": numbers, "link": link})
        asked = numbers["late"] or numbers["today"]
        subject = _("Companies wait for a first answer") if asked else _("E-mails wait at your desk")
        return EmailMessage(subject, body, None, [person.email])


def of_work(person_id: int, number: int) -> EmailMessage | None:
    """To who got requests of a colleague that leaves or asked for help; None for who may not sign in any more."""
    person = User.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        return None
    with translation.override(person.language):
        text = ngettext(
            "A colleague gave you %(number)s open request.", "A colleague gave you %(number)s open requests.", number
        ) % {"number": number}
        link = settings.SITE_URL + reverse("hubs:request_list") + "?wie=mij"
        body = render_to_string("hubs/mail/work.txt", {"person": person, "text": text, "link": link})
        return EmailMessage(_("Requests are in your name now"), body, None, [person.email])
