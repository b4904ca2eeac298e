import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { ExplainedNumber } from "./explained-number.tsx";
import type { Explained } from "./explanation.tsx";

const MEASURES = ["cost", "tokens", "calls"] as const;
type FigureMeasure = (typeof MEASURES)[number];

/** The heads of the columns that every table of costs has. */
export function FigureHeads(): ReactNode {
  const { t } = useTexts();
  return (
    <>
      {MEASURES.map((measure) => (
        <th key={measure} scope="col" className="number">
          {t(`columns.${measure}`)}
        </th>
      ))}
    </>
  );
}

interface FigureCellsProps {
  readonly unpricedCalls: number;
  readonly explain: (measure: FigureMeasure) => Explained;
}

/** A row's cells below them, each of which can be opened. */
export function FigureCells({ unpricedCalls, explain }: FigureCellsProps): ReactNode {
  const { unpricedText } = useTexts();
  return (
    <>
      {MEASURES.map((measure) => (
        <td key={measure} className="number" title={measure === "cost" ? unpricedText(unpricedCalls) : undefined}>
          <ExplainedNumber {...explain(measure)} isAside={measure !== "cost"} />
        </td>
      ))}
    </>
  );
}
