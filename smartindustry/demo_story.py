"""Plans, decisions and payments of the demonstration, made by the portal's own actions on the days that they stand for.

All of it is invented, under a scheme that says so; no real decision or payment is known. Three plans of one hub: one
that was settled and recovered, one that runs, one that waits; and a draft of another hub.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from accounts.models import Organisation, Role, User
from funding import actions, plan_content
from funding.actions import Basis, Content, deciding, reviewing
from funding.actions.awards import lower_to_settlement
from funding.actions.evidence import Cost
from funding.actions.reviewing import Prepared
from funding.actions.schemes import Rules
from funding.models import Award, BudgetLine, Letter, MatchPool, Plan, PlanVersion, Pledge, Proposal, Scheme, Section
from jobs import clock
from regions.models import Region
from smartindustry import demo_plans

SCHEME = "demo-regionale-hubs"
BUDGET, KEPT = Decimal(1_500_000), Decimal(500_000)
THIS_YEAR = Decimal(700_000)
IBAN = "NL91ABNA0417164300"
Cast = Mapping[str, User]


@dataclass(frozen=True)
class Story:
    """Who acts, and where the money lies."""

    cast: Cast
    line: BudgetLine
    hub: Organisation
    pool: MatchPool


@transaction.atomic
def tell(cast: Cast, today: date) -> bool:
    """Make everything, once; False when it is there. `cast` by key, with mandates; the letter is in the books."""
    if Scheme.objects.filter(key=SCHEME).exists():
        return False
    line = BudgetLine.objects.select_related("parent__parent__parent").get(key="other_hubs")
    hub = _organisation(cast["noor"], Role.HUB_COORDINATOR)
    with clock.on(date(2018, 3, 5)):
        story = Story(cast, line, hub, _rules(cast, line, hub))
        _budget(story)
        account = actions.enter_bank_account(by=cast["noor"], organisation=hub, iban=IBAN, **_paper("bankafschrift"))
        actions.confirm_bank_account(by=cast["hilde"], account=account, **_paper("teruggebeld"))
    _settled(story)
    start = max(date(today.year, 1, 2), today - timedelta(days=60))
    _shift(story, start)
    _running(story, start, today)
    _waiting(story, today)
    return True


def _organisation(person: User, role: str) -> Organisation:
    return next(iter(person.organisations_as(role)))


def _paper(what: str) -> dict[str, object]:
    return {"document": f"Demonstratie: {what}", "document_date": clock.today()}


def _basis(key: str, reason: str, reference: str = "") -> Basis:
    return Basis(
        key=f"demo-{key}",
        valid_on=clock.today(),
        reason=f"Demonstratie: {reason}",
        reference=reference,
        demo=True,
        **_paper(reason),
    )


# --- Rules and budget ------------------------------------------------------------------------------------------------


def _rules(cast: Cast, line: BudgetLine, hub: Organisation) -> MatchPool:
    """The ratio is the letter's; its level, the advance share and the rest are ours. The pool is the hub's."""
    by = cast["wim"]
    scheme = actions.add_scheme(
        by=by, key=SCHEME, name_nl="Demonstratie: regionale hubs", name_en="Demonstration: regional hubs", demo=True
    )
    rules = Rules(
        instrument="subsidy",
        ratio=Decimal(1),
        level="region",
        advance_share=Decimal("0.80"),
        origins=["provincial", "municipal", "metropolitan"],
        in_kind="valued",
        evidence=[(0, "none"), (25_000, "performance"), (125_000, "costs")],
    )
    version = actions.publish_scheme_version(
        by=by, scheme=scheme, rules=rules, starts_on=date(2018, 1, 1), ends_on=None, **_paper("regeling")
    )
    pools = {
        region: actions.open_pool(by=by, version=version, line=line, region=region, **_paper("regeling"))
        for region in Region.objects.order_by("slug")
    }
    return pools[hub.region]


def _budget(story: Story) -> None:
    """Part of what the letter leaves for the other hubs, beside what stays for the Data Value Center; and cash."""
    by, year = story.cast["femke"], 2018
    actions.allot(
        by=by,
        basis=_basis("budget", "budget voor de andere hubs"),
        line=story.line,
        year=year,
        commitments=BUDGET,
        kept=KEPT,
    )
    way = [story.line]
    while way[0].parent:
        way.insert(0, way[0].parent)
    for one in way:
        actions.allot(by=by, basis=_basis(f"kas-{one.key}", "kasbudget"), line=one, year=year, cash=BUDGET)


def _shift(story: Story, day: date) -> None:
    with clock.on(day):
        for ledger in ("commitments", "cash"):
            actions.shift(
                by=story.cast["femke"],
                basis=_basis(f"kasschuif-{ledger}", "naar dit jaar"),
                line=story.line,
                ledger=ledger,
                from_year=2018,
                to_year=day.year,
                amount=THIS_YEAR,
            )


def _submitted(story: Story, text: demo_plans.Text) -> PlanVersion:
    noor = story.cast["noor"]
    version = actions.start_plan(
        by=noor, organisation=story.hub, kind=Plan.Kind.REGIONAL, line=story.line, region=story.hub.region
    )
    version = demo_plans.write(noor, version, text)
    return actions.submit_plan(by=noor, version=version, revision=version.revision)


def _pledges(version: PlanVersion) -> list[Pledge]:
    return [one.pledge for one in version.pledges.select_related("pledge__pool").order_by("position")]


# --- From decision to settlement -------------------------------------------------------------------------------------


def _granted(story: Story, version: PlanVersion, decision: Prepared, *, on: date) -> Award:
    """Prepared by one, decided by another."""
    fenna, femke = story.cast["fenna"], story.cast["femke"]
    reviewing.propose(by=fenna, prepared=decision)
    with clock.on(on):
        return _decided(femke, version.plan, f"DEMO-VPL-{version.plan_id}").award


def _decided(by: User, plan: Plan, reference: str = "") -> Letter:
    return deciding.decide(by=by, proposal=Proposal.objects.filter(plan=plan).latest("pk"), reference=reference)


def _paid(story: Story, award: Award, amount: Decimal, *, on: date, release: bool = True) -> None:
    """Prepared, approved and released by three people; or prepared alone."""
    cast, key = story.cast, f"{award.number}-{on.isoformat()}"
    with clock.on(on):
        payment = actions.prepare_payment(
            by=cast["fenna"], award=award, amount=amount, reason="Voorschot", key=f"demo-{key}"
        )
        if release:
            actions.approve_advance(by=cast["sanne"], payment=payment)
            actions.pay(
                by=cast["hilde"],
                basis=_basis(f"betaling-{key}", "betaalopdracht", f"DEMO-BET-{payment.pk}"),
                payment=payment,
            )


def _reported(story: Story, award: Award, costs: Iterable[Cost], *, on: date) -> None:
    """Everything that the award asks is handed in and accepted."""
    for duty in award.duties.order_by("due_on"):
        with clock.on(min(duty.due_on, on)):
            asked = costs if duty.kind in ("costs", "yearly_report") else ()
            delivery = actions.hand_in(by=story.cast["noor"], duty=duty, note="Zie het verslag.", costs=tuple(asked))
            actions.accept(by=story.cast["fenna"], delivery=delivery)


def _settled(story: Story) -> None:
    """Granted in 2018, settled lower in 2020; what was paid too much came back."""
    cast = story.cast
    text = demo_plans.settled()
    with clock.on(date(2018, 3, 15)):
        version = _submitted(story, text)
    (pledge,) = _pledges(version)
    with clock.on(date(2018, 3, 22)):
        reviewing.take_up(by=cast["fenna"], version=version)
        reviewing.remark(
            by=cast["fenna"],
            version=version,
            section=Section.INDICATORS,
            text="Helder doel; meld het ieder jaar per provincie.",
        )
    with clock.on(date(2018, 4, 10)):
        actions.confirm_committed(
            by=cast["joost"],
            basis=_basis("toezegging-1", "besluit van de provincie"),
            pledge=pledge,
            amount=Decimal(300_000),
        )
        grant = Prepared(
            "grant", version.plan, "Het plan is volledig en de cofinanciering is toegezegd.", version, pool=story.pool,
            amount=Decimal(300_000), starts_on=text.first, ends_on=text.last, instalments=list(text.schedule),
            conditions="Meld het als een bedrijf afhaakt.\nNoem het programma in uw uitingen.",
        )  # fmt: skip
        award = _granted(story, version, grant, on=date(2018, 4, 16))
    _paid(story, award, Decimal(240_000), on=date(2018, 5, 7))
    with clock.on(date(2019, 10, 14)):
        actions.confirm_realised(
            by=cast["joost"],
            basis=_basis("realisatie-1", "betaling van de provincie"),
            pledge=pledge,
            amount=Decimal(200_000),
        )
    costs = [Cost("fieldlabs", "Proefopstellingen", Decimal(260_000)), Cost("support", "Begeleiding", Decimal(140_000))]
    _reported(story, award, costs, on=date(2019, 12, 16))
    _closed(story, version.plan, award)


def _closed(story: Story, plan: Plan, award: Award) -> None:
    cast = story.cast
    lower = Prepared(
        "settle", plan, "De werkplaatsdagen zijn niet gehouden; de kosten zijn € 400.000.", award=award,
        amount=Decimal(200_000), legal_ground="4:46-a",
    )  # fmt: skip
    back = Prepared(
        "recover", plan, "Er is € 40.000 meer betaald dan de subsidie is vastgesteld.", award=award,
        amount=Decimal(40_000), legal_ground="4:57",
    )  # fmt: skip
    for prepared, by, day in ((lower, "sanne", date(2020, 1, 20)), (back, "femke", date(2020, 1, 27))):
        with clock.on(day):
            reviewing.propose(by=cast["fenna"], prepared=prepared)
            _decided(cast[by], plan, f"DEMO-VPL-{plan.pk}-{prepared.kind}")
    with clock.on(date(2020, 3, 9)):
        basis = _basis("terug-1", "ontvangst van de hub", f"DEMO-ONT-{plan.pk}")
        actions.refund(by=cast["hilde"], basis=basis, award=award, paid_in=2018, amount=Decimal(40_000))
        lowered = _basis("verlaagd-1", "verlaagd tot de vaststelling", basis.reference)
        lower_to_settlement(by=cast["hilde"], basis=lowered, award=award)


def _running(story: Story, start: date, today: date) -> None:
    """Granted in part this year, because the match for the rest is not there yet; a second advance waits."""
    cast, last = story.cast, date(today.year + 1, 12, 31)
    text = demo_plans.running(start, last)
    with clock.on(start):
        version = _submitted(story, text)
        reviewing.take_up(by=cast["fenna"], version=version)
        pledge, _other = _pledges(version)
        actions.confirm_committed(
            by=cast["joost"],
            basis=_basis("toezegging-2", "besluit van de provincie"),
            pledge=pledge,
            amount=Decimal(450_000),
        )
        ground = "De gemeente heeft haar bijdrage nog niet toegezegd; voor dat deel is er geen cofinanciering."
        grant = Prepared(
            "grant", version.plan, ground, version, pool=story.pool, amount=Decimal(450_000), legal_ground="4:35",
            starts_on=start, ends_on=last, instalments=[(start.year, Decimal(300_000)), (last.year, Decimal(150_000))],
        )  # fmt: skip
        award = _granted(story, version, grant, on=start + (today - start) / 4)
    half = start + (today - start) / 2
    _paid(story, award, Decimal(200_000), on=half)
    with clock.on(half):
        actions.confirm_realised(
            by=cast["joost"],
            basis=_basis("realisatie-2", "betaling van de provincie"),
            pledge=pledge,
            amount=Decimal(10_000),
        )
    _paid(story, award, Decimal(100_000), on=today - (today - start) / 20, release=False)


def _waiting(story: Story, today: date) -> None:
    """A plan that the ministry must still take up, and a draft of the hub of South Holland."""
    last = date(today.year + 1, 12, 31)
    text = demo_plans.waiting(today + timedelta(days=30), last)
    with clock.on(max(date(today.year, 1, 2), today - timedelta(days=3))):
        _submitted(story, text)
    eva = story.cast["eva"]
    hub = _organisation(eva, Role.HUB_EDITOR)
    version = actions.start_plan(by=eva, organisation=hub, kind=Plan.Kind.REGIONAL, line=story.line, region=hub.region)
    about = Content({"title": "Digitale werkplaats Zuid-Holland", "summary": "", "starts_on": None, "ends_on": None})
    base = plan_content.digest(demo_plans.fresh(version), Section.ABOUT)
    actions.save_section(by=eva, version=demo_plans.fresh(version), section=Section.ABOUT, base=base, content=about)
