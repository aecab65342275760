"""Random actions by random people, from several connections and sometimes two at once, against the model in model.py.

After each step the accounts hold what the model says, and the journal agrees with the accounts.
"""

import itertools
import os
import threading
from dataclasses import replace
from datetime import date
from functools import partial

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.models import Role, RoleHolding
from funding import actions, audit
from funding.models import Account, Award, Entry, Reservation
from funding.rules import RuleBroken
from tests.funding import connections, model
from tests.funding import world as worlds
from tests.funding.model import AVAILABLE, CASH, OUTSIDE, Books, Step
from tests.funding.world import PAPER, basis, euros

# More for a long search: FUNDING_EXAMPLES=200.
EXAMPLES = int(os.environ.get("FUNDING_EXAMPLES", "8"))
# What is found is told as it was found. Making it shorter plays example after example against the database: minutes
# without a word, which look like a hang; and what two sessions did at once does not come back in a shorter one.
SEARCH = settings(
    max_examples=EXAMPLES, stateful_step_count=20, deadline=None, phases=[Phase.reuse, Phase.generate]
)  # fmt: skip
amounts = st.integers(1, 40_000).map(lambda cents: euros(cents) / 100 if cents % 7 else euros(cents // 100 + 1))
maybe = st.one_of(st.none(), amounts)
index = st.integers(0, 5)
years = itertools.count(2018)


class Machine(RuleBasedStateMachine):
    world = None
    sessions: tuple[connections.Session, ...] = ()

    @initialize(budget=amounts, cash=maybe, match=amounts)
    def begin(self, budget, cash, match):
        """A year and a pool of its own, so that examples do not meet."""
        self.year = next(years)
        self.pool = self.world.pool_for()
        self.books, self.objects, self.turn = Books(), {}, itertools.count()
        self.run(self.allot(budget * 3, cash * 3 if cash else None))
        pledge = self.pledge()
        self.run(pledge)
        self.run(self.intend(pledge.name, match * 3))
        self.run(self.confirm(pledge.name, "committed", match * 2, "giver"))

    # --- The steps: the model's side and the portal's ---------------------------------------------------------------

    def basis(self):
        return basis(date(self.year, 6, 1))

    def name(self, kind):
        return f"{kind}-{self.year}-{next(self.turn)}"

    def allot(self, budget, cash):
        name, one = self.name("allot"), self.basis()
        line = self.world.line
        moves = [(OUTSIDE, AVAILABLE, budget)] + ([(OUTSIDE, CASH, cash)] if cash else [])

        def act(_objects):
            for upper in (line.parent.parent, line.parent):
                more = {"commitments": budget, "cash": cash, "kept": euros("0.01")}
                actions.allot(by=self.world.decider, basis=self.basis(), line=upper, year=self.year, **more)
            return actions.allot(
                by=self.world.decider, basis=one, line=line, year=self.year, commitments=budget, cash=cash
            )

        return Step(name, lambda books: books.post(name, "allot", *moves), act)

    def reserve(self, size, at_least, kept):
        name, one = self.name("reservation"), self.basis()
        bound = size or at_least

        def apply(books):
            books = replace(books, reservations={**books.reservations, name: (bound, size is None)})
            return books.post(name, "reserve", (AVAILABLE, ("reserved", name), bound), kept=kept)

        def act(_objects):
            about = {"purpose_nl": name, "purpose_en": name, "size": size, "at_least": at_least, "kept": kept}
            return actions.reserve(by=self.world.decider, basis=one, line=self.world.line, year=self.year, **about)

        return Step(name, apply, act)

    def release(self, reservation):
        name, one = self.name("release"), self.basis()

        def apply(books):
            move = (("reserved", reservation), AVAILABLE, books.reservations[reservation][0])
            return books.post(name, "release", move, resolves=reservation)

        return Step(
            name,
            apply,
            lambda objects: actions.release(by=self.world.decider, basis=one, reservation=objects[reservation]),
        )

    def grant(self, amount, on_proof, reservation, kept):
        name, one = self.name("award"), self.basis()

        def apply(books):
            books = replace(books, awards={**books.awards, name: model.Award(amount, on_proof)})
            target, bound = ("committed", name), books.reservations[reservation][0] if reservation else euros(0)
            moves = [
                (("reserved", reservation), target, min(bound, amount)),
                (("reserved", reservation), AVAILABLE, bound - amount),
                (AVAILABLE, target, amount - bound),
            ]
            moves = [move for move in moves if move[2] > 0]
            return books.post(name, "commit", *moves, resolves=reservation, kept=kept)

        def act(objects):
            decision = actions.Decision(
                number=name, pool=self.pool, recipient=self.world.hub, amount=amount, prepared_by=self.world.preparer,
                condition="proof_of_match" if on_proof else "none",
            )  # fmt: skip
            found = objects.get(reservation)
            return actions.grant(by=self.world.second, basis=one, decision=decision, reservation=found, kept=kept)

        return Step(name, apply, act)

    def decommit(self, award, amount):
        name, one = self.name("decommit"), self.basis()
        return Step(
            name,
            lambda books: books.post(name, "decommit", (("committed", award), AVAILABLE, amount)),
            lambda objects: actions.decommit(by=self.world.decider, basis=one, award=objects[award], amount=amount),
        )

    def commit(self, award, amount, kept):
        name, one = self.name("commit"), self.basis()
        return Step(
            name,
            lambda books: books.post(name, "commit", (AVAILABLE, ("committed", award), amount), kept=kept),
            lambda objects: actions.commit(
                by=self.world.decider, basis=one, award=objects[award], amount=amount, kept=kept
            ),
        )

    def pay(self, award, amount, approver, releaser):
        name, one = self.name("pay"), self.basis()

        def apply(books):
            if approver == releaser:
                raise model.Refused("funding_payment_is_released_by_another")
            moves = [(("committed", award), ("paid", award), amount), (CASH, ("cash paid", award), amount)]
            return books.post(name, "pay", *moves)

        def act(objects):
            payment = actions.propose_payment(
                by=self.world.preparer, award=objects[award], amount=amount, bank_account=self.world.bank, reason=name
            )
            actions.approve_payment(by=getattr(self.world, approver), payment=payment)
            return actions.pay(by=getattr(self.world, releaser), basis=one, payment=payment)

        return Step(name, apply, act)

    def refund(self, award, amount):
        name, one = self.name("refund"), self.basis()
        moves = [(("paid", award), ("committed", award), amount), (("cash paid", award), CASH, amount)]
        return Step(
            name,
            lambda books: books.post(name, "refund", *moves),
            lambda objects: actions.refund(
                by=self.world.payer, basis=one, award=objects[award], paid_in=self.year, amount=amount
            ),
        )

    def settle(self, award, amount):
        name = self.name("settle")

        def act(objects):
            about = {"award": objects[award], "amount": amount, "prepared_by": self.world.preparer}
            return actions.settle(by=self.world.decider, **about, **PAPER)

        return Step(name, lambda books: books.settle(award, amount), act)

    def pledge(self):
        name = self.name("pledge")
        return Step(name, lambda books: books, lambda _objects: self.world.pledge(pool=self.pool, evidence=name))

    def intend(self, pledge, amount):
        name, one = self.name("intend"), self.basis()
        return Step(
            name,
            lambda books: books.post(name, "pledge", (OUTSIDE, ("match intended", pledge), amount)),
            lambda objects: actions.intend(by=self.world.editor, basis=one, pledge=objects[pledge], amount=amount),
        )

    def confirm(self, pledge, kind, amount, person):
        name, one = self.name("confirm"), self.basis()
        before = "intended" if kind == "committed" else "committed"

        def apply(books):
            if person not in ("giver", "controller"):
                raise model.Refused("not_allowed")
            return books.post(name, "confirm", ((f"match {before}", pledge), (f"match {kind}", pledge), amount))

        def act(objects):
            verb = actions.confirm_committed if kind == "committed" else actions.confirm_realised
            return verb(by=getattr(self.world, person), basis=one, pledge=objects[pledge], amount=amount)

        return Step(name, apply, act)

    def withdraw(self, pledge, kind, amount):
        name, one = self.name("withdraw"), self.basis()
        return Step(
            name,
            lambda books: books.post(name, "withdraw", ((f"match {kind}", pledge), OUTSIDE, amount)),
            lambda objects: actions.withdraw(
                by=self.world.giver, basis=one, pledge=objects[pledge], kind=kind, amount=amount
            ),
        )

    def correct(self, entry, kept):
        name, one = self.name("correct"), self.basis()

        def act(objects):
            found = objects[entry]
            if isinstance(found, Award):
                found = Entry.objects.filter(kind="commit", transfers__to_account__award=found).earliest("pk")
            if isinstance(found, Reservation):
                found = Entry.objects.get(kind="reserve", transfers__to_account__reservation=found)
            return actions.correct(by=self.world.controller, basis=one, entry=found, kept=kept)

        return Step(name, lambda books: books.correct(name, entry, kept), act)

    # --- Carrying out -----------------------------------------------------------------------------------------------

    def act(self, step: Step) -> str:
        try:
            self.objects[step.name] = step.act(self.objects)
        except RuleBroken as refused:
            return refused.code
        return "admitted"

    def run(self, step: Step, via: int = 0) -> None:
        expected, after = model.outcome(self.books, step)
        assert connections.result(self.sessions[via].start(lambda: self.act(step))) == expected
        self.books = after

    def run_together(self, one: Step, other: Step) -> None:
        """At the same moment: what happens is what would happen in one of the two orders."""
        barrier = threading.Barrier(2)

        def go(step):
            barrier.wait(timeout=connections.PATIENCE)
            return self.act(step)

        found = [self.sessions[via].start(partial(go, step)) for via, step in enumerate((one, other))]
        seen = tuple(connections.result(done) for done in found)
        possible = []
        for first, second in ((one, other), (other, one)):
            result, books = model.outcome(self.books, first)
            later, books = model.outcome(books, second)
            possible.append(((result, later) if first is one else (later, result), books))
        fitting = [books for results, books in possible if results == seen]
        assert fitting, (seen, possible)
        self.books = fitting[0]

    def draw_step(self, data):
        """Any step that the things made so far allow."""
        awards, pledges = list(self.books.awards), [name for name in self.objects if name.startswith("pledge")]
        reservations, entries = list(self.books.reservations), list(self.books.entries)
        kinds = ["allot", "reserve", "grant", "confirm", "withdraw", "correct"]
        kinds += ["decommit", "commit", "pay", "pay", "refund", "settle"] if awards else []
        kinds += ["release"] if reservations else []
        kind = data.draw(st.sampled_from(kinds))
        amount, kept = data.draw(amounts), data.draw(maybe)
        award = data.draw(st.sampled_from(awards)) if awards else ""
        pledge = data.draw(st.sampled_from(pledges))
        people = st.sampled_from(["decider", "second"]), st.sampled_from(["payer", "second"])
        made = {
            "allot": lambda: self.allot(amount, data.draw(maybe)),
            "reserve": lambda: self.reserve(data.draw(maybe), amount, kept),
            "release": lambda: self.release(data.draw(st.sampled_from(reservations))),
            "grant": lambda: self.grant(
                amount, data.draw(st.booleans()), data.draw(st.sampled_from(["", *reservations])), kept
            ),
            "decommit": lambda: self.decommit(award, amount),
            "commit": lambda: self.commit(award, amount, kept),
            "pay": lambda: self.pay(award, amount, *(data.draw(one) for one in people)),
            "refund": lambda: self.refund(award, amount),
            "settle": lambda: self.settle(award, amount),
            "confirm": lambda: self.confirm(
                pledge, data.draw(st.sampled_from(["committed", "realised"])), amount,
                data.draw(st.sampled_from(["giver", "giver", "controller", "editor"])),
            ),
            "withdraw": lambda: self.withdraw(
                pledge, data.draw(st.sampled_from(["intended", "committed", "realised"])), amount
            ),
            "correct": lambda: self.correct(data.draw(st.sampled_from(entries)), kept),
        }  # fmt: skip
        return made[kind]()

    @rule(data=st.data(), via=st.integers(0, 2))
    def one_step(self, data, via):
        self.run(self.draw_step(data), via)

    @rule(data=st.data())
    def two_steps_at_once(self, data):
        self.run_together(self.draw_step(data), self.draw_step(data))

    @invariant()
    def books_agree(self):
        if not hasattr(self, "books"):
            return
        found = {}
        names = {id_of(thing): name for name, thing in self.objects.items() if hasattr(thing, "accounts")}
        for account in Account.objects.filter(line=self.world.line, balance__gt=0):
            if account.pool_id == self.pool.pk or account.year == self.year:
                found[place_of(account, names)] = account.balance
        expected = {place: amount for place, amount in self.books.balances.items() if place != OUTSIDE and amount}
        assert found == expected
        assert audit.differences() == []


def id_of(thing):
    return type(thing).__name__, thing.pk


def place_of(account: Account, names) -> tuple[str, str]:
    if account.ledger == "cofunding":
        return f"match {account.kind}", names["Pledge", account.pledge_id]
    if account.award_id:
        kind = "cash paid" if account.ledger == "cash" else account.kind
        return kind, names["Award", account.award_id]
    if account.reservation_id:
        return "reserved", names["Reservation", account.reservation_id]
    return CASH if account.ledger == "cash" else AVAILABLE


def test_random_actions_keep_the_books_right(fresh_database):
    Machine.world = worlds.build()
    RoleHolding.objects.create(
        person=Machine.world.second, organisation=Machine.world.ministry, role=Role.MINISTRY_PAYER,
        starts_on=date(2018, 1, 1),
    )  # fmt: skip
    vars(Machine.world.second).pop("holdings", None)
    Machine.sessions = tuple(connections.Session() for _ in range(3))
    try:
        run_state_machine_as_test(Machine, settings=SEARCH)
    finally:
        for one in Machine.sessions:
            one.end()
    assert Entry.objects.count() > 100
