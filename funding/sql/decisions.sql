-- A pool has the shape of the level at which its scheme version holds the ratio; a plan's lies where the plan does.
CREATE OR REPLACE FUNCTION funding_matchpool_has_its_shape() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    version funding_schemeversion;
    plan funding_plan;
BEGIN
    SELECT * INTO version FROM funding_schemeversion WHERE id = NEW.version_id;
    IF NOT FOUND OR version.level IS NOT NULL AND (version.level, NEW.plan_id IS NOT NULL, NEW.region_id IS NOT NULL) NOT IN (
        ('award', true, true), ('award', true, false), ('region', false, true), ('line', false, false)
    ) THEN
        PERFORM funding_refuse('funding_matchpool_has_the_shape_of_its_level', 'The pool does not fit the level of the ratio.');
    END IF;
    SELECT * INTO plan FROM funding_plan WHERE id = NEW.plan_id;
    IF NEW.plan_id IS NOT NULL AND (plan.line_id, coalesce(NEW.region_id, plan.region_id)) IS DISTINCT FROM (NEW.line_id, plan.region_id) THEN
        PERFORM funding_refuse('funding_matchpool_lies_where_its_plan_does', 'The pool is on another line or region than its plan.');
    END IF;
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_matchpool_has_its_shape BEFORE INSERT ON funding_matchpool
    FOR EACH ROW EXECUTE FUNCTION funding_matchpool_has_its_shape();

-- A decision is taken under known rules that are in force, by somebody with a mandate who did not prepare it.
CREATE OR REPLACE FUNCTION funding_award_is_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    version funding_schemeversion;
    pool funding_matchpool;
    submitted funding_planversion;
    missing text[];
    actors bigint[];
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        PERFORM funding_refuse('funding_books_are_written_read_committed', 'The books are written at READ COMMITTED.');
    END IF;
    SELECT * INTO pool FROM funding_matchpool WHERE id = NEW.pool_id;
    IF NOT FOUND THEN
        PERFORM funding_refuse('funding_entry_refers_to_what_exists', 'The pool does not exist yet.');
    END IF;
    SELECT * INTO version FROM funding_schemeversion WHERE id = pool.version_id;
    missing := array_remove(ARRAY[
        CASE WHEN version.instrument = 'unknown' THEN 'instrument' END, CASE WHEN version.ratio IS NULL THEN 'ratio' END,
        CASE WHEN version.level IS NULL THEN 'level' END, CASE WHEN version.advance_share IS NULL THEN 'advance_share' END,
        CASE WHEN version.origins IS NULL THEN 'origins' END, CASE WHEN version.in_kind IS NULL THEN 'in_kind' END,
        CASE WHEN version.evidence IS NULL THEN 'evidence' END
    ], NULL);
    IF missing <> '{}' THEN
        PERFORM funding_refuse('funding_award_is_under_known_rules', format('Unknown in the scheme: %s.', missing), jsonb_build_object('missing', missing));
    END IF;
    -- Together with funding_schemeversion_is_published: no new rules begin under a decision that is on its way.
    PERFORM pg_advisory_xact_lock_shared(4801, version.scheme_id::integer);
    IF NOT funding_schemeversion_in_force(version.id, NEW.document_date) THEN
        PERFORM funding_refuse('funding_award_is_under_rules_in_force', 'The scheme version is not in force on the day of the decision.');
    END IF;
    IF NEW.condition <> 'none' AND version.instrument NOT IN ('subsidy', 'specific_grant') THEN
        PERFORM funding_refuse('funding_award_condition_is_allowed', 'This legal instrument allows no condition.');
    END IF;
    SELECT * INTO submitted FROM funding_planversion WHERE id = NEW.plan_version_id;
    IF NEW.plan_version_id IS NOT NULL AND (submitted.submitted_at IS NULL OR pool.plan_id <> submitted.plan_id)
        OR pool.plan_id IS NOT NULL AND NEW.plan_version_id IS NULL
    THEN
        PERFORM funding_refuse('funding_award_is_on_a_submitted_plan', 'The plan is not submitted, or is another than the pool''s.');
    END IF;
    actors := funding_actors(NEW.mandate_id, NEW.recorded_by_id, 'decide');
    PERFORM funding_four_eyes('funding_award_is_decided_by_another', actors,
        ARRAY[NEW.prepared_by_id, submitted.submitted_by_id], NEW.waiver_id, 'own_preparation', funding_decision(submitted.plan_id, NEW.number));
    -- Beyond the ceiling goes what was prepared as such, on that objection or ruling, and no more.
    IF NEW.ordered_by <> '' AND NOT EXISTS (
        SELECT FROM funding_proposal proposal
        WHERE proposal.plan_id = submitted.plan_id AND proposal.beyond_ceiling AND proposal.amount >= NEW.amount
          AND (proposal.objection_id = NEW.objection_id OR proposal.ruling_id = NEW.ruling_id)
          AND proposal.recorded_by_id = NEW.prepared_by_id
          AND NOT EXISTS (SELECT FROM funding_proposalreturn WHERE proposal_id = proposal.id)
          AND NOT EXISTS (SELECT FROM funding_letter WHERE proposal_id = proposal.id AND number <> NEW.number))
    THEN
        PERFORM funding_refuse('funding_award_order_is_as_prepared', 'No prepared decision goes so far beyond the ceiling.');
    END IF;
    PERFORM funding_acts_on_another(actors || NEW.prepared_by_id::bigint,
        ARRAY[NEW.recipient_id, (SELECT organisation_id FROM funding_plan WHERE id = submitted.plan_id)], NEW.waiver_id);
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_award_is_decided BEFORE INSERT ON funding_award
    FOR EACH ROW EXECUTE FUNCTION funding_award_is_decided();

-- A settlement stays within the award, and within the realised match.
CREATE OR REPLACE FUNCTION funding_settlement_is_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    award record;
    granted numeric;
    actors bigint[];
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        PERFORM funding_refuse('funding_books_are_written_read_committed', 'The books are written at READ COMMITTED.');
    END IF;
    SELECT pool.line_id, version.plan_id INTO award
    FROM funding_award one JOIN funding_matchpool pool ON pool.id = one.pool_id
    LEFT JOIN funding_planversion version ON version.id = one.plan_version_id
    WHERE one.id = NEW.award_id;
    IF NOT FOUND THEN
        PERFORM funding_refuse('funding_entry_refers_to_what_exists', 'The award does not exist yet.');
    END IF;
    PERFORM 1 FROM funding_budgetline WHERE id = award.line_id FOR NO KEY UPDATE;
    IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT FROM funding_settlement WHERE id = NEW.replaces_id AND award_id = NEW.award_id) THEN
        PERFORM funding_refuse('funding_settlement_replaces_its_own', 'A settlement replaces one of the same award.');
    END IF;
    actors := funding_actors(NEW.mandate_id, NEW.recorded_by_id, 'decide');
    PERFORM funding_four_eyes('funding_settlement_is_decided_by_another', actors,
        ARRAY[NEW.prepared_by_id]::bigint[], NEW.waiver_id, 'own_preparation', funding_decision(award.plan_id, NEW.document));
    -- One decision settles an award once.
    IF EXISTS (SELECT FROM funding_settlement WHERE waiver_id = NEW.waiver_id AND award_id = NEW.award_id) THEN
        PERFORM funding_refuse('funding_waiver_is_used_once', 'The waiver was already used for this award.');
    END IF;
    PERFORM funding_acts_on_another(actors || NEW.prepared_by_id::bigint, funding_owners(NEW.award_id), NEW.waiver_id);
    SELECT coalesce(sum(balance), 0) INTO granted FROM funding_account WHERE award_id = NEW.award_id AND ledger = 'commitments';
    IF NEW.amount > granted THEN
        PERFORM funding_refuse('funding_settlement_is_within_the_award', format('%s above the award.', NEW.amount - granted),
            jsonb_build_object('short', NEW.amount - granted, 'there', granted));
    END IF;
    RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION funding_settlement_has_its_match() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    PERFORM funding_check_pool(pool.id, version, 'settle', ARRAY[NEW.award_id])
    FROM funding_award award JOIN funding_matchpool pool ON pool.id = award.pool_id
    JOIN funding_schemeversion version ON version.id = pool.version_id
    WHERE award.id = NEW.award_id;
    RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER funding_settlement_is_decided BEFORE INSERT ON funding_settlement
    FOR EACH ROW EXECUTE FUNCTION funding_settlement_is_decided();
CREATE OR REPLACE TRIGGER funding_settlement_has_its_match AFTER INSERT ON funding_settlement
    FOR EACH ROW EXECUTE FUNCTION funding_settlement_has_its_match();

REVOKE ALL ON FUNCTION funding_matchpool_has_its_shape(), funding_award_is_decided(),
    funding_settlement_is_decided(), funding_settlement_has_its_match() FROM PUBLIC;
