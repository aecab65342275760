-- A pledge becomes committed or realised match only when it counts under its scheme version, and when the co-funder or
-- the ministry's controller says so; never the hub that claims it. A correction of a withdrawal brings back what was
-- confirmed before: it asks nobody again, but the evidence may count for another pledge by now.
CREATE OR REPLACE FUNCTION funding_check_confirmation(e funding_entry) RETURNS void
LANGUAGE plpgsql AS $function$
DECLARE
    pledge record;
    begins date;
BEGIN
    FOR pledge IN
        SELECT DISTINCT one.*, version.origins, version.in_kind AS in_kind_rule
        FROM funding_transfer transfer
        JOIN funding_account account ON account.id = transfer.to_account_id
        JOIN funding_pledge one ON one.id = account.pledge_id
        JOIN funding_matchpool pool ON pool.id = one.pool_id
        JOIN funding_schemeversion version ON version.id = pool.version_id
        WHERE transfer.entry_id = e.id AND account.kind IN ('committed', 'realised', 'used')
    LOOP
        -- The funder's row is locked: of two pledges on the same evidence the later one sees the earlier one.
        PERFORM 1 FROM accounts_organisation WHERE id = pledge.funder_id FOR NO KEY UPDATE;
        IF EXISTS (
            SELECT FROM funding_pledge other JOIN funding_account account ON account.pledge_id = other.id
            WHERE other.funder_id = pledge.funder_id AND other.id <> pledge.id AND account.balance > 0
              AND account.kind IN ('committed', 'realised', 'used')
              AND lower(btrim(other.evidence)) = lower(btrim(pledge.evidence))
        ) THEN
            PERFORM funding_refuse('funding_pledge_counts_once', 'This evidence already counts for another pledge.',
                jsonb_build_object('evidence', pledge.evidence));
        END IF;
        CONTINUE WHEN e.kind = 'correct';
        IF pledge.origin <> ALL (coalesce(pledge.origins, '{}')) OR pledge.origins IS NULL OR cardinality(pledge.origins) = 0 THEN
            PERFORM funding_refuse('funding_pledge_origin_counts', 'Money of this origin does not count under this scheme.',
                jsonb_build_object('origin', pledge.origin));
        END IF;
        IF pledge.kind = 'in_kind' AND (pledge.in_kind_rule IS DISTINCT FROM 'valued' OR pledge.valued_on IS NULL OR pledge.valuation = '') THEN
            PERFORM funding_refuse('funding_pledge_in_kind_is_valued', 'Match in kind needs a scheme that counts it and a dated valuation.');
        END IF;
        IF pledge.without_vat IS NOT TRUE THEN
            PERFORM funding_refuse('funding_pledge_is_without_vat', 'Recoverable or compensable VAT does not count.');
        END IF;
        IF pledge.also_declared IS DISTINCT FROM '' THEN
            PERFORM funding_refuse('funding_pledge_is_declared_here_alone', 'Declared elsewhere, or not stated.',
                jsonb_build_object('elsewhere', coalesce(pledge.also_declared, '?')));
        END IF;
        SELECT min(made.valid_on) INTO begins
        FROM funding_entry made JOIN funding_transfer transfer ON transfer.entry_id = made.id
        JOIN funding_account account ON account.id = transfer.to_account_id
        WHERE made.kind = 'pledge' AND account.pledge_id = pledge.id;
        IF e.valid_on < begins THEN
            PERFORM funding_refuse('funding_pledge_is_confirmed_after_it_is_made', 'It was promised on a later day.',
                jsonb_build_object('begins', begins));
        END IF;
        IF NOT funding_may_confirm(e.recorded_by_id, pledge.funder_id, pledge.claimed_by_id) OR e.recorded_by_id = pledge.recorded_by_id THEN
            PERFORM funding_refuse('funding_pledge_is_confirmed_by_its_funder', 'Only the co-funder or the controller confirms, never who claims.');
        END IF;
    END LOOP;
END
$function$;

CREATE OR REPLACE FUNCTION funding_may_confirm(person bigint, funder bigint, claimant bigint) RETURNS boolean
LANGUAGE sql STABLE AS $function$
    SELECT coalesce(bool_or(role = 'cofunder' AND organisation_id = funder OR role = 'ministry_controller'), false)
       AND NOT coalesce(bool_or(organisation_id = claimant), false)
    FROM accounts_roleholding
    WHERE person_id = person AND starts_on <= funding_today() AND (ends_on IS NULL OR ends_on >= funding_today())
$function$;

REVOKE ALL ON FUNCTION funding_check_confirmation(funding_entry), funding_may_confirm(bigint, bigint, bigint) FROM PUBLIC;
