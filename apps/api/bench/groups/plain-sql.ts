import pg from "pg";
import { FIRM_ID, type Ledger, lastDays, SPANS, TIME_ZONE } from "../data.ts";
import { measure, type Rounds, type Task } from "../measure.ts";
import { RANGED_METHODS, type RangedMethod, type RangedQuestion, ranged } from "../questions.ts";
import type { Timing } from "../statistics.ts";
import { uncached } from "./reads.ts";

export interface AgainstPlainSql {
  readonly ledger: Ledger;
  readonly question: RangedQuestion;
  readonly plain: Timing;
  readonly service: Timing;
}

const FIGURES = "SUM(cost_eur) AS cost, SUM(input_tokens + output_tokens) AS tokens, COUNT(*) AS calls";
const OF_RANGE = `
  FROM ai_usage_log
 WHERE firm_id = $1 AND voided_at IS NULL
   AND created_at >= $2::date::timestamp AT TIME ZONE $4 AND created_at < ($3::date + 1)::timestamp AT TIME ZONE $4`;

/** What the first design asked of the log, on which it has its index on firm and time. */
const PLAIN_SQL: Readonly<Record<RangedMethod, string>> = {
  getUsageOverview: `SELECT ${FIGURES}, AVG(success::integer) AS success_rate ${OF_RANGE}`,
  getDailyCosts: `
    SELECT DATE_TRUNC('day', created_at AT TIME ZONE $4) AS date, ${FIGURES} ${OF_RANGE} GROUP BY 1 ORDER BY 1`,
  getCostsByFeature: `SELECT feature, ${FIGURES} ${OF_RANGE} GROUP BY feature ORDER BY cost DESC`,
  getCostsByUser: `
    SELECT usage.*, users.name
      FROM (SELECT user_id, ${FIGURES} ${OF_RANGE} GROUP BY user_id) usage
      LEFT JOIN users ON users.firm_id = $1 AND users.id = usage.user_id
     ORDER BY cost DESC`,
};

/** In a round: a single one, of a millisecond among hundreds, is mostly chance. */
const SERVICE_RUNS = 10;

/** The service, uncached, and the plain SQL through the bare driver, in turn. */
export async function measureAgainstPlainSql(
  ledgers: readonly Ledger[],
  rounds: Rounds,
  update: (state: string) => void,
): Promise<AgainstPlainSql[]> {
  const questions = RANGED_METHODS.flatMap((method) => SPANS.map((span) => ranged(method, span)));
  const opened = ledgers.map((ledger) => ({ ledger, client: new pg.Client(ledger.connectionString) }));
  await Promise.all(opened.map(({ client }) => client.connect()));
  const subjects = opened.flatMap(({ ledger, client }) =>
    questions.map((question) => ({
      ledger,
      question,
      sides: {
        plain: plainSql(client, question),
        service: { ...uncached(ledger, question), repeat: SERVICE_RUNS },
      },
    })),
  );
  const measured = await measure(subjects, rounds, update);
  await Promise.all(opened.map(({ client }) => client.end()));
  return measured.map(({ timings, ...subject }) => ({ ...subject, ...timings }));
}

function plainSql(client: pg.Client, { method, span }: RangedQuestion): Task {
  const { startDate, endDate } = lastDays(span);
  return { run: () => client.query(PLAIN_SQL[method], [FIRM_ID, startDate, endDate, TIME_ZONE]) };
}
