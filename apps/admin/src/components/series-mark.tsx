import type { ReactNode } from "react";

interface SeriesMarkProps {
  readonly color: string;
  /** The dashes of a line; absent for the part of a bar. */
  readonly dash?: string | undefined;
  readonly look?: "plain" | "dotted" | "hatched";
}

/** The sign of a series beside its name, drawn as it is in the chart. */
export function SeriesMark({ color, dash, look = "plain" }: SeriesMarkProps): ReactNode {
  if (dash !== undefined) {
    return (
      <svg width={22} height={12} aria-hidden focusable={false} style={{ flex: "none" }}>
        <line x1={0} x2={22} y1={6} y2={6} stroke={color} strokeWidth={2.5} strokeDasharray={dash} />
      </svg>
    );
  }
  const backgrounds = {
    plain: color,
    dotted: `radial-gradient(var(--surface) 1px, transparent 1.3px) 0 0 / 4px 4px, ${color}`,
    hatched: `repeating-linear-gradient(45deg, ${color} 0 2px, transparent 2px 4px)`,
  };
  return <span className="chart-swatch" style={{ background: backgrounds[look] }} />;
}
