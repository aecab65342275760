"""The registry of the demonstration: an invented Fieldlab, made by the portal's own actions and called Demo."""

import uuid
from datetime import date, timedelta

from accounts.models import Organisation, User
from fieldlabs import actions, section_values
from fieldlabs.actions.photos import Words
from fieldlabs.core import Core
from fieldlabs.models import Fieldlab
from fieldlabs.section_values import ABOUT, CONTACT, OFFER, PERSON, RECOGNITION, WHERE
from jobs import clock
from programme.models import Transformation
from regions import places
from regions.models import Region
from smartindustry import demo_rows
from smartindustry.demo_picture import workshop

KEY = uuid.UUID("2f6a5f2e-0c3e-4d0c-9a53-20180205f1e1")
NAME = "Demo Fieldlab Lasrobots"
DAYS_AGO = 300
ABOUT_TEXTS = {
    "topic_nl": "Lasrobots voor kleine series",
    "topic_en": "Welding robots for small series",
    "description_nl": (
        "Hier probeert u uit of een lasrobot bij uw producten past. U neemt uw eigen werkstuk mee. "
        "Binnen een dag weet u wat het kost, hoe snel het gaat en wat u moet aanpassen."
    ),
    "description_en": (
        "Try out whether a welding robot suits your products. You bring your own workpiece. "
        "Within a day you know what it costs, how fast it goes and what you have to change."
    ),
    "type": Fieldlab.Type.DEMONSTRATION,
}
OFFER_VALUES = {
    "technologies": ["lasrobots", "3D-scannen", "digital twin"],
    "trl_min": 6,
    "trl_max": 9,
    "audience_nl": "Metaalbedrijven met 10 tot 250 medewerkers die kleine series lassen.",
    "audience_en": "Metal companies with 10 to 250 people that weld small series.",
    "access_nl": "De eerste kennismaking is gratis. Daarna spreekt u een dag af en betaalt u per dag.",
    "access_en": "The first visit is free. After that you agree on a day and pay per day.",
}
GOAL = "Veertig bedrijven per jaar weten na één dag of een lasrobot voor hen loont."
PLAN = (
    "Jaar 1: de werkplaats inrichten en tien bedrijven ontvangen. "
    "Jaar 2: veertig bedrijven ontvangen en de uitkomsten publiceren. "
    "Jaar 3: een tweede opstelling bouwen en het werk zonder subsidie voortzetten."
)

WORDS = Words(
    "Getekende demo: een lasrobot naast een werktafel", "Drawn demo: a welding robot beside a workbench", "Demo"
)


def load(people: dict[str, User], today: date) -> Fieldlab:
    """Make what is missing; running it again changes nothing."""
    eva, first = people["eva"], today - timedelta(days=DAYS_AGO)
    made = Fieldlab.objects.filter(registration_key=KEY).first()
    with clock.on(first):
        made = made or _registered(eva)
        if made.recognition == Fieldlab.Recognition.DRAFT:
            _filled(eva, made, first)
            made = actions.submit(by=eva, fieldlab=made, reason="Doel, plan en consortium zijn rond. Demo.")
    with clock.on(first + timedelta(days=20)):
        if made.recognition == Fieldlab.Recognition.SUBMITTED:
            made = actions.recognise(by=people["stijn"], fieldlab=made, reason="Helder doel, sterk consortium. Demo.")
    with clock.on(today - timedelta(days=30)):
        if made.confirmed_on is None:
            made = actions.confirm(by=people["daan"], fieldlab=made)
    if not made.proposals.exists():
        _proposed(people["daan"], made)
    return made


def _registered(eva: User) -> Fieldlab:
    place = next(one for one in places.find("Delft"))
    core = Core(
        name=NAME,
        topic_nl=ABOUT_TEXTS["topic_nl"],
        topic_en=ABOUT_TEXTS["topic_en"],
        city=place.name,
        province=place.province,
        lat=place.lat,
        lon=place.lon,
        transformations=tuple(_transformations()),
    )
    return actions.register(by=eva, region=Region.objects.get(slug="zuid-holland"), core=core, key=KEY)


def _transformations() -> list[Transformation]:
    return list(Transformation.objects.filter(slug__in=["flexible-manufacturing", "smart-working"]).order_by("pk"))


def _filled(eva: User, made: Fieldlab, first: date) -> None:
    runs = Organisation.objects.get(name="Demo Stichting Fieldlab")
    _save(
        eva, made, ABOUT, {**ABOUT_TEXTS, "started_on": first, "operator": runs, "transformations": _transformations()}
    )
    _save(eva, made, WHERE, {"regions_served": list(Region.objects.filter(slug="zuid-nederland"))})
    _save(eva, made, OFFER, {**OFFER_VALUES, "sectors": _sectors(made)})
    last = date(first.year + 3, first.month, first.day if first.day < 29 else 28)
    _save(eva, made, RECOGNITION, {"goal": GOAL, "plan": PLAN, "plan_starts_on": first, "plan_ends_on": last})
    _save(eva, made, CONTACT, {"website": "https://lasrobots.demo.smartindustry.example/", "contact": "Demo-balie"})
    contact = {
        "name": "Daan Visser",
        "email": "daan@demo.smartindustry.example",
        "language": "nl",
        "public_since": first,
    }
    _save(eva, made, PERSON, contact)
    demo_rows.fill(eva, Fieldlab.objects.get(pk=made.pk))
    if not made.photos.exists():
        actions.add_photo(by=eva, fieldlab=made, picture=workshop(), words=WORDS)


def _sectors(made: Fieldlab) -> list:
    return list(made.sectors.model.objects.filter(pk__in=["25", "28"]).order_by("pk"))


def _save(by: User, made: Fieldlab, section: str, changes: dict) -> None:
    """Save a section with these fields changed."""
    current = Fieldlab.objects.get(pk=made.pk)
    held = section_values.values(current, section)
    base = section_values.digest(held)
    actions.save_section(by=by, fieldlab=current, section=section, values={**held, **changes}, base=base, reason="")


def _proposed(daan: User, made: Fieldlab) -> None:
    """A proposal that waits for the hub."""
    held = section_values.values(made, CONTACT)
    data = {
        "website": [held["website"]],
        "contact": ["Demo-balie, op werkdagen"],
        "note": ["Wij zijn er nu elke werkdag."],
    }
    data["base"] = [section_values.digest(held)]
    actions.propose(by=daan, fieldlab=made, section=CONTACT, data=data, note="Wij zijn er nu elke werkdag.")
