-- Runs of the last 24 months per version and depth: started and finished.
SELECT questionnaire, version, depth, count(*), count(*) FILTER (WHERE state = 'completed')
FROM assessments_assessment
WHERE started_at > %(since)s AND (%(demo)s OR NOT demo)
GROUP BY questionnaire, version, depth
