"""Trainings of the demonstration, by the portal's own actions. All of it is invented: titles and givers say Demo."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from accounts.models import User
from fieldlabs.actions import skillslabs, trainings
from fieldlabs.models import Fieldlab, TrainingOffer
from fieldlabs.training_content import SkillslabContent, TrainingContent
from programme.models import Transformation
from regions.models import Place, Region

Cast = Mapping[str, User]
SPACE = uuid.UUID("0d6f3a52-7f0b-4a87-8f55-5d3f6c1b2018")
SOUTH, NORTH = ("eva", "zuid-holland"), ("noor", "noord-nederland")
SCHOOL = "Demo Vakschool"
AT_FIELDLAB = "robot"
Level, Language = TrainingOffer.Level, TrainingOffer.Language
Dates = tuple[tuple[int, str, int | None], ...]


@dataclass(frozen=True)
class Training:
    """Of a hub (who writes it, region); `dates`: days from today, place ("" is online), people who took part."""

    hub: tuple[str, str]
    subjects: tuple[str, ...]
    content: TrainingContent
    dates: Dates = ()
    public: bool = True


TRAININGS = {
    "robot": Training(
        SOUTH, ("advanced-manufacturing", "flexible-manufacturing"),
        TrainingContent(
            title_nl="Demo Een cobot instellen", title_en="Demo Setting up a cobot",
            text_nl="U leert een robot instellen die naast mensen werkt, en veilig met hem werken.",
            text_en="You learn to set up a robot that works beside people, and to work with it safely.",
            audience_nl="operators en monteurs", audience_en="operators and mechanics",
            level=Level.MBO, provider=SCHOOL, hours=16, price=640, skills=("cobot", "veiligheid"),
        ),
        ((-45, "Rotterdam", 11), (21, "Rotterdam", None), (56, "Delft", None)),
    ),
    "data": Training(
        SOUTH, ("connected-factories", "digital-factory"),
        TrainingContent(
            title_nl="Demo Gegevens van machines lezen", title_en="Demo Reading the data of machines",
            text_nl="U leert welke gegevens een machine geeft en wat u eraan ziet.",
            text_en="You learn which data a machine gives and what they tell you.",
            audience_nl="werkvoorbereiders", audience_en="planners", level=Level.HBO, provider=SCHOOL,
            hours=8, price=0, language=Language.BOTH, skills=("data", "OPC UA"),
        ),
        ((10, "", None),),
    ),
    "people": Training(
        NORTH, ("smart-working",),
        TrainingContent(
            title_nl="Demo Samen werk verdelen met techniek", title_en="Demo Dividing work with technology",
            text_nl="U leert met uw mensen bespreken wat zij doen en wat de techniek doet.",
            text_en="You learn to discuss with your people what they do and what technology does.",
            audience_nl="teamleiders", audience_en="team leaders", level=Level.MANAGEMENT, provider="Demo Hub Noord",
            hours=6, price=195,
        ),
        ((-20, "Groningen", 8), (34, "Leeuwarden", None)),
    ),
    "energy": Training(
        NORTH, ("sustainable-factory",),
        TrainingContent(
            title_nl="Demo Energie per machine meten", text_nl="U leert meten waar uw fabriek energie gebruikt.",
            audience_nl="technische dienst", level=Level.WORKFLOOR, provider="Demo Hub Noord",
        ),
    ),
    "draft": Training(
        SOUTH, ("servitization",),
        TrainingContent(
            title_nl="Demo Van product naar dienst", text_nl="Deze training is nog niet openbaar.",
            audience_nl="ondernemers", level=Level.MANAGEMENT, provider=SCHOOL,
        ),
        public=False,
    ),
}  # fmt: skip


@transaction.atomic
def tell(cast: Cast, today: date, fieldlab: Fieldlab) -> bool:
    """Make the trainings that are missing; whether there were any. Twice changes nothing.

    `fieldlab`: the one of the demonstration, for the first training and the Skillslab: nothing is invented about
    a real one.
    """
    made = [name for name in TRAININGS if not TrainingOffer.objects.filter(key=_key(name)).exists()]
    for name in made:
        _make(cast, name, fieldlab if name == AT_FIELDLAB else None, today)
    _open_skillslab(cast[SOUTH[0]], fieldlab)
    return bool(made)


def _key(name: str) -> uuid.UUID:
    return uuid.uuid5(SPACE, name)


def _make(cast: Cast, name: str, fieldlab: Fieldlab | None, today: date) -> None:
    told = TRAININGS[name]
    writer, region = told.hub
    by = cast[writer]
    subjects = tuple(Transformation.objects.filter(slug__in=told.subjects).order_by("number"))
    values = {**vars(told.content), "transformations": subjects, "fieldlab": fieldlab}
    training = trainings.create_training(
        by=by, region=Region.objects.get(slug=region), content=TrainingContent(**values), key=_key(name)
    )
    for days, place, people in told.dates:
        day = today + timedelta(days)
        where = Place.objects.filter(name=place).order_by("-population").first() if place else None
        one = trainings.add_date(by=by, training=training, first=day, last=day, place=where)
        if people is not None:
            trainings.count_participants(by=by, training=training, date_id=one.pk, number=people)
    if told.public:
        trainings.publish_training(by=by, training=training)


def _open_skillslab(by: User, fieldlab: Fieldlab) -> None:
    content = SkillslabContent(
        name="Demo Skillslab", text_nl="Mensen leren hier werken met robots.", text_en="People learn robots here."
    )
    skillslabs.save_skillslab(by=by, fieldlab=fieldlab, content=content, version=0, reason="Demonstratie")
