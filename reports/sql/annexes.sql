-- Annexes: numbered by the database without gaps, stamped with its own clock, and only ever added to.
CREATE OR REPLACE FUNCTION reports_annex_gets_its_number() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    -- One at a time until the end of the transaction: a number that is rolled back is given to the next one.
    PERFORM pg_advisory_xact_lock(5100, 1);
    NEW.recorded_at := clock_timestamp();
    NEW.year := extract(year FROM NEW.made_on);
    SELECT coalesce(max(sequence), 0) + 1 INTO NEW.sequence FROM reports_annex WHERE year = NEW.year;
    NEW.number := NEW.year || '-' || CASE WHEN NEW.sequence < 1000 THEN lpad(NEW.sequence::text, 3, '0') ELSE NEW.sequence::text END;
    RETURN NEW;
END
$function$;

REVOKE ALL ON FUNCTION reports_annex_gets_its_number() FROM PUBLIC;

CREATE OR REPLACE FUNCTION reports_stamp_recorded_at() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    NEW.recorded_at := clock_timestamp();
    RETURN NEW;
END
$function$;

REVOKE ALL ON FUNCTION reports_stamp_recorded_at() FROM PUBLIC;

CREATE OR REPLACE FUNCTION reports_only_added_to() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'reports_annex_is_only_added_to',
        MESSAGE = format('%s on %s: an annex never changes.', TG_OP, TG_TABLE_NAME);
    RETURN NULL;
END
$function$;

REVOKE ALL ON FUNCTION reports_only_added_to() FROM PUBLIC;

CREATE OR REPLACE TRIGGER reports_a_number BEFORE INSERT ON reports_annex
    FOR EACH ROW EXECUTE FUNCTION reports_annex_gets_its_number();

DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['annex', 'annexfile', 'annexrelease'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER reports_only_added_to BEFORE UPDATE OR DELETE ON reports_%s
            FOR EACH ROW EXECUTE FUNCTION reports_only_added_to()', kept);
        EXECUTE format('CREATE OR REPLACE TRIGGER reports_never_truncated BEFORE TRUNCATE ON reports_%s
            FOR EACH STATEMENT EXECUTE FUNCTION reports_only_added_to()', kept);
        IF kept <> 'annex' THEN
            EXECUTE format('CREATE OR REPLACE TRIGGER reports_a_stamp_recorded_at BEFORE INSERT ON reports_%s
                FOR EACH ROW EXECUTE FUNCTION reports_stamp_recorded_at()', kept);
        END IF;
    END LOOP;
END
$$;
