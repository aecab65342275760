-- An account opens empty, where its owner is, and stays there; only the admitting trigger moves money afterwards. Which kinds
-- of account there are is held here and not by a CHECK: PostgreSQL would read that afresh with every balance it writes,
-- while all entries of the line wait.
CREATE OR REPLACE FUNCTION funding_account_opens() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    fits boolean := true;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM funding_refuse('funding_account_stays', 'An account is never removed, nor given to another.');
    END IF;
    IF NEW.received <> 0 OR NEW.spent <> 0 THEN
        PERFORM funding_refuse('funding_account_opens_empty', 'An account opens empty.');
    END IF;
    -- Per ledger and kind: which of year, line, pool, award, pledge and reservation it has.
    IF concat_ws(' ', NEW.ledger, NEW.kind,
            CASE WHEN NEW.year IS NOT NULL THEN 'year' END, CASE WHEN NEW.line_id IS NOT NULL THEN 'line' END,
            CASE WHEN NEW.pool_id IS NOT NULL THEN 'pool' END, CASE WHEN NEW.award_id IS NOT NULL THEN 'award' END,
            CASE WHEN NEW.pledge_id IS NOT NULL THEN 'pledge' END,
            CASE WHEN NEW.reservation_id IS NOT NULL THEN 'reservation' END
        ) <> ALL (ARRAY[
            'commitments source', 'cash source', 'cofunding source',
            'commitments available year line', 'commitments freed year line', 'cash available year line', 'cash freed year line',
            'commitments reserved year line reservation',
            'commitments committed year line pool award', 'commitments paid year line pool award', 'cash paid year line pool award',
            'cofunding intended line pool pledge', 'cofunding committed line pool pledge', 'cofunding realised line pool pledge',
            'cofunding used line pool pledge'
        ]) THEN
        PERFORM funding_refuse('funding_account_belongs_to_its_owner', format('No account %s %s with that.', NEW.ledger, NEW.kind));
    END IF;
    IF NEW.award_id IS NOT NULL THEN
        fits := EXISTS (
            SELECT FROM funding_award award JOIN funding_matchpool pool ON pool.id = award.pool_id
            WHERE award.id = NEW.award_id AND pool.id = NEW.pool_id AND pool.line_id = NEW.line_id
              AND (NEW.ledger = 'cash' OR award.year = NEW.year)
        );
    ELSIF NEW.pledge_id IS NOT NULL THEN
        fits := EXISTS (
            SELECT FROM funding_pledge pledge JOIN funding_matchpool pool ON pool.id = pledge.pool_id
            WHERE pledge.id = NEW.pledge_id AND pool.id = NEW.pool_id AND pool.line_id = NEW.line_id
        );
    ELSIF NEW.reservation_id IS NOT NULL THEN
        fits := EXISTS (
            SELECT FROM funding_reservation WHERE id = NEW.reservation_id AND line_id = NEW.line_id AND year = NEW.year
        );
    END IF;
    IF NOT fits THEN
        PERFORM funding_refuse('funding_account_lies_where_its_owner_is', 'The account is on another line, pool or year than its owner.');
    END IF;
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_account_opens BEFORE INSERT OR DELETE ON funding_account
    FOR EACH ROW EXECUTE FUNCTION funding_account_opens();
CREATE OR REPLACE TRIGGER funding_account_stays BEFORE UPDATE OF id, ledger, kind, year, line_id, pool_id, award_id, pledge_id, reservation_id
    ON funding_account FOR EACH ROW EXECUTE FUNCTION funding_account_opens();
CREATE OR REPLACE TRIGGER funding_never_truncated BEFORE TRUNCATE ON funding_account
    FOR EACH STATEMENT EXECUTE FUNCTION funding_account_opens();

REVOKE ALL ON FUNCTION funding_account_opens() FROM PUBLIC;
