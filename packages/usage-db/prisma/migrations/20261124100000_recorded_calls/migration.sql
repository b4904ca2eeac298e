-- What is recorded of a call, how its cost was found, and what became of it since. See docs/architecture.md.

-- The ledger ----------------------------------------------------------------------------------------------------------
--
-- Every column has a default, so that writers of plain SQL that know none of them keep working.

CREATE TYPE ai_usage_source AS ENUM ('api', 'otlp', 'litellm', 'import', 'sql');
CREATE TYPE ai_usage_cost_source AS ENUM ('reported', 'computed', 'none');

ALTER TABLE ai_usage_log
  -- Who served the call; with the model it names the price.
  ADD COLUMN provider text CHECK (char_length(provider) BETWEEN 1 AND 200),
  -- What the provider calls the price class; NULL: the usual one.
  ADD COLUMN service_tier text CHECK (char_length(service_tier) BETWEEN 1 AND 200),
  -- Parts of the input and of the output: never counted beside them.
  ADD COLUMN cache_read_tokens bigint NOT NULL DEFAULT 0 CHECK (cache_read_tokens >= 0),
  ADD COLUMN cache_write_tokens bigint NOT NULL DEFAULT 0 CHECK (cache_write_tokens >= 0),
  ADD COLUMN reasoning_tokens bigint NOT NULL DEFAULT 0 CHECK (reasoning_tokens >= 0),
  ADD CONSTRAINT ai_usage_log_cached_is_part CHECK (cache_read_tokens + cache_write_tokens <= input_tokens),
  ADD CONSTRAINT ai_usage_log_reasoning_is_part CHECK (reasoning_tokens <= output_tokens),
  ADD COLUMN latency_ms integer CHECK (latency_ms >= 0),
  ADD COLUMN error_code text CHECK (char_length(error_code) BETWEEN 1 AND 200),
  ADD COLUMN source ai_usage_source NOT NULL DEFAULT 'sql',
  -- The cost as it was reported or computed, before it was turned into EUR. NULL: it was in EUR, or is not known.
  ADD COLUMN cost_original numeric(36, 18) CHECK (cost_original >= 0 AND cost_original < 'Infinity'),
  ADD COLUMN currency text CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT ai_usage_log_original_has_currency CHECK ((cost_original IS NULL) = (currency IS NULL)),
  -- Units of the currency for one EUR, and the day of that rate.
  ADD COLUMN fx_rate numeric CHECK (fx_rate > 0 AND fx_rate < 'Infinity'),
  ADD COLUMN fx_date date,
  ADD CONSTRAINT ai_usage_log_rate_has_date CHECK ((fx_rate IS NULL) = (fx_date IS NULL)),
  -- The price by which the cost was computed. NULL: it was reported, or is not known.
  ADD COLUMN price text CHECK (price <> ''),
  ADD COLUMN cost_source ai_usage_cost_source NOT NULL GENERATED ALWAYS AS (
    CASE WHEN cost_eur IS NULL THEN 'none'::ai_usage_cost_source
         WHEN price IS NULL THEN 'reported'::ai_usage_cost_source
         ELSE 'computed'::ai_usage_cost_source END) STORED,
  -- Why there is no cost; it says nothing where there is one.
  ADD COLUMN unpriced_reason text CHECK (unpriced_reason <> ''),
  -- Our own cost, where the reported one differs by over 1 %.
  ADD COLUMN computed_cost_eur numeric(24, 12) CHECK (computed_cost_eur >= 0 AND computed_cost_eur < 'Infinity'),
  -- SHA-256 of the call as it was first sent. NULL: it did not come through the API.
  ADD COLUMN content_hash bytea CHECK (octet_length(content_hash) = 32),
  -- NULL: before this was kept.
  ADD COLUMN recorded_at timestamptz;
ALTER TABLE ai_usage_log ALTER COLUMN recorded_at SET DEFAULT now();

-- The calls that a report on the data's quality is about, which should be few: it costs what it finds, not what was
-- logged.
CREATE INDEX ai_usage_log_flaws_idx ON ai_usage_log (firm_id, created_at)
  WHERE voided_at IS NULL
    AND (cost_eur IS NULL OR computed_cost_eur IS NOT NULL OR (success AND input_tokens + output_tokens = 0)
         OR recorded_at - created_at > interval '1 hour');

-- What became of a call ----------------------------------------------------------------------------------------------

-- Earlier versions of a call, as its row was before it was changed.
CREATE TABLE ai_usage_revision (
  firm_id    text NOT NULL REFERENCES firms (id) ON DELETE CASCADE,
  call_id    text NOT NULL,
  -- 1 is the call as it was first recorded.
  version    integer NOT NULL CHECK (version > 0),
  kind       text NOT NULL CHECK (kind IN ('void', 'correct', 'reprice', 'undo')),
  before     jsonb NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  changed_by text NOT NULL CHECK (changed_by <> ''),
  reason     text NOT NULL CHECK (reason <> ''),
  -- The run that changed it; NULL for a change of its own.
  reprice_id bigint,
  PRIMARY KEY (firm_id, call_id, version)
);

CREATE INDEX ai_usage_revision_reprice_idx ON ai_usage_revision (reprice_id, firm_id, call_id)
  WHERE reprice_id IS NOT NULL;

-- What was wrong with calls as they were sent, once each however often they were sent again: a conflict (an id of the
-- ledger with another content) or a mismatch (counts that contradict each other).
CREATE TABLE ai_usage_incident (
  firm_id      text NOT NULL REFERENCES firms (id) ON DELETE CASCADE,
  kind         text NOT NULL CHECK (kind IN ('conflict', 'mismatch')),
  call_id      text NOT NULL,
  -- Of the call as it was sent.
  content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
  created_at   timestamptz NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  -- The fields that differ, or the counts as they were told.
  details      jsonb NOT NULL,
  PRIMARY KEY (firm_id, kind, call_id, content_hash)
);

CREATE INDEX ai_usage_incident_created_at_idx ON ai_usage_incident (firm_id, created_at);

-- An incident changes no sum, and so leaves no delta: what is cached of its firm is renewed by its own notification.
CREATE FUNCTION ai_usage_incident_noted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('ai_usage_changed', firm_id) FROM (SELECT DISTINCT firm_id FROM noted_rows) noted;
  RETURN NULL;
END $$;

CREATE TRIGGER ai_usage_incident_noted AFTER INSERT ON ai_usage_incident REFERENCING NEW TABLE AS noted_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ai_usage_incident_noted();

-- Prices and rates ----------------------------------------------------------------------------------------------------

-- The operator's own prices, per million tokens. They win over the catalogue's.
CREATE TABLE ai_price (
  id                      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- NULL: for all firms.
  firm_id                 text REFERENCES firms (id) ON DELETE CASCADE,
  -- NULL: whoever serves the model.
  provider                text CHECK (char_length(provider) BETWEEN 1 AND 200),
  model                   text NOT NULL CHECK (char_length(model) BETWEEN 1 AND 200),
  -- NULL: the usual price class.
  service_tier            text CHECK (char_length(service_tier) BETWEEN 1 AND 200),
  -- The UTC day from which it holds, until a later one does.
  valid_from              date NOT NULL,
  currency                text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  input_per_million       numeric(24, 12) NOT NULL CHECK (input_per_million >= 0 AND input_per_million < 'Infinity'),
  output_per_million      numeric(24, 12) NOT NULL CHECK (output_per_million >= 0 AND output_per_million < 'Infinity'),
  -- NULL: cached tokens cost what the input costs.
  cache_read_per_million  numeric(24, 12) CHECK (cache_read_per_million >= 0 AND cache_read_per_million < 'Infinity'),
  cache_write_per_million numeric(24, 12) CHECK (cache_write_per_million >= 0 AND cache_write_per_million < 'Infinity'),
  created_at              timestamptz NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (firm_id, provider, model, service_tier, valid_from)
);

-- Units of the currency for one EUR.
CREATE TABLE exchange_rates (
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$' AND currency <> 'EUR'),
  date     date NOT NULL,
  rate     numeric NOT NULL CHECK (rate > 0 AND rate < 'Infinity'),
  PRIMARY KEY (currency, date)
);

-- One run that priced history anew: what was asked, what it changed, and whether that was undone.
CREATE TABLE ai_usage_reprice (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The firms' local days of the calls, both included.
  start_date   date NOT NULL,
  end_date     date NOT NULL,
  -- NULL: all of them.
  firm_id      text REFERENCES firms (id) ON DELETE CASCADE,
  model        text,
  started_by   text NOT NULL CHECK (started_by <> ''),
  started_at   timestamptz NOT NULL DEFAULT now(),
  -- NULL: it is at work, or was cut off.
  finished_at  timestamptz,
  changed_calls bigint NOT NULL DEFAULT 0,
  -- The sum of what its calls cost before and after.
  cost_before  numeric NOT NULL DEFAULT 0,
  cost_after   numeric NOT NULL DEFAULT 0,
  undone_at    timestamptz,
  undone_by    text
);

ALTER TABLE ai_usage_revision
  ADD FOREIGN KEY (reprice_id) REFERENCES ai_usage_reprice (id) ON DELETE CASCADE;

-- Counts the changes of prices and rates, so that who holds them knows when to read them again.
CREATE TABLE ai_pricing_version (
  version bigint NOT NULL
);
INSERT INTO ai_pricing_version VALUES (1);

CREATE FUNCTION ai_pricing_changed() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE ai_pricing_version SET version = version + 1;
  RETURN NULL;
END $$;

CREATE TRIGGER ai_price_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ai_price
  FOR EACH STATEMENT EXECUTE FUNCTION ai_pricing_changed();
CREATE TRIGGER exchange_rates_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON exchange_rates
  FOR EACH STATEMENT EXECUTE FUNCTION ai_pricing_changed();
