"""What the plans of the demonstration say. Amounts in euros."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.models import User
from funding import actions, plan_content
from funding.actions import Content
from funding.models import Counted, PlanVersion, Section


@dataclass(frozen=True)
class Text:
    """What a plan says. Amounts in euros; `pledges`: (funder, origin, amount, evidence)."""

    title: str
    summary: str
    first: date
    last: date
    asked: Decimal
    activities: Iterable[tuple[str, str, Decimal]]
    target: int
    schedule: Iterable[tuple[int, Decimal]]
    pledges: Iterable[tuple[str, str, Decimal, str]]


def settled() -> Text:
    """Carried out in 2018 and 2019."""
    return Text(
        title="Noordelijke proeftuin slimme fabrieken",
        summary="Dertig maakbedrijven in Groningen, Friesland en Drenthe proberen een eerste stap in een Fieldlab.",
        first=date(2018, 5, 1), last=date(2019, 9, 30), asked=Decimal(300_000),
        activities=[
            ("fieldlabs", "Proefopstellingen in twee Fieldlabs", Decimal(350_000)),
            ("knowledge", "Acht werkplaatsdagen voor het mkb", Decimal(150_000)),
            ("support", "Begeleiding van dertig bedrijven", Decimal(100_000)),
        ],
        target=30, schedule=[(2018, Decimal(200_000)), (2019, Decimal(100_000))],
        pledges=[("Demo Provincie Groningen", "provincial", Decimal(300_000), "Demonstratie: besluit 2018-04")],
    )  # fmt: skip


def running(first: date, last: date) -> Text:
    """Asked for in the year of `first`; the year of `last` is the next one."""
    return Text(
        title="Slimme fabrieken in het Noorden",
        summary="Zestig maakbedrijven krijgen begeleiding bij hun eerste digitale stap, en leren van elkaar.",
        first=first, last=last, asked=Decimal(600_000),
        activities=[
            ("support", "Begeleiding van zestig bedrijven", Decimal(700_000)),
            ("knowledge", "Leergroepen in drie provincies", Decimal(300_000)),
            ("fieldlabs", "Gebruik van Fieldlabs door het mkb", Decimal(200_000)),
        ],
        target=60, schedule=[(first.year, Decimal(350_000)), (last.year, Decimal(250_000))],
        pledges=[
            ("Demo Provincie Groningen", "provincial", Decimal(450_000), "Demonstratie: besluit van dit jaar"),
            ("Demo Gemeente Emmen", "municipal", Decimal(150_000), "Demonstratie: brief van het college"),
        ],
    )  # fmt: skip


def waiting(first: date, last: date) -> Text:
    """Paid from the budget of the year of `last`."""
    return Text(
        title="Samen robots leren gebruiken",
        summary="Tien kleine maakbedrijven delen een proefopstelling met robots die naast mensen werken.",
        first=first, last=last, asked=Decimal(120_000),
        activities=[("fieldlabs", "Gedeelde proefopstelling", Decimal(240_000))],
        target=10, schedule=[(last.year, Decimal(120_000))],
        pledges=[("Demo Provincie Groningen", "provincial", Decimal(120_000), "Demonstratie: toezegging robots")],
    )  # fmt: skip


def write(by: User, version: PlanVersion, text: Text) -> PlanVersion:
    sections = {
        Section.ABOUT: Content(
            {"title": text.title, "summary": text.summary, "starts_on": text.first, "ends_on": text.last}
        ),
        Section.ACTIVITIES: Content(
            rows=[{"kind": kind, "name": name, "description": "", "cost": cost} for kind, name, cost in text.activities]
        ),
        Section.INDICATORS: Content(rows=[_indicator(text)]),
        Section.BUDGET: Content(
            {"requested": text.asked}, [{"year": year, "amount": amount} for year, amount in text.schedule]
        ),
        Section.MATCH: Content(rows=[_pledge(*pledge) for pledge in text.pledges]),
    }
    for section, content in sections.items():
        version = fresh(version)
        base = plan_content.digest(version, section)
        actions.save_section(by=by, version=version, section=section, base=base, content=content)
    return fresh(version)


def _indicator(text: Text) -> dict[str, object]:
    counted = {"name": "Mkb-bedrijven die een eerste stap zetten", "unit": "bedrijven", "start": Decimal(0)}
    return {**counted, "target": Decimal(text.target), "due_on": text.last, "measure": Counted.STEPS}


def _pledge(funder: str, origin: str, amount: Decimal, evidence: str) -> dict[str, object]:
    stated = {"file": None, "valued_on": None, "valuation": "", "without_vat": True, "also_declared": ""}
    return {"funder": funder, "kind": "cash", "origin": origin, "amount": amount, "evidence": evidence, **stated}


def fresh(version: PlanVersion) -> PlanVersion:
    versions = PlanVersion.objects.select_related("plan__organisation", "plan__line", "plan__region")
    return plan_content.with_parts(versions).get(pk=version.pk)
