-- A proposal is about things that belong together.
CREATE OR REPLACE FUNCTION funding_proposal_fits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    IF NEW.version_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM funding_planversion WHERE id = NEW.version_id AND plan_id = NEW.plan_id AND submitted_at IS NOT NULL)
        OR NEW.award_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM funding_award award JOIN funding_planversion version ON version.id = award.plan_version_id
            WHERE award.id = NEW.award_id AND version.plan_id = NEW.plan_id)
        OR NEW.objection_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM funding_objection objection JOIN funding_letter letter ON letter.id = objection.letter_id
            WHERE objection.id = NEW.objection_id AND letter.plan_id = NEW.plan_id)
        OR NEW.ruling_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM funding_ruling ruling JOIN funding_letter letter ON letter.id = ruling.letter_id
            WHERE ruling.id = NEW.ruling_id AND letter.plan_id = NEW.plan_id)
        OR NEW.pool_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM funding_matchpool pool JOIN funding_plan plan ON plan.id = NEW.plan_id
            WHERE pool.id = NEW.pool_id AND pool.line_id = plan.line_id
              AND (pool.region_id IS NULL OR pool.region_id = plan.region_id) AND (pool.plan_id IS NULL OR pool.plan_id = plan.id))
    THEN
        PERFORM funding_refuse('funding_proposal_stays_with_its_plan', 'The proposal names things of another plan.');
    END IF;
    IF EXISTS (SELECT FROM funding_ruling WHERE id = NEW.ruling_id AND NOT upheld) THEN
        PERFORM funding_refuse('funding_proposal_carries_out_an_upheld_appeal', 'The court let the decision stand.');
    END IF;
    PERFORM funding_acts_on_another(ARRAY[NEW.recorded_by_id]::bigint[],
        funding_owners(NEW.award_id) || (SELECT organisation_id FROM funding_plan WHERE id = NEW.plan_id)::bigint);
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_proposal_fits BEFORE INSERT ON funding_proposal
    FOR EACH ROW EXECUTE FUNCTION funding_proposal_fits();

-- A proposal that was sent back or replaced is not decided on; one that was decided is not sent back.
-- The proposal's row is locked by both.
CREATE OR REPLACE FUNCTION funding_proposal_is_live(the_proposal bigint) RETURNS boolean
LANGUAGE plpgsql AS $function$
DECLARE
    one funding_proposal;
BEGIN
    SELECT * INTO one FROM funding_proposal WHERE id = the_proposal;
    PERFORM 1 FROM funding_plan WHERE id = one.plan_id FOR NO KEY UPDATE;
    RETURN NOT EXISTS (SELECT FROM funding_proposalreturn WHERE proposal_id = the_proposal)
       AND NOT EXISTS (SELECT FROM funding_letter WHERE proposal_id = the_proposal)
       AND NOT EXISTS (
           SELECT FROM funding_proposal later WHERE later.plan_id = one.plan_id AND later.id > the_proposal
             AND later.kind = one.kind AND later.objection_id IS NOT DISTINCT FROM one.objection_id
             AND later.ruling_id IS NOT DISTINCT FROM one.ruling_id);
END
$function$;

CREATE OR REPLACE FUNCTION funding_proposal_is_returned() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    IF NOT funding_proposal_is_live(NEW.proposal_id) THEN
        PERFORM funding_refuse('funding_proposal_is_live', 'The proposal was decided, sent back or replaced.');
    END IF;
    PERFORM funding_acts_on_another(ARRAY[NEW.recorded_by_id]::bigint[], ARRAY[(
        SELECT plan.organisation_id FROM funding_proposal proposal JOIN funding_plan plan ON plan.id = proposal.plan_id
        WHERE proposal.id = NEW.proposal_id)]::bigint[]);
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_proposal_is_returned BEFORE INSERT ON funding_proposalreturn
    FOR EACH ROW EXECUTE FUNCTION funding_proposal_is_returned();

-- A letter is signed with a mandate, by another than who prepared it. Of a grant and a settlement the award and the
-- settlement themselves are held to that (decisions.sql), of an advance its approval (payments.sql).
CREATE OR REPLACE FUNCTION funding_letter_is_signed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    proposal funding_proposal;
    actors bigint[];
    submitter bigint;
BEGIN
    actors := funding_actors(NEW.mandate_id, NEW.recorded_by_id, CASE NEW.kind WHEN 'advance' THEN 'approve' ELSE 'decide' END);
    IF NEW.proposal_id IS NOT NULL THEN
        SELECT * INTO proposal FROM funding_proposal WHERE id = NEW.proposal_id;
        IF proposal.kind <> NEW.kind OR proposal.plan_id <> NEW.plan_id THEN
            PERFORM funding_refuse('funding_letter_decides_what_was_proposed', 'The proposal is of another kind or plan.');
        END IF;
        IF NOT funding_proposal_is_live(NEW.proposal_id) THEN
            PERFORM funding_refuse('funding_proposal_is_live', 'The proposal was decided, sent back or replaced.');
        END IF;
        SELECT submitted_by_id INTO submitter FROM funding_planversion WHERE id = proposal.version_id;
        IF NEW.kind NOT IN ('grant', 'settle') THEN
            PERFORM funding_four_eyes('funding_letter_is_decided_by_another', actors,
                array_remove(ARRAY[proposal.recorded_by_id, submitter]::bigint[], NULL), NEW.waiver_id, 'own_preparation',
                funding_decision(NEW.plan_id, NEW.number));
            PERFORM funding_acts_on_another(actors,
                ARRAY[NEW.recipient_id, (SELECT organisation_id FROM funding_plan WHERE id = NEW.plan_id)]::bigint[], NEW.waiver_id);
        END IF;
    END IF;
    IF NEW.kind = 'advance' AND NOT EXISTS (
        SELECT FROM funding_paymentapproval WHERE payment_id = NEW.payment_id AND recorded_by_id = NEW.recorded_by_id
    ) THEN
        PERFORM funding_refuse('funding_letter_advance_is_approved', 'The advance is not approved by who signs its letter.');
    END IF;
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_letter_is_signed BEFORE INSERT ON funding_letter
    FOR EACH ROW EXECUTE FUNCTION funding_letter_is_signed();

-- Evidence is judged by another than who handed it in, by nobody of the award's recipient, and no cost is accepted above what was reported.
CREATE OR REPLACE FUNCTION funding_judgement_is_given() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    IF NOT EXISTS (SELECT FROM funding_delivery WHERE id = NEW.delivery_id AND recorded_by_id <> NEW.recorded_by_id) THEN
        PERFORM funding_refuse('funding_judgement_is_by_another', 'Who handed it in does not judge it.');
    END IF;
    PERFORM funding_acts_on_another(ARRAY[NEW.recorded_by_id]::bigint[], funding_owners((
        SELECT duty.award_id FROM funding_duty duty JOIN funding_delivery delivery ON delivery.duty_id = duty.id WHERE delivery.id = NEW.delivery_id)));
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_judgement_is_given BEFORE INSERT ON funding_judgement
    FOR EACH ROW EXECUTE FUNCTION funding_judgement_is_given();

CREATE OR REPLACE FUNCTION funding_cost_is_accepted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    claimed numeric;
BEGIN
    SELECT cost.reported INTO claimed FROM funding_costline cost JOIN funding_judgement judgement ON judgement.delivery_id = cost.delivery_id
    WHERE cost.id = NEW.cost_id AND judgement.id = NEW.judgement_id;
    IF NOT FOUND THEN
        PERFORM funding_refuse('funding_acceptedcost_is_of_this_delivery', 'The cost is in another report than the one judged.');
    END IF;
    IF NEW.amount > claimed THEN
        PERFORM funding_refuse('funding_acceptedcost_is_within_the_report', format('%s above what was reported.', NEW.amount - claimed),
            jsonb_build_object('short', NEW.amount - claimed, 'there', claimed));
    END IF;
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_cost_is_accepted BEFORE INSERT ON funding_acceptedcost
    FOR EACH ROW EXECUTE FUNCTION funding_cost_is_accepted();

-- A new date for an obligation of the same award and kind.
CREATE OR REPLACE FUNCTION funding_duty_is_extended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    IF NEW.instead_of_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM funding_duty WHERE id = NEW.instead_of_id AND award_id = NEW.award_id AND kind = NEW.kind
    ) THEN
        PERFORM funding_refuse('funding_duty_extends_its_own', 'Another obligation is extended.');
    END IF;
    IF NEW.instead_of_id IS NOT NULL THEN
        PERFORM funding_acts_on_another(ARRAY[NEW.recorded_by_id]::bigint[], funding_owners(NEW.award_id));
    END IF;
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_duty_is_extended BEFORE INSERT ON funding_duty
    FOR EACH ROW EXECUTE FUNCTION funding_duty_is_extended();

REVOKE ALL ON FUNCTION funding_proposal_fits(), funding_proposal_is_live(bigint), funding_proposal_is_returned(),
    funding_letter_is_signed(), funding_judgement_is_given(), funding_cost_is_accepted(), funding_duty_is_extended() FROM PUBLIC;

-- The numbers of letters; a number that was drawn for nothing is left out.
CREATE SEQUENCE IF NOT EXISTS funding_letter_number;
