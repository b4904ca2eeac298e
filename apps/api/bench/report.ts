import type { Results } from "./results.ts";
import {
  againstPlainSql,
  cached,
  folding,
  inserts,
  manyUsers,
  pages,
  recording,
  type Section,
  steadyRecording,
  uncached,
} from "./sections.ts";
import { count, renderTable } from "./table.ts";
import { judge } from "./targets.ts";

/** The run as a Markdown page, which reads as well on a terminal. */
export function report(results: Results): string {
  const sections = [
    verdicts,
    uncached,
    againstPlainSql,
    cached,
    manyUsers,
    pages,
    inserts,
    folding,
    recording,
    steadyRecording,
  ].map((section) => renderSection(section(results)));
  return `${["# Benchmarks", intro(results), ...sections].join("\n\n")}\n`;
}

function renderSection({ title, words, table }: Section): string {
  return `## ${title}\n\n${words.trim()}\n\n${renderTable(table)}`;
}

function intro({ machine, plan }: Results): string {
  const rows = plan.sizes.map(({ rows }) => count(rows)).join(", ");
  return `
Written by \`npm run bench\` (\`-- --large\` adds 10,000,000 calls) in one run on one machine, which also runs the client and
both servers: read the ratios, not the milliseconds. What is compared is run in turn, round after round and in changing
order, so that noise hits all of it. Every figure is a median; the p95 stands beside it.

- ${machine.date}; ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB
- Node ${machine.node}, PostgreSQL ${machine.postgres} (durable: fsync is on), Redis ${machine.redis}
- Ledgers of ${rows} calls, each in a database of its own
- One firm in Europe/Bucharest, 400 days, 50 users, 10 features, 3 models of 2 providers; 1 call in 20 is a batch job, 1 in 50 failed, 1 in
  100 has no price, 1 in 200 came late. Folded and vacuumed.
- Before anything counts, plans are cached and code is compiled: these are figures of a process that has been running.`.trim();
}

function verdicts(results: Results): Section {
  return {
    title: "Targets",
    words: "What was aimed at, and what this run measured.",
    table: {
      head: ["Target", "Measured", "Verdict"],
      rows: judge(results).map(({ target, measured, isMet }) => [target, measured, isMet ? "met" : "MISSED"]),
    },
  };
}
