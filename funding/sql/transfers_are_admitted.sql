-- The gate of the journal: runs once for each statement that adds transfers, and is the only one to write balances.
-- What never changes (which accounts there are, and whose) is looked at first, so that nobody waits for that.
-- Order of locks, always: the line(s) in order of id, then the accounts without a line in order of id, then checks.
-- All entries of a line so wait in one queue: it guards the line's accounts too, and what the checks add up over the
-- line's awards and pledges stands still. Plans are made once: with these few accounts none is better than another.
CREATE OR REPLACE FUNCTION funding_transfers_are_admitted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $function$
DECLARE
    e funding_entry;
    sent record;
    t record;
    touched integer;
    fits boolean;
    origins bigint[] := '{}';
    targets bigint[] := '{}';
    amounts numeric[] := '{}';
    queues bigint[] := '{}';
    pools bigint[] := '{}';
    terms funding_schemeversion[];
    awards bigint[] := '{}';
    lines bigint[] := '{}';
    outside boolean := false;
    reserved boolean;
    mismarked boolean;
BEGIN
    -- 1. One existing entry, with all the transfers that it announced.
    SELECT mine.*, entry AS entry, (SELECT count(*) FROM funding_transfer WHERE entry_id = mine.entry_id) AS there
    INTO sent
    FROM (
        SELECT count(*) AS parts, min(entry_id) AS entry_id, max(entry_id) AS last_id, min(kind) AS kind, max(kind) AS last_kind,
               array_agg(from_account_id) || array_agg(to_account_id) AS accounts
        FROM added
    ) AS mine LEFT JOIN funding_entry entry ON entry.id = mine.entry_id;
    IF sent.parts = 0 THEN
        RETURN NULL;
    END IF;
    e := sent.entry;
    IF e.id IS NULL OR e.parts <> sent.there OR e.parts <> sent.parts OR e.id <> sent.last_id
        OR e.kind <> sent.kind OR e.kind <> sent.last_kind
    THEN
        PERFORM funding_refuse('funding_transfer_comes_with_its_whole_entry', 'All transfers of one existing entry are added at once.');
    END IF;
    -- 2. Moves that this kind of entry makes, between accounts that are there.
    IF e.kind = 'correct' THEN
        PERFORM funding_check_correction(e);
    END IF;
    reserved := e.resolves_id IS NOT NULL;
    FOR t IN
        SELECT added.amount, added.from_account_id, added.to_account_id, source, target,
               e.kind IN ('commit', 'order') AND target.kind = 'committed' AND NOT EXISTS (
                   SELECT FROM funding_account cash WHERE cash.ledger = 'cash' AND cash.kind = 'available'
                   AND cash.line_id = target.line_id AND cash.year = target.year AND cash.received > 0
               ) AS cash_unknown
        FROM added JOIN funding_account source ON source.id = added.from_account_id
        JOIN funding_account target ON target.id = added.to_account_id
        ORDER BY added.id
    LOOP
        IF e.kind <> 'correct' THEN
            -- As an assignment: PERFORM would plan and run a query for it.
            fits := funding_check_move(e, t.source, t.target, t.cash_unknown);
        END IF;
        origins := origins || t.from_account_id;
        targets := targets || t.to_account_id;
        amounts := amounts || t.amount;
        queues := queues || (t.source).line_id || (t.target).line_id;
        pools := pools || (t.source).pool_id || (t.target).pool_id;
        awards := awards || (t.source).award_id || (t.target).award_id;
        outside := outside OR (t.source).line_id IS NULL OR (t.target).line_id IS NULL;
        reserved := reserved OR (t.source).reservation_id IS NOT NULL OR (t.target).reservation_id IS NOT NULL;
        IF (t.source).ledger = 'commitments' AND (t.source).kind = 'available' THEN
            lines := lines || (t.source).line_id;
        END IF;
        IF (t.target).ledger = 'commitments' AND (t.target).kind = 'available' THEN
            lines := lines || (t.target).line_id;
        END IF;
    END LOOP;
    IF cardinality(amounts) < e.parts THEN
        PERFORM funding_refuse('funding_transfer_accounts_exist', 'A transfer names an account that does not exist.');
    END IF;
    SELECT array_agg(pool.id), array_agg(version), bool_or(scheme.demo <> e.demo) INTO pools, terms, mismarked
    FROM funding_matchpool pool JOIN funding_schemeversion version ON version.id = pool.version_id
    JOIN funding_scheme scheme ON scheme.id = version.scheme_id
    WHERE pool.id = ANY (pools);
    IF mismarked THEN
        PERFORM funding_refuse('funding_entry_is_marked_like_its_scheme', 'An entry is a demonstration where its scheme is one, and nowhere else.');
    END IF;
    awards := array_remove(awards, NULL);
    IF e.kind <> 'pay' AND awards <> '{}' THEN
        PERFORM funding_moves_anothers_award(e, awards);
    END IF;
    -- 3. Locks: the lines, then the accounts that lie in none. Then balances that cover the moves, one after another.
    PERFORM FROM funding_budgetline WHERE id = ANY (queues) ORDER BY id FOR NO KEY UPDATE;
    IF outside THEN
        PERFORM FROM funding_account WHERE id = ANY (sent.accounts) AND line_id IS NULL ORDER BY id FOR NO KEY UPDATE;
    END IF;
    FOR part IN 1 .. e.parts LOOP
        UPDATE funding_account SET
            spent = spent + CASE id WHEN origins[part] THEN amounts[part] ELSE 0 END,
            received = received + CASE id WHEN targets[part] THEN amounts[part] ELSE 0 END
        WHERE id IN (origins[part], targets[part])
          AND (id = targets[part] OR kind = 'source' OR received >= spent + amounts[part]);
        GET DIAGNOSTICS touched = ROW_COUNT;
        IF touched < 2 THEN
            PERFORM funding_refuse_shortage(origins[part], amounts[part]);
        END IF;
    END LOOP;
    IF e.kind IN ('pay', 'refund') THEN
        PERFORM funding_check_both_ledgers(e);
    END IF;
    -- 4. What the sums over the line's reservations, awards and pledges allow.
    IF NOT reserved AND lines <> '{}' THEN
        reserved := EXISTS (SELECT FROM funding_reservation WHERE line_id = ANY (lines) AND size IS NULL);
    END IF;
    IF reserved THEN
        PERFORM funding_check_reservations(e, sent.accounts);
    END IF;
    IF e.kind IN ('allot', 'correct') THEN
        PERFORM funding_check_budget(line) FROM (SELECT DISTINCT unnest(lines) AS line) AS changed;
    END IF;
    IF e.kind IN ('confirm_committed', 'confirm_realised', 'correct') THEN
        PERFORM funding_check_confirmation(e);
    ELSIF e.kind = 'pay' THEN
        PERFORM funding_check_bank_account(e.payment_id);
    END IF;
    FOR place IN 1 .. coalesce(cardinality(pools), 0) LOOP
        PERFORM funding_check_pool(pools[place], terms[place], e.kind, awards);
    END LOOP;
    RETURN NULL;
END
$function$;

DROP TRIGGER IF EXISTS funding_transfers_are_admitted ON funding_transfer;
CREATE TRIGGER funding_transfers_are_admitted AFTER INSERT ON funding_transfer
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION funding_transfers_are_admitted();

-- Which side is short, and by how much.
CREATE OR REPLACE FUNCTION funding_refuse_shortage(the_account bigint, wanted numeric) RETURNS void
LANGUAGE plpgsql AS $function$
DECLARE
    place funding_account;
    short numeric;
BEGIN
    SELECT * INTO place FROM funding_account WHERE id = the_account;
    short := wanted - place.balance;
    IF place.ledger = 'cash' AND place.kind = 'available' AND place.received = 0 THEN
        PERFORM funding_refuse('funding_line_cash_ceiling_is_known', 'The cash ceiling of this line and year is unknown.');
    END IF;
    PERFORM funding_refuse(
        CASE place.ledger || ' ' || place.kind
            WHEN 'commitments available' THEN 'funding_line_available_covers'
            WHEN 'commitments reserved' THEN 'funding_reservation_covers'
            WHEN 'commitments committed' THEN 'funding_award_commitment_covers'
            WHEN 'commitments paid' THEN 'funding_award_paid_covers'
            WHEN 'cash paid' THEN 'funding_award_paid_covers'
            WHEN 'cash available' THEN 'funding_line_cash_covers'
            WHEN 'commitments freed' THEN 'funding_line_freed_covers'
            WHEN 'cash freed' THEN 'funding_line_freed_covers'
            ELSE 'funding_pledge_covers'
        END,
        format('%s %s holds %s: %s short.', place.ledger, place.kind, place.balance, short),
        jsonb_build_object('short', short, 'there', place.balance)
    );
END
$function$;

REVOKE ALL ON FUNCTION funding_transfers_are_admitted(), funding_refuse_shortage(bigint, numeric) FROM PUBLIC;
