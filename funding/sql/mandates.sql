-- A mandate ends early by another person than who holds it, from today at the earliest: what was done under it stands.
CREATE OR REPLACE FUNCTION funding_mandate_is_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    mandate funding_mandate;
BEGIN
    -- Waits for acts under this mandate that are on their way; later ones see its end.
    SELECT * INTO mandate FROM funding_mandate WHERE id = NEW.mandate_id FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM funding_refuse('funding_entry_refers_to_what_exists', 'The mandate does not exist yet.');
    END IF;
    IF NEW.recorded_by_id = mandate.person_id THEN
        PERFORM funding_refuse('funding_mandateend_is_given_by_another', 'Nobody withdraws their own mandate.');
    END IF;
    IF NEW.ends_on >= mandate.ends_on OR NEW.ends_on < funding_today() - 1 THEN
        PERFORM funding_refuse('funding_mandateend_lies_ahead', 'A mandate ends early, and not in the past.');
    END IF;
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_mandate_is_ended BEFORE INSERT ON funding_mandateend
    FOR EACH ROW EXECUTE FUNCTION funding_mandate_is_ended();
CREATE OR REPLACE TRIGGER funding_only_added_to BEFORE UPDATE OR DELETE ON funding_mandateend
    FOR EACH ROW EXECUTE FUNCTION funding_only_added_to();
CREATE OR REPLACE TRIGGER funding_never_truncated BEFORE TRUNCATE ON funding_mandateend
    FOR EACH STATEMENT EXECUTE FUNCTION funding_only_added_to();
CREATE OR REPLACE TRIGGER funding_a_stamp_recorded_at BEFORE INSERT ON funding_mandateend
    FOR EACH ROW EXECUTE FUNCTION funding_stamp_recorded_at();

REVOKE ALL ON FUNCTION funding_mandate_is_ended() FROM PUBLIC;
