import "./sparkline.css";
import { area, line } from "d3-shape";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";

interface SparklineProps {
  /** What the values are: "Cost per day". */
  readonly name: string;
  /** Oldest first, none below 0; `null` for what is not known. */
  readonly values: readonly (number | null)[];
  readonly text: (value: number) => string;
}

/** In steps of its own: it is stretched to the room that it has. */
const HEIGHT = 100;

/** The course of a figure, from 0 up and without axes, as large as its room whatever it shows. */
export function Sparkline({ name, values, text }: SparklineProps): ReactNode {
  const { t } = useTexts();
  const known = values.filter((value) => value !== null);
  const last = known.at(-1);
  const max = Math.max(...known);
  const label =
    last === undefined
      ? t("parts.sparkline.none", { name })
      : t("parts.sparkline.name", { name, min: text(Math.min(...known)), max: text(max), last: text(last) });
  const x = (_: unknown, index: number) => index;
  const y = (value: number | null) => (max === 0 ? HEIGHT : HEIGHT * (1 - (value ?? 0) / max));
  const isKnown = (value: number | null) => value !== null;
  return (
    <span className="sparkline" role="img" aria-label={label} title={label}>
      {known.length > 1 && (
        <svg viewBox={`0 0 ${values.length - 1} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
          <path className="sparkline-area" d={area(x, HEIGHT, y).defined(isKnown)(values) ?? ""} />
          <path className="sparkline-line" d={line(x, y).defined(isKnown)(values) ?? ""} />
        </svg>
      )}
    </span>
  );
}
