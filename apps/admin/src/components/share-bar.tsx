import "./usage-table.css";
import type { ReactNode } from "react";
import { useFormat } from "../i18n/use-format.ts";

/** A share in [0, 100] as a number and a bar; `null` where it is not known. */
export function ShareBar({ percent }: { readonly percent: number | null }): ReactNode {
  const format = useFormat();
  if (percent === null) return "–";
  return (
    <span className="share-bar">
      <span className="share-bar-track" aria-hidden>
        <i style={{ width: `${percent}%` }} />
      </span>
      <span className="share-bar-text">{format.share(percent)}</span>
    </span>
  );
}
