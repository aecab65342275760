-- The sources, goals, projects, transformations and figures of the programme, in one statement: the monitor shows them
-- all. `data`: of a figure, its whole row.
SELECT 'source' AS kind, id, 0 AS number, slug, title_nl AS name_nl, title_en AS name_en, '' AS text_nl, '' AS text_en,
    id AS source, '' AS locator_nl, '' AS locator_en, url, date, NULL AS data
FROM programme_source
UNION ALL
SELECT 'goal', id, number, slug, name_nl, name_en, description_nl, description_en, source_id, locator_nl, locator_en, '',
    NULL, NULL
FROM programme_goal
UNION ALL
SELECT 'project', id, number, slug, name_nl, name_en, goal_nl, goal_en, source_id, locator_nl, locator_en, '', NULL, NULL
FROM programme_project
UNION ALL
SELECT 'transformation', id, number, slug, name_nl, name_en, definition_nl, definition_en, NULL, '', '', '', NULL, NULL
FROM programme_transformation
UNION ALL
SELECT 'figure', id, position, key, '', '', '', '', source_id, '', '', '', NULL, to_jsonb(programme_figure)::text
FROM programme_figure
ORDER BY 1, 3, 2
