-- Per question of runs in depth in which all questions of its subject have a level, without signs of carelessness:
-- how many, variance of the question, variance of the sum of the subject, correlation with the rest of the subject.
WITH item AS (
    SELECT subject.question, subject.slug, answer.level,
           sum(answer.level) OVER subject_of_run AS total, count(answer.level) OVER subject_of_run AS answered,
           subject.questions
    FROM jsonb_to_recordset(%(subjects)s::jsonb) AS subject (question text, slug text, questions int)
    JOIN assessments_answer AS answer ON answer.question_id = subject.question
    JOIN assessments_assessment AS run ON run.id = answer.assessment_id
    WHERE run.state = 'completed' AND run.depth = 'deep' AND run.questionnaire = %(questionnaire)s
        AND run.version = %(version)s AND run.completed_at > %(since)s AND (%(demo)s OR NOT run.demo)
        AND run.flags = '{}'
    WINDOW subject_of_run AS (PARTITION BY run.id, subject.slug)
)
SELECT slug, question, count(*), var_samp(level), var_samp(total), corr(level, total - level)
FROM item
WHERE answered = questions
GROUP BY slug, question
