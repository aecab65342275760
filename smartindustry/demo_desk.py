"""Requests at the desks, in every state: made by the portal's own actions, on the days that they stand for.

All of it is invented: companies, people and what came of it carry the word Demo.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from email.message import EmailMessage

from django.db import transaction

from accounts.models import User
from fieldlabs.models import Fieldlab
from fieldlabs.models.content import AidBasis
from hubs import actions, consent, mail_in, reply_address, working_days
from hubs.models import HandOver, HelpRequest, Hub, Moment, ServiceDelivered
from jobs import clock
from programme.models import Instrument
from regions.models import Place

Cast = Mapping[str, User]
SPACE = uuid.UUID("6f0f2f6e-5a0c-4a53-9d0e-2b8f7a1d2018")
SOUTH, NORTH = "zuid-holland", "noord-nederland"


@dataclass(frozen=True)
class Question:
    """`at`: the region of the desk, "" is the national one. `place` may lie elsewhere, or be unknown ("")."""

    name: str
    at: str
    place: str
    text: str
    source: str = HelpRequest.Source.FORM
    consent_version: str = consent.CURRENT


QUESTIONS = {
    "new": Question("Demo Plaatwerk Rijnmond", SOUTH, "Rotterdam", "Onze offertes kosten te veel tijd. Waar begin ik?"),
    "late": Question("Demo Spuitgieterij Westland", SOUTH, "Naaldwijk", "Kan een robot ons inpakwerk doen?"),
    "taken": Question("Demo Apparatenbouw Delft", SOUTH, "Delft", "Wij willen onze machines op afstand volgen."),
    "contact": Question("Demo Verspaning Drecht", SOUTH, "Dordrecht", "Hoe veilig zijn onze besturingen?"),
    "referred": Question("Demo Interieurbouw Leiden", SOUTH, "Leiden", "Wie kan een 3D-geprint onderdeel proeven?"),
    "closed": Question("Demo Constructie Gouda", SOUTH, "Gouda", "Welke regeling past bij een lasrobot?"),
    "no_step": Question("Demo Drukkerij Zoetermeer", SOUTH, "Zoetermeer", "Is een digitale tweeling iets voor ons?"),
    "reopened": Question("Demo Meettechniek Schiedam", SOUTH, "Schiedam", "Hoe delen wij data met onze klant?"),
    "double": Question("Demo Verspaning Drecht", SOUTH, "Dordrecht", "Hoe veilig zijn onze besturingen? (2)"),
    "withdrawn": Question("Demo Houtbewerking Rotterdam", SOUTH, "Rotterdam", "Vraag die is ingetrokken."),
    "offered": Question("Demo Trailerbouw Assen", SOUTH, "Assen", "Wie helpt ons met flexibel produceren?"),
    "moved": Question("Demo Machinebouw Emmen", SOUTH, "Emmen", "Wij zoeken een stagiair voor slimme sensoren."),
    "came_back": Question("Demo Schakelkasten Vlaardingen", SOUTH, "Vlaardingen", "Hoe vinden wij vakmensen?"),
    "asks_first": Question(
        "Demo Bakkerij Heerenveen", SOUTH, "Heerenveen", "Kan onze lijn zuiniger?", consent_version="2026-11"
    ),
    "phone": Question("Demo Elektronica Den Haag", SOUTH, "Den Haag", "Vraag per telefoon.", HelpRequest.Source.PHONE),
    "north": Question("Demo Scheepsbouw Groningen", NORTH, "Groningen", "Hoe meten wij energie per machine?"),
    "national": Question("Demo Voertuigtechniek", "", "", "Bij welk bureau moet ik zijn?"),
}


@transaction.atomic
def tell(cast: Cast, today: date) -> bool:
    """Make everything, once; False when it is there."""
    if HelpRequest.objects.filter(key=key("new")).exists():
        return False
    desk = _Desk(cast, today)
    for step in (_waiting, _in_hand, _ended, _handed, _served, _mailed):
        step(desk)
    return True


@dataclass(frozen=True)
class _Desk:
    cast: Cast
    today: date

    def back(self, days: int) -> date:
        """The last working day that lies at least so many days back."""
        day = self.today - timedelta(days=days)
        while not working_days.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def ask(self, name: str, days: int) -> HelpRequest:
        with clock.on(self.back(days)):
            return _ask(name, self.cast["eva"])

    def on(self, days: int, act: Callable[[], object]) -> object:
        with clock.on(self.back(days)):
            return act()


def key(name: str) -> uuid.UUID:
    """Of the request by this name in QUESTIONS."""
    return uuid.uuid5(SPACE, name)


def _hub(region: str) -> Hub | None:
    return Hub.objects.select_related("region").get(region__slug=region) if region else None


def _ask(name: str, by: User) -> HelpRequest:
    one = QUESTIONS[name]
    found = Place.objects.filter(name=one.place).select_related("province__region").order_by("-population").first()
    place = found if one.place else None
    asked = {
        "key": key(name),
        "hub": _hub(one.at),
        "region": place.province.region if place else None,
        "place": place,
        "sender": actions.Sender(one.name, "Demo Contactpersoon", f"{_mail(one)}@demo.smartindustry.example"),
        "question": one.text,
        "language": "nl",
        "subjects": [],
        "attachment": None,
        "consent_version": one.consent_version,
    }
    if one.source == HelpRequest.Source.PHONE:
        return actions.note_call(asked=asked | {"consent_version": consent.BY_PHONE}, by=by)
    return actions.ask_for_help(**asked, source=one.source, by=None)


def _mail(one: Question) -> str:
    return one.name.lower().replace(" ", "-")


def _waiting(desk: _Desk) -> None:
    for name, days in {"new": 0, "late": 8, "north": 1, "national": 1, "asks_first": 1, "phone": 0}.items():
        desk.ask(name, days)


def _in_hand(desk: _Desk) -> None:
    eva = desk.cast["eva"]
    taken = desk.ask("taken", 1)
    desk.on(1, lambda: actions.take(request=taken, by=eva))
    contact = desk.ask("contact", 9)
    desk.on(8, lambda: _note(contact, eva, "Gebeld: de besturingen zijn van 2009. Bezoek afgesproken.", "call"))
    desk.on(4, lambda: _note(contact, eva, "Bezoek: rondgang langs zes machines.", "visit", public=True))
    double = desk.ask("double", 6)
    desk.on(6, lambda: actions.merge(request=double, into=contact, by=eva))
    referred = desk.ask("referred", 7)
    lab = Fieldlab.objects.public().filter(region__slug=SOUTH).order_by("name").first()
    if lab:
        text = "Hier kunt u een onderdeel laten printen. Vraag naar de proefdag."
        desk.on(6, lambda: actions.refer(request=referred, to=lab, text=text, by=eva))


def _note(request: HelpRequest, by: User, text: str, kind: str, *, public: bool = False) -> Moment:
    key = uuid.uuid5(SPACE, text)
    return actions.note(
        request=request, kind=kind, text=text, happened_on=clock.today(), key=key, by=by, public=public, answers=True
    )


def _ended(desk: _Desk) -> None:
    eva = desk.cast["eva"]
    closed = desk.ask("closed", 40)
    instrument = Instrument.objects.known().filter(slug="wbso").first()
    if instrument:
        text = "Deze regeling past bij uw plan."
        desk.on(39, lambda: actions.refer(request=closed, to=instrument, text=text, by=eva))
    step = actions.Result("step", Decimal(85_000), 2)
    desk.on(12, lambda: actions.close(request=closed, result=step, text="Succes met de lasrobot!", by=eva))
    no_step = desk.ask("no_step", 30)
    result = actions.Result("no_step")
    desk.on(20, lambda: actions.close(request=no_step, result=result, text="U wilt nu niet verder.", by=eva))
    reopened = desk.ask("reopened", 35)
    answered = actions.Result("answered")
    desk.on(33, lambda: actions.close(request=reopened, result=answered, text="Zie de handreiking.", by=eva))
    desk.on(3, lambda: actions.reopen(request=reopened, reason="De klant wil nu toch data.", by=eva))
    withdrawn = desk.ask("withdrawn", 5)
    desk.on(4, lambda: actions.withdraw(request=withdrawn, by=None))


def _handed(desk: _Desk) -> None:
    eva, noor, north = desk.cast["eva"], desk.cast["noor"], _hub(NORTH)
    reason = "Het bedrijf zit in uw regio."

    def offer(request: HelpRequest) -> HandOver:
        return actions.hand_over(request=request, to=north, reason=reason, by=eva)

    moved = desk.ask("moved", 6)
    made = desk.on(6, lambda: offer(moved))
    desk.on(5, lambda: actions.accept(handover=made, by=noor))
    came_back = desk.ask("came_back", 5)
    again = desk.on(5, lambda: offer(came_back))
    desk.on(4, lambda: actions.give_back(handover=again, answer="Vlaardingen ligt in uw eigen regio.", by=noor))
    desk.on(0, lambda: offer(desk.ask("offered", 0)))


def _served(desk: _Desk) -> None:
    """Services for companies that asked: by the desk and by a Fieldlab, with and without aid, and one taken back."""
    eva = desk.cast["eva"]
    lab = Fieldlab.objects.public().filter(region__slug=SOUTH).order_by("name").first()
    money = {"amount": Decimal(6_500), "paid": Decimal(1_500)}
    _serve(desk, "closed", 14, "advice", "Plan voor de lasrobot", AidBasis.DE_MINIMIS, amount=Decimal(4_000))
    _serve(desk, "contact", 3, "demonstration", "Rondgang langs zes machines", AidBasis.NONE)
    _serve(desk, "referred", 2, "prototype", "Proefdag", AidBasis.DE_MINIMIS, fieldlab=lab, **money)
    double = _serve(desk, "referred", 2, "prototype", "Proefdag (dubbel)", AidBasis.MARKET, fieldlab=lab)
    desk.on(1, lambda: actions.withdraw_service(service=double, reason="Twee keer vastgelegd", by=eva))


def _mailed(desk: _Desk) -> None:
    """An e-mail without a key waits at the desk, if this portal takes mail in."""
    if not reply_address.on():
        return
    made = EmailMessage()
    made["From"] = "Demo Contactpersoon <inkoop@demo-lasbedrijf.demo.smartindustry.example>"
    made["To"], made["Subject"] = reply_address.of_desk(_hub(SOUTH)), "Kennismaken"
    made["Message-ID"] = f"<{key('mail')}@demo.smartindustry.example>"
    made.set_content(
        "Beste mensen,\n\nWij zijn Demo Lasbedrijf in Sliedrecht en lassen nog alles met de hand. "
        "Kan iemand langskomen om te kijken of een lasrobot iets voor ons is?\n\n"
        "Met vriendelijke groet,\nDemo Contactpersoon"
    )
    desk.on(1, lambda: actions.take_in(mail=mail_in.read(made.as_bytes(), made["To"])))


def _serve(desk: _Desk, name: str, days: int, *about: str, **more: object) -> ServiceDelivered:
    """`about`: kind, what was done, and its ground in State aid law."""
    kind, text, basis = about
    asked = HelpRequest.objects.select_related("company").get(key=key(name))
    once, eva = uuid.uuid5(SPACE, text), desk.cast["eva"]
    delivered = actions.Delivered(kind, desk.back(days), basis, text, request=asked, **more)
    return desk.on(days, lambda: actions.record_service(company=asked.company, delivered=delivered, key=once, by=eva))
