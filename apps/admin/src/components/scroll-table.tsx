import "./data-table.css";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { goByArrows } from "./go-by-arrows.ts";
import { ScrollRegion } from "./scroll-region.tsx";

interface ScrollTableProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A table as tall as the chart that it replaces. */
export function ScrollTable({ label, children }: ScrollTableProps): ReactNode {
  const { t } = useTexts();
  return (
    <ScrollRegion table={label} className="data-table-scroll">
      <table className="data-table" aria-label={`${label}. ${t("parts.table.keys")}`} onKeyDown={goByArrows}>
        {children}
      </table>
    </ScrollRegion>
  );
}
