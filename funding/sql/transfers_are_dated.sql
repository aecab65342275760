-- A transfer carries the days of its entry, valid and recorded, so that the books of any day are added up without a join.
-- Whatever a writer gives, the entry says; both are only ever added, so they stay equal.
CREATE OR REPLACE FUNCTION funding_transfer_is_dated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    SELECT valid_on, recorded_on INTO NEW.valid_on, NEW.recorded_on
    FROM funding_entry WHERE id = NEW.entry_id;
    IF NOT FOUND THEN
        PERFORM funding_refuse('funding_transfer_comes_with_its_whole_entry', 'All transfers of one existing entry are added at once.');
    END IF;
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_transfer_is_dated BEFORE INSERT ON funding_transfer
    FOR EACH ROW EXECUTE FUNCTION funding_transfer_is_dated();

REVOKE ALL ON FUNCTION funding_transfer_is_dated() FROM PUBLIC;
