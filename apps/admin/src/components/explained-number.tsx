import "./explained-number.css";
import { type ReactNode, useRef, useState } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { type Explained, Explanation } from "./explanation.tsx";
import { PartialMark } from "./partial-mark.tsx";

export interface ExplainedNumberProps extends Explained {
  /** Whether Tab skips it, since it stops at another number of the row. Arrow keys lead here: see `goByArrows`. */
  readonly isAside?: boolean;
  /** Whether it is marked when it leaves calls out. A number beside it may have the mark for both. */
  readonly isMarked?: boolean;
  /** What is drawn in place of the plain value. */
  readonly children?: ReactNode;
}

/**
 * A number that opens an explanation: what it is, of which days, and what it leaves out. Until then it is only a button, since a
 * page has hundreds.
 */
export function ExplainedNumber(props: ExplainedNumberProps): ReactNode {
  const { isAside = false, isMarked = true, children, ...explained } = props;
  const { name, value, unpricedCalls } = explained;
  const { t, unpricedText } = useTexts();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const leftOut = unpricedCalls === null ? undefined : unpricedText(unpricedCalls);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="explained-number figure"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={t(leftOut === undefined ? "parts.explain.open" : "parts.explain.openPartial", {
          name,
          value,
          leftOut,
        })}
        {...(isAside && { tabIndex: -1 })}
        onClick={() => setOpen(!isOpen)}
      >
        {children ?? value}
        {/* "Unpriced" needs no mark. */}
        {isMarked && leftOut !== undefined && value !== t("figures.noPrice") && <PartialMark />}
      </button>
      {isOpen && button.current !== null && (
        <Explanation {...explained} opener={button.current} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
