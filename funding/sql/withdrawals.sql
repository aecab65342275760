-- A payment is withdrawn or refused until it is paid: then what was paid wrongly comes back as a refund.
CREATE OR REPLACE FUNCTION funding_payment_is_withdrawn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    PERFORM funding_hold_payment(NEW.payment_id);
    IF EXISTS (SELECT FROM funding_entry WHERE payment_id = NEW.payment_id) THEN
        PERFORM funding_refuse('funding_payment_paid_is_not_withdrawn', 'The payment has been made.');
    END IF;
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_payment_is_withdrawn BEFORE INSERT ON funding_paymentwithdrawal
    FOR EACH ROW EXECUTE FUNCTION funding_payment_is_withdrawn();
CREATE OR REPLACE TRIGGER funding_a_stamp_recorded_at BEFORE INSERT ON funding_paymentwithdrawal
    FOR EACH ROW EXECUTE FUNCTION funding_stamp_recorded_at();
CREATE OR REPLACE TRIGGER funding_only_added_to BEFORE UPDATE OR DELETE ON funding_paymentwithdrawal
    FOR EACH ROW EXECUTE FUNCTION funding_only_added_to();
CREATE OR REPLACE TRIGGER funding_never_truncated BEFORE TRUNCATE ON funding_paymentwithdrawal
    FOR EACH STATEMENT EXECUTE FUNCTION funding_only_added_to();

REVOKE ALL ON FUNCTION funding_payment_is_withdrawn() FROM PUBLIC;
