-- What a line was allotted, over all years, stays within its amount where that is known. Counted are allotments, less what
-- lapsed or went to another chapter; a supplementary budget comes on top, down the tree too, and does not count.
-- The caller holds the line. Its children get their money out of it alone, so together they stay within it as well.
CREATE OR REPLACE FUNCTION funding_allotted(the_line bigint) RETURNS numeric
LANGUAGE sql STABLE AS $function$
    WITH places AS (
        SELECT id FROM funding_account WHERE line_id = the_line AND ledger = 'commitments' AND kind IN ('available', 'freed')
    ), moved AS (
        SELECT transfer.amount, coalesce(corrected.kind, entry.kind) AS act, corrected.id IS NOT NULL AS back,
               transfer.to_account_id IN (SELECT id FROM places) AS comes, transfer.from_account_id IN (SELECT id FROM places) AS goes
        FROM funding_transfer transfer
        JOIN funding_entry entry ON entry.id = transfer.entry_id
        LEFT JOIN funding_entry corrected ON corrected.id = entry.corrects_id
        WHERE transfer.kind IN ('allot', 'lapse', 'transfer', 'correct')
          AND (transfer.to_account_id IN (SELECT id FROM places) OR transfer.from_account_id IN (SELECT id FROM places))
    )
    SELECT coalesce(sum(CASE
        WHEN act = 'allot' AND comes AND NOT back OR act IN ('lapse', 'transfer') AND comes AND back THEN amount
        WHEN act = 'allot' AND goes AND back OR act IN ('lapse', 'transfer') AND goes AND NOT back THEN -amount
        ELSE 0 END), 0)
    FROM moved
$function$;

CREATE OR REPLACE FUNCTION funding_check_budget(the_line bigint) RETURNS void
LANGUAGE plpgsql AS $function$
DECLARE
    line funding_budgetline;
    allotted numeric;
BEGIN
    SELECT * INTO line FROM funding_budgetline WHERE id = the_line;
    IF line.amount IS NULL THEN
        RETURN;
    END IF;
    allotted := funding_allotted(the_line);
    IF allotted > line.amount THEN
        PERFORM funding_refuse('funding_line_is_within_its_amount', format('The line is %s: %s too much.', line.amount, allotted - line.amount),
            jsonb_build_object('short', allotted - line.amount, 'there', line.amount));
    END IF;
END
$function$;

REVOKE ALL ON FUNCTION funding_allotted(bigint), funding_check_budget(bigint) FROM PUBLIC;
