-- Two groupings more: every dimension but the user's together, by day; and users by week, which are named by their Monday.

-- Nobody writes meanwhile, and no fold runs: what is counted below is all there is. The fold's lock comes first, as in a
-- rebuild.
SELECT pg_advisory_xact_lock(ai_usage_fold_lock());
LOCK TABLE ai_usage_log IN SHARE MODE;

-- What is not folded yet is folded as before, so that all of the ledger is in what is copied below.
DO $$
BEGIN
  LOOP
    PERFORM ai_usage_fold(100000);
    EXIT WHEN NOT FOUND;
  END LOOP;
END $$;

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
    FROM ai_usage_delta
  UNION ALL
  SELECT firm_id, 'feature_model_provider', day, NULL, feature, NULL, model,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur, provider
    FROM ai_usage_delta
  UNION ALL
  SELECT firm_id, 'user_week', date_trunc('week', day)::date, NULL, NULL, user_id, NULL,
         calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur, NULL
    FROM ai_usage_delta;

INSERT INTO ai_usage_rollup (firm_id, grouping, day, user_id,
                             calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur)
SELECT firm_id, 'user_week'::ai_usage_grouping, date_trunc('week', day)::date, user_id,
       sum(calls), sum(failed_calls), sum(unpriced_calls), sum(input_tokens), sum(output_tokens), sum(cost_eur)
  FROM ai_usage_rollup
 WHERE grouping = 'user'
 GROUP BY 1, 2, 3, 4;

INSERT INTO ai_usage_rollup (firm_id, grouping, day, feature, model, provider,
                             calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur)
SELECT log.firm_id, 'feature_model_provider'::ai_usage_grouping, (log.created_at AT TIME ZONE firm.time_zone)::date,
       log.feature, log.model, log.provider,
       count(*), count(*) FILTER (WHERE NOT log.success), count(*) FILTER (WHERE log.cost_eur IS NULL),
       sum(log.input_tokens), sum(log.output_tokens), coalesce(sum(log.cost_eur), 0)
  FROM ai_usage_log log JOIN firms firm ON firm.id = log.firm_id
 WHERE log.voided_at IS NULL
 GROUP BY 1, 2, 3, 4, 5, 6;

-- The calls of a user, or of batch jobs: among 2,000 users, hardly any of the firm's calls are theirs.
CREATE INDEX ai_usage_log_firm_id_user_created_at_idx ON ai_usage_log (firm_id, coalesce(user_id, 'batch'), created_at);

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
      RETURNING *, date_trunc('week', day)::date AS week
    ), grouped AS (
      SELECT firm_id,
             (CASE grouping(day, hour, feature, user_id, model, provider)
                WHEN 31 THEN 'total' WHEN 15 THEN 'hour' WHEN 23 THEN 'feature' WHEN 27 THEN 'user' WHEN 29 THEN 'model'
                WHEN 30 THEN 'provider' WHEN 20 THEN 'feature_model_provider' WHEN 59 THEN 'user_week'
              END)::ai_usage_grouping AS grouping,
             coalesce(day, week) AS day, hour, feature, user_id, model, provider,
             sum(calls) AS calls, sum(failed_calls) AS failed_calls, sum(unpriced_calls) AS unpriced_calls,
             sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens, sum(cost_eur) AS cost_eur
        FROM taken
       GROUP BY GROUPING SETS ((firm_id, day), (firm_id, day, hour), (firm_id, day, feature), (firm_id, day, user_id),
                               (firm_id, day, model), (firm_id, day, provider),
                               (firm_id, day, feature, model, provider), (firm_id, week, user_id))
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
