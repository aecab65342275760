-- A ruling is of a court on a letter that was sent, on a day between that letter and today; recorded by nobody who serves
-- its recipient. `about` is the letter with which it began: before an objection, and before an earlier ruling.
CREATE OR REPLACE FUNCTION funding_ruling_is_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    it record;
BEGIN
    SELECT letter.decided_on, letter.recipient_id, plan.organisation_id,
           coalesce(objection.letter_id, earlier.about_id, letter.id) AS about_id
    INTO it
    FROM funding_letter letter LEFT JOIN funding_plan plan ON plan.id = letter.plan_id
    LEFT JOIN funding_objection objection ON objection.id = letter.objection_id
    LEFT JOIN funding_ruling earlier ON earlier.id = letter.ruling_id
    WHERE letter.id = NEW.letter_id;
    IF NOT FOUND THEN
        PERFORM funding_refuse('funding_entry_refers_to_what_exists', 'The letter does not exist yet.');
    END IF;
    IF NEW.about_id <> it.about_id THEN
        PERFORM funding_refuse('funding_ruling_goes_back_to_the_first_letter', 'The ruling names another first letter.');
    END IF;
    IF NEW.ruled_on NOT BETWEEN it.decided_on AND funding_today() THEN
        PERFORM funding_refuse('funding_ruling_comes_after_the_letter', format('The letter is of %s.', it.decided_on),
            jsonb_build_object('decided', it.decided_on));
    END IF;
    PERFORM funding_acts_on_another(ARRAY[NEW.recorded_by_id]::bigint[], ARRAY[it.recipient_id, it.organisation_id]::bigint[]);
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_ruling_is_recorded BEFORE INSERT ON funding_ruling
    FOR EACH ROW EXECUTE FUNCTION funding_ruling_is_recorded();
CREATE OR REPLACE TRIGGER funding_a_stamp_recorded_at BEFORE INSERT ON funding_ruling
    FOR EACH ROW EXECUTE FUNCTION funding_stamp_recorded_at();
CREATE OR REPLACE TRIGGER funding_only_added_to BEFORE UPDATE OR DELETE ON funding_ruling
    FOR EACH ROW EXECUTE FUNCTION funding_only_added_to();
CREATE OR REPLACE TRIGGER funding_never_truncated BEFORE TRUNCATE ON funding_ruling
    FOR EACH STATEMENT EXECUTE FUNCTION funding_only_added_to();

-- Carried out by another than who recorded it, and than who took the decision with which it began: the new decision stands
-- in place of the one on the objection (Awb 10:3, third paragraph). No waiver helps.
CREATE OR REPLACE FUNCTION funding_ruling_is_carried_out() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    IF NOT EXISTS (SELECT FROM funding_proposal WHERE id = NEW.proposal_id AND ruling_id = NEW.ruling_id) THEN
        PERFORM funding_refuse('funding_ruling_is_the_proposed_one', 'The proposal is about another ruling.');
    END IF;
    IF funding_actors(NEW.mandate_id, NEW.recorded_by_id, 'decide') && (
        SELECT array_remove(ARRAY[ruling.recorded_by_id, first.recorded_by_id, mandate.stands_in_for_id]::bigint[], NULL)
        FROM funding_ruling ruling JOIN funding_letter first ON first.id = ruling.about_id
        JOIN funding_mandate mandate ON mandate.id = first.mandate_id
        WHERE ruling.id = NEW.ruling_id)
    THEN
        PERFORM funding_refuse('funding_ruling_is_carried_out_by_another', 'The same person recorded the ruling or took the first decision.');
    END IF;
    RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER funding_ruling_is_carried_out AFTER INSERT ON funding_letter
    FOR EACH ROW WHEN (NEW.kind = 'ruling') EXECUTE FUNCTION funding_ruling_is_carried_out();

REVOKE ALL ON FUNCTION funding_ruling_is_recorded(), funding_ruling_is_carried_out() FROM PUBLIC;
