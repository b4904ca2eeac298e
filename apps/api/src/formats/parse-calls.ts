import { MAX_CALLS } from "usage-db";
import { BodyError } from "../errors/body-error.ts";
import { emptyNested } from "./empty-nested.ts";
import { utf8Text } from "./utf8-text.ts";

/**
 * The calls of a body: a list, `{ "calls": [...] }`, or one JSON value per line. Only their number is checked here: at
 * least one, and no more than the ledger takes at once. Throws a {@link BodyError}.
 */
export function parseCalls(body: Buffer, format: "json" | "ndjson"): readonly unknown[] {
  const text = utf8Text(body);
  const calls = format === "json" ? listOf(parse(text, "The body")) : parseLines(text);
  if (calls.length === 0) throw new BodyError(400, "calls: the body has none; send at least one");
  if (calls.length > MAX_CALLS) {
    throw new BodyError(413, `calls: ${calls.length} are too many; send at most ${MAX_CALLS} at once`);
  }
  return emptyNested(calls);
}

function parseLines(text: string): unknown[] {
  return text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [parse(line, `Line ${index + 1}`)]));
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === "object" && value !== null && Object.hasOwn(value, "calls")) {
    const calls: unknown = Reflect.get(value, "calls");
    const others = Object.keys(value).filter((key) => key !== "calls");
    if (others.length > 0) throw new BodyError(400, `${others[0]}: is not a known field; leave it out`);
    if (Array.isArray(calls)) return calls;
    throw new BodyError(400, "calls: must be a list of calls");
  }
  throw new BodyError(400, 'The body must be a list of calls, or an object such as {"calls": [...]}');
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 120) : "";
    throw new BodyError(400, `${what} is not JSON: ${reason}`);
  }
}
