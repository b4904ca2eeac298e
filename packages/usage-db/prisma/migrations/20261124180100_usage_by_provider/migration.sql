-- Usage by provider: one more dimension of the deltas, and one more grouping.

-- Nobody writes meanwhile, and no fold runs: what is counted below is all there is. The fold's lock comes first, as in a
-- rebuild.
SELECT pg_advisory_xact_lock(ai_usage_fold_lock());
LOCK TABLE ai_usage_log IN SHARE MODE;

-- The deltas that are there do not know their provider: they are folded as before, and none is left.
DO $$
BEGIN
  LOOP
    PERFORM ai_usage_fold(100000);
    EXIT WHEN NOT FOUND;
  END LOOP;
END $$;

ALTER TABLE ai_usage_delta ADD COLUMN provider text;
ALTER TABLE ai_usage_rollup ADD COLUMN provider text;
DROP INDEX ai_usage_rollup_key;
-- In the grouping "provider", NULL is the calls that do not tell theirs.
CREATE UNIQUE INDEX ai_usage_rollup_key
  ON ai_usage_rollup (firm_id, grouping, day, hour, feature, user_id, model, provider) NULLS NOT DISTINCT;

CREATE OR REPLACE VIEW ai_usage AS
  SELECT firm_id, grouping, day, hour, feature, user_id, model,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur, provider
    FROM ai_usage_rollup
  UNION ALL
  SELECT firm_id, 'total', day, NULL, NULL, NULL, NULL,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur, NULL
    FROM ai_usage_delta
  UNION ALL
  SELECT firm_id, 'hour', day, hour, NULL, NULL, NULL,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur, NULL
    FROM ai_usage_delta
  UNION ALL
  SELECT firm_id, 'feature', day, NULL, feature, NULL, NULL,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur, NULL
    FROM ai_usage_delta
  UNION ALL
  SELECT firm_id, 'user', day, NULL, NULL, user_id, NULL,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur, NULL
    FROM ai_usage_delta
  UNION ALL
  SELECT firm_id, 'model', day, NULL, NULL, NULL, model,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur, NULL
    FROM ai_usage_delta
  UNION ALL
  SELECT firm_id, 'provider', day, NULL, NULL, NULL, NULL,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur, provider
    FROM ai_usage_delta;

INSERT INTO ai_usage_rollup (firm_id, grouping, day, provider,
                             calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur)
SELECT log.firm_id, 'provider'::ai_usage_grouping, (log.created_at AT TIME ZONE firm.time_zone)::date, log.provider,
       count(*), count(*) FILTER (WHERE NOT log.success), count(*) FILTER (WHERE log.cost_eur IS NULL),
       sum(log.input_tokens), sum(log.output_tokens), coalesce(sum(log.cost_eur), 0)
  FROM ai_usage_log log JOIN firms firm ON firm.id = log.firm_id
 WHERE log.voided_at IS NULL
 GROUP BY 1, 2, 3, 4;

-- Inserts and deletes: each row of the statement is counted, or counted off, once.
CREATE OR REPLACE FUNCTION ai_usage_log_counted() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_sort = off AS $$
DECLARE
  sign CONSTANT integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM changed_rows) THEN RETURN NULL; END IF;
  PERFORM 1 FROM firms WHERE id IN (SELECT firm_id FROM changed_rows) ORDER BY id FOR KEY SHARE;
  INSERT INTO ai_usage_delta (firm_id, day, hour, feature, user_id, model, provider,
                              calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur)
  SELECT log.firm_id,
         (log.created_at AT TIME ZONE firm.time_zone)::date,
         date_trunc('hour', log.created_at, firm.time_zone),
         log.feature, log.user_id, log.model, log.provider,
         sign * count(*),
         sign * count(*) FILTER (WHERE NOT log.success),
         sign * count(*) FILTER (WHERE log.cost_eur IS NULL),
         sign * sum(log.input_tokens),
         sign * sum(log.output_tokens),
         sign * coalesce(sum(log.cost_eur), 0)
    FROM changed_rows log JOIN firms firm ON firm.id = log.firm_id
   WHERE log.voided_at IS NULL
   GROUP BY 1, 2, 3, 4, 5, 6, 7;
  RETURN NULL;
END $$;

-- Updates: the new rows are counted and the old ones counted off; what cancels out leaves no delta.
CREATE OR REPLACE FUNCTION ai_usage_log_recounted() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_sort = off AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM new_rows) THEN RETURN NULL; END IF;
  PERFORM 1 FROM firms
    WHERE id IN (SELECT firm_id FROM old_rows UNION SELECT firm_id FROM new_rows) ORDER BY id FOR KEY SHARE;
  INSERT INTO ai_usage_delta (firm_id, day, hour, feature, user_id, model, provider,
                              calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur)
  SELECT * FROM (
    SELECT log.firm_id,
           (log.created_at AT TIME ZONE firm.time_zone)::date,
           date_trunc('hour', log.created_at, firm.time_zone),
           log.feature, log.user_id, log.model, log.provider,
           sum(sign) AS calls,
           coalesce(sum(sign) FILTER (WHERE NOT log.success), 0) AS failed_calls,
           coalesce(sum(sign) FILTER (WHERE log.cost_eur IS NULL), 0) AS unpriced_calls,
           sum(sign * log.input_tokens) AS input_tokens,
           sum(sign * log.output_tokens) AS output_tokens,
           coalesce(sum(sign * log.cost_eur), 0) AS cost_eur
      FROM (SELECT -1 AS sign, * FROM old_rows UNION ALL SELECT 1, * FROM new_rows) log
      JOIN firms firm ON firm.id = log.firm_id
     WHERE log.voided_at IS NULL
     GROUP BY 1, 2, 3, 4, 5, 6, 7
  ) change
  WHERE (calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur) <> (0, 0, 0, 0, 0, 0);
  RETURN NULL;
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
CREATE OR REPLACE FUNCTION ai_usage_fold(max_deltas integer) RETURNS TABLE (folded_firm_id text, deltas bigint)
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
             (CASE grouping(hour, feature, user_id, model, provider)
                WHEN 31 THEN 'total' WHEN 15 THEN 'hour' WHEN 23 THEN 'feature' WHEN 27 THEN 'user' WHEN 29 THEN 'model'
                WHEN 30 THEN 'provider'
              END)::ai_usage_grouping AS grouping,
             day, hour, feature, user_id, model, provider,
             sum(calls) AS calls, sum(failed_calls) AS failed_calls, sum(unpriced_calls) AS unpriced_calls,
             sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens, sum(cost_eur) AS cost_eur
        FROM taken
       GROUP BY GROUPING SETS ((firm_id, day), (firm_id, day, hour), (firm_id, day, feature), (firm_id, day, user_id),
                               (firm_id, day, model), (firm_id, day, provider))
    ), upserted AS (
      INSERT INTO ai_usage_rollup AS rollup (firm_id, grouping, day, hour, feature, user_id, model, provider,
                                             calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur)
      SELECT * FROM grouped ORDER BY firm_id, grouping, day, hour, feature, user_id, model, provider
      ON CONFLICT (firm_id, grouping, day, hour, feature, user_id, model, provider) DO UPDATE SET
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

-- Recounts a firm from its ledger: its sums are dropped and its whole ledger becomes deltas, for the fold to take. No
-- reader sees anything in between, and every writer of the firm waits. The fold's lock comes before the firm's: a fold
-- never waits for a firm, so the two cannot deadlock.
CREATE OR REPLACE FUNCTION ai_usage_rebuild(rebuilt_firm_id text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ai_usage_check_isolation();
  PERFORM pg_advisory_xact_lock(ai_usage_fold_lock());
  PERFORM 1 FROM firms WHERE id = rebuilt_firm_id FOR UPDATE;
  DELETE FROM ai_usage_delta WHERE firm_id = rebuilt_firm_id;
  DELETE FROM ai_usage_rollup WHERE firm_id = rebuilt_firm_id;
  INSERT INTO ai_usage_delta (firm_id, day, hour, feature, user_id, model, provider,
                              calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur)
  SELECT log.firm_id,
         (log.created_at AT TIME ZONE firm.time_zone)::date,
         date_trunc('hour', log.created_at, firm.time_zone),
         log.feature, log.user_id, log.model, log.provider,
         count(*), count(*) FILTER (WHERE NOT log.success), count(*) FILTER (WHERE log.cost_eur IS NULL),
         sum(log.input_tokens), sum(log.output_tokens), coalesce(sum(log.cost_eur), 0)
    FROM ai_usage_log log JOIN firms firm ON firm.id = log.firm_id
   WHERE log.firm_id = rebuilt_firm_id AND log.voided_at IS NULL
   GROUP BY 1, 2, 3, 4, 5, 6, 7;
  PERFORM pg_notify('ai_usage_changed', rebuilt_firm_id);
END $$;
