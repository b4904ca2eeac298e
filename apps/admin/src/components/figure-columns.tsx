import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useCostText, useUnpricedText } from "../i18n/use-cost-text.ts";
import { useFormat } from "../i18n/use-format.ts";

/** The heads of the columns that every table of costs has. */
export function FigureHeads(): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <th scope="col" className="number">
        {t("columns.cost")}
      </th>
      <th scope="col" className="number">
        {t("columns.tokens")}
      </th>
      <th scope="col" className="number">
        {t("columns.calls")}
      </th>
    </>
  );
}

interface FigureCellsProps {
  readonly cost: number;
  readonly tokens: number;
  readonly calls: number;
  readonly unpricedCalls: number;
}

/** A row's cells below them. */
export function FigureCells({ cost, tokens, calls, unpricedCalls }: FigureCellsProps): ReactNode {
  const format = useFormat();
  const costText = useCostText();
  const unpricedText = useUnpricedText();
  return (
    <>
      <td className="number" title={unpricedText(unpricedCalls)}>
        {costText({ cost, unpricedCalls })}
      </td>
      <td className="number">{format.count(tokens)}</td>
      <td className="number">{format.count(calls)}</td>
    </>
  );
}
