"""Open data of the registry: hubs, Fieldlabs, Skillslabs, trainings, events. What their public pages show."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, OuterRef, Q, QuerySet, Value, When

from fieldlabs import trainings
from fieldlabs.coverage import is_open
from fieldlabs.models import Fieldlab, FieldlabSector, Skillslab, TrainingOffer, TrainingTransformation
from hubs import events
from hubs.models import EventTransformation, Hub
from jobs import clock
from regions.models import Province
from reports.datasets.columns import (
    BOOLEAN,
    CODE,
    DATE,
    DECIMAL,
    INTEGER,
    LIST,
    MOMENT,
    POSITION,
    TEXT,
    URL,
    Column,
    Dataset,
    key,
    pair,
)  # fmt: skip
from reports.datasets.shared import DEMO, demo_unless, linked, page_column, transformations

PORTAL_EN, PORTAL_NL = "The registry of this portal", "Het register van dit portaal"
SOURCES = Column("sources", LIST, "Web addresses of the sources", "Webadressen van de bronnen", "sources")
AS_OF = Column("asOf", DATE, "Day on which this was so", "Dag waarop dit zo was", "as_of")
WEBSITE = Column("website", URL, "Website", "Website", "website", nullable=True)


def _region(path: str, **more: object) -> Column:
    return Column("region", CODE, "Region, by its short name", "Regio, met haar korte naam", path, filter=True, **more)


def _provinces() -> ArraySubquery:
    return ArraySubquery(Province.objects.filter(region=OuterRef("region")).order_by("iso").values("iso"))


def _hubs() -> QuerySet[Hub]:
    return Hub.objects.all()


HUBS = Dataset(
    "hubs", "Hub",
    "Hubs", "Hubs",
    "The Smart Industry Hubs: the one desk of each region.",
    "De Smart Industry Hubs: het ene loket van elke regio.",
    PORTAL_EN, PORTAL_NL,
    (
        key("Short name of the hub", "Korte naam van de hub", "slug"),
        Column("name", TEXT, "Name", "Naam", "name"),
        _region("region__slug"),
        Column("provinces", LIST, "Provinces that it serves, as ISO 3166-2", "Provincies die hij bedient, als "
               "ISO 3166-2", _provinces, filter=True),
        Column("host", TEXT, "Organisation that houses it; null: not known", "Organisatie waar hij onder valt; "
               "null: niet bekend", "host", nullable=True),
        Column("hostSourced", BOOLEAN, "Does a source give the host?", "Noemt een bron de organisatie?",
               "host_sourced"),
        Column("founded", INTEGER, "Year in which it began; null: not known", "Jaar waarin hij begon; null: niet "
               "bekend", "founded", nullable=True),
        *pair("intro", TEXT, "What the hub does", "Wat de hub doet", "intro", nullable=True),
        Column("email", TEXT, "E-mail address of the desk", "E-mailadres van het loket", "email", nullable=True),
        Column("telephone", TEXT, "Telephone number of the desk", "Telefoonnummer van het loket", "telephone",
               nullable=True),
        WEBSITE,
        Column("evidence", CODE, "How sure this is", "Hoe zeker dit is", "evidence",
               choices=tuple(Hub.Evidence.choices), filter=True),
        *pair("note", TEXT, "Note", "Opmerking", "note", nullable=True),
        SOURCES,
        AS_OF,
        page_column("hubs:hub_detail", "region__slug"),
        DEMO,
    ),
    ("name", "id"), "hubs:hub_list", _hubs,
)  # fmt: skip


def _fieldlabs() -> QuerySet[Fieldlab]:
    return Fieldlab.objects.public()


FIELDLABS = Dataset(
    "fieldlabs", "Fieldlab",
    "Fieldlabs", "Fieldlabs",
    "Places where companies and knowledge institutes develop, test and apply technology: the public list, with how "
    "sure each row is. Positions are centres of places, from GeoNames (CC BY 4.0).",
    "Plekken waar bedrijven en kennisinstellingen techniek ontwikkelen, testen en toepassen: de openbare lijst, met "
    "hoe zeker elke rij is. Posities zijn middelpunten van plaatsen, van GeoNames (CC BY 4.0).",
    PORTAL_EN, PORTAL_NL,
    (
        key("Short name of the Fieldlab", "Korte naam van het Fieldlab", "slug"),
        Column("name", TEXT, "Name", "Naam", "name"),
        Column("city", TEXT, "Place; null: not known", "Plaats; null: niet bekend", "city", nullable=True),
        Column("province", CODE, "Province, as ISO 3166-2", "Provincie, als ISO 3166-2", "province_id",
               nullable=True, filter=True),
        _region("region__slug", nullable=True),
        Column("national", BOOLEAN, "Does it work for the whole country?", "Werkt het voor het hele land?", "national",
               filter=True),
        Column("latitude", POSITION, "Latitude of its place, WGS 84", "Breedtegraad van de plaats, WGS 84", "lat",
               nullable=True),
        Column("longitude", POSITION, "Longitude of its place, WGS 84", "Lengtegraad van de plaats, WGS 84", "lon",
               nullable=True),
        *pair("topic", TEXT, "Topic", "Onderwerp", "topic"),
        *pair("description", TEXT, "What happens there", "Wat er gebeurt", "description", nullable=True),
        Column("type", CODE, "Kind of Fieldlab", "Soort Fieldlab", "type", nullable=True,
               choices=tuple(Fieldlab.Type.choices), filter=True),
        transformations("transformation_slugs", "the Fieldlab", "het Fieldlab"),
        Column("technologies", LIST, "Technologies, in words of the field", "Technieken, in woorden van het vak",
               "technologies"),
        Column("sectors", LIST, "Sectors, as SBI 2008", "Sectoren, als SBI 2008",
               linked(FieldlabSector, "fieldlab", "sector_id"), filter=True),
        Column("services", LIST, "Kinds of services on offer", "Soorten diensten", "service_kinds", filter=True),
        Column("hasTraining", BOOLEAN, "Is a training on offer?", "Is er een training?", "has_training", filter=True),
        Column("trlMin", INTEGER, "Lowest technology readiness level", "Laagste technologieniveau (TRL)", "trl_min",
               nullable=True),
        Column("trlMax", INTEGER, "Highest technology readiness level", "Hoogste technologieniveau (TRL)", "trl_max",
               nullable=True),
        WEBSITE,
        Column("startedOn", DATE, "Active since", "Actief sinds", "started_on", nullable=True),
        Column("confirmedOn", DATE, "Day on which it last said that this is right", "Dag waarop het voor het laatst "
               "zei dat dit klopt", "confirmed_on", nullable=True),
        Column("recognised", BOOLEAN, "Did the steering group recognise it?", "Heeft de stuurgroep het erkend?",
               lambda: _when(Q(recognition=Fieldlab.Recognition.RECOGNISED)), filter=True),
        Column("evidence", CODE, "How sure it is, for what is not recognised", "Hoe zeker het is, voor wat niet "
               "erkend is", "evidence", nullable=True, choices=tuple(Fieldlab.Evidence.choices), filter=True),
        *pair("note", TEXT, "Note", "Opmerking", "note", nullable=True),
        SOURCES,
        AS_OF,
        page_column("fieldlabs:fieldlab_detail", "slug"),
        demo_unless(Q(version=1, registration_key=None)),
    ),
    ("name", "id"), "fieldlabs:fieldlab_list", _fieldlabs,
)  # fmt: skip


def _when(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _skillslabs() -> QuerySet[Skillslab]:
    return Skillslab.objects.filter(fieldlab__publication=Fieldlab.Publication.PUBLISHED)


def _open_skillslab() -> Case:
    """As the public list counts them (fieldlabs/coverage.py)."""
    return _when(Q(fieldlab__in=Fieldlab.objects.filter(is_open(clock.today())).values("pk")))


SKILLSLABS = Dataset(
    "skillslabs", "Skillslab",
    "Skillslabs", "Skillslabs",
    "The training side of Fieldlabs, as hubs registered it. A Fieldlab without a row here may have training that the "
    "portal does not know of.",
    "De opleidingskant van Fieldlabs, zoals hubs die vastlegden. Een Fieldlab zonder rij kan training hebben die het "
    "portaal niet kent.",
    PORTAL_EN, PORTAL_NL,
    (
        key("Short name of its Fieldlab", "Korte naam van het Fieldlab", "fieldlab__slug"),
        Column("name", TEXT, "Name", "Naam", "name"),
        Column("fieldlabName", TEXT, "Name of the Fieldlab", "Naam van het Fieldlab", "fieldlab__name"),
        _region("fieldlab__region__slug", nullable=True),
        *pair("text", TEXT, "What people learn there", "Wat mensen er leren", "text", nullable=True),
        WEBSITE,
        Column("openedOn", DATE, "Open since", "Open sinds", "opened_on", nullable=True),
        Column("closedOn", DATE, "Closed on", "Gesloten op", "closed_on", nullable=True),
        Column("open", BOOLEAN, "Is it open today?", "Is het vandaag open?", _open_skillslab, filter=True),
        page_column("fieldlabs:fieldlab_detail", "fieldlab__slug"),
        DEMO,
    ),
    ("name", "id"), "fieldlabs:skillslab_list", _skillslabs,
)  # fmt: skip


def _offers() -> QuerySet[TrainingOffer]:
    today = clock.today()
    return trainings.dated(trainings.public(today), today)


TRAININGS = Dataset(
    "training-offers", "TrainingOffer",
    "Trainings", "Trainingen",
    "Trainings that are on offer today, with what they cost and when they start first.",
    "Trainingen die vandaag te volgen zijn, met wat ze kosten en wanneer ze het eerst beginnen.",
    PORTAL_EN, PORTAL_NL,
    (
        key("Short name of the training", "Korte naam van de training", "slug"),
        *pair("title", TEXT, "Title", "Titel", "title", nullable=True),
        *pair("text", TEXT, "What you learn", "Wat u leert", "text", nullable=True),
        *pair("audience", TEXT, "For whom", "Voor wie", "audience", nullable=True),
        Column("level", CODE, "Level", "Niveau", "level", choices=tuple(TrainingOffer.Level.choices), filter=True),
        Column("hours", DECIMAL, "Duration; null: not known", "Duur; null: niet bekend", "hours", nullable=True,
               unit="hours"),
        Column("price", DECIMAL, "Price without VAT; 0: free; null: not known",
               "Prijs zonder btw; 0: gratis; null: niet bekend", "price", nullable=True, unit="EUR"),
        Column("language", CODE, "Language in which it is given", "Taal waarin hij gegeven wordt", "language",
               choices=tuple(TrainingOffer.Language.choices), filter=True),
        Column("provider", TEXT, "Who gives it", "Wie hem geeft", "provider"),
        Column("fieldlab", CODE, "Fieldlab, see fieldlabs", "Fieldlab, zie fieldlabs", "fieldlab__slug",
               nullable=True, filter=True),
        _region("region__slug"),
        transformations(linked(TrainingTransformation, "training", "transformation__slug"),
                        "the training", "de training"),
        Column("skills", LIST, "Skills", "Vaardigheden", "skills"),
        Column("nextOn", DATE, "First day from today on; null: no date is known", "Eerste dag vanaf vandaag; null: "
               "geen datum bekend", "next_on", nullable=True),
        Column("nextPlace", TEXT, "Place of that day; null: online, or no date is known", "Plaats van die dag; null: "
               "online, of geen datum bekend", "next_place", nullable=True),
        Column("endsOn", DATE, "Offered until", "Aangeboden tot", "ends_on", nullable=True),
        Column("registerUrl", URL, "Where to register", "Waar u zich aanmeldt", "url", nullable=True),
        page_column("fieldlabs:training_detail", "slug"),
        DEMO,
    ),
    ("titleNl", "id"), "fieldlabs:training_list", _offers, theme="EDUC",
)  # fmt: skip

EVENTS = Dataset(
    "events", "Event",
    "Events", "Bijeenkomsten",
    "Events of the hubs and of the programme, those that are over too. Who comes is nobody's business but the hub's.",
    "Bijeenkomsten van de hubs en van het programma, ook die voorbij zijn. Wie er komt weet alleen de hub.",
    PORTAL_EN, PORTAL_NL,
    (
        key("Short name of the event", "Korte naam van de bijeenkomst", "slug"),
        *pair("title", TEXT, "Title", "Titel", "title", nullable=True),
        *pair("text", TEXT, "What happens", "Wat er gebeurt", "text", nullable=True),
        Column("startsAt", MOMENT, "Beginning, in UTC", "Begin, in UTC", "starts_at"),
        Column("endsAt", MOMENT, "End, in UTC", "Einde, in UTC", "ends_at"),
        _region("hub__region__slug", nullable=True),
        Column("fieldlab", CODE, "Fieldlab, see fieldlabs", "Fieldlab, zie fieldlabs",
               lambda: Case(When(fieldlab__publication=Fieldlab.Publication.PUBLISHED, then="fieldlab__slug")),
               nullable=True, filter=True),
        Column("place", TEXT, "Place; null: online", "Plaats; null: online", "place__name", nullable=True),
        Column("online", BOOLEAN, "Is it online?", "Is het online?", lambda: _when(Q(place=None)), filter=True),
        Column("seats", INTEGER, "Number of places; null: no limit", "Aantal plaatsen; null: geen grens", "seats",
               nullable=True),
        Column("registration", BOOLEAN, "Can people register in the portal?", "Kunnen mensen zich in het portaal "
               "aanmelden?", "registration"),
        Column("cancelled", BOOLEAN, "Is it cancelled?", "Gaat het niet door?",
               lambda: _when(Q(cancelled_at__isnull=False)), filter=True),
        transformations(linked(EventTransformation, "event", "transformation__slug"), "the event", "de bijeenkomst"),
        page_column("hubs:event_detail", "slug"),
        DEMO,
    ),
    ("startsAt", "id"), "hubs:event_list", events.public,
)  # fmt: skip
DATASETS = (HUBS, FIELDLABS, SKILLSLABS, TRAININGS, EVENTS)
