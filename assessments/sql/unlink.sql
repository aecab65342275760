-- Whoever left is nobody any more, also while their leaving is not published yet; and rows without a level go.
WITH gone AS (
    DELETE FROM assessments_contribution WHERE levels = array_fill(NULL::smallint, ARRAY[9]) RETURNING id
)
UPDATE assessments_contribution AS old SET company = NULL
WHERE company IS NOT NULL AND id NOT IN (SELECT id FROM gone)
    AND NOT EXISTS (
        SELECT FROM assessments_current AS new
        WHERE new.questionnaire = old.questionnaire AND new.version = old.version AND new.depth = old.depth
            AND new.company = old.company
    )
