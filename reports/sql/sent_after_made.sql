-- An annex goes to Parliament on the day that it was made, or later.
CREATE OR REPLACE FUNCTION reports_annexrelease_follows_its_annex() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    made date;
BEGIN
    SELECT made_on INTO made FROM reports_annex WHERE id = NEW.annex_id;
    IF NEW.sent_on < made THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'reports_annexrelease_is_sent_after_it_was_made',
            MESSAGE = format('An annex of %s is not sent on %s.', made, NEW.sent_on);
    END IF;
    RETURN NEW;
END
$function$;

REVOKE ALL ON FUNCTION reports_annexrelease_follows_its_annex() FROM PUBLIC;

CREATE OR REPLACE TRIGGER reports_b_follows_its_annex BEFORE INSERT ON reports_annexrelease
    FOR EACH ROW EXECUTE FUNCTION reports_annexrelease_follows_its_annex();
