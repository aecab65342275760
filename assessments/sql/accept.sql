-- Write the accepted changes into what each company contributes. `mask`: per level, whether its atom's changes are in.
-- First those that are new, so that nobody who leaves an atom below joins another one at once.
WITH accepted AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(%(accepted)s::jsonb)
        AS atom (questionnaire text, version text, depth text, sector text, size text, mask boolean[])
), joined AS (
    INSERT INTO assessments_contribution (questionnaire, version, depth, company, sector, size, levels)
    SELECT new.questionnaire, new.version, new.depth, new.company, new.sector, new.size, merged.levels
    FROM assessments_current AS new
    JOIN accepted USING (questionnaire, version, depth, sector, size)
    LEFT JOIN assessments_contribution AS old USING (questionnaire, version, depth, company)
    CROSS JOIN LATERAL (SELECT CASE WHEN true = ALL (mask) THEN new.levels ELSE ARRAY[
        CASE WHEN mask[1] THEN new.levels[1] END, CASE WHEN mask[2] THEN new.levels[2] END,
        CASE WHEN mask[3] THEN new.levels[3] END, CASE WHEN mask[4] THEN new.levels[4] END,
        CASE WHEN mask[5] THEN new.levels[5] END, CASE WHEN mask[6] THEN new.levels[6] END,
        CASE WHEN mask[7] THEN new.levels[7] END, CASE WHEN mask[8] THEN new.levels[8] END,
        CASE WHEN mask[9] THEN new.levels[9] END] END AS levels) AS merged
    WHERE old.id IS NULL AND merged.levels <> array_fill(NULL::smallint, ARRAY[9])
), moved AS (
    SELECT old.id, old.levels AS was, mask,
           CASE WHEN (old.sector, old.size) = (new.sector, new.size) THEN new.levels ELSE '{}' END AS levels
    FROM assessments_contribution AS old
    JOIN accepted USING (questionnaire, version, depth, sector, size)
    LEFT JOIN assessments_current AS new USING (questionnaire, version, depth, company)
)
UPDATE assessments_contribution AS old
SET levels = ARRAY[
        CASE WHEN mask[1] THEN moved.levels[1] ELSE was[1] END, CASE WHEN mask[2] THEN moved.levels[2] ELSE was[2] END,
        CASE WHEN mask[3] THEN moved.levels[3] ELSE was[3] END, CASE WHEN mask[4] THEN moved.levels[4] ELSE was[4] END,
        CASE WHEN mask[5] THEN moved.levels[5] ELSE was[5] END, CASE WHEN mask[6] THEN moved.levels[6] ELSE was[6] END,
        CASE WHEN mask[7] THEN moved.levels[7] ELSE was[7] END, CASE WHEN mask[8] THEN moved.levels[8] ELSE was[8] END,
        CASE WHEN mask[9] THEN moved.levels[9] ELSE was[9] END]
FROM moved
WHERE moved.id = old.id AND moved.levels IS DISTINCT FROM was
