-- A submitted version of a plan is frozen with everything in it; the moment of submission is the database's.
CREATE OR REPLACE FUNCTION funding_planversion_freezes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    scheduled numeric;
BEGIN
    IF TG_OP = 'TRUNCATE' OR TG_OP <> 'INSERT' AND OLD.submitted_at IS NOT NULL THEN
        PERFORM funding_refuse('funding_planversion_submitted_is_frozen', 'A submitted version of a plan does not change.');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.plan_id <> OLD.plan_id THEN
        PERFORM funding_refuse('funding_planversion_stays_with_its_plan', 'A version does not move to another plan.');
    END IF;
    IF NEW.submitted_at IS NOT NULL THEN
        NEW.submitted_at := clock_timestamp();
        SELECT sum(amount) INTO scheduled FROM funding_planinstalment WHERE version_id = NEW.id;
        IF scheduled IS NOT NULL AND scheduled <> NEW.requested THEN
            PERFORM funding_refuse('funding_planversion_instalments_add_up', format('%s asked, %s in the schedule.', NEW.requested, scheduled),
                jsonb_build_object('short', abs(NEW.requested - scheduled), 'there', scheduled));
        END IF;
    END IF;
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_planversion_freezes BEFORE INSERT OR UPDATE OR DELETE ON funding_planversion
    FOR EACH ROW EXECUTE FUNCTION funding_planversion_freezes();
CREATE OR REPLACE TRIGGER funding_never_truncated BEFORE TRUNCATE ON funding_planversion
    FOR EACH STATEMENT EXECUTE FUNCTION funding_planversion_freezes();

-- Locks the version, so that a part that is written at the moment of submission waits, or is in it.
CREATE OR REPLACE FUNCTION funding_plan_part_freezes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    versions bigint[];
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM funding_refuse('funding_planversion_submitted_is_frozen', 'A submitted version of a plan does not change.');
    END IF;
    versions := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.version_id] WHEN 'DELETE' THEN ARRAY[OLD.version_id]
        ELSE ARRAY[OLD.version_id, NEW.version_id] END;
    PERFORM 1 FROM funding_planversion WHERE id = ANY (versions) ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM funding_planversion WHERE id = ANY (versions) AND submitted_at IS NOT NULL) THEN
        PERFORM funding_refuse('funding_planversion_submitted_is_frozen', 'A submitted version of a plan does not change.');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$function$;

DO $$
DECLARE
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['planactivity', 'planindicator', 'planinstalment', 'plannedpledge', 'planattachment'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER funding_plan_part_freezes BEFORE INSERT OR UPDATE OR DELETE ON funding_%s
            FOR EACH ROW EXECUTE FUNCTION funding_plan_part_freezes()', part);
        EXECUTE format('CREATE OR REPLACE TRIGGER funding_never_truncated BEFORE TRUNCATE ON funding_%s
            FOR EACH STATEMENT EXECUTE FUNCTION funding_plan_part_freezes()', part);
    END LOOP;
END
$$;

-- Remarks are made on what was submitted, by nobody of the organisation that did.
CREATE OR REPLACE FUNCTION funding_remark_is_on_a_submitted_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    IF NOT EXISTS (SELECT FROM funding_planversion WHERE id = NEW.version_id AND submitted_at IS NOT NULL) THEN
        PERFORM funding_refuse('funding_remark_is_on_a_submitted_version', 'This version is not submitted.');
    END IF;
    PERFORM funding_acts_on_another(ARRAY[NEW.recorded_by_id]::bigint[], ARRAY[(
        SELECT plan.organisation_id FROM funding_planversion version JOIN funding_plan plan ON plan.id = version.plan_id
        WHERE version.id = NEW.version_id)]::bigint[]);
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_remark_is_on_a_submitted_version BEFORE INSERT ON funding_remark
    FOR EACH ROW EXECUTE FUNCTION funding_remark_is_on_a_submitted_version();

-- A step follows the last one; the plan is locked, so that of two people who act at once the second sees the first.
CREATE OR REPLACE FUNCTION funding_planstep_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    last text;
    granted boolean;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        PERFORM funding_refuse('funding_books_are_written_read_committed', 'The books are written at READ COMMITTED.');
    END IF;
    PERFORM 1 FROM funding_plan WHERE id = NEW.plan_id FOR NO KEY UPDATE;
    SELECT kind INTO last FROM funding_planstep WHERE plan_id = NEW.plan_id ORDER BY id DESC LIMIT 1;
    granted := EXISTS (SELECT FROM funding_planstep WHERE plan_id = NEW.plan_id AND kind = 'grant');
    IF (coalesce(last, 'none'), NEW.kind) NOT IN (
        ('none', 'submit'), ('none', 'withdraw'), ('return', 'submit'), ('return', 'withdraw'),
        ('submit', 'take_up'), ('submit', 'withdraw'),
        ('take_up', 'return'), ('take_up', 'grant'), ('take_up', 'refuse'), ('take_up', 'withdraw'),
        ('take_up', 'amend'), ('take_up', 'keep'),
        ('refuse', 'grant'),
        ('grant', 'submit'), ('grant', 'amend'), ('grant', 'settle'), ('grant', 'revoke'),
        ('amend', 'submit'), ('amend', 'amend'), ('amend', 'settle'), ('amend', 'revoke'),
        ('keep', 'submit'), ('keep', 'amend'), ('keep', 'settle'), ('keep', 'revoke'),
        ('settle', 'settle'), ('settle', 'revoke'),
        ('revoke', 'amend'), ('revoke', 'settle')
    ) OR last = 'revoke' AND NOT EXISTS (SELECT FROM funding_letter WHERE id = NEW.letter_id AND kind IN ('objection', 'ruling'))
      OR (NEW.kind IN ('grant', 'refuse') OR NEW.kind = 'withdraw' AND last <> 'none') AND granted
      OR NEW.kind IN ('amend', 'keep', 'settle', 'revoke') AND NOT granted
    THEN
        PERFORM funding_refuse('funding_planstep_follows_the_last', format('%s does not follow %s.', NEW.kind, coalesce(last, 'none')),
            jsonb_build_object('step', NEW.kind, 'last', coalesce(last, 'none')));
    END IF;
    IF NEW.version_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM funding_planversion WHERE id = NEW.version_id AND plan_id = NEW.plan_id AND submitted_at IS NOT NULL
    ) OR NEW.version_id IS NULL AND NEW.kind = 'submit' OR NEW.kind IN ('take_up', 'return', 'grant', 'refuse', 'keep') AND EXISTS (
        SELECT FROM funding_planversion newer JOIN funding_planversion one ON one.plan_id = newer.plan_id AND one.number < newer.number
        WHERE one.id = NEW.version_id AND newer.submitted_at IS NOT NULL
    ) THEN
        PERFORM funding_refuse('funding_planstep_is_about_its_own_version', 'The step does not name the newest submitted version of this plan.');
    END IF;
    IF NEW.letter_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM funding_letter WHERE id = NEW.letter_id AND plan_id = NEW.plan_id AND kind IN (NEW.kind, 'objection', 'ruling')
    ) THEN
        PERFORM funding_refuse('funding_planstep_rests_on_its_letter', 'The letter is about another plan, or decides something else.');
    END IF;
    IF NEW.kind IN ('take_up', 'return') THEN
        PERFORM funding_acts_on_another(ARRAY[NEW.recorded_by_id]::bigint[],
            ARRAY[(SELECT organisation_id FROM funding_plan WHERE id = NEW.plan_id)]::bigint[]);
    END IF;
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_planstep_follows BEFORE INSERT ON funding_planstep
    FOR EACH ROW EXECUTE FUNCTION funding_planstep_follows();

REVOKE ALL ON FUNCTION funding_planversion_freezes(), funding_plan_part_freezes(), funding_remark_is_on_a_submitted_version(),
    funding_planstep_follows() FROM PUBLIC;
