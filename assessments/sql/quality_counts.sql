-- Runs of a version in the last 24 months per depth: started and finished.
SELECT depth, count(*), count(*) FILTER (WHERE state = 'completed')
FROM assessments_assessment
WHERE questionnaire = %(questionnaire)s AND version = %(version)s AND started_at > %(since)s AND (%(demo)s OR NOT demo)
GROUP BY depth
