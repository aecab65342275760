-- As published: companies per atom (one text, for speed) and level (the ninth: taking part at all); see `changes.sql`.
SELECT atom, difference, count(*)
FROM (
    SELECT questionnaire || '|' || version || '|' || depth || '|' || sector || '|' || size AS atom, unnest(ARRAY[
        0 + levels[1] * 101,
        10000 + levels[2] * 101,
        20000 + levels[3] * 101,
        30000 + levels[4] * 101,
        40000 + levels[5] * 101,
        50000 + levels[6] * 101,
        60000 + levels[7] * 101,
        70000 + levels[8] * 101,
        80000 + levels[9] * 101
    ]) AS difference
    FROM assessments_contribution
) AS level
WHERE difference IS NOT NULL
GROUP BY atom, difference
