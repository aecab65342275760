-- What was paid out of commitments, less what was paid back, by region and quarter of the day on which it takes effect.
SELECT region.slug, date_trunc('quarter', move.valid_on)::date AS quarter, sum(move.amount), bool_or(scheme.demo)
FROM funding_account AS account
CROSS JOIN LATERAL (
    SELECT valid_on, amount FROM funding_transfer WHERE to_account_id = account.id
    UNION ALL
    SELECT valid_on, -amount FROM funding_transfer WHERE from_account_id = account.id
) AS move
JOIN funding_matchpool AS pool ON pool.id = account.pool_id
JOIN funding_schemeversion AS version ON version.id = pool.version_id
JOIN funding_scheme AS scheme ON scheme.id = version.scheme_id
LEFT JOIN funding_plan AS plan ON plan.id = pool.plan_id
LEFT JOIN regions_region AS region ON region.id = COALESCE(pool.region_id, plan.region_id)
WHERE account.ledger = 'commitments' AND account.kind = 'paid' AND move.valid_on <= %(day)s
GROUP BY 1, 2
