import { useCallback, useMemo } from "react";
import type { Call, Dimension } from "usage-core";
import { useValueName } from "./use-row-name.ts";

type NamedCall = Pick<Call, "feature" | "userId" | "userName" | "model" | "provider">;
/** The name of a call's value of one dimension. */
export type CallName = (call: NamedCall, dimension: Dimension) => string;

/** Names the values of calls as those of rows are named: unambiguously among the calls of `among`. */
export function useCallName(among: readonly NamedCall[]): CallName {
  const valueName = useValueName(useMemo(() => among.map(rowOf), [among]));
  return useCallback((call, dimension) => valueName(rowOf(call), dimension), [valueName]);
}

function rowOf(call: NamedCall) {
  return { key: keyOf(call), userName: call.userName };
}

/** A call's value of every dimension. */
export function keyOf({ feature, userId: user, model, provider }: NamedCall) {
  return { feature, user, model, provider };
}
