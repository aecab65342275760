-- A reservation's money leaves only by the entry that resolves it, and then wholly; what stays for reservations of
-- unknown size is stated by whoever takes money from a line that holds one.
CREATE OR REPLACE FUNCTION funding_check_reservations(e funding_entry, touched bigint[]) RETURNS void
LANGUAGE plpgsql AS $function$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT account.*, reservation.at_least FROM funding_account account
        JOIN funding_reservation reservation ON reservation.id = account.reservation_id WHERE account.id = ANY (touched)
    LOOP
        IF e.kind = 'reserve' AND (one.received <> one.at_least OR one.spent <> 0 OR e.sets_apart_id <> one.reservation_id) THEN
            PERFORM funding_refuse('funding_reservation_is_set_apart_once', 'A reservation is set apart once, at its lower bound.');
        END IF;
        IF e.kind IN ('release', 'commit') AND e.resolves_id IS DISTINCT FROM one.reservation_id THEN
            PERFORM funding_refuse('funding_reservation_resolves_whole', 'A reservation ends wholly, by the entry that names it.');
        END IF;
    END LOOP;
    IF EXISTS (SELECT FROM funding_account WHERE reservation_id = e.resolves_id AND balance <> 0) THEN
        PERFORM funding_refuse('funding_reservation_resolves_whole', 'Money is left on the reservation.');
    END IF;
    FOR one IN
        SELECT DISTINCT account.id, account.line_id, account.year, account.balance, source.reservation_id AS filled
        FROM funding_transfer transfer
        JOIN funding_account account ON account.id = transfer.from_account_id
        JOIN funding_account source ON source.id = transfer.to_account_id
        WHERE transfer.entry_id = e.id AND account.ledger = 'commitments' AND account.kind = 'available'
    LOOP
        IF EXISTS (
            SELECT FROM funding_reservation WHERE line_id = one.line_id AND year = one.year AND size IS NULL
              AND id IS DISTINCT FROM one.filled AND funding_reservation_is_open(id)
        ) THEN
            IF e.kept IS NULL THEN
                PERFORM funding_refuse('funding_line_states_what_stays', 'The line holds a reservation of unknown size: state what stays for it.');
            ELSIF e.kept > one.balance THEN
                PERFORM funding_refuse('funding_line_keeps_what_stays', format('%s short of what must stay.', e.kept - one.balance),
                    jsonb_build_object('short', e.kept - one.balance, 'kept', e.kept));
            END IF;
        END IF;
    END LOOP;
END
$function$;

-- Who sets apart waits in the line's queue: a commitment on its way has ended, a later one sees the reservation.
CREATE OR REPLACE FUNCTION funding_reservation_waits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    PERFORM 1 FROM funding_budgetline WHERE id = NEW.line_id FOR NO KEY UPDATE;
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        PERFORM funding_refuse('funding_books_are_written_read_committed', 'The books are written at READ COMMITTED.');
    END IF;
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_reservation_waits BEFORE INSERT ON funding_reservation
    FOR EACH ROW EXECUTE FUNCTION funding_reservation_waits();

-- At the end of the transaction an entry names the reservation, and the lower bound has been set apart.
CREATE OR REPLACE FUNCTION funding_reservation_is_set_apart() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    IF NOT EXISTS (SELECT FROM funding_entry WHERE sets_apart_id = NEW.id)
        OR NEW.at_least > 0 AND NOT EXISTS (SELECT FROM funding_account WHERE reservation_id = NEW.id AND received = NEW.at_least)
    THEN
        PERFORM funding_refuse('funding_reservation_is_set_apart', 'The lower bound of the reservation is not set apart.');
    END IF;
    RETURN NULL;
END
$function$;

DROP TRIGGER IF EXISTS funding_reservation_is_set_apart ON funding_reservation;
CREATE CONSTRAINT TRIGGER funding_reservation_is_set_apart AFTER INSERT ON funding_reservation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funding_reservation_is_set_apart();

REVOKE ALL ON FUNCTION funding_check_reservations(funding_entry, bigint[]), funding_reservation_waits(), funding_reservation_is_set_apart() FROM PUBLIC;
