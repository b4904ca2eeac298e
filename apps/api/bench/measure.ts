import { shuffler } from "./shuffler.ts";
import { type Timing, timingOf } from "./statistics.ts";

/** Something to be timed. What `prepare` does before each run is not. */
export interface Task {
  readonly prepare?: () => Promise<unknown>;
  readonly run: () => Promise<unknown>;
  /** How often it runs in a round; once unless given. */
  readonly repeat?: number;
}

export interface Rounds {
  readonly rounds: number;
  /** Rounds before those that count: plans get cached and code gets compiled. */
  readonly warmUp: number;
}

/** What is compared, and the ways of doing it. */
type Compared<Side extends string> = { readonly sides: Readonly<Record<Side, Task>> };
type Measured<Side extends string> = { readonly timings: Readonly<Record<Side, Timing>> };

/**
 * Times every side of every subject in turn, round after round, so that a noisy moment hits all that is compared. Each
 * round has an order of its own: what a run leaves behind (garbage, cold caches) slows whatever comes next, and that must
 * not always be the same.
 */
export async function measure<Side extends string, Subject extends Compared<Side>>(
  subjects: readonly (Subject & Compared<Side>)[],
  { rounds, warmUp }: Rounds,
  update: (state: string) => void,
): Promise<(Subject & Measured<Side>)[]> {
  const runs = subjects.flatMap((subject) =>
    sidesOf(subject).map((side) => ({ subject, side, task: subject.sides[side], times: [] as number[] })),
  );
  const shuffle = shuffler();
  for (let round = 0; round < warmUp + rounds; round++) {
    update(`round ${round + 1} of ${warmUp + rounds}`);
    for (const { task, times } of shuffle(runs)) {
      for (let run = 0; run < (task.repeat ?? 1); run++) {
        const time = await timeOf(task);
        if (round >= warmUp) times.push(time);
      }
    }
  }
  return subjects.map((subject) => {
    const ofSubject = runs.filter((run) => run.subject === subject);
    const timings = Object.fromEntries(ofSubject.map(({ side, times }) => [side, timingOf(times)]));
    return { ...subject, timings: timings as Record<Side, Timing> };
  });
}

function sidesOf<Side extends string>({ sides }: Compared<Side>): Side[] {
  return Object.keys(sides) as Side[];
}

async function timeOf({ prepare, run }: Task): Promise<number> {
  await prepare?.();
  const start = performance.now();
  await run();
  return performance.now() - start;
}
