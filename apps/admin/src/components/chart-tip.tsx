import { type ReactNode, useEffect } from "react";

interface ChartTipProps {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, value: string])[];
  readonly notes?: readonly string[];
}

/** What a chart shows beside the pointer, or at the point that the arrow keys reached. */
export function ChartTip({ title, rows, notes = [] }: ChartTipProps): ReactNode {
  return (
    <div className="chart-tip" role="status">
      <p className="chart-tip-title">{title}</p>
      {rows.map(([name, value]) => (
        <div className="chart-tip-row" key={name}>
          <span>{name}</span>
          <span className="figure">{value}</span>
        </div>
      ))}
      {notes.map((note) => (
        <p className="chart-tip-note" key={note}>
          {note}
        </p>
      ))}
    </div>
  );
}

interface ActivePointProps {
  /** The point's key on the category axis; `undefined` when none is active. */
  readonly label: string | number | undefined;
  readonly onActive: (label: string | undefined) => void;
}

/** Tells the chart's owner which point is active: the chart library tells only its tooltip. */
export function ActivePoint({ label, onActive }: ActivePointProps): null {
  useEffect(() => {
    onActive(label === undefined ? undefined : String(label));
  }, [label, onActive]);
  return null;
}
