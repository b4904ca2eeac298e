-- The ledger, its deltas, its rollup and the view that joins the two. See docs/architecture.md.

-- Tenants and their people ---------------------------------------------------------------------------------------------

CREATE TABLE firms (
  id        text PRIMARY KEY CHECK (char_length(id) BETWEEN 1 AND 200),
  name      text NOT NULL CHECK (name <> ''),
  -- The first expression fails with "time zone ... not recognized" for a zone that this server does not know. Names
  -- without a slash mean other things elsewhere: EET has no summer time here, and some are no IANA zones at all.
  time_zone text NOT NULL CHECK (timestamptz 'epoch' AT TIME ZONE time_zone IS NOT NULL)
                          CHECK (time_zone = 'UTC' OR time_zone ~ '^[A-Za-z_]+/[A-Za-z]')
);

CREATE TABLE users (
  firm_id text NOT NULL REFERENCES firms (id) ON DELETE CASCADE,
  -- "batch" stands for calls without a user.
  id      text NOT NULL CHECK (char_length(id) BETWEEN 1 AND 200 AND id <> 'batch'),
  name    text NOT NULL CHECK (name <> ''),
  PRIMARY KEY (firm_id, id)
);

-- The ledger ----------------------------------------------------------------------------------------------------------

CREATE TABLE ai_usage_log (
  firm_id       text NOT NULL REFERENCES firms (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  -- The caller's idempotency key, unique within its firm: no firm can collide with another, or probe it.
  id            text NOT NULL CHECK (char_length(id) BETWEEN 1 AND 200),
  -- NULL: a batch job.
  user_id       text CHECK (char_length(user_id) BETWEEN 1 AND 200 AND user_id <> 'batch'),
  feature       text NOT NULL CHECK (char_length(feature) BETWEEN 1 AND 200),
  model         text NOT NULL CHECK (char_length(model) BETWEEN 1 AND 200),
  -- Bounded, so that no sum of them leaves 64 bits.
  input_tokens  bigint NOT NULL CHECK (input_tokens BETWEEN 0 AND 1000000000000),
  output_tokens bigint NOT NULL CHECK (output_tokens BETWEEN 0 AND 1000000000000),
  -- NULL: the cost is not known, which is never 0. Without its upper bound the check would let NaN in.
  cost_eur      numeric(24, 12) CHECK (cost_eur >= 0 AND cost_eur < 'Infinity'),
  success       boolean NOT NULL,
  -- Bounded, so that its local day is one that every client can read.
  created_at    timestamptz NOT NULL
    CHECK (created_at >= timestamptz '1970-01-02 00:00:00+00' AND created_at < timestamptz '9998-12-31 00:00:00+00'),
  -- Set: the call no longer counts.
  voided_at     timestamptz,
  PRIMARY KEY (firm_id, id)
);

CREATE INDEX ai_usage_log_firm_id_created_at_idx ON ai_usage_log (firm_id, created_at);

-- What statements on the ledger changed and the fold has not taken yet ------------------------------------------------

CREATE TABLE ai_usage_delta (
  -- Each session draws a hundred at once, which is a twentieth of the cost of 1,000 rows. Their order means little.
  id             bigint GENERATED ALWAYS AS IDENTITY (CACHE 100) PRIMARY KEY,
  firm_id        text NOT NULL,
  day            date NOT NULL,
  hour           timestamptz NOT NULL,
  feature        text NOT NULL,
  user_id        text,
  model          text NOT NULL,
  calls          bigint NOT NULL,
  failed_calls   bigint NOT NULL,
  unpriced_calls bigint NOT NULL,
  input_tokens   bigint NOT NULL,
  output_tokens  bigint NOT NULL,
  cost_eur       numeric NOT NULL
) WITH (
  -- Every row is deleted within a second or so, and dead ones are read over until they are vacuumed.
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = 100000
);

CREATE INDEX ai_usage_delta_firm_id_idx ON ai_usage_delta (firm_id);

-- The folded sums -----------------------------------------------------------------------------------------------------

CREATE TYPE ai_usage_grouping AS ENUM ('total', 'hour', 'feature', 'user', 'model');

CREATE TABLE ai_usage_rollup (
  firm_id        text NOT NULL,
  grouping       ai_usage_grouping NOT NULL,
  day            date NOT NULL,
  -- The dimension that the grouping keeps; the others are NULL. In the grouping "user", NULL is the batch jobs.
  hour           timestamptz,
  feature        text,
  user_id        text,
  model          text,
  calls          bigint NOT NULL,
  failed_calls   bigint NOT NULL,
  unpriced_calls bigint NOT NULL,
  input_tokens   bigint NOT NULL,
  output_tokens  bigint NOT NULL,
  cost_eur       numeric NOT NULL
) WITH (fillfactor = 80);

CREATE UNIQUE INDEX ai_usage_rollup_key
  ON ai_usage_rollup (firm_id, grouping, day, hour, feature, user_id, model) NULLS NOT DISTINCT;

-- One branch a grouping, and nothing is aggregated inside: a read of one grouping prunes the other branches, and is one
-- statement on one snapshot, exact at every instant.
CREATE VIEW ai_usage AS
  SELECT firm_id, grouping, day, hour, feature, user_id, model,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur
    FROM ai_usage_rollup
  UNION ALL
  SELECT firm_id, 'total', day, NULL, NULL, NULL, NULL,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur
    FROM ai_usage_delta
  UNION ALL
  SELECT firm_id, 'hour', day, hour, NULL, NULL, NULL,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur
    FROM ai_usage_delta
  UNION ALL
  SELECT firm_id, 'feature', day, NULL, feature, NULL, NULL,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur
    FROM ai_usage_delta
  UNION ALL
  SELECT firm_id, 'user', day, NULL, NULL, user_id, NULL,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur
    FROM ai_usage_delta
  UNION ALL
  SELECT firm_id, 'model', day, NULL, NULL, NULL, model,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur
    FROM ai_usage_delta;

-- Ledger to deltas ----------------------------------------------------------------------------------------------------
--
-- Statement-level triggers with transition tables: one aggregated append for a statement's rows, whichever client sent
-- it. A writer never touches a rollup row, so writers never wait for each other.
--
-- Each locks its firms first, in order. The foreign key would do so for inserts only, and a rebuild, which takes the same
-- rows FOR UPDATE, must make every writer wait. The firm's zone is read by a later statement than the lock, so that a
-- writer that waited for a change of the zone sees the new one.
--
-- Each groups by hashing. The planner knows nothing of transition tables, takes few of their rows to be live, and would
-- sort them: a quarter of the cost of a statement of 1,000 rows.

-- Inserts and deletes: each row of the statement is counted, or counted off, once.
CREATE FUNCTION ai_usage_log_counted() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_sort = off AS $$
DECLARE
  sign CONSTANT integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM changed_rows) THEN RETURN NULL; END IF;
  PERFORM 1 FROM firms WHERE id IN (SELECT firm_id FROM changed_rows) ORDER BY id FOR KEY SHARE;
  INSERT INTO ai_usage_delta (firm_id, day, hour, feature, user_id, model,
                              calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur)
  SELECT log.firm_id,
         (log.created_at AT TIME ZONE firm.time_zone)::date,
         date_trunc('hour', log.created_at, firm.time_zone),
         log.feature, log.user_id, log.model,
         sign * count(*),
         sign * count(*) FILTER (WHERE NOT log.success),
         sign * count(*) FILTER (WHERE log.cost_eur IS NULL),
         sign * sum(log.input_tokens),
         sign * sum(log.output_tokens),
         sign * coalesce(sum(log.cost_eur), 0)
    FROM changed_rows log JOIN firms firm ON firm.id = log.firm_id
   WHERE log.voided_at IS NULL
   GROUP BY 1, 2, 3, 4, 5, 6;
  RETURN NULL;
END $$;

-- Updates: the new rows are counted and the old ones counted off; what cancels out leaves no delta.
CREATE FUNCTION ai_usage_log_recounted() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_sort = off AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM new_rows) THEN RETURN NULL; END IF;
  PERFORM 1 FROM firms
    WHERE id IN (SELECT firm_id FROM old_rows UNION SELECT firm_id FROM new_rows) ORDER BY id FOR KEY SHARE;
  INSERT INTO ai_usage_delta (firm_id, day, hour, feature, user_id, model,
                              calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur)
  SELECT * FROM (
    SELECT log.firm_id,
           (log.created_at AT TIME ZONE firm.time_zone)::date,
           date_trunc('hour', log.created_at, firm.time_zone),
           log.feature, log.user_id, log.model,
           sum(sign) AS calls,
           coalesce(sum(sign) FILTER (WHERE NOT log.success), 0) AS failed_calls,
           coalesce(sum(sign) FILTER (WHERE log.cost_eur IS NULL), 0) AS unpriced_calls,
           sum(sign * log.input_tokens) AS input_tokens,
           sum(sign * log.output_tokens) AS output_tokens,
           coalesce(sum(sign * log.cost_eur), 0) AS cost_eur
      FROM (SELECT -1 AS sign, * FROM old_rows UNION ALL SELECT 1, * FROM new_rows) log
      JOIN firms firm ON firm.id = log.firm_id
     WHERE log.voided_at IS NULL
     GROUP BY 1, 2, 3, 4, 5, 6
  ) change
  WHERE (calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur) <> (0, 0, 0, 0, 0, 0);
  RETURN NULL;
END $$;

CREATE FUNCTION ai_usage_log_truncated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ai_usage_log cannot be truncated: its sums would stay behind' USING HINT = 'Use DELETE.';
END $$;

CREATE TRIGGER ai_usage_log_inserted AFTER INSERT ON ai_usage_log REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ai_usage_log_counted();
CREATE TRIGGER ai_usage_log_deleted AFTER DELETE ON ai_usage_log REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ai_usage_log_counted();
CREATE TRIGGER ai_usage_log_updated AFTER UPDATE ON ai_usage_log REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ai_usage_log_recounted();
CREATE TRIGGER ai_usage_log_truncated BEFORE TRUNCATE ON ai_usage_log
  FOR EACH STATEMENT EXECUTE FUNCTION ai_usage_log_truncated();

-- Deltas to rollup ----------------------------------------------------------------------------------------------------

-- Held, to the end of their transaction, by the one fold at a time and by whatever must not run beside one.
CREATE FUNCTION ai_usage_fold_lock() RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT 4107160982114537 $$;

-- On the one snapshot of a whole transaction most folds would fail to serialize, and a rebuild would miss what was
-- committed while it waited for the firm's writers.
CREATE FUNCTION ai_usage_check_isolation() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'usage is folded and recounted in READ COMMITTED, not in %',
      upper(current_setting('transaction_isolation'))
      USING HINT = 'Begin the transaction with ISOLATION LEVEL READ COMMITTED.';
  END IF;
END $$;

-- Moves at most max_deltas deltas into the rollup and tells how many of each firm it took; no rows when there was nothing
-- to fold or another fold is at work.
--
-- It consumes rows: a watermark of ids would lose those that commit late. It upserts in key order: unsorted upserts of
-- two transactions deadlock.
--
-- A session that folds every second plans this on an empty table, and keeps that plan when a load leaves 50,000 deltas:
-- joined to itself, as "id IN (...)" would be, the table then took 80 seconds instead of 0.2. So it is not joined but cut
-- at an id, within one statement, and found by its index.
CREATE FUNCTION ai_usage_fold(max_deltas integer) RETURNS TABLE (folded_firm_id text, deltas bigint)
  LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  PERFORM ai_usage_check_isolation();
  IF NOT pg_try_advisory_xact_lock(ai_usage_fold_lock()) THEN RETURN; END IF;
  FOR folded_firm_id, deltas IN
    WITH taken AS (
      DELETE FROM ai_usage_delta
       WHERE id <= (SELECT max(id) FROM (SELECT id FROM ai_usage_delta ORDER BY id LIMIT max_deltas) oldest)
      RETURNING *
    ), grouped AS (
      SELECT firm_id,
             (CASE grouping(hour, feature, user_id, model)
                WHEN 15 THEN 'total' WHEN 7 THEN 'hour' WHEN 11 THEN 'feature' WHEN 13 THEN 'user' WHEN 14 THEN 'model'
              END)::ai_usage_grouping AS grouping,
             day, hour, feature, user_id, model,
             sum(calls) AS calls, sum(failed_calls) AS failed_calls, sum(unpriced_calls) AS unpriced_calls,
             sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens, sum(cost_eur) AS cost_eur
        FROM taken
       GROUP BY GROUPING SETS ((firm_id, day), (firm_id, day, hour), (firm_id, day, feature), (firm_id, day, user_id),
                               (firm_id, day, model))
    ), upserted AS (
      INSERT INTO ai_usage_rollup AS rollup
      SELECT * FROM grouped ORDER BY firm_id, grouping, day, hour, feature, user_id, model
      ON CONFLICT (firm_id, grouping, day, hour, feature, user_id, model) DO UPDATE SET
        calls = rollup.calls + excluded.calls,
        failed_calls = rollup.failed_calls + excluded.failed_calls,
        unpriced_calls = rollup.unpriced_calls + excluded.unpriced_calls,
        input_tokens = rollup.input_tokens + excluded.input_tokens,
        output_tokens = rollup.output_tokens + excluded.output_tokens,
        cost_eur = rollup.cost_eur + excluded.cost_eur
    )
    SELECT firm_id, count(*) FROM taken GROUP BY firm_id
  LOOP
    -- Heard when the fold commits.
    PERFORM pg_notify('ai_usage_changed', folded_firm_id);
    RETURN NEXT;
  END LOOP;
END $$;

-- Rebuild -------------------------------------------------------------------------------------------------------------

-- Recounts a firm from its ledger: its sums are dropped and its whole ledger becomes deltas, for the fold to take. No
-- reader sees anything in between, and every writer of the firm waits. The fold's lock comes before the firm's: a fold
-- never waits for a firm, so the two cannot deadlock.
CREATE FUNCTION ai_usage_rebuild(rebuilt_firm_id text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ai_usage_check_isolation();
  PERFORM pg_advisory_xact_lock(ai_usage_fold_lock());
  PERFORM 1 FROM firms WHERE id = rebuilt_firm_id FOR UPDATE;
  DELETE FROM ai_usage_delta WHERE firm_id = rebuilt_firm_id;
  DELETE FROM ai_usage_rollup WHERE firm_id = rebuilt_firm_id;
  INSERT INTO ai_usage_delta (firm_id, day, hour, feature, user_id, model,
                              calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur)
  SELECT log.firm_id,
         (log.created_at AT TIME ZONE firm.time_zone)::date,
         date_trunc('hour', log.created_at, firm.time_zone),
         log.feature, log.user_id, log.model,
         count(*), count(*) FILTER (WHERE NOT log.success), count(*) FILTER (WHERE log.cost_eur IS NULL),
         sum(log.input_tokens), sum(log.output_tokens), coalesce(sum(log.cost_eur), 0)
    FROM ai_usage_log log JOIN firms firm ON firm.id = log.firm_id
   WHERE log.firm_id = rebuilt_firm_id AND log.voided_at IS NULL
   GROUP BY 1, 2, 3, 4, 5, 6;
  PERFORM pg_notify('ai_usage_changed', rebuilt_firm_id);
END $$;

-- Firms ---------------------------------------------------------------------------------------------------------------

CREATE FUNCTION firms_hold_fold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(ai_usage_fold_lock());
  RETURN NULL;
END $$;

-- A firm that changes its zone has other days: it is recounted at once, whichever client changes it.
CREATE FUNCTION firms_zone_changed() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM ai_usage_rebuild(NEW.id);
  RETURN NULL;
END $$;

CREATE FUNCTION firms_id_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a firm keeps its id: % cannot become %', OLD.id, NEW.id;
END $$;

-- A firm can go once its ledger is empty; its sums, all zero by then, go with it.
CREATE FUNCTION firms_deleted() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM ai_usage_delta WHERE firm_id = OLD.id;
  DELETE FROM ai_usage_rollup WHERE firm_id = OLD.id;
  PERFORM pg_notify('ai_usage_changed', OLD.id);
  RETURN NULL;
END $$;

CREATE TRIGGER firms_hold_fold BEFORE UPDATE OF time_zone OR DELETE ON firms
  FOR EACH STATEMENT EXECUTE FUNCTION firms_hold_fold();
CREATE TRIGGER firms_zone_changed AFTER UPDATE OF time_zone ON firms
  FOR EACH ROW WHEN (OLD.time_zone IS DISTINCT FROM NEW.time_zone) EXECUTE FUNCTION firms_zone_changed();
CREATE TRIGGER firms_id_changed BEFORE UPDATE OF id ON firms
  FOR EACH ROW WHEN (OLD.id <> NEW.id) EXECUTE FUNCTION firms_id_changed();
CREATE TRIGGER firms_deleted AFTER DELETE ON firms
  FOR EACH ROW EXECUTE FUNCTION firms_deleted();
