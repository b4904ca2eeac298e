import "./partial-mark.css";
import type { ReactNode } from "react";

/**
 * Marks a number that leaves out calls without a price. The mark has no text: the words must be beside it, or in the accessible
 * name of what it is in.
 */
export function PartialMark(): ReactNode {
  return <span className="partial-mark" aria-hidden />;
}
