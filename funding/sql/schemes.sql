-- Two versions of one scheme are never in force on the same day: a version ends where the next one begins. Its own last
-- day can only make that earlier. The same question in Python: funding/schemes.py.
CREATE OR REPLACE FUNCTION funding_schemeversion_in_force(the_version bigint, the_day date) RETURNS boolean
LANGUAGE sql STABLE AS $function$
    SELECT EXISTS (
        SELECT FROM funding_schemeversion version
        WHERE version.id = the_version AND daterange(version.starts_on, version.ends_on, '[]') @> the_day
          AND NOT EXISTS (
              SELECT FROM funding_schemeversion later
              WHERE later.scheme_id = version.scheme_id AND later.number > version.number AND later.starts_on <= the_day
          )
    )
$function$;

REVOKE ALL ON FUNCTION funding_schemeversion_in_force(bigint, date) FROM PUBLIC;

-- A version has the number after the last one, begins after it, and changes nothing under a decision that was taken.
-- All publications of a scheme wait here, for one another and for decisions under it that are on their way
-- (funding_award_is_decided takes the same lock, shared).
CREATE OR REPLACE FUNCTION funding_schemeversion_is_published() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    earlier funding_schemeversion;
    decided date;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        PERFORM funding_refuse('funding_books_are_written_read_committed', 'The books are written at READ COMMITTED.');
    END IF;
    PERFORM pg_advisory_xact_lock(4801, NEW.scheme_id::integer);
    SELECT * INTO earlier FROM funding_schemeversion
    WHERE scheme_id = NEW.scheme_id AND id <> NEW.id ORDER BY number DESC LIMIT 1;
    IF NEW.number <> coalesce(earlier.number, 0) + 1 THEN
        PERFORM funding_refuse('funding_schemeversion_number_follows', format('The next version has number %s.', coalesce(earlier.number, 0) + 1));
    END IF;
    IF NEW.starts_on <= earlier.starts_on THEN
        PERFORM funding_refuse('funding_schemeversion_begins_after_the_last', format('The last version begins on %s.', earlier.starts_on),
            jsonb_build_object('begins', earlier.starts_on));
    END IF;
    SELECT max(award.document_date) INTO decided FROM funding_award award
    JOIN funding_matchpool pool ON pool.id = award.pool_id
    JOIN funding_schemeversion version ON version.id = pool.version_id
    WHERE version.scheme_id = NEW.scheme_id AND award.document_date >= NEW.starts_on;
    IF decided IS NOT NULL THEN
        PERFORM funding_refuse('funding_schemeversion_changes_no_decision', format('A decision of %s was taken under the rules before.', decided),
            jsonb_build_object('decided', decided));
    END IF;
    IF NOT funding_evidence_is_a_ladder(NEW.evidence) THEN
        PERFORM funding_refuse('funding_schemeversion_evidence_is_a_ladder', 'Evidence: [[0, "none"], [25000, "performance"], ...], amounts rising.');
    END IF;
    RETURN NULL;
END
$function$;

-- Unknown, or steps from zero upwards, each with what is asked from there.
CREATE OR REPLACE FUNCTION funding_evidence_is_a_ladder(evidence jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $function$
DECLARE
    step jsonb;
    lowest numeric := -1;
BEGIN
    IF evidence IS NULL THEN
        RETURN true;
    END IF;
    IF jsonb_typeof(evidence) <> 'array' OR jsonb_array_length(evidence) = 0 THEN
        RETURN false;
    END IF;
    FOR step IN SELECT * FROM jsonb_array_elements(evidence) LOOP
        IF jsonb_typeof(step) <> 'array' OR jsonb_array_length(step) <> 2 OR jsonb_typeof(step -> 0) <> 'number'
            OR step ->> 1 NOT IN ('none', 'performance', 'costs') OR (step ->> 0)::numeric <= lowest
            OR lowest = -1 AND (step ->> 0)::numeric <> 0
        THEN
            RETURN false;
        END IF;
        lowest := (step ->> 0)::numeric;
    END LOOP;
    RETURN true;
END
$function$;

CREATE OR REPLACE TRIGGER funding_schemeversion_is_published AFTER INSERT ON funding_schemeversion
    FOR EACH ROW EXECUTE FUNCTION funding_schemeversion_is_published();

REVOKE ALL ON FUNCTION funding_schemeversion_is_published(), funding_evidence_is_a_ladder(jsonb) FROM PUBLIC;
