import "./share-bar.css";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";

interface ShareBarProps {
  readonly percent: number | null;
  /** The number where it is more than a text, such as one that can be opened. */
  readonly children?: ReactNode;
}

/** A share in [0, 100] as a number and a bar; `null` where it is not known. */
export function ShareBar({ percent, children }: ShareBarProps): ReactNode {
  const { format } = useTexts();
  if (percent === null) return children ?? "–";
  return (
    <span className="share-bar">
      <span className="share-bar-track" aria-hidden>
        <i style={{ width: `${percent}%` }} />
      </span>
      <span className="share-bar-text">{children ?? format.share(percent)}</span>
    </span>
  );
}
