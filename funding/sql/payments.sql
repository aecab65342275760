-- A payment goes to a number of the award's recipient, and is proposed by nobody of that recipient.
CREATE OR REPLACE FUNCTION funding_payment_is_proposed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    IF NOT EXISTS (
        SELECT FROM funding_award award JOIN funding_bankaccount bank ON bank.organisation_id = award.recipient_id
        WHERE award.id = NEW.award_id AND bank.id = NEW.bank_account_id
    ) THEN
        PERFORM funding_refuse('funding_payment_goes_to_the_recipient', 'The account number is not the recipient''s.');
    END IF;
    PERFORM funding_acts_on_another(ARRAY[NEW.recorded_by_id]::bigint[], funding_owners(NEW.award_id));
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_payment_is_proposed BEFORE INSERT ON funding_payment
    FOR EACH ROW EXECUTE FUNCTION funding_payment_is_proposed();

-- What is approved, paid or withdrawn of one payment waits for the others: the payment's row is locked by all three.
CREATE OR REPLACE FUNCTION funding_hold_payment(the_payment bigint) RETURNS void
LANGUAGE plpgsql AS $function$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        PERFORM funding_refuse('funding_books_are_written_read_committed', 'The books are written at READ COMMITTED.');
    END IF;
    PERFORM 1 FROM funding_payment WHERE id = the_payment FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM funding_refuse('funding_entry_refers_to_what_exists', 'The payment does not exist yet.');
    END IF;
    IF EXISTS (SELECT FROM funding_paymentwithdrawal WHERE payment_id = the_payment) THEN
        PERFORM funding_refuse('funding_payment_withdrawn_stays_so', 'The payment is withdrawn or refused.');
    END IF;
END
$function$;

-- Approved by another than who prepared it, with a mandate.
CREATE OR REPLACE FUNCTION funding_payment_is_approved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    payment funding_payment;
    actors bigint[];
BEGIN
    PERFORM funding_hold_payment(NEW.payment_id);
    SELECT * INTO payment FROM funding_payment WHERE id = NEW.payment_id;
    actors := funding_actors(NEW.mandate_id, NEW.recorded_by_id, 'approve');
    PERFORM funding_four_eyes('funding_payment_is_approved_by_another', actors,
        ARRAY[payment.recorded_by_id]::bigint[], NEW.waiver_id, 'own_preparation');
    PERFORM funding_acts_on_another(actors, funding_owners(payment.award_id), NEW.waiver_id);
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_payment_is_approved BEFORE INSERT ON funding_paymentapproval
    FOR EACH ROW EXECUTE FUNCTION funding_payment_is_approved();

-- Released by another than who approved it, with a mandate.
CREATE OR REPLACE FUNCTION funding_check_release(e funding_entry) RETURNS void
LANGUAGE plpgsql AS $function$
DECLARE
    approval funding_paymentapproval;
    approvers bigint[];
    actors bigint[];
BEGIN
    PERFORM funding_hold_payment(e.payment_id);
    SELECT * INTO approval FROM funding_paymentapproval WHERE payment_id = e.payment_id;
    IF NOT FOUND THEN
        PERFORM funding_refuse('funding_payment_is_approved_first', 'The payment is not approved.');
    END IF;
    SELECT array_remove(ARRAY[approval.recorded_by_id::bigint, stands_in_for_id::bigint], NULL) INTO approvers FROM funding_mandate WHERE id = approval.mandate_id;
    actors := funding_actors(e.mandate_id, e.recorded_by_id, 'release');
    PERFORM funding_four_eyes('funding_payment_is_released_by_another', actors, approvers, e.waiver_id, 'own_approval');
    PERFORM funding_acts_on_another(actors, funding_owners((SELECT award_id FROM funding_payment WHERE id = e.payment_id)), e.waiver_id);
END
$function$;

-- To the newest number that a second person confirmed. After the line and the accounts, so that locks are always taken in one order.
CREATE OR REPLACE FUNCTION funding_check_bank_account(the_payment bigint) RETURNS void
LANGUAGE plpgsql AS $function$
DECLARE
    payment record;
BEGIN
    SELECT one.bank_account_id, bank.organisation_id INTO payment
    FROM funding_payment one JOIN funding_bankaccount bank ON bank.id = one.bank_account_id WHERE one.id = the_payment;
    -- The recipient's row is locked: a number that changes at this moment waits, or is seen.
    PERFORM 1 FROM accounts_organisation WHERE id = payment.organisation_id FOR NO KEY UPDATE;
    IF payment.bank_account_id IS DISTINCT FROM (
        SELECT max(bank.id) FROM funding_bankaccount bank
        JOIN funding_bankaccountconfirmation confirmation ON confirmation.account_id = bank.id
        WHERE bank.organisation_id = payment.organisation_id
    ) THEN
        PERFORM funding_refuse('funding_payment_goes_to_a_confirmed_account', 'The account number is not the newest confirmed one.');
    END IF;
END
$function$;

-- The check digits of an IBAN (ISO 13616): the first four characters moved to the end and letters written as 10 to 35,
-- it leaves 1 when divided by 97. The same in Python: funding/iban.py.
CREATE OR REPLACE FUNCTION funding_iban_is_valid(iban text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $function$
    SELECT string_agg(CASE WHEN sign BETWEEN '0' AND '9' THEN sign ELSE (ascii(sign) - 55)::text END, '' ORDER BY place)::numeric % 97 = 1
    FROM regexp_split_to_table(substr(iban, 5) || left(iban, 4), '') WITH ORDINALITY AS part (sign, place)
$function$;

-- A number of another form is refused by the table's own rule.
CREATE OR REPLACE FUNCTION funding_bankaccount_is_entered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
BEGIN
    IF NEW.iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$' AND NOT funding_iban_is_valid(NEW.iban) THEN
        PERFORM funding_refuse('funding_bankaccount_check_digits_are_right', 'The check digits of the IBAN are wrong.');
    END IF;
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_bankaccount_is_entered BEFORE INSERT ON funding_bankaccount
    FOR EACH ROW EXECUTE FUNCTION funding_bankaccount_is_entered();

-- A number is confirmed by another than who entered it, and by nobody of the organisation that is paid there.
CREATE OR REPLACE FUNCTION funding_bankaccount_is_confirmed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    bank funding_bankaccount;
BEGIN
    SELECT * INTO bank FROM funding_bankaccount WHERE id = NEW.account_id;
    IF NOT FOUND OR bank.recorded_by_id = NEW.recorded_by_id THEN
        PERFORM funding_refuse('funding_bankaccount_is_confirmed_by_another', 'Another person than who entered the number confirms it.');
    END IF;
    PERFORM 1 FROM accounts_organisation WHERE id = bank.organisation_id FOR NO KEY UPDATE;
    PERFORM funding_acts_on_another(ARRAY[NEW.recorded_by_id]::bigint[], ARRAY[bank.organisation_id]::bigint[]);
    RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER funding_bankaccount_is_confirmed BEFORE INSERT ON funding_bankaccountconfirmation
    FOR EACH ROW EXECUTE FUNCTION funding_bankaccount_is_confirmed();

REVOKE ALL ON FUNCTION funding_payment_is_proposed(), funding_hold_payment(bigint), funding_payment_is_approved(),
    funding_check_release(funding_entry), funding_check_bank_account(bigint), funding_iban_is_valid(text),
    funding_bankaccount_is_entered(), funding_bankaccount_is_confirmed() FROM PUBLIC;
