-- The gate of the journal: runs once for each statement that adds transfers, and is the only one to write balances.
-- Order of locks, always: the line(s) in order of id, then all accounts of all transfers in order of id, then checks.
-- All entries of a line so wait in one queue, and what the checks add up over the line's awards and pledges stands still.
CREATE OR REPLACE FUNCTION funding_transfers_are_admitted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    e funding_entry;
    touched bigint[];
    known record;
    t record;
    one bigint;
BEGIN
    SELECT array_agg(DISTINCT id) INTO touched
    FROM (SELECT from_account_id AS id FROM added UNION ALL SELECT to_account_id FROM added) AS accounts;
    IF touched IS NULL THEN
        RETURN NULL;
    END IF;
    -- 1. One existing entry, with all the transfers that it announced.
    SELECT * INTO e FROM funding_entry WHERE id = (SELECT min(entry_id) FROM added);
    IF NOT FOUND OR e.parts <> (SELECT count(*) FROM funding_transfer WHERE entry_id = e.id)
        OR e.parts <> (SELECT count(*) FROM added) OR EXISTS (SELECT FROM added WHERE entry_id <> e.id OR kind <> e.kind)
    THEN
        PERFORM funding_refuse('funding_transfer_comes_with_its_whole_entry', 'All transfers of one existing entry are added at once.');
    END IF;
    -- 2. Locks: the lines, then the accounts.
    PERFORM 1 FROM funding_budgetline WHERE id IN (SELECT line_id FROM funding_account WHERE id = ANY (touched))
    ORDER BY id FOR NO KEY UPDATE;
    SELECT count(*) AS accounts, array_agg(DISTINCT pool_id) FILTER (WHERE pool_id IS NOT NULL) AS pools,
           array_agg(DISTINCT award_id) FILTER (WHERE award_id IS NOT NULL) AS awards,
           array_agg(DISTINCT line_id) FILTER (WHERE ledger = 'commitments' AND kind = 'available') AS lines,
           bool_or(reservation_id IS NOT NULL) AS reserved
    INTO known
    FROM (SELECT * FROM funding_account WHERE id = ANY (touched) ORDER BY id FOR NO KEY UPDATE) AS locked;
    IF known.accounts <> cardinality(touched) THEN
        PERFORM funding_refuse('funding_transfer_accounts_exist', 'A transfer names an account that does not exist.');
    END IF;
    -- 3. Moves that this kind of entry makes, and balances that cover them.
    IF e.kind = 'correct' THEN
        PERFORM funding_check_correction(e);
    ELSE
        PERFORM funding_check_moves(e);
    END IF;
    FOR t IN SELECT from_account_id, to_account_id, amount FROM added ORDER BY id LOOP
        UPDATE funding_account SET spent = spent + t.amount
        WHERE id = t.from_account_id AND (kind = 'source' OR received >= spent + t.amount);
        IF NOT FOUND THEN
            PERFORM funding_refuse_shortage(t.from_account_id, t.amount);
        END IF;
        UPDATE funding_account SET received = received + t.amount WHERE id = t.to_account_id;
    END LOOP;
    -- 4. What the sums over the line's reservations, awards and pledges allow.
    IF known.reserved OR e.resolves_id IS NOT NULL
        OR EXISTS (SELECT FROM funding_reservation WHERE line_id = ANY (known.lines) AND size IS NULL)
    THEN
        PERFORM funding_check_reservations(e, touched);
    END IF;
    IF e.kind IN ('allot', 'correct') THEN
        FOREACH one IN ARRAY coalesce(known.lines, '{}') LOOP
            PERFORM funding_check_budget(one);
        END LOOP;
    END IF;
    IF e.kind IN ('confirm_committed', 'confirm_realised', 'correct') THEN
        PERFORM funding_check_confirmation(e);
    ELSIF e.kind = 'pay' THEN
        PERFORM funding_check_bank_account(e.payment_id);
    END IF;
    FOREACH one IN ARRAY coalesce(known.pools, '{}') LOOP
        PERFORM funding_check_pool(one, e.kind, known.awards);
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
