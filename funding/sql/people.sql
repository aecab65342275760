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

-- Nobody acts on an organisation that they serve, in whatever role, on that day; a waiver that `funding_four_eyes` let
-- through is the only way round. The persons' rows are locked, as they are where a role is given: so of somebody who gets
-- a role while they act, either the role is seen, or it begins after the act.
CREATE OR REPLACE FUNCTION funding_acts_on_another(persons bigint[], organisations bigint[], the_waiver bigint DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $function$
DECLARE
    own text;
BEGIN
    IF the_waiver IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM 1 FROM accounts_user WHERE id = ANY (persons) ORDER BY id FOR SHARE;
    SELECT min(organisation.name) INTO own
    FROM accounts_roleholding holding JOIN accounts_organisation organisation ON organisation.id = holding.organisation_id
    WHERE holding.person_id = ANY (persons) AND holding.organisation_id = ANY (organisations)
      AND holding.starts_on <= funding_today() AND (holding.ends_on IS NULL OR holding.ends_on >= funding_today());
    IF own IS NOT NULL THEN
        PERFORM funding_refuse('funding_act_is_on_anothers_organisation', format('Who acts works for %s.', own),
            jsonb_build_object('organisation', own));
    END IF;
END
$function$;

REVOKE ALL ON FUNCTION funding_acts_on_another(bigint[], bigint[], bigint) FROM PUBLIC;

-- Whose an award is: its recipient's, and of the organisation whose plan it rests on.
CREATE OR REPLACE FUNCTION funding_owners(the_award bigint) RETURNS bigint[]
LANGUAGE sql STABLE AS $function$
    SELECT ARRAY[award.recipient_id, plan.organisation_id]::bigint[]
    FROM funding_award award LEFT JOIN funding_planversion version ON version.id = award.plan_version_id
    LEFT JOIN funding_plan plan ON plan.id = version.plan_id
    WHERE award.id = the_award
$function$;

REVOKE ALL ON FUNCTION funding_owners(bigint) FROM PUBLIC;

-- Nobody books, takes back or lowers money of an award of an organisation that they serve. A payment is held to that by its
-- release (payments.sql). What follows from a decision that the same person takes in the same transaction was held to it
-- there, or goes under the decision's waiver: an award, a settlement or a letter with the number of the entry's document.
CREATE OR REPLACE FUNCTION funding_moves_anothers_award(e funding_entry, awards bigint[]) RETURNS void
LANGUAGE plpgsql AS $function$
DECLARE
    owners bigint[];
BEGIN
    SELECT array_agg(owner) INTO owners
    FROM funding_award award
    LEFT JOIN funding_planversion version ON version.id = award.plan_version_id
    CROSS JOIN unnest(funding_owners(award.id)) AS owner
    WHERE award.id = ANY (awards) AND NOT (
        (award.document, award.recorded_by_id) = (e.document, e.recorded_by_id) AND award.recorded_at >= transaction_timestamp()
        OR EXISTS (
            SELECT FROM funding_settlement closing WHERE closing.award_id = award.id AND closing.document = e.document
              AND closing.recorded_by_id = e.recorded_by_id AND closing.recorded_at >= transaction_timestamp())
        OR EXISTS (
            SELECT FROM funding_letter letter WHERE letter.number = e.document AND letter.plan_id = version.plan_id
              AND letter.recorded_by_id = e.recorded_by_id AND letter.recorded_at >= transaction_timestamp())
    );
    IF owners IS NOT NULL THEN
        PERFORM funding_acts_on_another(ARRAY[e.recorded_by_id]::bigint[], owners);
    END IF;
END
$function$;

REVOKE ALL ON FUNCTION funding_moves_anothers_award(funding_entry, bigint[]) FROM PUBLIC;

-- One decision: what is decided on a plan under the number of one letter. Without a plan it is not told apart: NULL.
CREATE OR REPLACE FUNCTION funding_decision(the_plan bigint, number text) RETURNS text
LANGUAGE sql IMMUTABLE AS $function$
    SELECT the_plan || ' ' || number
$function$;

-- The decisions in which a waiver was used, each by its plan and the number of its letter. NULL: a use that stands alone.
CREATE OR REPLACE FUNCTION funding_waiver_uses(the_waiver bigint) RETURNS SETOF text
LANGUAGE sql STABLE AS $function$
    SELECT funding_decision(version.plan_id, award.number)
    FROM funding_award award LEFT JOIN funding_planversion version ON version.id = award.plan_version_id
    WHERE award.waiver_id = the_waiver
    UNION ALL SELECT funding_decision(version.plan_id, settlement.document)
    FROM funding_settlement settlement JOIN funding_award award ON award.id = settlement.award_id
    LEFT JOIN funding_planversion version ON version.id = award.plan_version_id
    WHERE settlement.waiver_id = the_waiver
    UNION ALL SELECT funding_decision(plan_id, number) FROM funding_letter WHERE waiver_id = the_waiver
    UNION ALL SELECT NULL FROM funding_paymentapproval WHERE waiver_id = the_waiver
    UNION ALL SELECT NULL FROM funding_entry WHERE waiver_id = the_waiver
$function$;

REVOKE ALL ON FUNCTION funding_decision(bigint, text), funding_waiver_uses(bigint) FROM PUBLIC;

-- Two pairs of eyes, by person: who acts may not be among who acted before, unless a waiver of this kind, given by yet
-- another person, says so. A waiver covers one decision: all that is decided under the number of one letter, until that
-- letter is sent. `decision`: of funding_decision; NULL: this use is all that the waiver covers.
CREATE OR REPLACE FUNCTION funding_four_eyes(
    rule text, actors bigint[], before bigint[], the_waiver bigint, waiver_kind text, decision text DEFAULT NULL
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
        IF EXISTS (
            SELECT FROM funding_waiver_uses(the_waiver) AS used (decision)
            WHERE (used.decision = funding_four_eyes.decision) IS NOT TRUE
               OR EXISTS (SELECT FROM funding_letter WHERE funding_decision(plan_id, number) = used.decision))
        THEN
            PERFORM funding_refuse('funding_waiver_is_used_once', 'The waiver was already used.');
        END IF;
    ELSIF actors && before THEN
        PERFORM funding_refuse(rule, 'The same person acted before.');
    END IF;
END
$function$;

REVOKE ALL ON FUNCTION funding_four_eyes(text, bigint[], bigint[], bigint, text, text) FROM PUBLIC;
