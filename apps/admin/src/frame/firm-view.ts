import type { RouterOutputs } from "api/contract";
import { createContext, use } from "react";
import type { DateRange } from "usage-core";

/** A firm that the reader may see. */
export type Firm = RouterOutputs["firms"]["list"][number];

/** What the pages of a firm show: whose usage, and of when. */
export interface FirmView {
  readonly firm: Firm;
  /** The days of the period, in the firm's zone. */
  readonly range: DateRange;
  /** The date in the firm's zone. */
  readonly today: string;
}

/** `null` outside a firm's pages. */
export const FirmViewContext = createContext<FirmView | null>(null);

export function useFirmView(): FirmView {
  const view = use(FirmViewContext);
  if (view === null) throw new Error("this component stands outside of a firm's pages; use it below the firm's route");
  return view;
}
