import "@mantine/charts/styles.layer.css";
import "./sparkline.css";
import { Sparkline as MantineSparkline } from "@mantine/charts";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { ChartRoom } from "./chart-room.tsx";

interface SparklineProps {
  /** What the values are: "Cost per day". */
  readonly name: string;
  /** Oldest first; `null` for what is not known. */
  readonly values: readonly (number | null)[];
  readonly text: (value: number) => string;
  /** In pixels, or `"100%"` of the available width. */
  readonly width?: number | "100%";
  readonly height?: number;
}

/** The width in print of a sparkline with `"100%"`, in pixels: the cells of a row of figures on A4 are a little wider. */
const PAPER_WIDTH = 100;

/** The course of a figure, without axes. Its size is the same whatever it shows. */
export function Sparkline({ name, values, text, width = 96, height = 24 }: SparklineProps): ReactNode {
  const { t } = useTexts();
  const known = values.filter((value) => value !== null);
  const last = known.at(-1);
  const label =
    last === undefined
      ? t("parts.sparkline.none", { name })
      : t("parts.sparkline.name", {
          name,
          min: text(Math.min(...known)),
          max: text(Math.max(...known)),
          last: text(last),
        });
  return (
    <span className="sparkline" role="img" aria-label={label} title={label} style={{ width, height }}>
      {/* `inert`: the library's own name and tab stop would repeat this image's. */}
      {known.length > 1 && (
        <ChartRoom height={height} paperWidth={width === "100%" ? PAPER_WIDTH : width}>
          <MantineSparkline
            inert
            w="100%"
            h={height}
            data={[...values]}
            color="var(--accent)"
            strokeWidth={1.5}
            fillOpacity={0.25}
            connectNulls={false}
          />
        </ChartRoom>
      )}
    </span>
  );
}
