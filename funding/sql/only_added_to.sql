-- What is recorded stays: no UPDATE, DELETE or TRUNCATE, by anyone. The application has no right to them either
-- (smartindustry/sql/grants.sql, which finds these tables by this trigger).
CREATE OR REPLACE FUNCTION funding_only_added_to() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    PERFORM funding_refuse('funding_books_are_only_added_to', format('%s on %s: the books are only added to.', TG_OP, TG_TABLE_NAME));
    RETURN NULL;
END
$function$;

REVOKE ALL ON FUNCTION funding_only_added_to() FROM PUBLIC;

-- The moment of recording is the database's own, whatever is given.
CREATE OR REPLACE FUNCTION funding_stamp_recorded_at() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    NEW.recorded_at := clock_timestamp();
    RETURN NEW;
END
$function$;

REVOKE ALL ON FUNCTION funding_stamp_recorded_at() FROM PUBLIC;

DO $$
DECLARE
    book text;
BEGIN
    FOREACH book IN ARRAY ARRAY[
        'acceptedcost', 'award', 'bankaccount', 'bankaccountconfirmation', 'closing', 'costline', 'delivery',
        'difference', 'duty', 'entry', 'entryfile', 'explanation', 'judgement', 'letter', 'letterfile', 'mandate',
        'matchpool', 'objection', 'payment', 'paymentapproval', 'plan', 'planstep', 'pledge', 'proposal',
        'proposalreturn', 'reconciliation', 'remark', 'reservation', 'scheme', 'schemeversion', 'sentform', 'settlement',
        'storedfile', 'transfer', 'waiver'
    ] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER funding_only_added_to BEFORE UPDATE OR DELETE ON funding_%s
            FOR EACH ROW EXECUTE FUNCTION funding_only_added_to()', book);
        EXECUTE format('CREATE OR REPLACE TRIGGER funding_never_truncated BEFORE TRUNCATE ON funding_%s
            FOR EACH STATEMENT EXECUTE FUNCTION funding_only_added_to()', book);
        IF book NOT IN ('transfer', 'entry', 'scheme') THEN
            -- By its name the first of the triggers before an insert: they fire in alphabetical order.
            EXECUTE format('CREATE OR REPLACE TRIGGER funding_a_stamp_recorded_at BEFORE INSERT ON funding_%s
                FOR EACH ROW EXECUTE FUNCTION funding_stamp_recorded_at()', book);
        END IF;
    END LOOP;
END
$$;
