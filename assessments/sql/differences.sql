-- Per table and atom and level (the ninth: taking part at all): how many companies were published with one level and
-- have another now. A company that changed its sector or size leaves its old atom first, and joins the new one a
-- snapshot later: so it is never in two at once.
SELECT questionnaire, version, depth, sector, size, place::int - 1, was, is_now, count(*)
FROM (
    SELECT questionnaire, version, depth, COALESCE(old.sector, new.sector) AS sector,
           COALESCE(old.size, new.size) AS size, old.levels AS old_levels,
           CASE WHEN old.id IS NULL OR (old.sector, old.size) = (new.sector, new.size) THEN new.levels END AS new_levels
    FROM assessments_contribution AS old
    FULL JOIN assessments_current AS new USING (questionnaire, version, depth, company)
) AS pair, unnest(old_levels, new_levels) WITH ORDINALITY AS level (was, is_now, place)
WHERE was IS NOT NULL OR is_now IS NOT NULL
GROUP BY questionnaire, version, depth, sector, size, place, was, is_now
