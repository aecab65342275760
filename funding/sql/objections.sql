-- Nobody decides on an objection against what they decided themselves (Awb 10:3, third paragraph); no waiver helps.
CREATE OR REPLACE FUNCTION funding_objection_is_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    IF funding_actors(NEW.mandate_id, NEW.recorded_by_id, 'decide') && (
        SELECT array_remove(ARRAY[contested.recorded_by_id, mandate.stands_in_for_id]::bigint[], NULL)
        FROM funding_objection objection JOIN funding_letter contested ON contested.id = objection.letter_id
        JOIN funding_mandate mandate ON mandate.id = contested.mandate_id
        WHERE objection.id = NEW.objection_id)
    THEN
        PERFORM funding_refuse('funding_objection_is_decided_by_another', 'The same person took the contested decision.');
    END IF;
    IF NOT EXISTS (
        SELECT FROM funding_proposal WHERE id = NEW.proposal_id AND objection_id = NEW.objection_id)
    THEN
        PERFORM funding_refuse('funding_objection_is_the_proposed_one', 'The proposal is about another objection.');
    END IF;
    RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER funding_objection_is_decided AFTER INSERT ON funding_letter
    FOR EACH ROW WHEN (NEW.kind = 'objection') EXECUTE FUNCTION funding_objection_is_decided();

REVOKE ALL ON FUNCTION funding_objection_is_decided() FROM PUBLIC;
