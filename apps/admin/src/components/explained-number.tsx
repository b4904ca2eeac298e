import "./explained-number.css";
import { type ReactNode, useRef, useState } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { type Explained, Explanation } from "./explanation.tsx";
import { PartialMark } from "./partial-mark.tsx";

export interface ExplainedNumberProps extends Explained {
  /** Whether its row has another number that Tab goes to, from which arrow keys lead here: see `goByArrows`. */
  readonly isAside?: boolean;
  /** Whether a number that leaves calls out shows it; one beside it may do so for both. */
  readonly isMarked?: boolean;
  /** The number where it is drawn as more than its value. */
  readonly children?: ReactNode;
}

/**
 * A number that can be opened: what it is, of when, and what it leaves out. It is a mere button until then, as a page has
 * hundreds.
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
        {/* What says itself that it is not known needs no mark. */}
        {isMarked && leftOut !== undefined && value !== t("figures.noPrice") && <PartialMark />}
      </button>
      {isOpen && button.current !== null && (
        <Explanation {...explained} opener={button.current} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
