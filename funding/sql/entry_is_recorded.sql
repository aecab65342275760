-- An entry is recorded on the database's clock, at READ COMMITTED (an older snapshot would not see what another session
-- just closed, promised or set apart), and never valid in a closed period unless it corrects.
CREATE OR REPLACE FUNCTION funding_entry_is_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    closed date;
    corrected funding_entry;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        PERFORM funding_refuse('funding_books_are_written_read_committed', 'The books are written at READ COMMITTED.');
    END IF;
    NEW.recorded_at := clock_timestamp();
    -- Together with funding_closing_waits: a period closes after the entries that are on their way, and before all later ones.
    PERFORM pg_advisory_xact_lock_shared(4800, 1);
    IF NEW.kind = 'correct' THEN
        SELECT * INTO corrected FROM funding_entry WHERE id = NEW.corrects_id;
        IF NOT FOUND OR corrected.kind IN ('correct', 'reserve') THEN
            PERFORM funding_refuse('funding_entry_can_be_corrected', 'A correction or a reservation is not corrected; record anew or release.');
        END IF;
        IF NEW.demo <> corrected.demo THEN
            PERFORM funding_refuse('funding_entry_is_marked_like_what_it_undoes', 'Only a demonstration takes back what one recorded, and nothing else.');
        END IF;
    ELSE
        SELECT max(until) INTO closed FROM funding_closing;
        IF NEW.valid_on <= closed THEN
            PERFORM funding_refuse('funding_entry_is_valid_in_an_open_period', format('Closed until %s.', closed),
                jsonb_build_object('until', closed));
        END IF;
    END IF;
    IF NEW.resolves_id IS NOT NULL THEN
        PERFORM 1 FROM funding_budgetline WHERE id = (SELECT line_id FROM funding_reservation WHERE id = NEW.resolves_id) FOR NO KEY UPDATE;
        IF NOT FOUND THEN
            PERFORM funding_refuse('funding_entry_refers_to_what_exists', 'The reservation does not exist yet.');
        END IF;
        IF NOT funding_reservation_is_open(NEW.resolves_id) THEN
            PERFORM funding_refuse('funding_reservation_resolves_once', 'The reservation was already resolved.');
        END IF;
        IF NOT NEW.demo AND EXISTS (SELECT FROM funding_entry WHERE sets_apart_id = NEW.resolves_id AND demo) THEN
            PERFORM funding_refuse('funding_entry_is_marked_like_what_it_undoes', 'What a demonstration set apart ends in the demonstration.');
        END IF;
    END IF;
    IF NEW.kind = 'pay' THEN
        PERFORM funding_check_release(NEW);
    ELSIF NEW.waiver_id IS NOT NULL THEN
        PERFORM funding_four_eyes('funding_waiver_is_of_this_kind_and_by_another', ARRAY[NEW.recorded_by_id::bigint], '{}', NEW.waiver_id, 'historical_record');
    END IF;
    RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION funding_reservation_is_open(the_reservation bigint) RETURNS boolean
LANGUAGE sql STABLE AS $function$
    SELECT NOT EXISTS (
        SELECT FROM funding_entry entry WHERE entry.resolves_id = the_reservation
          AND NOT EXISTS (SELECT FROM funding_entry correction WHERE correction.corrects_id = entry.id)
    )
$function$;

CREATE OR REPLACE TRIGGER funding_entry_is_recorded BEFORE INSERT ON funding_entry
    FOR EACH ROW EXECUTE FUNCTION funding_entry_is_recorded();

-- At the end of the transaction every entry has exactly the transfers that it announced.
CREATE OR REPLACE FUNCTION funding_entry_is_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    -- The gate admits all transfers of an entry or none.
    IF NEW.parts > 0 THEN
        PERFORM FROM funding_transfer WHERE entry_id = NEW.id LIMIT 1;
        IF NOT FOUND THEN
            PERFORM funding_refuse('funding_entry_is_whole', 'The entry does not have the transfers that it announced.');
        END IF;
    ELSIF EXISTS (SELECT FROM funding_account WHERE reservation_id = NEW.resolves_id AND balance > 0) THEN
        PERFORM funding_refuse('funding_reservation_resolves_whole', 'Money is left on the reservation.');
    END IF;
    RETURN NULL;
END
$function$;

DROP TRIGGER IF EXISTS funding_entry_is_whole ON funding_entry;
CREATE CONSTRAINT TRIGGER funding_entry_is_whole AFTER INSERT ON funding_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funding_entry_is_whole();

-- A period closes when it is over, and when all entries that are on their way have ended.
CREATE OR REPLACE FUNCTION funding_closing_waits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    IF NEW.until >= funding_today() THEN
        PERFORM funding_refuse('funding_closing_lies_behind', 'A period is closed after its last day.');
    END IF;
    PERFORM pg_advisory_xact_lock(4800, 1);
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_closing_waits BEFORE INSERT ON funding_closing
    FOR EACH ROW EXECUTE FUNCTION funding_closing_waits();

-- What an entry names is there before it (insert-only tables): looked at with the entry, and not at the end of the
-- transaction, when all entries of the line wait.
DO $$
DECLARE
    reference name;
BEGIN
    FOR reference IN SELECT conname FROM pg_constraint WHERE conrelid = 'public.funding_entry'::regclass AND contype = 'f' AND condeferred LOOP
        EXECUTE format('ALTER TABLE funding_entry ALTER CONSTRAINT %I NOT DEFERRABLE', reference);
    END LOOP;
END
$$;

REVOKE ALL ON FUNCTION funding_entry_is_recorded(), funding_reservation_is_open(bigint), funding_entry_is_whole(),
    funding_closing_waits() FROM PUBLIC;
