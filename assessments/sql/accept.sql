-- Write the accepted changes into what each company contributes. `mask`: per level, whether its atom's changes are in.
-- First those that are new, so that nobody who leaves an atom below joins another one at once.
WITH accepted AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(%(accepted)s::jsonb)
        AS atom (questionnaire text, version text, depth text, sector text, size text, mask boolean[])
), joined AS (
    INSERT INTO assessments_contribution (questionnaire, version, depth, company, sector, size, levels)
    SELECT questionnaire, version, depth, company, sector, size, merged.levels
    FROM assessments_difference AS new
    JOIN accepted USING (questionnaire, version, depth, sector, size)
    CROSS JOIN LATERAL (SELECT CASE WHEN true = ALL (mask) THEN is_now ELSE ARRAY[
        CASE WHEN mask[1] THEN is_now[1] END, CASE WHEN mask[2] THEN is_now[2] END,
        CASE WHEN mask[3] THEN is_now[3] END, CASE WHEN mask[4] THEN is_now[4] END,
        CASE WHEN mask[5] THEN is_now[5] END, CASE WHEN mask[6] THEN is_now[6] END,
        CASE WHEN mask[7] THEN is_now[7] END, CASE WHEN mask[8] THEN is_now[8] END,
        CASE WHEN mask[9] THEN is_now[9] END] END AS levels) AS merged
    WHERE new.id IS NULL AND merged.levels <> array_fill(NULL::smallint, ARRAY[9])
), moved AS (
    SELECT id, was, is_now, mask
    FROM assessments_difference
    JOIN accepted USING (questionnaire, version, depth, sector, size)
    WHERE id IS NOT NULL
)
UPDATE assessments_contribution AS old
SET levels = ARRAY[
        CASE WHEN mask[1] THEN is_now[1] ELSE was[1] END, CASE WHEN mask[2] THEN is_now[2] ELSE was[2] END,
        CASE WHEN mask[3] THEN is_now[3] ELSE was[3] END, CASE WHEN mask[4] THEN is_now[4] ELSE was[4] END,
        CASE WHEN mask[5] THEN is_now[5] ELSE was[5] END, CASE WHEN mask[6] THEN is_now[6] ELSE was[6] END,
        CASE WHEN mask[7] THEN is_now[7] ELSE was[7] END, CASE WHEN mask[8] THEN is_now[8] ELSE was[8] END,
        CASE WHEN mask[9] THEN is_now[9] ELSE was[9] END]
FROM moved
WHERE moved.id = old.id
