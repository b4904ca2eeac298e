import "./share-bar.css";
import type { ReactNode } from "react";

interface ShareBarProps {
  /** In [0, 100]; `null` where it is not known. */
  readonly percent: number | null;
  /** The share as a number. */
  readonly children: ReactNode;
}

/** A share as a number and a bar. */
export function ShareBar({ percent, children }: ShareBarProps): ReactNode {
  if (percent === null) return children;
  return (
    <span className="share-bar">
      <span className="share-bar-track" aria-hidden>
        <i style={{ width: `${percent}%` }} />
      </span>
      <span className="share-bar-text">{children}</span>
    </span>
  );
}
