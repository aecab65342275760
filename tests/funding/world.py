"""A small ministry for tests of the money: people with mandates, a scheme, budgets, a match pool and a pledge.

Amounts in euros. Everything is made by the portal's own actions, as those would do it.
"""

import itertools
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.actions import add_person
from accounts.models import Organisation, Role, RoleHolding, User
from funding import actions
from funding.actions import Basis, Decision
from funding.models import BankAccount, BudgetLine, MatchPool, Payment, Pledge, Scheme, SchemeVersion
from regions.models import Region

DAY = date(2018, 6, 1)
LONG = {"starts_on": date(2018, 1, 1), "ends_on": date(2099, 12, 31)}
PAPER = {"document": "test", "document_date": DAY}
_numbers = itertools.count(1)

KNOWN_RULES = {
    "instrument": "subsidy",
    "ratio": Decimal(1),
    "level": "region",
    "advance_share": Decimal("0.80"),
    "origins": ["provincial", "municipal", "metropolitan"],
    "in_kind": "valued",
    "evidence": [[0, "none"], [25_000, "performance"], [125_000, "costs"]],
}
COUNTS = {"kind": "cash", "origin": "metropolitan", "without_vat": True, "also_declared": ""}


def euros(amount) -> Decimal:
    return Decimal(str(amount))


def basis(day: date = DAY, **changes) -> Basis:
    """A basis with a key of its own."""
    number = next(_numbers)
    fields = {"key": f"test-{number}", "document": f"brief {number}", "reason": "test", "reference": f"FA-{number}"}
    return Basis(**{**fields, "valid_on": day, "document_date": day, **changes})


def person(name: str, role: str | None, organisation: Organisation) -> User:
    user = add_person(email=f"{name}@test.example", name=name, password=None)
    if role:
        RoleHolding.objects.create(person=user, organisation=organisation, role=role, starts_on=date(2018, 1, 1))
    return user


@dataclass
class World:
    ministry: Organisation
    hub: Organisation
    funder: Organisation
    preparer: User
    decider: User
    second: User
    payer: User
    controller: User
    editor: User
    giver: User
    version: SchemeVersion
    line: BudgetLine
    pool: MatchPool
    bank: BankAccount

    def allot(self, commitments=None, cash=None, *, year=2018, line=None, **more):
        """Give the line budget, from the top of the tree down to it."""
        way = [line or self.line]
        while way[0].parent:
            way.insert(0, way[0].parent)
        for one in way:
            amounts = {"commitments": commitments, "cash": cash}
            amounts = {name: euros(amount) for name, amount in amounts.items() if amount}
            actions.allot(by=self.decider, basis=basis(date(year, 1, 2)), line=one, year=year, **amounts, **more)

    def pledge(self, **changes) -> Pledge:
        number = next(_numbers)
        fields = {"pool": self.pool, "funder": self.funder, "claimed_by": self.hub, "evidence": f"besluit {number}"}
        pledge = Pledge(**{**fields, **COUNTS, **changes})
        return actions.claim(by=self.editor, basis=basis(), pledge=pledge)

    def match(self, amount, *, realised=0, **changes) -> Pledge:
        """A pledge confirmed as committed, and partly as realised."""
        pledge = self.pledge(**changes)
        actions.intend(by=self.editor, basis=basis(), pledge=pledge, amount=euros(amount))
        actions.confirm_committed(by=self.giver, basis=basis(), pledge=pledge, amount=euros(amount))
        if realised:
            actions.confirm_realised(by=self.giver, basis=basis(), pledge=pledge, amount=euros(realised))
        return pledge

    def grant(self, amount, *, day=DAY, by=None, kept=None, reservation=None, waiver=None, of_demo=False, **changes):
        fields = {"pool": self.pool, "recipient": self.hub, "prepared_by": self.preparer}
        decision = Decision(number=f"V-{next(_numbers)}", amount=euros(amount), **{**fields, **changes})
        about = {"kept": kept, "reservation": reservation, "waiver": waiver}
        return actions.grant(by=by or self.decider, basis=basis(day, demo=of_demo), decision=decision, **about)

    def approved(self, award, amount) -> Payment:
        payment = actions.propose_payment(
            by=self.preparer, award=award, amount=euros(amount), bank_account=self.bank, reason="voorschot"
        )
        actions.approve_payment(by=self.decider, payment=payment)
        return payment

    def pay(self, award, amount, *, day=DAY):
        return actions.pay(by=self.payer, basis=basis(day), payment=self.approved(award, amount))

    def settle(self, award, amount, **changes):
        return actions.settle(
            by=self.decider, award=award, amount=euros(amount), prepared_by=self.preparer, **PAPER, **changes
        )

    def pool_for(self, *, line=None, region=True, plan=None, **rules) -> MatchPool:
        """A pool under rules of its own."""
        version = scheme_version(self.controller, **rules)
        return MatchPool.objects.create(
            version=version,
            line=line or self.line,
            region=self.pool.region if region else None,
            plan=plan,
            recorded_by=self.controller,
            **PAPER,
        )


def scheme_version(by: User, *, demo: bool = False, **changes) -> SchemeVersion:
    scheme = Scheme.objects.create(key=f"test-{next(_numbers)}", name_nl="proef", name_en="trial", demo=demo)
    fields = {"number": 1, "starts_on": date(2018, 1, 1), **KNOWN_RULES, **changes}
    return SchemeVersion.objects.create(scheme=scheme, recorded_by=by, **PAPER, **fields)


def build(*, demo: bool = False) -> World:
    """Nobody has money yet: the tests allot what they need. `demo`: the scheme is a demonstration's."""
    region = Region.objects.get(slug="zuid-holland")
    ministry = Organisation.objects.create(name="Ministerie", kind="ministry")
    hub = Organisation.objects.create(name="Hub", kind="hub", region=region)
    funder = Organisation.objects.create(name="Metropoolregio", kind="cofunder")
    people = {
        "preparer": person("preparer", Role.MINISTRY_PREPARER, ministry),
        "decider": person("decider", Role.MINISTRY_DECIDER, ministry),
        "second": person("second", Role.MINISTRY_DECIDER, ministry),
        "payer": person("payer", Role.MINISTRY_PAYER, ministry),
        "controller": person("controller", Role.MINISTRY_CONTROLLER, ministry),
        "editor": person("editor", Role.HUB_EDITOR, hub),
        "giver": person("giver", Role.COFUNDER, funder),
    }
    for name, kinds in {"decider": "decide approve", "second": "decide approve release", "payer": "release"}.items():
        for kind in kinds.split():
            actions.give_mandate(by=people["controller"], person=people[name], kind=kind, **LONG, **PAPER)
    version = scheme_version(people["controller"], demo=demo)
    line = BudgetLine.objects.select_related("parent__parent").get(key="smitzh")
    pool = MatchPool.objects.create(
        version=version, line=line, region=region, recorded_by=people["controller"], **PAPER
    )
    bank = actions.enter_bank_account(by=people["preparer"], organisation=hub, iban="NL91ABNA0417164300", **PAPER)
    actions.confirm_bank_account(by=people["payer"], account=bank, **PAPER)
    return World(ministry=ministry, hub=hub, funder=funder, **people, version=version, line=line, pool=pool, bank=bank)


def balances(**filters) -> dict[tuple[str, str], Decimal]:
    """{(ledger, kind): balance} over all accounts that are not empty."""
    from funding.models import Account

    totals: dict[tuple[str, str], Decimal] = {}
    for account in Account.objects.filter(**filters):
        key = (account.ledger, account.kind)
        totals[key] = totals.get(key, Decimal(0)) + account.balance
    return {key: amount for key, amount in totals.items() if amount}
