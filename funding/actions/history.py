"""The historical record: what the letter of 5 February 2018 says, entered in the books by the portal's own actions.

Reservations and pledges alone, each under a waiver of the kind *historical record* that another person gives. Never a
decision or a payment: none is known. Amounts, days and sources come from the data (budget_lines.csv, cofunding.csv).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection, transaction

from accounts.models import Organisation, User
from funding.actions.awards import waive
from funding.actions.budget import allot, reserve
from funding.actions.pledges import claim, intend
from funding.actions.posting import Basis
from funding.actions.schemes import Rules, add_scheme, open_pool, publish_scheme_version
from funding.models import BudgetLine, Entry, MatchPool, Pledge, StatedContribution, Waiver
from funding.models.schemes import Origin
from hubs.models import Hub

LETTER_DAY = date(2018, 2, 5)
DOCUMENT = "Kamerstuk 29 826 nr. 94"
PAPER = {"document": DOCUMENT, "document_date": LETTER_DAY}
KEY = "letter-2018-02-05"
LOCK = 4805
"""Of the advisory locks: who enters the letter at the same moment waits, and finds it entered."""


@dataclass(frozen=True)
class Entering:
    """`by` enters, `waived_by` gives the waivers, and publishes what little is known of the rules."""

    by: User
    waived_by: User

    def basis(self, what: str, reason: str, *, document: str = DOCUMENT, day: date = LETTER_DAY) -> Basis:
        return Basis(key=f"{KEY}-{what}", valid_on=day, document=document, document_date=day, reason=reason)

    def waiver(self, reason: str) -> Waiver:
        return waive(by=self.waived_by, kind=Waiver.Kind.HISTORICAL_RECORD, reason=reason, **PAPER)


@transaction.atomic
def enter_letter(*, by: User, waived_by: User) -> bool:
    """Enter the letter; False, and nothing changes, when it is already there.

    `by` decides on budgets, `waived_by` is the ministry's controller. Raises RuleBroken when either may not, or when
    they are one person.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 1)", [LOCK])
    if Entry.objects.filter(key=f"{KEY}-si_2018").exists():
        return False
    entering = Entering(by, waived_by)
    lines = {line.key: line for line in BudgetLine.objects.select_related("parent")}
    _allot(entering, lines)
    _set_apart(entering, lines)
    pool = _open_pool(entering, lines["smitzh"])
    for stated in lines["smitzh"].contributions.select_related("source", "region").order_by("position"):
        _pledge(entering, pool, stated)
    return True


def _allot(entering: Entering, lines: dict[str, BudgetLine]) -> None:
    """Commitments of 2018 alone: the letter gives no cash ceiling, so none is entered and nothing can be paid."""
    reasons = {
        "si_2018": "begroting 2018 volgens de brief",
        "regional": "voorstellen van de regio's volgens de brief",
        "sme_support": "verdere steun aan het mkb volgens de brief",
        "smitzh": "deel van het regionale geld voor SMITZH volgens de brief",
        "regional_rest": "rest van het regionale geld: 2,8 miljoen min 0,7 miljoen, uitgerekend",
    }
    for key, reason in reasons.items():
        line = lines[key]
        about = {"line": line, "year": LETTER_DAY.year, "commitments": line.amount}
        allot(by=entering.by, basis=entering.basis(key, reason), **about)


def _set_apart(entering: Entering, lines: dict[str, BudgetLine]) -> None:
    smitzh, rest = lines["smitzh"], lines["regional_rest"]
    _reserve(entering, smitzh, smitzh.amount, "SMITZH, juridische vorm onbekend", "SMITZH, legal instrument unknown")
    _reserve(entering, rest, None, "Data Value Center Smart Industry", "Data Value Center Smart Industry")


def _reserve(entering: Entering, line: BudgetLine, size: Decimal | None, purpose_nl: str, purpose_en: str) -> None:
    reason = f"Apart gezet volgens de brief: {purpose_nl}"
    reserve(
        by=entering.by,
        basis=entering.basis(f"reserve-{line.key}", reason),
        line=line,
        year=LETTER_DAY.year,
        purpose_nl=purpose_nl,
        purpose_en=purpose_en,
        size=size,
        waiver=entering.waiver(f"{reason}, vóór er een portaal was"),
    )


def _open_pool(entering: Entering, line: BudgetLine) -> MatchPool:
    """Of the rules the letter gives the ratio alone: while that is so, no decision can be taken under them."""
    scheme = add_scheme(
        by=entering.waived_by,
        key="brief-2018",
        name_nl="Regionale voorstellen volgens de brief van 5 februari 2018",
        name_en="Regional proposals according to the letter of 5 February 2018",
        demo=False,
    )
    unknown = dict.fromkeys(("level", "advance_share", "origins", "in_kind", "evidence"))
    rules = Rules(instrument="unknown", ratio=line.match_ratio, **unknown)
    about = {"scheme": scheme, "rules": rules, "starts_on": LETTER_DAY, "ends_on": None}
    version = publish_scheme_version(by=entering.waived_by, **about, **PAPER)
    return open_pool(by=entering.waived_by, version=version, line=line, region=_hub().region, **PAPER)


def _pledge(entering: Entering, pool: MatchPool, stated: StatedContribution) -> None:
    """Intended, with its own source and day; without an amount nothing is booked, and the amount stays unknown.

    No source says where the money comes from, nor whether it holds VAT or is declared elsewhere: so it counts for
    nothing until the co-funder states that, with a document.
    """
    document = DOCUMENT if stated.source.slug == "letter" else stated.source.title_nl
    where = {"document": document, "day": stated.announced_on}
    basis = entering.basis(f"pledge-{stated.key}", f"toezegging van {stated.contributor}", **where)
    pledge = Pledge(
        pool=pool,
        funder=_organisation(stated.contributor, Organisation.Kind.COFUNDER, stated.region),
        claimed_by=_hub_organisation(),
        kind=Pledge.Kind.CASH,
        origin=Origin.UNKNOWN,
        evidence=f"{document}: {stated.contributor}",
    )
    claim(by=entering.by, basis=basis, pledge=pledge)
    if stated.amount is not None:
        waiver = entering.waiver(f"Voornemen van {stated.contributor} volgens {document}, vóór er een portaal was")
        intend(by=entering.by, basis=basis, pledge=pledge, amount=stated.amount, waiver=waiver)


def _hub() -> Hub:
    return Hub.objects.select_related("region").get(slug="smitzh")


def _hub_organisation() -> Organisation:
    hub = _hub()
    return _organisation(hub.name, Organisation.Kind.HUB, hub.region)


def _organisation(name: str, kind: str, region) -> Organisation:
    found = Organisation.objects.filter(name=name, kind=kind).first()
    return found or Organisation.objects.create(name=name, kind=kind, region=region)
