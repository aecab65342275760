-- What the application's role may do. Run by the owner after every migrate; safe to repeat.
-- The role's name is in the setting portal.application.
DO $$
DECLARE
    application text := current_setting('portal.application');
    history record;
BEGIN
    IF application = current_user THEN
        RAISE EXCEPTION 'The application must not be the owner of the database: use two roles.';
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), application);
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', application);
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', application);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', application);
    EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO %I', application);
    -- Migrations are the owner's.
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM %I', application);
    -- Who did it and why is written by pghistory's own function alone, which acts as the owner.
    ALTER FUNCTION _pgh_attach_context() SECURITY DEFINER SET search_path = public, pg_temp;
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON pghistory_context FROM %I', application);
    -- History is only ever added to.
    FOR history IN
        SELECT table_name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'pgh_obj_id'
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE ON %I FROM %I', history.table_name, application);
    END LOOP;
    -- The books and the annexes are only added to; balances are written by the admitting trigger alone, which acts as
    -- the owner.
    FOR history IN SELECT tgrelid::regclass AS table_name FROM pg_trigger
        WHERE tgname IN ('funding_only_added_to', 'reports_only_added_to') LOOP
        EXECUTE format('REVOKE UPDATE, DELETE ON %s FROM %I', history.table_name, application);
    END LOOP;
    EXECUTE format('REVOKE UPDATE, DELETE ON funding_account FROM %I', application);
    -- The audit of the books adds up with the same sum as the gate; it only reads.
    EXECUTE format('GRANT EXECUTE ON FUNCTION funding_allotted(bigint) TO %I', application);
END
$$;
