import { randomUUID } from "node:crypto";

const references = new WeakMap<Error, string>();

/** The id that an error carries in the log and in the answer, so that one leads to the other. */
export function errorReference(error: Error): string {
  const known = references.get(error);
  if (known !== undefined) return known;
  const reference = randomUUID();
  references.set(error, reference);
  return reference;
}
