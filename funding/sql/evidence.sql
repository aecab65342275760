-- Evidence: one thing at a time for each obligation. Whoever hands in, judges or extends locks the award, so that of two
-- people who act at once the second sees what the first did.
CREATE OR REPLACE FUNCTION funding_delivery_is_handed_in() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    PERFORM 1 FROM funding_award WHERE id = (SELECT award_id FROM funding_duty WHERE id = NEW.duty_id) FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM funding_delivery delivery JOIN funding_judgement judgement ON judgement.delivery_id = delivery.id
        WHERE delivery.duty_id = NEW.duty_id AND judgement.accepted)
    THEN
        PERFORM funding_refuse('funding_delivery_is_still_asked', 'The evidence was accepted.');
    ELSIF EXISTS (
        SELECT FROM funding_delivery delivery WHERE delivery.duty_id = NEW.duty_id AND delivery.id <> NEW.id
          AND NOT EXISTS (SELECT FROM funding_judgement WHERE delivery_id = delivery.id))
    THEN
        PERFORM funding_refuse('funding_delivery_waits_for_its_judgement', 'Evidence was handed in and is not judged yet.');
    ELSIF EXISTS (SELECT FROM funding_duty WHERE instead_of_id = NEW.duty_id) THEN
        PERFORM funding_refuse('funding_delivery_is_for_the_newest_date', 'The obligation has a later date.');
    END IF;
    RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER funding_delivery_is_handed_in AFTER INSERT ON funding_delivery
    FOR EACH ROW EXECUTE FUNCTION funding_delivery_is_handed_in();

-- Costs are in a report or an account of the costs, and none is added to what was judged.
CREATE OR REPLACE FUNCTION funding_costline_is_reported() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    PERFORM 1 FROM funding_award WHERE id = (
        SELECT duty.award_id FROM funding_duty duty JOIN funding_delivery delivery ON delivery.duty_id = duty.id
        WHERE delivery.id = NEW.delivery_id) FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM funding_judgement WHERE delivery_id = NEW.delivery_id) OR NOT EXISTS (
        SELECT FROM funding_delivery delivery JOIN funding_duty duty ON duty.id = delivery.duty_id
        WHERE delivery.id = NEW.delivery_id AND duty.kind IN ('yearly_report', 'costs'))
    THEN
        PERFORM funding_refuse('funding_costline_is_in_a_report', 'No costs are reported here.');
    END IF;
    RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER funding_costline_is_reported AFTER INSERT ON funding_costline
    FOR EACH ROW EXECUTE FUNCTION funding_costline_is_reported();

-- A judgement waits for what is being handed in.
CREATE OR REPLACE FUNCTION funding_judgement_waits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    PERFORM 1 FROM funding_award WHERE id = (
        SELECT duty.award_id FROM funding_duty duty JOIN funding_delivery delivery ON delivery.duty_id = duty.id
        WHERE delivery.id = NEW.delivery_id) FOR NO KEY UPDATE;
    RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER funding_judgement_waits AFTER INSERT ON funding_judgement
    FOR EACH ROW EXECUTE FUNCTION funding_judgement_waits();

-- A date moves later, while nothing lies there to be judged and nothing was accepted.
CREATE OR REPLACE FUNCTION funding_duty_is_open() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    PERFORM 1 FROM funding_award WHERE id = NEW.award_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM funding_delivery delivery WHERE delivery.duty_id = NEW.instead_of_id
          AND NOT EXISTS (SELECT FROM funding_judgement WHERE delivery_id = delivery.id AND NOT accepted))
    THEN
        PERFORM funding_refuse('funding_duty_is_open_when_extended', 'Evidence was handed in.');
    ELSIF EXISTS (SELECT FROM funding_duty WHERE id = NEW.instead_of_id AND due_on >= NEW.due_on) THEN
        PERFORM funding_refuse('funding_duty_is_extended_to_later', 'The new date is not later.');
    END IF;
    RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER funding_duty_is_open AFTER INSERT ON funding_duty
    FOR EACH ROW WHEN (NEW.instead_of_id IS NOT NULL) EXECUTE FUNCTION funding_duty_is_open();

REVOKE ALL ON FUNCTION funding_delivery_is_handed_in(), funding_costline_is_reported(), funding_judgement_waits(),
    funding_duty_is_open() FROM PUBLIC;
