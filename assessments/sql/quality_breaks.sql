-- Quick scans that were left for more than a day, by the first screen that has no answer.
SELECT COALESCE(open.screen, 'check'), count(*)
FROM assessments_assessment AS draft
LEFT JOIN LATERAL (
    SELECT screen
    FROM unnest(%(screens)s::text[]) WITH ORDINALITY AS step (screen, place)
    WHERE NOT screen = ANY (draft.answered_screens)
        AND NOT EXISTS (
            SELECT FROM assessments_answer AS answer
            WHERE answer.assessment_id = draft.id AND answer.question_id = screen
        )
    ORDER BY place LIMIT 1
) AS open ON true
WHERE draft.state = 'started' AND draft.depth = 'quick' AND draft.questionnaire = %(questionnaire)s
    AND draft.version = %(version)s
    AND draft.started_at BETWEEN %(since)s AND %(until)s - interval '1 day' AND (%(demo)s OR NOT draft.demo)
GROUP BY COALESCE(open.screen, 'check')
