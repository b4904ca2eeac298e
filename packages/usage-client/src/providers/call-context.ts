import type { RecordableCall } from "../recordable-call.ts";

/**
 * What a response does not say about its call. It overrides what the response says: `provider` for a server that speaks
 * another's protocol, `model` for a deployment of another name, `id` for a retried job's own.
 */
export type CallContext = Pick<RecordableCall, "feature"> &
  Partial<
    Pick<
      RecordableCall,
      | "id"
      | "userId"
      | "provider"
      | "model"
      | "serviceTier"
      | "costEur"
      | "costOriginal"
      | "currency"
      | "success"
      | "errorCode"
      | "latencyMs"
      | "createdAt"
    >
  >;

/** What the response says, completed and overridden by what the caller knows. `undefined` overrides nothing. */
export function withContext(told: Omit<RecordableCall, "feature">, context: CallContext): RecordableCall {
  const known = Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined));
  return { ...told, feature: context.feature, ...known };
}
