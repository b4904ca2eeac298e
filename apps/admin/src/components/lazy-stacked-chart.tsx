import { type ComponentProps, lazy, type ReactNode, Suspense } from "react";
import { StackedChartSkeleton } from "./skeletons.tsx";
import type { StackedChart } from "./stacked-chart.tsx";

const Chart = lazy(async () => ({ default: (await import("./stacked-chart.tsx")).StackedChart }));

/** The stacked chart, or its skeleton until the charts' code is loaded. */
export function LazyStackedChart(props: ComponentProps<typeof StackedChart>): ReactNode {
  return (
    <Suspense fallback={<StackedChartSkeleton height={props.height} />}>
      <Chart {...props} />
    </Suspense>
  );
}
