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

/** The width of charts in print, in pixels: A4 without its own margins and a panel's. Letter is wider. */
const PAPER_WIDTH = 668;

/**
 * The space of a chart: all the available width on screen, the paper's in print. A chart that measures its own space would be
 * printed as wide as the window, because the browser captures the page before it can be measured again.
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
