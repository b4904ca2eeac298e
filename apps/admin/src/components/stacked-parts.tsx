import type { ReactNode } from "react";
import { type BarShapeProps, Rectangle } from "recharts";
import type { StackSeries } from "./stack-series.ts";

interface PartProps extends BarShapeProps {
  readonly kind: StackSeries["kind"] | undefined;
  readonly pattern: string;
}

/** One series' part of a bar: hatched while the bucket is not over, dotted for other. */
export function Part({ kind, pattern, payload, isActive: _, ...shape }: PartProps): ReactNode {
  const isUnfinished = (payload as { readonly state?: unknown } | undefined)?.state === "unfinished";
  const fill = isUnfinished ? `url(#${pattern}-hatched)` : kind === "other" ? `url(#${pattern}-dotted)` : shape.fill;
  return <Rectangle {...shape} {...(fill !== undefined && { fill })} />;
}

/** The fill patterns of one series; `id` is the `pattern` of its parts. */
export function Patterns({ id, color }: { readonly id: string; readonly color: string }): ReactNode {
  return (
    <>
      <Hatching id={`${id}-hatched`} color={color} ground={`color-mix(in srgb, ${color} 25%, var(--surface))`} />
      <pattern id={`${id}-dotted`} width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" style={{ fill: color }} />
        <circle cx="2" cy="2" r="0.9" style={{ fill: "var(--surface)" }} />
      </pattern>
    </>
  );
}

interface HatchingProps {
  readonly id: string;
  readonly color: string;
  readonly ground: string;
}

export function Hatching({ id, color, ground }: HatchingProps): ReactNode {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" style={{ fill: ground }} />
      <rect width="3" height="6" style={{ fill: color }} />
    </pattern>
  );
}
