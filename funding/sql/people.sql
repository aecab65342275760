-- Today in the Netherlands, by the database's clock: the day on which a mandate or role must be held.
CREATE OR REPLACE FUNCTION funding_today() RETURNS date
LANGUAGE sql STABLE AS $function$
    SELECT (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date
$function$;

REVOKE ALL ON FUNCTION funding_today() FROM PUBLIC;

-- Who acts when this person uses this mandate: the person, and whoever they stand in for. Refuses without a mandate.
CREATE OR REPLACE FUNCTION funding_actors(the_mandate bigint, actor bigint, act text) RETURNS bigint[]
LANGUAGE plpgsql AS $function$
DECLARE
    mandate funding_mandate;
BEGIN
    -- Locked, so that it is withdrawn before this act or after it (funding/sql/mandates.sql).
    SELECT * INTO mandate FROM funding_mandate
    WHERE id = the_mandate AND person_id = actor AND kind = act AND funding_today() BETWEEN starts_on AND ends_on
    FOR KEY SHARE;
    IF NOT FOUND OR EXISTS (SELECT FROM funding_mandateend WHERE mandate_id = the_mandate AND ends_on < funding_today()) THEN
        PERFORM funding_refuse('funding_mandate_covers_the_act', format('No mandate to %s today.', act), jsonb_build_object('act', act));
    END IF;
    RETURN array_remove(ARRAY[actor, mandate.stands_in_for_id], NULL);
END
$function$;

REVOKE ALL ON FUNCTION funding_actors(bigint, bigint, text) FROM PUBLIC;

-- Two pairs of eyes, by person: who acts may not be among who acted before, unless a waiver of this kind, given by yet
-- another person and used nowhere else, says so.
CREATE OR REPLACE FUNCTION funding_four_eyes(
    rule text, actors bigint[], before bigint[], the_waiver bigint, waiver_kind text
) RETURNS void
LANGUAGE plpgsql AS $function$
DECLARE
    waiver funding_waiver;
BEGIN
    IF the_waiver IS NOT NULL THEN
        SELECT * INTO waiver FROM funding_waiver WHERE id = the_waiver FOR UPDATE;
        IF NOT FOUND OR waiver.kind <> waiver_kind OR waiver.recorded_by_id = ANY (actors) THEN
            PERFORM funding_refuse('funding_waiver_is_of_this_kind_and_by_another', 'The waiver is of another kind, or by who uses it.');
        END IF;
        IF EXISTS (SELECT FROM funding_award WHERE waiver_id = the_waiver)
            OR EXISTS (SELECT FROM funding_settlement WHERE waiver_id = the_waiver)
            OR EXISTS (SELECT FROM funding_paymentapproval WHERE waiver_id = the_waiver)
            OR EXISTS (SELECT FROM funding_entry WHERE waiver_id = the_waiver)
            OR EXISTS (SELECT FROM funding_letter WHERE waiver_id = the_waiver)
        THEN
            PERFORM funding_refuse('funding_waiver_is_used_once', 'The waiver was already used.');
        END IF;
    ELSIF actors && before THEN
        PERFORM funding_refuse(rule, 'The same person acted before.');
    END IF;
END
$function$;

REVOKE ALL ON FUNCTION funding_four_eyes(text, bigint[], bigint[], bigint, text) FROM PUBLIC;
