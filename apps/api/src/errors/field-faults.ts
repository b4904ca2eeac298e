import { z } from "zod";

/** What is wrong with one field of the input. */
export interface FieldFault {
  /** Where it is, such as `range.endDate`; `input` for the input as a whole. */
  readonly path: string;
  readonly message: string;
}

/** Every fault of an input that a schema refused, or nothing when `cause` is not such a refusal. */
export function fieldFaults(cause: unknown): FieldFault[] {
  if (!(cause instanceof z.ZodError)) return [];
  return cause.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: "is not a known field; leave it out" }))
      : [{ path: pathOf(issue.path), message: issue.message }],
  );
}

/** The faults as one sentence a person can act on. */
export function describeFaults(faults: readonly FieldFault[]): string {
  return faults.map(({ path, message }) => `${path}: ${message}`).join("; ");
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "input" : path.map(String).join(".");
}
