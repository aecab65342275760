-- Leave out every run that is part of a burst: within seven days, from one network, more companies than %(most)s.
-- A run that is left out stays so, also after the network's digest is emptied.
INSERT INTO assessments_leftout (assessment_id)
WITH crowded AS (
    -- More runs than that: only of these it is worth to look at the companies.
    SELECT origin FROM assessments_assessment
    WHERE state = 'completed' AND origin <> '' AND site_id IS NOT NULL AND completed_at > %(since)s
    GROUP BY origin HAVING count(*) > %(most)s
), run AS (
    SELECT run.id, run.origin, site.organisation_id AS company, run.completed_at
    FROM assessments_assessment AS run
    JOIN crowded USING (origin)
    JOIN assessments_site AS site ON site.id = run.site_id
    WHERE run.state = 'completed' AND run.completed_at > %(since)s
), burst AS (
    SELECT first.origin, first.completed_at AS starts
    FROM run AS first
    JOIN run AS other ON other.origin = first.origin
        AND other.completed_at BETWEEN first.completed_at AND first.completed_at + interval '7 days'
    GROUP BY first.id, first.origin, first.completed_at
    HAVING count(DISTINCT other.company) > %(most)s
)
SELECT DISTINCT run.id
FROM run JOIN burst ON burst.origin = run.origin
    AND run.completed_at BETWEEN burst.starts AND burst.starts + interval '7 days'
ON CONFLICT DO NOTHING
