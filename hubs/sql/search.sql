-- What a company or a request is found by at its desk. Names are written in full: a restore runs without a search path.

-- Words without accents and capitals; of names also every ending ("~"), so that "techniek" finds "Metaaltechniek".
CREATE OR REPLACE FUNCTION public.hubs_search(company text, person text, address text, number text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT pg_catalog.to_tsvector('pg_catalog.simple',
      public.fieldlabs_plain(company || ' ' || person || ' ' || address || ' ' || number))
    || public.fieldlabs_endings(company || ' ' || person)
$$;
