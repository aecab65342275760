-- The amounts below a budget line never exceed it, whoever writes and however many at once.
-- Nor does a line become smaller than what it was allotted.
-- Runs after the row is written, so this transaction holds the line itself; it then locks every line above. Two
-- writers under one line therefore wait for each other, and the second sees what the first wrote.
-- A line of unknown amount is transparent: what lies below it counts towards the line above.
CREATE OR REPLACE FUNCTION funding_budget_line_fits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
DECLARE
    line funding_budgetline;
    next_id bigint := NEW.id;
    parts numeric;
BEGIN
    WHILE next_id IS NOT NULL LOOP
        SELECT * INTO line FROM funding_budgetline WHERE id = next_id FOR UPDATE;
        IF line.parent_id = NEW.id THEN
            RAISE EXCEPTION 'Budget line "%" cannot lie below itself.', NEW.key
                USING ERRCODE = '23514', CONSTRAINT = 'funding_budgetline_tree_has_no_loop', TABLE = 'funding_budgetline';
        END IF;
        IF line.amount IS NOT NULL THEN
            WITH RECURSIVE part AS (
                SELECT id, amount FROM funding_budgetline WHERE parent_id = line.id
                UNION ALL
                SELECT child.id, child.amount FROM funding_budgetline child JOIN part ON child.parent_id = part.id
                WHERE part.amount IS NULL
            )
            SELECT sum(amount) INTO parts FROM part;
            IF parts > line.amount THEN
                RAISE EXCEPTION 'Budget line "%" is % and the amounts below it are %: % too much.',
                    line.key, line.amount, parts, parts - line.amount
                    USING ERRCODE = '23514', CONSTRAINT = 'funding_budgetline_parts_fit', TABLE = 'funding_budgetline';
            END IF;
        END IF;
        next_id := line.parent_id;
    END LOOP;
    -- An amount does not go below what was already allotted: first the money goes back by a budget decision.
    PERFORM funding_check_budget(NEW.id);
    RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER funding_budget_line_fits
    AFTER INSERT OR UPDATE ON funding_budgetline
    FOR EACH ROW EXECUTE FUNCTION funding_budget_line_fits();

REVOKE ALL ON FUNCTION funding_budget_line_fits() FROM PUBLIC;
