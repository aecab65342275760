-- What differs: companies per atom and change of level. A change is one number, for speed: place * 10000 + was * 100
-- + is_now, with 99 for no level; and 100000 more for a company that left before and was forgotten.
SELECT atom, difference, count(*)
FROM (
    SELECT questionnaire || '|' || version || '|' || depth || '|' || sector || '|' || size AS atom,
           CASE WHEN id IS NOT NULL AND company IS NULL THEN 100000 ELSE 0 END + unnest(ARRAY[
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
    FROM assessments_difference
) AS level
WHERE difference % 10000 <> 9999
GROUP BY atom, difference
