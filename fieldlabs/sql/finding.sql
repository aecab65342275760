-- What a Fieldlab can be found by since it has technologies, services, trainings and a distance.
-- Names are written in full: a restore runs without a search path.

-- As the function of seven in search.sql, with the technologies in words of the field itself. Weight B, as the topic.
CREATE OR REPLACE FUNCTION public.fieldlabs_search(
  name text, city text, province text, topic_nl text, topic_en text, description_nl text, description_en text,
  technologies text[]
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.simple', public.fieldlabs_plain(name)), 'A')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.simple', public.fieldlabs_joined(name)), 'A')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.dutch', public.fieldlabs_plain(topic_nl)), 'B')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.english', public.fieldlabs_plain(topic_en)), 'B')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.simple',
         public.fieldlabs_joined(topic_nl || ' ' || topic_en)), 'B')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.dutch',
         public.fieldlabs_plain(pg_catalog.array_to_string(technologies, ' '))), 'B')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.english',
         public.fieldlabs_plain(pg_catalog.array_to_string(technologies, ' '))), 'B')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.simple',
         public.fieldlabs_joined(pg_catalog.array_to_string(technologies, ' '))), 'B')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.simple',
         public.fieldlabs_plain(city) || ' ' || public.fieldlabs_province_names(province)), 'C')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.dutch', public.fieldlabs_plain(description_nl)), 'D')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.english', public.fieldlabs_plain(description_en)), 'D')
    || public.fieldlabs_endings(name || ' ' || city || ' ' || topic_nl || ' ' || topic_en || ' '
         || pg_catalog.array_to_string(technologies, ' '))
$$;

-- All facets of a Fieldlab in one text, and whether its position is known:
-- "3|NL-ZH|A|smart-working smart-customer|advice pilot_line|ja|4-6 7-9|1".
CREATE OR REPLACE FUNCTION public.fieldlabs_facets(
  region bigint, province text, recognition text, evidence text, transformations text[],
  services text[], training boolean, trl_min smallint, trl_max smallint, lat double precision
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT pg_catalog.concat_ws('|', coalesce(region::text, ''), coalesce(province, ''),
    CASE WHEN recognition = 'recognised' THEN 'erkend' ELSE evidence END,
    pg_catalog.array_to_string(transformations, ' '),
    pg_catalog.array_to_string(services, ' '),
    CASE WHEN training THEN 'ja' ELSE '' END,
    pg_catalog.concat_ws(' ', CASE WHEN trl_min <= 3 THEN '1-3' END, CASE WHEN trl_min <= 6 AND trl_max >= 4 THEN '4-6' END,
      CASE WHEN trl_max >= 7 THEN '7-9' END),
    CASE WHEN lat IS NULL THEN '' ELSE '1' END)
$$;

-- Great-circle distance in kilometres between two positions in degrees (haversine). As regions.distance.km.
CREATE OR REPLACE FUNCTION public.fieldlabs_km(
  lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision
) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 12742.0176 * pg_catalog.asin(least(1.0, pg_catalog.sqrt(
    pg_catalog.sin(pg_catalog.radians(lat2 - lat1) / 2) ^ 2
    + pg_catalog.cos(pg_catalog.radians(lat1)) * pg_catalog.cos(pg_catalog.radians(lat2))
      * pg_catalog.sin(pg_catalog.radians(lon2 - lon1) / 2) ^ 2)))
$$;

-- A word in overlapping pieces of three letters, its beginning marked twice: "robot" -> {"  r"," ro",rob,obo,bot,"ot "}.
CREATE OR REPLACE FUNCTION public.fieldlabs_pieces(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(pg_catalog.array_agg(DISTINCT pg_catalog.substr('  ' || word || ' ', start, 3)), '{}')
  FROM pg_catalog.generate_series(1, pg_catalog.length(word) + 1) AS start
$$;

-- The words of four letters or more, each once: what a typing error is held against.
CREATE OR REPLACE FUNCTION public.fieldlabs_words_of(words text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT DISTINCT word
  FROM pg_catalog.regexp_split_to_table(
    public.fieldlabs_plain(words) || ' ' || public.fieldlabs_joined(words), ' ') AS word
  WHERE pg_catalog.length(word) BETWEEN 4 AND 40 AND word ~ '[a-z]'
$$;
