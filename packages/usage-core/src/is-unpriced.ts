/** A cost, and how many of the calls behind it have none. */
export interface PartlyKnownCost {
  readonly cost: number;
  readonly unpricedCalls: number;
}

/**
 * Whether a cost of 0 stands for calls whose cost is not known: it must not be shown as an amount then.
 *
 * Calls that are known to have cost nothing, such as refused ones, do not make the others' cost known.
 */
export function isUnpriced({ cost, unpricedCalls }: PartlyKnownCost): boolean {
  return cost === 0 && unpricedCalls > 0;
}
