import type { ReactNode } from "react";

interface LegendEntry {
  readonly kind: "line" | "pace";
  readonly text: string;
}

export function ChartLegend({ entries }: { readonly entries: readonly LegendEntry[] }): ReactNode {
  return (
    <ul className="chart-legend">
      {entries.map(({ kind, text }) => (
        <li key={kind}>
          <span className="chart-stroke" data-kind={kind} />
          <span className="figure">{text}</span>
        </li>
      ))}
    </ul>
  );
}
