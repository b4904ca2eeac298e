import { type ComponentProps, lazy, type ReactNode, Suspense } from "react";
import type { Sparkline } from "../../components/sparkline.tsx";

const Chart = lazy(async () => ({ default: (await import("../../components/sparkline.tsx")).Sparkline }));

/** The course of a figure; its room stands empty until the charts' code is there. */
export function LazySparkline(props: ComponentProps<typeof Sparkline>): ReactNode {
  return (
    <Suspense>
      <Chart {...props} />
    </Suspense>
  );
}
