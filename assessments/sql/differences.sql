-- Per table and atom and level (the ninth: taking part at all): how many companies were published with one level and
-- have another now. A company that changed its sector or size leaves its old atom first, and joins the new one a
-- snapshot later: so it is never in two at once.
-- For speed an atom is one text, and a difference one number: place * 10000 + was * 100 + is_now, 99 for no level;
-- and 100000 more for a company that left before and was forgotten.
SELECT string_to_array(atom, '|'), difference, count(*)
FROM (
    SELECT atom, forgotten + unnest(ARRAY[
        0 + COALESCE(was[1], 99) * 100 + COALESCE(is_now[1], 99),
        10000 + COALESCE(was[2], 99) * 100 + COALESCE(is_now[2], 99),
        20000 + COALESCE(was[3], 99) * 100 + COALESCE(is_now[3], 99),
        30000 + COALESCE(was[4], 99) * 100 + COALESCE(is_now[4], 99),
        40000 + COALESCE(was[5], 99) * 100 + COALESCE(is_now[5], 99),
        50000 + COALESCE(was[6], 99) * 100 + COALESCE(is_now[6], 99),
        60000 + COALESCE(was[7], 99) * 100 + COALESCE(is_now[7], 99),
        70000 + COALESCE(was[8], 99) * 100 + COALESCE(is_now[8], 99),
        80000 + COALESCE(was[9], 99) * 100 + COALESCE(is_now[9], 99)
    ]) AS difference
    FROM (
        SELECT questionnaire || '|' || version || '|' || depth || '|' || COALESCE(old.sector, new.sector) || '|'
                   || COALESCE(old.size, new.size) AS atom,
               CASE WHEN old.id IS NOT NULL AND old.company IS NULL THEN 100000 ELSE 0 END AS forgotten, old.levels AS was,
               CASE WHEN old.id IS NULL OR (old.sector, old.size) = (new.sector, new.size) THEN new.levels END AS is_now
        FROM assessments_contribution AS old
        FULL JOIN assessments_current AS new USING (questionnaire, version, depth, company)
    ) AS pair
) AS level
WHERE difference % 10000 <> 9999
GROUP BY atom, difference
