-- The gate of the journal: runs once for each statement that adds transfers, and is the only one to write balances.
-- Order of locks, always: the line(s) in order of id, then all accounts of all transfers in order of id, then checks.
-- All entries of a line so wait in one queue, and what the checks add up over the line's awards and pledges stands still.
CREATE OR REPLACE FUNCTION funding_transfers_are_admitted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    e funding_entry;
    entries bigint;
    first_entry bigint;
    here bigint;
    touched bigint[];
    locked bigint;
    one record;
BEGIN
    SELECT count(DISTINCT entry_id), min(entry_id), count(*) INTO entries, first_entry, here FROM added;
    IF entries = 0 THEN
        RETURN NULL;
    END IF;
    SELECT * INTO e FROM funding_entry WHERE id = first_entry;
    IF NOT FOUND OR entries > 1 OR here <> e.parts OR here <> (SELECT count(*) FROM funding_transfer WHERE entry_id = e.id) THEN
        PERFORM funding_refuse('funding_transfer_comes_with_its_whole_entry', 'All transfers of one existing entry are added at once.');
    END IF;
    SELECT array_agg(DISTINCT id) INTO touched
    FROM (SELECT from_account_id AS id FROM added UNION ALL SELECT to_account_id FROM added) AS accounts;
    PERFORM 1 FROM funding_budgetline WHERE id IN (SELECT line_id FROM funding_account WHERE id = ANY (touched)) ORDER BY id FOR NO KEY UPDATE;
    PERFORM 1 FROM funding_account WHERE id = ANY (touched) ORDER BY id FOR NO KEY UPDATE;
    GET DIAGNOSTICS locked = ROW_COUNT;
    IF locked <> cardinality(touched) THEN
        PERFORM funding_refuse('funding_transfer_accounts_exist', 'A transfer names an account that does not exist.');
    END IF;
    IF e.kind = 'correct' THEN
        PERFORM funding_check_correction(e);
    ELSE
        PERFORM funding_check_moves(e);
    END IF;
    FOR one IN
        SELECT account.*, sums.arriving, sums.leaving
        FROM (
            SELECT id, sum(arriving) AS arriving, sum(leaving) AS leaving
            FROM (
                SELECT from_account_id AS id, 0 AS arriving, amount AS leaving FROM added
                UNION ALL SELECT to_account_id, amount, 0 FROM added
            ) AS legs GROUP BY id
        ) AS sums JOIN funding_account account ON account.id = sums.id
        ORDER BY account.id
    LOOP
        IF one.kind <> 'source' AND one.balance + one.arriving < one.leaving THEN
            PERFORM funding_refuse_shortage(one.ledger, one.kind, one.received, one.balance, one.leaving - one.balance - one.arriving);
        END IF;
        UPDATE funding_account SET received = received + one.arriving, spent = spent + one.leaving WHERE id = one.id;
    END LOOP;
    PERFORM funding_check_reservations(e, touched);
    PERFORM funding_check_awards(e, touched);
    IF e.kind IN ('confirm_committed', 'confirm_realised') THEN
        PERFORM funding_check_confirmation(e);
    ELSIF e.kind = 'pay' THEN
        PERFORM funding_check_bank_account(e.payment_id);
    END IF;
    FOR one IN SELECT DISTINCT pool_id FROM funding_account WHERE id = ANY (touched) AND pool_id IS NOT NULL LOOP
        PERFORM funding_match_holds(one.pool_id);
    END LOOP;
    RETURN NULL;
END
$function$;

DROP TRIGGER IF EXISTS funding_transfers_are_admitted ON funding_transfer;
CREATE TRIGGER funding_transfers_are_admitted AFTER INSERT ON funding_transfer
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION funding_transfers_are_admitted();

-- Which side is short, and by how much.
CREATE OR REPLACE FUNCTION funding_refuse_shortage(ledger text, kind text, ever_received numeric, there numeric, short numeric) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $function$
BEGIN
    IF ledger = 'cash' AND kind = 'available' AND ever_received = 0 THEN
        PERFORM funding_refuse('funding_line_cash_ceiling_is_known', 'The cash ceiling of this line and year is unknown.');
    END IF;
    PERFORM funding_refuse(
        CASE ledger || ' ' || kind
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
        format('%s %s holds %s: %s short.', ledger, kind, there, short),
        jsonb_build_object('short', short, 'there', there)
    );
END
$function$;

REVOKE ALL ON FUNCTION funding_transfers_are_admitted(), funding_refuse_shortage(text, text, numeric, numeric, numeric) FROM PUBLIC;
