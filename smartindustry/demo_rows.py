"""What stands on the page of the demonstration's Fieldlab, made by the portal's own actions. All of it is invented."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from accounts.models import SizeClass, User
from fieldlabs import actions
from fieldlabs.models import Equipment, EvidenceCase, Fieldlab, Investment, Link, Result, Service
from fieldlabs.models.content import AidBasis
from fieldlabs.models.parts import Part
from programme.models import Transformation

REASON = "demo"
# KvK's own numbers for tests; the names are invented.
PARTNERS = (
    (actions.Who("69599068", "Demo Stichting Onderzoek Maakindustrie", "research"), "lead", None, ""),
    (actions.Who("90000102", "Demo Stichting Vakopleiding", "education"), "member", None, ""),
    (actions.Who("68750110", "Demo Lastechniek BV", "company"), "supplier", "small", ""),
    (actions.Who("69599076", "Demo Gereedschap VOF", "company"), "user", "micro", ""),
    (actions.Who("90001354", "Demo Besturingen BV", "company"), "supplier", "medium", "Demo Concern"),
    (actions.Who("68727720", "Demo Elektronica NV", "company"), "member", "large", "Demo Concern"),
    (actions.Who("90004760", "Demo Staalgroep NV", "company"), "user", None, ""),
)
SERVICES = (
    {
        "kind": "demonstration", "name_nl": "Kennismaken met lasrobots", "name_en": "Get to know welding robots",
        "text_nl": "U ziet een ochtend lang drie lasrobots aan het werk en stelt uw vragen.",
        "text_en": "You see three welding robots at work for a morning and ask your questions.",
        "price_basis": "free", "aid_basis": AidBasis.NONE, "trl_min": 7, "trl_max": 9,
    },
    {
        "kind": "validation", "name_nl": "Proefdag met uw eigen werkstuk",
        "name_en": "Trial day with your own workpiece",
        "text_nl": "Een dag lassen met uw eigen werkstuk. U krijgt een rapport met tijd, kosten en fouten.",
        "text_en": "A day of welding with your own workpiece. You get a report with time, costs and faults.",
        "price_basis": "day", "price": 950, "aid_basis": AidBasis.DE_MINIMIS, "trl_min": 6, "trl_max": 8,
    },
    {
        "kind": "training", "name_nl": "Leren programmeren van een lasrobot",
        "name_en": "Learn to program a welding robot",
        "price_basis": "fixed", "price": 1450, "aid_basis": AidBasis.GBER_TRAINING,
    },
    {
        "kind": "use", "name_nl": "Zelf werken in de werkplaats", "name_en": "Work in the workshop yourself",
        "price_basis": "hour", "price": 85, "aid_basis": AidBasis.GBER_INFRASTRUCTURE,
    },
)  # fmt: skip
EQUIPMENT = (
    {"name_nl": "Demo-lasrobot met zes assen", "name_en": "Demo welding robot with six axes", "year": 2017,
     "amount": 245_000},
    {"name_nl": "3D-scanner voor werkstukken", "name_en": "3D scanner for workpieces", "year": 2018},
)  # fmt: skip
CASES = (
    {
        "title_nl": "Van dertig minuten lassen naar acht", "title_en": "From thirty minutes of welding to eight",
        "question_nl": "Kan een robot onze series van twintig stuks lassen zonder een dag instellen?",
        "question_en": "Can a robot weld our series of twenty without a day of setting up?",
        "result_nl": "Ja, met een scan van het eerste werkstuk. Het lassen ging van dertig naar acht minuten per stuk.",
        "result_en": "Yes, with a scan of the first workpiece. Welding went from thirty to eight minutes a piece.",
        "year": 2018,
    },
)  # fmt: skip
RESULTS = (
    {"kind": "process", "year": 2018, "number": 4, "basis": "Demo: geteld door het Fieldlab"},
    {"kind": "product", "year": 2018, "number": 0, "basis": "Demo: geteld door het Fieldlab"},
)
INVESTMENTS = (
    ("state", "grant", "planned", 2018, 400_000), ("state", "grant", "committed", 2018, 250_000),
    ("companies", "cash", "planned", 2018, 200_000), ("companies", "cash", "committed", 2018, 200_000),
    ("companies", "in_kind", "planned", 2018, 150_000), ("knowledge", "in_kind", "committed", 2018, 120_000),
    ("state", "grant", "realised", 2018, 100_000), ("region", "loan", "planned", 2019, 300_000),
    ("region", "loan", "committed", 2019, None),
)  # fmt: skip
LINKS = ({"title_nl": "Demo: verslag van het eerste jaar", "title_en": "Demo: report of the first year",
          "url": "https://lasrobots.demo.smartindustry.example/verslag/"},)  # fmt: skip


def fill(by: User, fieldlab: Fieldlab) -> None:
    """Make what is missing; running it again changes nothing, because each row has a key of its own."""
    for who, role, size, group in PARTNERS:
        _partner(by, fieldlab, who, {"role": role, "size": size, "group": group})
    for source, kind, phase, year, amount in INVESTMENTS:
        given = {"source": source, "source_name": "Demo", "kind": kind, "phase": phase, "year": year, "amount": amount}
        _row(by, fieldlab, Investment, given)
    for model, rows in ((Service, SERVICES), (Equipment, EQUIPMENT), (Result, RESULTS), (Link, LINKS)):
        for given in rows:
            _row(by, fieldlab, model, given)
    for given in CASES:
        transformation = Transformation.objects.get(slug="flexible-manufacturing")
        _row(by, fieldlab, EvidenceCase, {**given, "transformation": transformation})


def _partner(by: User, fieldlab: Fieldlab, who: actions.Who, given: dict[str, Any]) -> None:
    if not fieldlab.partners.filter(organisation__kvk_number=who.kvk_number).exists():
        size = SizeClass.objects.get(slug=given["size"]) if given["size"] else None
        given |= {"size": size, "starts_on": fieldlab.started_on or date(2018, 1, 1)}
        actions.add_partner(
            by=by, fieldlab=fieldlab, who=who, given=given, key=_key(fieldlab, who.kvk_number), reason=REASON
        )


def _row(by: User, fieldlab: Fieldlab, model: type[Part], given: Mapping[str, Any]) -> None:
    key = _key(fieldlab, f"{model.__name__} {sorted(map(str, given.items()))}")
    actions.add_row(by=by, fieldlab=fieldlab, model=model, given=given, key=key, reason=REASON)


def _key(fieldlab: Fieldlab, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{fieldlab.slug} {name}"))
