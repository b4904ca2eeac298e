import { useElementSize } from "@mantine/hooks";
import type { ReactNode } from "react";
import { ResponsiveContainer } from "recharts";
import { useIsPrinting } from "./use-is-printing.ts";

interface ChartRoomProps {
  /** In pixels. */
  readonly height: number;
  /** How wide it is drawn on paper, in pixels. */
  readonly paperWidth?: number;
  readonly children: ReactNode;
}

/** The width in pixels at which charts are drawn for paper: what A4 has beside its margins and a panel's. Letter has more. */
const PAPER_WIDTH = 668;

/**
 * The room of a chart: as wide as there is room on screen, as the paper when printed. A chart that measures its room by itself
 * would be printed as wide as the window, since the browser takes the page before it lets anything be measured.
 */
export function ChartRoom({ height, paperWidth = PAPER_WIDTH, children }: ChartRoomProps): ReactNode {
  const { ref, width } = useElementSize();
  const isPrinting = useIsPrinting();
  return (
    <div className="chart-room" ref={ref} style={{ height }}>
      <ResponsiveContainer width={isPrinting ? paperWidth : width} height={height}>
        {children}
      </ResponsiveContainer>
    </div>
  );
}
