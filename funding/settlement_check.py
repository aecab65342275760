"""What the match would refuse of a settlement, if it were decided now: as funding_check_pool adds it up."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import OuterRef, Subquery

from funding import cofunding
from funding.award_state import Together
from funding.cofunding import Rules, State
from funding.ledger import CASH, COMMITTED, PAID, REALISED, USED
from funding.models import Account, Award, MatchPool, SchemeVersion, Settlement
from funding.rules import sentence
from funding.settling import spread

ZERO = Decimal(0)
Held = dict[int | None, dict[str, Decimal]]


def refused(standing: Together, amount: Decimal) -> list[str]:
    """In the sentences of the books; empty: it fits. `amount` in euros, over all awards of the plan together."""
    shares = {part.award.pk: share for part, share in spread(standing.parts, amount)}
    pools = {part.award.pool_id: part.award.pool for part in standing.parts}
    found = [_short(pool, shares) for pool in pools.values() if _is_held(pool.version)]
    return [sentence(rule, facts) for rules in found for rule, facts in rules]


def _is_held(version: SchemeVersion) -> bool:
    return version.instrument in SchemeVersion.CONDITIONAL and bool(version.ratio)


def _short(pool: MatchPool, shares: dict[int, Decimal]) -> list[tuple[str, dict[str, Decimal]]]:
    held = _held(pool)
    match, realised = held[None], held[None][REALISED] + held[None][USED]
    states = [_state(award, held[award.pk], shares) for award in _awards(pool)]
    rules = Rules(pool.version.ratio, pool.version.advance_share)
    short = cofunding.shortfall(rules, match[COMMITTED] + realised, realised, states)
    counted = sum((state.counted for state in states), ZERO)
    settled = sum((state.settled or ZERO for state in states), ZERO)
    if short.commitment > 0:
        facts = {"short": short.commitment, "state": counted, "match": match[COMMITTED] + realised}
        return [("funding_pool_committed_match_covers", facts)]
    if short.settlement > 0:
        facts = {"short": short.settlement, "state": settled, "match": realised}
        return [("funding_pool_realised_match_covers_settlement", facts)]
    if short.payment > 0:
        # Shown per euro of the State, as the database does.
        beyond = (short.payment + realised) / rules.ratio - settled
        facts = {"short": short.payment, "state": beyond, "match": realised - rules.ratio * settled}
        return [("funding_pool_realised_match_covers_payment", facts)]
    return []


def _held(pool: MatchPool) -> Held:
    """Balances by award and kind; under None the match."""
    held: Held = defaultdict(lambda: defaultdict(Decimal))
    for award, kind, balance in (
        Account.objects.filter(pool=pool).exclude(ledger=CASH).values_list("award", "kind", "balance")
    ):
        held[award][kind] += balance
    return held


def _awards(pool: MatchPool) -> list[Award]:
    """What an objection or a court ordered beyond the ceiling is beyond the match too."""
    live = Settlement.objects.filter(award=OuterRef("pk"), replaced_by=None)
    return list(pool.awards.filter(ordered_by="").annotate(settled_at=Subquery(live.values("amount")[:1])))


def _state(award: Award, held: dict[str, Decimal], shares: dict[int, Decimal]) -> State:
    on_proof = award.condition == Award.Condition.PROOF_OF_MATCH
    return State(held[COMMITTED] + held[PAID], held[PAID], shares.get(award.pk, award.settled_at), on_proof)
