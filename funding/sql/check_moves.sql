-- Each kind of entry has its own moves, between accounts that belong together. The same table in Python: ledger.py.
CREATE OR REPLACE FUNCTION funding_check_move(
    e funding_entry, source funding_account, target funding_account, cash_unknown boolean
) RETURNS boolean
LANGUAGE plpgsql AS $function$
DECLARE
    valid_in constant integer := extract(year FROM e.valid_on);
BEGIN
    IF source.ledger <> target.ledger THEN
        PERFORM funding_refuse('funding_transfer_stays_in_its_ledger', 'A transfer stays in its ledger.');
    END IF;
    -- Kind of entry, ledger, from, to. One text each: compared at once, where rows would be compared one by one.
    IF concat_ws(' ', e.kind, source.ledger, source.kind, target.kind) <> ALL (ARRAY[
            'allot commitments source available', 'allot commitments available available',
            'allot cash source available', 'allot cash available available',
            'supplement commitments source available', 'supplement commitments available available',
            'supplement cash source available', 'supplement cash available available',
            'shift commitments available available', 'shift commitments freed available',
            'shift cash available available', 'shift cash freed available', 'transfer commitments available source',
            'transfer commitments freed source', 'transfer cash available source', 'transfer cash freed source',
            'lapse commitments available source', 'lapse commitments freed source', 'lapse cash available source',
            'lapse cash freed source', 'reserve commitments available reserved',
            'release commitments reserved available', 'commit commitments available committed',
            'commit commitments reserved committed', 'commit commitments reserved available',
            'order commitments source committed', 'decommit commitments committed available',
            'decommit commitments committed freed', 'pay commitments committed paid', 'pay cash available paid',
            'refund commitments paid committed', 'refund cash paid available', 'refund cash paid freed',
            'pledge cofunding source intended', 'confirm_committed cofunding intended committed',
            'confirm_realised cofunding committed realised', 'use cofunding realised used',
            'withdraw cofunding intended source', 'withdraw cofunding committed source',
            'withdraw cofunding realised source'
        ]) THEN
        PERFORM funding_refuse('funding_transfer_fits_the_kind_of_entry',
            format('%s does not move %s from %s to %s.', e.kind, source.ledger, source.kind, target.kind));
    END IF;
    IF source.award_id <> target.award_id OR source.pledge_id <> target.pledge_id THEN
        PERFORM funding_refuse('funding_transfer_stays_with_its_owner', 'Money of one award or pledge does not go to another.');
    END IF;
    IF e.kind IN ('allot', 'supplement') THEN
        -- Money comes from above: from outside at the top, below that from the line it lies in.
        IF NOT EXISTS (SELECT FROM funding_budgetline WHERE id = target.line_id AND parent_id IS NOT DISTINCT FROM source.line_id) THEN
            PERFORM funding_refuse('funding_line_gets_its_money_from_above', 'A line gets its money from the line above.');
        END IF;
    ELSIF source.line_id <> target.line_id THEN
        PERFORM funding_refuse('funding_transfer_stays_with_its_owner', 'Money of one line does not go to another.');
    END IF;
    IF source.year <> target.year AND e.kind <> 'shift' THEN
        PERFORM funding_refuse('funding_transfer_stays_in_its_year', 'Only a shift moves money between years.');
    END IF;
    IF e.kind IN ('commit', 'order') AND target.kind = 'committed' AND target.year <> valid_in
        OR e.kind = 'pay' AND source.ledger = 'cash' AND source.year <> valid_in THEN
        PERFORM funding_refuse('funding_entry_is_valid_in_its_budget_year', 'A commitment or payment is valid in its budget year.');
    END IF;
    IF e.kind IN ('decommit', 'refund') AND target.kind = 'available' AND target.year <> valid_in THEN
        PERFORM funding_refuse('funding_line_earlier_year_is_not_available', 'What comes back from an earlier year is not available.');
    END IF;
    -- Per line and year: has a cash ceiling ever been set? It may be used up; it may not be unknown.
    IF cash_unknown THEN
        PERFORM funding_refuse('funding_line_cash_ceiling_is_known', 'The cash ceiling of this line and year is unknown.');
    END IF;
    RETURN true;
END
$function$;

-- A payment, and a refund, is one entry with the same amount of the same award on both ledgers; a payment is the approved one.
CREATE OR REPLACE FUNCTION funding_check_both_ledgers(e funding_entry) RETURNS void
LANGUAGE plpgsql AS $function$
DECLARE
    sides record;
BEGIN
    SELECT count(*) AS transfers, count(DISTINCT source.ledger) AS ledgers, count(DISTINCT transfer.amount) AS amounts,
           count(DISTINCT coalesce(source.award_id, target.award_id)) AS awards,
           min(transfer.amount) AS amount, min(coalesce(source.award_id, target.award_id)) AS award
    INTO sides
    FROM funding_transfer transfer
    JOIN funding_account source ON source.id = transfer.from_account_id
    JOIN funding_account target ON target.id = transfer.to_account_id
    WHERE transfer.entry_id = e.id;
    IF (sides.transfers, sides.ledgers, sides.amounts, sides.awards) <> (2, 2, 1, 1)
        OR e.kind = 'pay' AND NOT EXISTS (
            SELECT FROM funding_payment WHERE id = e.payment_id AND award_id = sides.award AND amount = sides.amount
        )
    THEN
        PERFORM funding_refuse('funding_entry_moves_the_same_on_both_ledgers', 'A payment moves its amount on both ledgers, for its award.');
    END IF;
END
$function$;

-- A correction is the exact mirror of what it corrects.
CREATE OR REPLACE FUNCTION funding_check_correction(e funding_entry) RETURNS void
LANGUAGE plpgsql AS $function$
BEGIN
    IF EXISTS (
        SELECT from_account_id, to_account_id, amount, count(*) FROM funding_transfer WHERE entry_id = e.id GROUP BY 1, 2, 3
        EXCEPT SELECT to_account_id, from_account_id, amount, count(*) FROM funding_transfer WHERE entry_id = e.corrects_id GROUP BY 1, 2, 3
    ) OR e.parts <> (SELECT parts FROM funding_entry WHERE id = e.corrects_id) THEN
        PERFORM funding_refuse('funding_entry_correction_mirrors', 'A correction is the exact mirror of what it corrects.');
    END IF;
END
$function$;

REVOKE ALL ON FUNCTION funding_check_move(funding_entry, funding_account, funding_account, boolean), funding_check_both_ledgers(funding_entry), funding_check_correction(funding_entry) FROM PUBLIC;
