/**
 * Empties nested values in the fields of calls, in place: they are faults, whatever they hold. A body of 8 MiB can hold
 * 170 MB of them once it is parsed, and calls are kept until they are recorded.
 */
export function emptyNested<Call>(calls: readonly Call[]): readonly Call[] {
  for (const call of calls) {
    if (typeof call !== "object" || call === null) continue;
    for (const [field, value] of Object.entries(call)) {
      if (typeof value !== "object" || value === null) continue;
      // Defined, not set: a field can be called __proto__.
      Object.defineProperty(call, field, { value: Array.isArray(value) ? [] : {}, enumerable: true });
    }
  }
  return calls;
}
