-- An open request is in the hands of somebody whose role at its desk has no end. Without dates: the demonstration may
-- live on another day than the server, and nothing in a database happens by itself when a last day is over.

CREATE OR REPLACE FUNCTION public.hubs_stays_at_desk(person bigint, desk bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $function$
    SELECT EXISTS (
        SELECT FROM accounts_roleholding held JOIN accounts_organisation place ON place.id = held.organisation_id
        WHERE held.person_id = person AND held.ends_on IS NULL AND CASE
            WHEN desk IS NULL THEN held.role = 'adviser' AND place.kind = 'expertise'
            ELSE held.role IN ('hub_coordinator', 'hub_editor') AND place.kind = 'hub'
                AND place.region_id = (SELECT region_id FROM hubs_hub WHERE id = desk)
        END)
$function$;

-- The person's row is locked by both: of one who lets a role end and one who gives that person a request, the second
-- sees what the first did. Two who give requests do not wait for each other.
CREATE OR REPLACE FUNCTION public.hubs_request_is_taken_by_who_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    PERFORM FROM accounts_user WHERE id = NEW.assigned_to_id FOR SHARE;
    IF NOT hubs_stays_at_desk(NEW.assigned_to_id, NEW.hub_id) THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'hubs_helprequest_is_with_who_stays',
            MESSAGE = 'hubs_helprequest_is_with_who_stays';
    END IF;
    RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER hubs_request_is_made_for_who_stays AFTER INSERT ON hubs_helprequest
    FOR EACH ROW WHEN (NEW.assigned_to_id IS NOT NULL AND NEW.erased_at IS NULL
        AND NEW.state IN ('new', 'taken', 'contact', 'referred'))
    EXECUTE FUNCTION hubs_request_is_taken_by_who_stays();

CREATE OR REPLACE TRIGGER hubs_request_is_taken_by_who_stays AFTER UPDATE ON hubs_helprequest
    FOR EACH ROW WHEN (NEW.assigned_to_id IS NOT NULL AND NEW.erased_at IS NULL
        AND NEW.state IN ('new', 'taken', 'contact', 'referred')
        AND (OLD.assigned_to_id IS DISTINCT FROM NEW.assigned_to_id OR OLD.hub_id IS DISTINCT FROM NEW.hub_id
            OR OLD.erased_at IS NOT NULL OR OLD.state NOT IN ('new', 'taken', 'contact', 'referred')))
    EXECUTE FUNCTION hubs_request_is_taken_by_who_stays();

CREATE OR REPLACE FUNCTION public.hubs_role_ends_after_handing_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    PERFORM FROM accounts_user WHERE id = OLD.person_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM hubs_helprequest request
        WHERE request.assigned_to_id = OLD.person_id AND request.erased_at IS NULL
          AND request.state IN ('new', 'taken', 'contact', 'referred')
          AND NOT hubs_stays_at_desk(OLD.person_id, request.hub_id))
    THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'hubs_role_ends_after_handing_over',
            MESSAGE = 'hubs_role_ends_after_handing_over';
    END IF;
    RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER hubs_role_ends_after_handing_over
    AFTER DELETE OR UPDATE OF person_id, organisation_id, role, starts_on, ends_on ON accounts_roleholding
    FOR EACH ROW WHEN (OLD.ends_on IS NULL AND OLD.role IN ('hub_coordinator', 'hub_editor', 'adviser'))
    EXECUTE FUNCTION hubs_role_ends_after_handing_over();
