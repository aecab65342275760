-- Per question in finished runs: median seconds on its screen and of how many; answers that apply, and "don't know".
-- A run in depth has the answers of its quick scan too: those are counted there already.
SELECT answer.question_id,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY answer.seconds), count(answer.seconds),
       count(*) FILTER (WHERE answer.no_level <> 'not-applicable'), count(*) FILTER (WHERE answer.no_level = 'dont-know')
FROM assessments_answer AS answer
JOIN assessments_assessment AS run ON run.id = answer.assessment_id
WHERE run.state = 'completed' AND run.questionnaire = %(questionnaire)s AND run.version = %(version)s
    AND run.completed_at > %(since)s AND (%(demo)s OR NOT run.demo)
    AND (run.depth = 'quick' OR NOT answer.question_id = ANY (%(quick)s))
GROUP BY answer.question_id
