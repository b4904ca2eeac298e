import { type ComponentProps, lazy, type ReactNode, Suspense } from "react";
import type { Sparkline } from "../../components/sparkline.tsx";

const Chart = lazy(async () => ({ default: (await import("../../components/sparkline.tsx")).Sparkline }));

/** In pixels. */
const HEIGHT = 28;

type SparklineProps = Omit<ComponentProps<typeof Sparkline>, "width" | "height">;

/** The course of a figure, as wide as its room; that stands empty until the charts' code and the values are there. */
export function LazySparkline(props: SparklineProps): ReactNode {
  return (
    <Suspense>
      <Chart {...props} width="100%" height={HEIGHT} />
    </Suspense>
  );
}
