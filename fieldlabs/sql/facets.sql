-- Counting and matching at full speed. Names are written in full: a restore runs without a search path.

-- All facets of a Fieldlab in one text: "3|NL-ZH|A|smart-working smart-customer". One narrow index then counts them all.
CREATE OR REPLACE FUNCTION public.fieldlabs_facets(
  region bigint, province text, recognition text, evidence text, transformations text[]
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT pg_catalog.concat_ws('|', coalesce(region::text, ''), coalesce(province, ''),
    CASE WHEN recognition = 'recognised' THEN 'erkend' ELSE evidence END,
    pg_catalog.array_to_string(transformations, ' '))
$$;

-- What to look for when somebody types one word: in Dutch, in English and as it stands, each form once.
-- A form that comes twice would make PostgreSQL expect too many rows, and read the whole table.
CREATE OR REPLACE FUNCTION public.fieldlabs_query(pattern text, simple text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(pg_catalog.string_agg(DISTINCT form, ' | '), '')::pg_catalog.tsquery
  FROM pg_catalog.string_to_table(pg_catalog.concat_ws(' | ',
    pg_catalog.to_tsquery('pg_catalog.dutch', pattern)::text,
    pg_catalog.to_tsquery('pg_catalog.english', pattern)::text,
    pg_catalog.to_tsquery('pg_catalog.simple', simple)::text), ' | ') AS form
  WHERE form <> ''
$$;
