import { type Span, textOf } from "./span.ts";
import { hasUsage } from "./token-counts.ts";

/** The operations that are one request to a model. */
const CALLS: ReadonlySet<string> = new Set(["chat", "text_completion", "generate_content", "embeddings"]);

/** The conventions' other operations. Usage that they report is that of the calls below them, once more. */
const NO_CALLS: ReadonlySet<string> = new Set([
  "create_agent",
  "invoke_agent",
  "invoke_workflow",
  "plan",
  "execute_tool",
  "retrieval",
  "fetch_response",
  "create_memory",
  "create_memory_store",
  "delete_memory",
  "delete_memory_store",
  "search_memory",
  "update_memory",
  "upsert_memory",
]);

/**
 * What a span stands for. `presumed call`: it looks like a call, but is from before operations had names, so it may as
 * well be the agent above the calls. `unknown`: usage of an operation that we do not know.
 */
export type Operation = "call" | "presumed call" | "unknown" | "no call";

export function operationOf({ attributes }: Span): Operation {
  const name = textOf(attributes, "gen_ai.operation.name");
  if (name !== null) {
    if (CALLS.has(name)) return "call";
    return NO_CALLS.has(name) || !hasUsage(attributes) ? "no call" : "unknown";
  }
  if (textOf(attributes, "gen_ai.request.model") === null) return "no call";
  return hasUsage(attributes) || attributes.has("gen_ai.provider.name") || attributes.has("gen_ai.system")
    ? "presumed call"
    : "no call";
}
