-- Everything that the indicators count, one row each: what, about which company, at which desk, on which day.
-- `key` with `kvk`: by which the company is known (reports/facts.py makes one of both); `site`: where it is, a place or
-- else a province; `value`: null is unknown. Desk null: the national one, or a region that is not known.
WITH numbered AS MATERIALIZED (
    -- An address that belongs to one company with a number: then who gave only that address is this company.
    SELECT email, min(identity) AS identity
    FROM hubs_company
    WHERE email <> '' AND kvk_number <> '' AND identity <> ''
    GROUP BY email HAVING count(DISTINCT identity) = 1
), known AS MATERIALIZED (
    SELECT company.id, company.hub_id,
        CASE WHEN company.kvk_number = '' THEN COALESCE(numbered.identity, '') ELSE '' END AS numbered,
        COALESCE(NULLIF(company.identity, ''), 'company ' || company.id) AS identity,
        CASE WHEN company.kvk_number = '' THEN COALESCE(organisation.kvk_number, '') ELSE '' END AS kvk,
        company.size_id AS size, company.sector_id AS sector, place.province_id AS province,
        COALESCE(company.place_id::text, '') AS site
    FROM hubs_company AS company
    LEFT JOIN numbered ON numbered.email = company.email
    LEFT JOIN accounts_organisation AS organisation ON organisation.id = company.organisation_id
    LEFT JOIN regions_place AS place ON place.geonameid = company.place_id
), company AS (
    SELECT id, hub_id, COALESCE(NULLIF(numbered, ''), identity) AS key, CASE WHEN numbered = '' THEN kvk ELSE '' END AS kvk,
        size, sector, province, site
    FROM known
), request AS MATERIALIZED (
    SELECT request.*, (request.created_at AT TIME ZONE 'Europe/Amsterdam')::date AS asked_on,
        (request.closed_at AT TIME ZONE 'Europe/Amsterdam')::date AS closed_on
    FROM hubs_helprequest AS request
    WHERE request.state NOT IN ('merged', 'withdrawn')
), asked AS (
    SELECT request.id, request.hub_id, COALESCE(company.key, 'request ' || request.id) AS key,
        COALESCE(company.kvk, '') AS kvk, company.size, company.sector,
        COALESCE(company.province, place.province_id) AS province,
        COALESCE(NULLIF(company.site, ''), request.place_id::text, '') AS site,
        request.asked_on, request.closed_on, request.state, request.outcome, request.investment, request.jobs,
        request.answered_at, request.answer_due_at
    FROM request
    LEFT JOIN company ON company.id = request.company_id
    LEFT JOIN regions_place AS place ON place.geonameid = request.place_id
), scan AS MATERIALIZED (
    SELECT run.id, run.completed_at, run.questionnaire, run.version, run.digest, run.quick_levels, run.size_id,
        run.sector_id, run.site_id, site.organisation_id, site.province_id,
        COALESCE(site.place_id::text, site.province_id::text, '') AS site
    FROM assessments_assessment AS run
    JOIN assessments_site AS site ON site.id = run.site_id
    WHERE run.state = 'completed' AND (%(demo)s OR NOT run.demo)
), scanned AS (
    SELECT scan.*, hub.id AS hub_id, (scan.completed_at AT TIME ZONE 'Europe/Amsterdam')::date AS day,
        COALESCE(desk.key, 'organisation ' || organisation.id) AS key,
        COALESCE(NULLIF(organisation.kvk_number, ''), desk.kvk, '') AS kvk, scan.province_id AS province
    FROM scan
    JOIN accounts_organisation AS organisation ON organisation.id = scan.organisation_id
    LEFT JOIN LATERAL (
        SELECT known_company.key, known_company.kvk
        FROM hubs_company AS row JOIN company AS known_company ON known_company.id = row.id
        WHERE row.organisation_id = organisation.id
        ORDER BY row.id LIMIT 1
    ) AS desk ON true
    LEFT JOIN regions_province AS province ON province.iso = scan.province_id
    LEFT JOIN hubs_hub AS hub ON hub.region_id = province.region_id
)
SELECT 'request' AS kind, key, kvk, hub_id, asked_on AS day, size, sector, province, site, NULL::numeric AS value, '' AS award, '' AS provider
FROM asked WHERE asked_on BETWEEN %(since)s AND %(until)s
UNION ALL
-- The clock: 1 in time, 0 too late. What still runs does not count yet.
SELECT 'answer', key, kvk, hub_id, asked_on, size, sector, province, site,
    CASE WHEN answered_at <= answer_due_at THEN 1 ELSE 0 END, '', ''
FROM asked
WHERE asked_on BETWEEN %(since)s AND %(until)s AND answer_due_at IS NOT NULL
    AND (answered_at IS NOT NULL OR answer_due_at < %(now)s)
UNION ALL
SELECT 'step', key, kvk, hub_id, closed_on, size, sector, province, site, NULL, '', ''
FROM asked WHERE state = 'closed' AND outcome = 'step' AND closed_on BETWEEN %(since)s AND %(until)s
UNION ALL
SELECT 'investment', key, kvk, hub_id, closed_on, size, sector, province, site, investment, '', ''
FROM asked
WHERE state = 'closed' AND (outcome = 'step' OR investment IS NOT NULL)
    AND closed_on BETWEEN %(since)s AND %(until)s
UNION ALL
SELECT 'jobs', key, kvk, hub_id, closed_on, size, sector, province, site, jobs, '', ''
FROM asked
WHERE state = 'closed' AND (outcome = 'step' OR jobs IS NOT NULL) AND closed_on BETWEEN %(since)s AND %(until)s
UNION ALL
SELECT 'referral', key, kvk, hub_id, referred_on, size, sector, province, site, NULL, '', ''
FROM (
    SELECT asked.*, (referral.referred_at AT TIME ZONE 'Europe/Amsterdam')::date AS referred_on
    FROM hubs_referral AS referral JOIN asked ON asked.id = referral.request_id
) AS referred
WHERE referred_on BETWEEN %(since)s AND %(until)s
UNION ALL
SELECT 'contact', company.key, kvk, company.hub_id, happened_on, size, sector, province, site, NULL, '', ''
FROM hubs_moment AS moment JOIN company ON company.id = moment.company_id
WHERE moment.kind IN ('call', 'visit', 'meeting', 'mail_out', 'mail_in')
    AND moment.happened_on BETWEEN %(since)s AND %(until)s
UNION ALL
-- Euros: what it is worth less what the company paid, as in hubs/de_minimis.py. With the award and the Fieldlab.
SELECT 'service', company.key, kvk, service.hub_id, delivered_on, size, sector, province, site,
    CASE WHEN service.amount IS NOT NULL THEN GREATEST(service.amount - COALESCE(service.paid, 0), 0) END, COALESCE(award_number, ''),
    COALESCE(fieldlab.name, '')
FROM hubs_servicedelivered AS service JOIN company ON company.id = service.company_id
LEFT JOIN fieldlabs_fieldlab AS fieldlab ON fieldlab.id = service.fieldlab_id
WHERE service.withdrawn_at IS NULL AND service.delivered_on BETWEEN %(since)s AND %(until)s
UNION ALL
SELECT 'event', key, '', hub_id, day, NULL, NULL, NULL, '', NULL, '', ''
FROM (
    SELECT event.hub_id, (event.starts_at AT TIME ZONE 'Europe/Amsterdam')::date AS day,
        COALESCE(CASE WHEN registration.kvk_number = '' THEN numbered.identity END, registration.identity) AS key
    FROM hubs_registration AS registration
    JOIN hubs_event AS event ON event.id = registration.event_id
    LEFT JOIN numbered ON numbered.email = registration.email
    WHERE registration.attended AND registration.state = 'registered' AND registration.identity <> ''
        AND event.cancelled_at IS NULL
) AS attended
WHERE day BETWEEN %(since)s AND %(until)s
UNION ALL
SELECT 'scan', key, kvk, hub_id, day, size_id, sector_id, province, site, NULL, '', ''
FROM scanned WHERE day BETWEEN %(since)s AND %(until)s
UNION ALL
-- A site that did the same questions again: the mean of what each subject went up or down since its first time.
SELECT 'gain', again.key, again.kvk, again.hub_id, again.day, again.size_id, again.sector_id, again.province, again.site,
    gained.levels, '', ''
FROM scanned AS again
JOIN LATERAL (
    SELECT earlier.quick_levels FROM scan AS earlier
    WHERE earlier.site_id = again.site_id AND earlier.digest = again.digest
        AND earlier.questionnaire = again.questionnaire AND earlier.version = again.version
        AND earlier.completed_at < again.completed_at
    ORDER BY earlier.completed_at LIMIT 1
) AS first ON true
JOIN LATERAL (
    SELECT avg(now_level - first_level) / 10 AS levels
    FROM unnest(again.quick_levels, first.quick_levels) AS pair (now_level, first_level)
) AS gained ON gained.levels IS NOT NULL
WHERE again.day BETWEEN %(since)s AND %(until)s
UNION ALL
-- No company is known of who took part in a training.
SELECT 'training', '', '', hub.id, date.ends_on, NULL, NULL, NULL, '', date.participants, '', ''
FROM fieldlabs_trainingdate AS date
JOIN fieldlabs_trainingoffer AS training ON training.id = date.training_id
LEFT JOIN hubs_hub AS hub ON hub.region_id = training.region_id
WHERE date.ends_on BETWEEN %(since)s AND %(until)s AND date.ends_on <= %(today)s
