-- Every refusal of the books: the rule's name as the constraint, a sentence in English for logs, and the amounts as
-- JSON in the detail, from which the portal makes the sentence in the reader's language (funding/rules.py).
CREATE OR REPLACE FUNCTION funding_refuse(rule text, message text, facts jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS $function$
BEGIN
    RAISE EXCEPTION USING MESSAGE = message, DETAIL = facts::text, ERRCODE = '23514', CONSTRAINT = rule;
END
$function$;

REVOKE ALL ON FUNCTION funding_refuse(text, text, jsonb) FROM PUBLIC;
