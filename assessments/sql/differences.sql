-- Every company that does not contribute today what was published: was (its row, by id), is_now, or both.
-- A company that changed its sector or size leaves its old atom first, and joins the new one a snapshot later: so it is
-- never in two at once.
CREATE TEMPORARY TABLE assessments_difference ON COMMIT DROP AS
SELECT old.id, questionnaire, version, depth, company, COALESCE(old.sector, new.sector) AS sector,
       COALESCE(old.size, new.size) AS size, old.levels AS was,
       CASE WHEN old.id IS NULL OR (old.sector, old.size) = (new.sector, new.size) THEN new.levels END AS is_now,
       new.company IS NULL AS gone
FROM assessments_contribution AS old
FULL JOIN assessments_current AS new USING (questionnaire, version, depth, company)
WHERE old.id IS NULL OR new.company IS NULL OR (old.sector, old.size) <> (new.sector, new.size)
    OR old.levels <> new.levels
