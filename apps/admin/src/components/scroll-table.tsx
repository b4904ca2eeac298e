import "./data-table.css";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { goByArrows } from "./go-by-arrows.ts";

interface ScrollTableProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A table as tall as the chart that it stands for. The keyboard can scroll it. */
export function ScrollTable({ label, children }: ScrollTableProps): ReactNode {
  const { t } = useTexts();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop the keyboard could not scroll it.
    <section className="data-table-scroll" aria-label={label} tabIndex={0}>
      <table className="data-table" aria-label={`${label}. ${t("parts.table.keys")}`} onKeyDown={goByArrows}>
        {children}
      </table>
    </section>
  );
}
