-- Keys by which programs call the API. Only the hash of a key's secret is kept: whoever reads this table can use none.

CREATE TABLE api_keys (
  -- The part of the key that is no secret; the rest hangs on it. Crockford's base 32.
  id           text PRIMARY KEY CHECK (id ~ '^[0-9a-hjkmnp-tv-z]{12}$'),
  -- NULL: a gateway's key, which names the firm of each call itself.
  firm_id      text REFERENCES firms (id) ON DELETE CASCADE,
  name         text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  scopes       text[] NOT NULL CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['ingest', 'read', 'backfill']),
  -- SHA-256.
  secret_hash  bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
  created_at   timestamptz NOT NULL,
  created_by   text NOT NULL CHECK (created_by <> ''),
  -- To a minute or two; NULL: never.
  last_used_at timestamptz,
  -- NULL: in force.
  revoked_at   timestamptz,
  -- What a gateway's key could read would be every firm's.
  CONSTRAINT api_keys_gateway_reads_nothing CHECK (firm_id IS NOT NULL OR NOT 'read' = ANY (scopes)),
  CONSTRAINT api_keys_backfill_needs_ingest CHECK ('ingest' = ANY (scopes) OR NOT 'backfill' = ANY (scopes))
);

CREATE INDEX api_keys_firm_id_idx ON api_keys (firm_id);
