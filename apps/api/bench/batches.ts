import { callId } from "./sample-calls.ts";

/** Calls that are recorded together: those with the numbers from `first` on. */
export interface Batch {
  readonly size: number;
  readonly first: number;
}

/** The ids of a batch, in order. */
export function idsOf({ first, size }: Batch): string[] {
  return Array.from({ length: size }, (_, index) => callId(first + index));
}

/**
 * The samples come again and again, under other ids. What batches of the same samples have in common is made once, so that
 * the load costs its sender next to nothing.
 */
export function onceForSamples<Sample, Made>(
  samples: readonly Sample[],
  make: (samples: readonly Sample[]) => Made,
): (batch: Batch) => Made {
  const known = new Map<string, Made>();
  return ({ first, size }) => {
    const offset = first % samples.length;
    const key = `${offset} ${size}`;
    const made = known.get(key) ?? make(samples.slice(offset, offset + size));
    known.set(key, made);
    return made;
  };
}
