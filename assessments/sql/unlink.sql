-- Whoever left is nobody any more, also while their leaving is not published yet; and rows without a level go.
WITH gone AS (
    DELETE FROM assessments_contribution WHERE levels = array_fill(NULL::smallint, ARRAY[9]) RETURNING id
)
UPDATE assessments_contribution AS old SET company = NULL
FROM assessments_difference AS new
WHERE new.id = old.id AND new.gone AND old.company IS NOT NULL AND old.id NOT IN (SELECT id FROM gone)
