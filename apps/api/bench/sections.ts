import { SPANS } from "./data.ts";
import { growthOf, type Read, toSelect1 } from "./groups/reads.ts";
import { type RecordedWay, WAYS, type WayName } from "./groups/recording.ts";
import { PAGES } from "./pages.ts";
import type { Question } from "./questions.ts";
import type { Results } from "./results.ts";
import { middleOf, type Timing } from "./statistics.ts";
import { count, figure, percent, type Table, times } from "./table.ts";

export interface Section {
  readonly title: string;
  readonly words: string;
  readonly table: Table;
}

export function uncached({ reads, plan: { sizes } }: Results): Section {
  const ofSize = sizes.map(({ rows }) => reads.filter(({ ledger }) => ledger.rows === rows));
  const questions = (ofSize[0] ?? []).map(({ question }) => question);
  const rows = questions.map((question) => {
    const bySize = ofSize.flatMap((ofOne) => ofOne.filter((read) => read.question === question));
    const [smallest, largest] = [bySize[0], bySize.at(-1)];
    const growth = smallest && largest ? times(growthOf(smallest, largest)) : "";
    return [nameOf(question), ...bySize.map(readCell), growth];
  });
  const select1 = ofSize.map((ofOne) => timingCell(middleOf(ofOne.map((read) => read.select1))));
  return {
    title: "Uncached answers",
    words: `
Each method of \`AIUsageService\` with its load: the firm's generation is renewed before every call, so that the cache is
asked, holds nothing, and the rollup is read. The ratio is to \`SELECT 1\` through the same Prisma client, on the same database
and in the same rounds as the method (its row shows the middle of those); growth is from the smallest ledger to the largest.`,
    table: {
      head: ["Method", ...sizes.map(({ rows }) => `${count(rows)} calls`), "Growth"],
      rows: [["`SELECT 1`", ...select1, ""], ...rows],
    },
  };
}

export function againstPlainSql({ againstPlainSql: compared }: Results): Section {
  return {
    title: "Against the plain SQL",
    words: `
The service, uncached as above, and what the first design asked: \`DATE_TRUNC\`, \`SUM\`, \`GROUP BY\` (and a join for the users'
names) on the log with its index on firm and time, through the bare driver; each round runs the plain SQL once and the service
ten times. The ratio is how many times as long the plain SQL takes. Its overview is one sum; the service's also projects the
month's end.`,
    table: {
      head: ["Method", "Calls", "Plain SQL", "Service", "Ratio"],
      rows: compared.map(({ ledger, question, plain, service }) => [
        nameOf(question),
        count(ledger.rows),
        timingCell(plain),
        timingCell(service),
        times(plain.median / service.median),
      ]),
    },
  };
}

export function cached({ cached: answers }: Results): Section {
  const cell = (timing: Timing, base: Timing) => `${timingCell(timing)}, ${times(timing.median / base.median)}`;
  return {
    title: "Cached answers",
    words: `
Answers that the cache holds, checked and parsed as every answer from it. The ratio is to a bare \`GET\` of the same value
through ioredis; over Redis, one round trip also reads the two generations that say whether the value is still good.`,
    table: {
      head: ["Method", "Bytes", "GET", "In Redis", "In process"],
      rows: answers.map(({ question, bytes, get, inRedis, inProcess }) => [
        nameOf(question),
        count(bytes),
        timingCell(get),
        cell(inRedis, get),
        cell(inProcess, get),
      ]),
    },
  };
}

export function manyUsers({ manyUsers: reads, plan }: Results): Section {
  return {
    title: "By user, of many users",
    words: `
A ledger of ${count(plan.manyUsers.rows)} calls by ${count(plan.manyUsers.users)} users who are all alike. A read costs what it sums: one
row a user and day on which that user did anything. The ratio is to \`SELECT 1\`.`,
    table: {
      head: ["Method", "Uncached"],
      rows: reads.map((read) => [nameOf(read.question), readCell(read)]),
    },
  };
}

export function pages({ pages: reads, plan }: Results): Section {
  return {
    title: "Pages of the dashboard",
    words: `
Everything that a page asks for, over HTTP as its browser asks it, of a server that has nothing of the firm in its cache: the
ledger of ${count(plan.manyUsers.rows)} calls by ${count(plan.manyUsers.users)} users. Users together with another dimension, and a dimension by hour,
are read from the log: they cost the period's calls. A firm like it, asked again before a call is recorded, is answered from the cache.`,
    table: {
      head: ["Page", ...SPANS.map((span) => `${span} days`)],
      rows: PAGES.map(({ name }) => [
        name,
        ...SPANS.map((span) => {
          const read = reads.find(({ page, span: ofRead }) => page === name && ofRead === span);
          return read === undefined ? "" : timingCell(read.timing);
        }),
      ]),
    },
  };
}

export function inserts({ writes }: Results): Section {
  return {
    title: "Inserts",
    words: `
Calls of one local hour, drawn evenly over 50 users, 10 features and 3 models, into a ledger with its triggers and into one
without, in turn; both keep their indexes and their foreign key. The server makes up the rows, so that no client's work hides
the triggers'. Even draws are the hard case: 1,000 calls fall into some 730 groups, and each is a delta. The cost is the share
of the rows a second that the triggers take, the median over the rounds; the times are of one statement with its commit.`,
    table: {
      head: ["Rows a statement", "Clients", "With triggers", "Without", "Cost"],
      rows: writes.inserts.map(({ writing, withTriggers, without, cost }) => [
        count(writing.rowsPerStatement),
        count(writing.clients),
        `${count(Math.round(withTriggers.rowsPerSecond))} rows/s, ${timingCell(withTriggers.statement)}`,
        `${count(Math.round(without.rowsPerSecond))} rows/s, ${timingCell(without.statement)}`,
        percent(cost),
      ]),
    },
  };
}

export function folding({ writes: { folding: live }, reads, manyUsers: many }: Results): Section {
  const loads = [...new Set([...reads, ...many].map(({ ledger }) => ledger))];
  return {
    title: "Folding",
    words: `
Deltas that move into the rollup, in batches of 10,000. Live traffic is what the inserts of 1,000 rows above left (medians of
the rounds), and its ratio is to the speed at which they came. A load is a whole ledger, whose days are all new to the rollup;
its ratio is to live traffic.`,
    table: {
      head: ["What", "Deltas", "Rate", "Ratio"],
      rows: [
        [
          "Live traffic",
          count(live.deltas),
          `${count(Math.round(live.deltasPerSecond))} deltas/s`,
          times(live.toInserts),
        ],
        ...loads.map(({ rows, folded }) => {
          const perSecond = (folded.deltas / folded.ms) * 1000;
          const rate = `${count(Math.round(perSecond))} deltas/s`;
          return [
            `The load of ${count(rows)} calls`,
            count(folded.deltas),
            rate,
            times(perSecond / live.deltasPerSecond),
          ];
        }),
      ],
    },
  };
}

const WAY_NAMES: Readonly<Record<WayName, string>> = {
  bare: "Bare insert",
  procedure: "`ingest.record`",
  http: "`POST /v1/usage`",
  dailyTables: "Daily tables",
};

export function recording({ recording: { bursts } }: Results): Section {
  const cell = (name: WayName, { callsPerSecond, batch, toBare }: RecordedWay) =>
    `${count(Math.round(callsPerSecond))} calls/s, ${timingCell(batch)}${name === "bare" ? "" : `, ${times(toBare)}`}`;
  return {
    title: "Recording",
    words: `
Calls without a cost, so that each is checked, priced from the catalogue, turned into EUR and hashed; sent as JSON to a server
in a process of its own, which also folds, and answered after commit. A bare insert is \`INSERT ... SELECT FROM unnest\` of the
same finished rows into the same ledger with its triggers, as arrays written beforehand; ratios are to it. Daily tables are
LiteLLM's design: a log without a cost to find, and row by row upserts of a day's usage by user, team and tag, summed up a batch
beforehand. The times are of one batch, with its commit.`,
    table: {
      head: ["Calls a batch", "Connections", ...WAYS.map((name) => WAY_NAMES[name])],
      rows: bursts.map(({ batchSize, connections, ways }) => [
        count(batchSize),
        count(connections),
        ...WAYS.map((name) => cell(name, ways[name])),
      ]),
    },
  };
}

export function steadyRecording({ recording: { steady } }: Results): Section {
  return {
    title: "Recording at a steady rate",
    words: `
A batch whenever it is its time, however long those before it take; from that time to its answer.`,
    table: {
      head: ["Way", "Calls a second", "Calls a batch", "Connections", "A batch", "p99"],
      rows: steady.map(({ way, callsPerSecond, batchSize, connections, batch, p99 }) => [
        WAY_NAMES[way],
        count(callsPerSecond),
        count(batchSize),
        count(connections),
        timingCell(batch),
        `${figure(p99)} ms`,
      ]),
    },
  };
}

function nameOf({ method, span }: Question): string {
  return span === null ? `\`${method}\`` : `\`${method}\`, ${span} days`;
}

function readCell(read: Read): string {
  return `${timingCell(read.timing)}, ${times(toSelect1(read))}`;
}

function timingCell({ median, p95 }: Timing): string {
  return `${figure(median)} ms (p95 ${figure(p95)})`;
}
