-- What a Fieldlab can be found by. Names are written in full: a restore runs without a search path.

-- Lower case, no accents, only letters and digits: "3D-metaalprinten" -> "3d metaalprinten". As regions.places.plain.
CREATE OR REPLACE FUNCTION public.fieldlabs_plain(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT pg_catalog.regexp_replace(
    pg_catalog.translate(pg_catalog.lower(words), 'áàâäãåéèêëíìîïóòôöõúùûüçñ', 'aaaaaaeeeeiiiiooooouuuucn'),
    '[^a-z0-9]+', ' ', 'g')
$$;

-- Words with a hyphen or bar, written as one: "i-Botics" -> "ibotics".
CREATE OR REPLACE FUNCTION public.fieldlabs_joined(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(pg_catalog.string_agg(
    pg_catalog.regexp_replace(found.parts[1], '[-|]', '', 'g'), ' '), '')
  FROM pg_catalog.regexp_matches(pg_catalog.lower(words), '([a-z0-9]+(?:[-|][a-z0-9]+)+)', 'g') AS found(parts)
$$;

-- Every ending of a long word, marked with "~", so that "printen" finds "metaalprinten":
-- Dutch writes compounds as one word and PostgreSQL carries no dictionary that splits them.
CREATE OR REPLACE FUNCTION public.fieldlabs_endings(words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT pg_catalog.array_to_tsvector(coalesce(
    pg_catalog.array_agg(DISTINCT '~' || pg_catalog.substr(word, start)), '{}'))
  FROM pg_catalog.regexp_split_to_table(public.fieldlabs_plain(words), ' ') AS word,
    pg_catalog.generate_series(1, pg_catalog.length(word) - 3) AS start
$$;

-- The names of a province in both languages, by its ISO code.
CREATE OR REPLACE FUNCTION public.fieldlabs_province_names(iso text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE iso
    WHEN 'NL-DR' THEN 'drenthe' WHEN 'NL-FL' THEN 'flevoland' WHEN 'NL-FR' THEN 'fryslan friesland'
    WHEN 'NL-GE' THEN 'gelderland' WHEN 'NL-GR' THEN 'groningen' WHEN 'NL-LI' THEN 'limburg'
    WHEN 'NL-NB' THEN 'noord brabant north' WHEN 'NL-NH' THEN 'noord holland north' WHEN 'NL-OV' THEN 'overijssel'
    WHEN 'NL-UT' THEN 'utrecht' WHEN 'NL-ZE' THEN 'zeeland zealand' WHEN 'NL-ZH' THEN 'zuid holland south' ELSE '' END
$$;

-- Weights: A name, B topic, C place, D description and parts of words.
CREATE OR REPLACE FUNCTION public.fieldlabs_search(
  name text, city text, province text, topic_nl text, topic_en text, description_nl text, description_en text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.simple', public.fieldlabs_plain(name)), 'A')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.simple', public.fieldlabs_joined(name)), 'A')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.dutch', public.fieldlabs_plain(topic_nl)), 'B')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.english', public.fieldlabs_plain(topic_en)), 'B')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.simple',
         public.fieldlabs_joined(topic_nl || ' ' || topic_en)), 'B')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.simple',
         public.fieldlabs_plain(city) || ' ' || public.fieldlabs_province_names(province)), 'C')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.dutch', public.fieldlabs_plain(description_nl)), 'D')
    || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.english', public.fieldlabs_plain(description_en)), 'D')
    || public.fieldlabs_endings(name || ' ' || city || ' ' || topic_nl || ' ' || topic_en)
$$;
