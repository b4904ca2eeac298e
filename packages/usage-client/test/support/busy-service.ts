import { setTimeout as sleep } from "node:timers/promises";
import type { UsageLogInput } from "usage-core";
import type { UsageRecorder } from "../../src/usage-recorder.ts";

/** What a service makes calls of. */
export type CallShape = Omit<UsageLogInput, "id">;

/** A service that makes calls faster than they can be sent, so that its recorder always has some at hand. */
export interface BusyService extends AsyncDisposable {
  readonly recorder: UsageRecorder;
  /** Everything that it made so far. */
  readonly calls: readonly UsageLogInput[];
  /** The first of them that the recorder has the server's word for, and the others: it settles them in their order. */
  settled(): { readonly acknowledged: readonly UsageLogInput[]; readonly open: readonly UsageLogInput[] };
  /** Makes no further calls. */
  stop(): Promise<void>;
}

/** Runs a service whose calls have the shapes, again and again, and ids of their own. It keeps `backlog` calls waiting. */
export function runBusyService(
  recorder: UsageRecorder,
  { name, shapes, backlog }: { readonly name: string; readonly shapes: readonly CallShape[]; readonly backlog: number },
): BusyService {
  const calls: UsageLogInput[] = [];
  let isStopped = false;

  function shapeOf(index: number): CallShape {
    const shape = shapes[index % shapes.length];
    if (shape === undefined) throw new Error("shapes: give one or more");
    return shape;
  }

  async function serve(): Promise<void> {
    while (!isStopped) {
      while (recorder.stats().pending < backlog) {
        const call = { ...shapeOf(calls.length), id: `${name}-${calls.length}` };
        calls.push(call);
        recorder.record(call);
      }
      await sleep(5);
    }
  }

  const served = serve();
  const stop = () => {
    isStopped = true;
    return served;
  };
  return {
    recorder,
    calls,
    settled: () => {
      const { recorded, duplicates } = recorder.stats();
      return { acknowledged: calls.slice(0, recorded + duplicates), open: calls.slice(recorded + duplicates) };
    },
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
      await recorder.close({ timeoutMs: 1 });
    },
  };
}
