import "../../components/data-table.css";
import "../../components/usage-table.css";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Call } from "usage-core";
import { useIsPrinting } from "../../components/use-is-printing.ts";
import { useFormat } from "../../i18n/use-format.ts";
import type { CallColumn } from "./call-columns.tsx";

interface CallsTableProps {
  readonly label: string;
  readonly calls: readonly Call[];
  readonly columns: readonly CallColumn[];
  /** Whether these are all that there are. */
  readonly isWhole: boolean;
  /** When the last of the calls come in sight. */
  readonly onNearEnd: () => void;
  /** The call whose story is open. */
  readonly openCall: string | undefined;
}

const ROW_HEIGHT = 34;
/** How many calls before the end the next ones are asked for. */
const NEAR_END = 15;
/** How many calls are printed of a list that shows only some at a time. */
const MAX_PRINTED_CALLS = 500;

/** Any number of calls, of which only those in sight are in the page. */
export function CallsTable({ label, calls, columns, isWhole, onNearEnd, openCall }: CallsTableProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const scroller = useRef<HTMLElement>(null);
  const isPrinting = useIsPrinting();
  const virtualizer = useVirtualizer({
    count: calls.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => calls[index]?.id ?? index,
    overscan: 12,
    initialRect: { width: 0, height: 640 },
    // The head lies over the rows.
    scrollPaddingStart: ROW_HEIGHT,
  });
  const inSight = virtualizer.getVirtualItems();
  const lastInSight = inSight.at(-1)?.index ?? -1;
  const isNearEnd = !isWhole && lastInSight >= calls.length - NEAR_END;
  useEffect(() => {
    if (isNearEnd && calls.length > 0) onNearEnd();
  }, [isNearEnd, calls.length, onNearEnd]);

  const shown = isPrinting
    ? calls.slice(0, MAX_PRINTED_CALLS).map((_, index) => index)
    : inSight.map(({ index }) => index);
  const above = isPrinting ? 0 : (inSight[0]?.start ?? 0);
  const below = isPrinting ? 0 : virtualizer.getTotalSize() - (inSight.at(-1)?.end ?? 0);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop the keyboard could not scroll it. */}
      <section className="usage-table-scroll calls-scroll" aria-label={label} tabIndex={0} ref={scroller}>
        <table
          className="data-table usage-table calls-table"
          aria-rowcount={isWhole ? 1 + calls.length : -1}
          style={{ minWidth: columns.reduce((width, column) => width + column.width, 0) }}
        >
          <colgroup>
            {columns.map(({ id, width }) => (
              <col key={id} style={{ width }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map(({ id, head, isNumber }) => (
                <th key={id} scope="col" className={isNumber ? "number" : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Space height={above} columns={columns.length} />
            {shown.map((index) => {
              const call = calls[index];
              return (
                call !== undefined && (
                  <Cells
                    key={call.id}
                    call={call}
                    columns={columns}
                    rowIndex={index + 2}
                    isOpen={call.id === openCall}
                  />
                )
              );
            })}
            <Space height={below} columns={columns.length} />
          </tbody>
        </table>
      </section>
      {isPrinting && calls.length > MAX_PRINTED_CALLS && (
        <p className="panel-note">
          {t("parts.table.printed", { printed: format.count(MAX_PRINTED_CALLS), all: format.count(calls.length) })}
        </p>
      )}
    </>
  );
}

interface CellsProps {
  readonly call: Call;
  readonly columns: readonly CallColumn[];
  readonly rowIndex: number;
  readonly isOpen: boolean;
}

/** Drawn anew only when its call changes: scrolling would otherwise draw every row in sight at every step. */
const Cells = memo(function Cells({ call, columns, rowIndex, isOpen }: CellsProps): ReactNode {
  return (
    <tr aria-rowindex={rowIndex} data-quiet={call.voided || undefined} data-open={isOpen || undefined}>
      {columns.map(({ id, isNumber, cell, title }, index) =>
        index === 0 ? (
          <th key={id} scope="row" title={title?.(call)}>
            {cell(call)}
          </th>
        ) : (
          <td key={id} className={isNumber ? "number" : undefined} title={title?.(call)}>
            {cell(call)}
          </td>
        ),
      )}
    </tr>
  );
});

/** The room of the rows that are not in the page. */
function Space({ height, columns }: { readonly height: number; readonly columns: number }): ReactNode {
  if (height <= 0) return null;
  return (
    <tr aria-hidden data-space>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
