-- Leave out every run that is part of a burst: more companies than %(most)s from one network in one week. (The digest
-- of the network is another one each week, so no dates are needed; a run in depth has that of the run it follows.)
-- A run that is left out stays so, also after the digest is emptied, and so does what is copied from it.
INSERT INTO assessments_leftout (assessment_id)
WITH crowded AS (
    -- More runs than that: only of these it is worth to look at the companies.
    SELECT origin FROM assessments_assessment
    WHERE state = 'completed' AND origin <> '' AND site_id IS NOT NULL
    GROUP BY origin HAVING count(*) > %(most)s
), burst AS (
    SELECT origin
    FROM assessments_assessment AS run
    JOIN crowded USING (origin)
    JOIN assessments_site AS site ON site.id = run.site_id
    WHERE run.state = 'completed'
    GROUP BY origin HAVING count(DISTINCT site.organisation_id) > %(most)s
)
SELECT id FROM assessments_assessment
WHERE state = 'completed' AND (
    origin IN (SELECT origin FROM burst) OR copied_from_id IN (SELECT assessment_id FROM assessments_leftout)
)
ON CONFLICT DO NOTHING
