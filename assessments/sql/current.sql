-- What every company would contribute today: of each of its sites the latest run of the last 24 months, and in depth
-- the latest run in depth. Levels are the mean over its sites, in tenths, half up; sector and size are those of its
-- latest run. Nearly every company has one site: only the others are added up.
CREATE TEMPORARY TABLE assessments_current ON COMMIT DROP AS
WITH run AS MATERIALIZED (
    SELECT run.id, run.site_id, site.organisation_id AS company, run.questionnaire, run.version, run.depth,
           COALESCE(run.sector_id, '') AS sector, COALESCE(run.size_id, '') AS size, run.completed_at,
           run.quick_levels, run.deep_levels
    FROM assessments_assessment AS run JOIN assessments_site AS site ON site.id = run.site_id
    WHERE run.state = 'completed' AND run.completed_at > %(since)s AND run.completed_at <= %(until)s
        AND run.flags = '{}' AND (%(demo)s OR NOT run.demo)
        AND NOT EXISTS (SELECT FROM assessments_leftout AS left_out WHERE left_out.assessment_id = run.id)
), latest AS (
    SELECT *, count(*) OVER (PARTITION BY company) AS sites, quick_levels AS levels, 'quick' AS asked
    FROM (SELECT DISTINCT ON (company, site_id) * FROM run ORDER BY company, site_id, completed_at DESC, id) AS of_site
    UNION ALL
    SELECT *, count(*) OVER (PARTITION BY company), deep_levels, 'deep'
    FROM (SELECT DISTINCT ON (company, site_id) * FROM run WHERE depth = 'deep'
          ORDER BY company, site_id, completed_at DESC, id) AS of_site
), several AS (
    SELECT questionnaire, version, asked, company,
           (array_agg(sector ORDER BY completed_at DESC, id))[1] AS sector,
           (array_agg(size ORDER BY completed_at DESC, id))[1] AS size,
           sum(levels[1]) AS s1, count(levels[1]) AS n1, sum(levels[2]) AS s2, count(levels[2]) AS n2,
           sum(levels[3]) AS s3, count(levels[3]) AS n3, sum(levels[4]) AS s4, count(levels[4]) AS n4,
           sum(levels[5]) AS s5, count(levels[5]) AS n5, sum(levels[6]) AS s6, count(levels[6]) AS n6,
           sum(levels[7]) AS s7, count(levels[7]) AS n7, sum(levels[8]) AS s8, count(levels[8]) AS n8
    FROM latest
    WHERE sites > 1
    GROUP BY questionnaire, version, asked, company
)
SELECT questionnaire, version, asked AS depth, company, sector, size, levels || 0::smallint AS levels
FROM latest
WHERE sites = 1
UNION ALL
SELECT questionnaire, version, asked, company, sector, size,
       ARRAY[(2 * s1 + n1) / NULLIF(2 * n1, 0), (2 * s2 + n2) / NULLIF(2 * n2, 0),
             (2 * s3 + n3) / NULLIF(2 * n3, 0), (2 * s4 + n4) / NULLIF(2 * n4, 0),
             (2 * s5 + n5) / NULLIF(2 * n5, 0), (2 * s6 + n6) / NULLIF(2 * n6, 0),
             (2 * s7 + n7) / NULLIF(2 * n7, 0), (2 * s8 + n8) / NULLIF(2 * n8, 0), 0]::smallint[]
FROM several
