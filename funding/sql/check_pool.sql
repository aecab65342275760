-- The awards of one pool against their decisions, and against the pool's match (funding.md, refusals 2 and 4).
-- Cumulative amounts: committed match = committed + realised + used; State money of an award = committed + paid, or what
-- it was settled at. The match is held where the legal instrument allows a condition. What an objection or a court ordered
-- is beyond it. The caller holds the line, so that no other entry of this pool is on its way.
-- `terms`: the pool's version of the scheme, which never changes, so that nobody waits while it is looked up.
-- `touched`: the awards that this entry of kind `act` moves money of. The same sums in Python: funding/cofunding.py.
CREATE OR REPLACE FUNCTION funding_check_pool(the_pool bigint, terms funding_schemeversion, act text, touched bigint[]) RETURNS void
LANGUAGE plpgsql AS $function$
DECLARE
    it record;
    short numeric;
BEGIN
    -- One pass over the pool's accounts: a row per award, and one (without award) for all match.
    SELECT coalesce(sum(place.committed), 0) AS committed, coalesce(sum(place.realised), 0) AS realised,
           max(granted - award.amount) AS above_decision, min(award.amount) FILTER (WHERE granted > award.amount) AS decision,
           max(paid - closing.amount) FILTER (WHERE award.id = ANY (touched)) AS above_settlement,
           min(closing.amount) FILTER (WHERE paid > closing.amount) AS settlement,
           bool_or((award.ordered_by <> '') <> (act = 'order')) FILTER (WHERE award.id = ANY (touched)) AS disordered,
           bool_or(closing.amount IS NOT NULL) FILTER (WHERE award.id = ANY (touched)) AS closed,
           coalesce(sum(coalesce(closing.amount, granted)) FILTER (
               WHERE award.ordered_by = '' AND (award.condition = 'none' OR paid > 0 OR closing.amount IS NOT NULL)), 0) AS counted,
           coalesce(sum(closing.amount) FILTER (WHERE award.ordered_by = ''), 0) AS settled,
           coalesce(sum(greatest(paid - terms.advance_share * granted, 0))
               FILTER (WHERE award.ordered_by = '' AND closing.amount IS NULL), 0) AS beyond_advance
    INTO it
    FROM (
        SELECT award_id,
               sum(balance) FILTER (WHERE ledger = 'commitments') AS granted,
               sum(balance) FILTER (WHERE ledger = 'commitments' AND kind = 'paid') AS paid,
               sum(balance) FILTER (WHERE ledger = 'cofunding' AND kind IN ('committed', 'realised', 'used')) AS committed,
               sum(balance) FILTER (WHERE ledger = 'cofunding' AND kind IN ('realised', 'used')) AS realised
        FROM funding_account WHERE pool_id = the_pool AND ledger <> 'cash' GROUP BY award_id
    ) AS place
    LEFT JOIN funding_award award ON award.id = place.award_id
    LEFT JOIN funding_settlement closing ON closing.award_id = award.id
        AND NOT EXISTS (SELECT FROM funding_settlement later WHERE later.replaces_id = closing.id);
    IF it.above_decision > 0 THEN
        PERFORM funding_refuse('funding_award_commitment_is_within_the_decision', format('%s above the decision.', it.above_decision),
            jsonb_build_object('short', it.above_decision, 'there', it.decision));
    END IF;
    IF act IN ('commit', 'order') AND it.disordered THEN
        PERFORM funding_refuse('funding_award_beyond_the_ceiling_is_ordered', 'Beyond the ceiling goes only what an objection or a court ordered.');
    END IF;
    IF act IN ('commit', 'order') AND it.closed THEN
        PERFORM funding_refuse('funding_award_is_not_settled', 'The award is settled: nothing more is committed on it.');
    END IF;
    IF act = 'pay' AND it.above_settlement > 0 THEN
        PERFORM funding_refuse('funding_award_paid_is_within_the_settlement', format('%s above the settlement.', it.above_settlement),
            jsonb_build_object('short', it.above_settlement, 'there', it.settlement));
    END IF;
    IF (terms.instrument IN ('subsidy', 'specific_grant') AND terms.ratio > 0) IS NOT TRUE THEN
        RETURN;
    END IF;
    short := terms.ratio * it.counted - it.committed;
    IF short > 0 THEN
        PERFORM funding_refuse('funding_pool_committed_match_covers', format('The committed match is %s short.', short),
            jsonb_build_object('short', short, 'state', it.counted, 'match', it.committed));
    END IF;
    short := terms.ratio * it.settled - it.realised;
    IF short > 0 THEN
        PERFORM funding_refuse('funding_pool_realised_match_covers_settlement', format('The realised match is %s short.', short),
            jsonb_build_object('short', short, 'state', it.settled, 'match', it.realised));
    END IF;
    short := terms.ratio * (it.settled + it.beyond_advance) - it.realised;
    IF short > 0 THEN
        PERFORM funding_refuse('funding_pool_realised_match_covers_payment', format('The realised match is %s short.', short),
            jsonb_build_object('short', short, 'state', it.beyond_advance, 'match', it.realised - terms.ratio * it.settled));
    END IF;
END
$function$;

REVOKE ALL ON FUNCTION funding_check_pool(bigint, funding_schemeversion, text, bigint[]) FROM PUBLIC;
