import "./partial-mark.css";
import type { ReactNode } from "react";

/**
 * The mark of what leaves out calls without a price. It is drawn alone: the words stand beside it, or in the name of what it
 * is in, for those who cannot point at it.
 */
export function PartialMark(): ReactNode {
  return <span className="partial-mark" aria-hidden />;
}
