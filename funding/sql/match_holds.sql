-- The match of one pool (funding.md, refusal 4), where the legal instrument allows a condition. Cumulative amounts:
-- committed match = committed + realised + used; State money of an award = committed + paid, or what it was settled at.
-- The caller holds the line, so that no other entry of this pool is on its way. The same sums in Python: cofunding.py.
CREATE OR REPLACE FUNCTION funding_match_holds(the_pool bigint) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $function$
DECLARE
    rules record;
    match record;
    state record;
    short numeric;
BEGIN
    SELECT version.instrument, version.ratio, version.advance_share INTO rules
    FROM funding_matchpool pool JOIN funding_schemeversion version ON version.id = pool.version_id WHERE pool.id = the_pool;
    IF rules.instrument NOT IN ('subsidy', 'specific_grant') OR coalesce(rules.ratio, 0) = 0 THEN
        RETURN;
    END IF;
    SELECT coalesce(sum(balance) FILTER (WHERE kind IN ('committed', 'realised', 'used')), 0) AS committed,
           coalesce(sum(balance) FILTER (WHERE kind IN ('realised', 'used')), 0) AS realised
    INTO match FROM funding_account WHERE pool_id = the_pool AND ledger = 'cofunding';
    SELECT coalesce(sum(coalesce(settled, granted)) FILTER (WHERE condition = 'none' OR paid > 0 OR settled IS NOT NULL), 0) AS counted,
           coalesce(sum(settled), 0) AS settled,
           coalesce(sum(greatest(paid - rules.advance_share * granted, 0)) FILTER (WHERE settled IS NULL), 0) AS beyond_advance
    INTO state FROM (
        SELECT award.condition, sum(account.balance) AS granted,
               sum(account.balance) FILTER (WHERE account.kind = 'paid') AS paid,
               (SELECT one.amount FROM funding_settlement one WHERE one.award_id = award.id
                AND NOT EXISTS (SELECT FROM funding_settlement later WHERE later.replaces_id = one.id)) AS settled
        FROM funding_award award JOIN funding_account account ON account.award_id = award.id
        WHERE award.pool_id = the_pool AND award.ordered_by = '' AND account.ledger = 'commitments'
        GROUP BY award.id
    ) AS awards;
    short := rules.ratio * state.counted - match.committed;
    IF short > 0 THEN
        PERFORM funding_refuse('funding_pool_committed_match_covers', format('The committed match is %s short.', short),
            jsonb_build_object('short', short, 'state', state.counted, 'match', match.committed));
    END IF;
    short := rules.ratio * state.settled - match.realised;
    IF short > 0 THEN
        PERFORM funding_refuse('funding_pool_realised_match_covers_settlement', format('The realised match is %s short.', short),
            jsonb_build_object('short', short, 'state', state.settled, 'match', match.realised));
    END IF;
    short := rules.ratio * (state.settled + state.beyond_advance) - match.realised;
    IF short > 0 THEN
        PERFORM funding_refuse('funding_pool_realised_match_covers_payment', format('The realised match is %s short.', short),
            jsonb_build_object('short', short, 'state', state.beyond_advance, 'match', match.realised));
    END IF;
END
$function$;

REVOKE ALL ON FUNCTION funding_match_holds(bigint) FROM PUBLIC;
