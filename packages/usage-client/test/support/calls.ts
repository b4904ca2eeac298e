import type { RecordableCall } from "../../src/recordable-call.ts";

export function callOf(change: Partial<RecordableCall> = {}): RecordableCall {
  return { feature: "assistant_chat", model: "gpt-4o", inputTokens: 10, outputTokens: 5, success: true, ...change };
}

export function callsWithIds(count: number): RecordableCall[] {
  return Array.from({ length: count }, (_, index) => callOf({ id: `call-${index}` }));
}
