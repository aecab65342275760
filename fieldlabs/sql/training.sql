-- What a training can be found by. Names are written in full: a restore runs without a search path.
-- Weights: A title, B provider and for whom, D text.
CREATE OR REPLACE FUNCTION public.fieldlabs_training_search(
  title_nl text, provider text, audience_nl text, title_en text, audience_en text, text_nl text, text_en text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.dutch', public.fieldlabs_plain(title_nl)), 'A')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.english', public.fieldlabs_plain(title_en)), 'A')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.simple', public.fieldlabs_plain(provider)), 'B')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.dutch', public.fieldlabs_plain(audience_nl)), 'B')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.english', public.fieldlabs_plain(audience_en)), 'B')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.dutch', public.fieldlabs_plain(text_nl)), 'D')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.english', public.fieldlabs_plain(text_en)), 'D')
    || public.fieldlabs_endings(title_nl || ' ' || title_en)
$$;
