import "../../components/data-table.css";
import "../../components/usage-table.css";
import { memo, type ReactNode, useCallback, useEffect, useRef } from "react";
import type { Call } from "usage-core";
import { PrintedNote, Rows, useRowsInSight } from "../../components/rows-in-sight.tsx";
import { columnWidth, tableWidth } from "../../components/table-width.ts";
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

/** How many calls before the end the next ones are asked for. */
const NEAR_END = 15;
/** Any number of calls, of which only those in sight are in the page. */
export function CallsTable({ label, calls, columns, isWhole, onNearEnd, openCall }: CallsTableProps): ReactNode {
  const scroller = useRef<HTMLElement>(null);
  const inSight = useRowsInSight({
    count: calls.length,
    idOf: useCallback((index) => calls[index]?.id ?? "", [calls]),
    scroller,
    maxHeight: 640,
  });
  const lastInSight = inSight.shown.at(-1) ?? -1;
  const isNearEnd = !isWhole && !inSight.isPrinting && lastInSight >= calls.length - NEAR_END;
  useEffect(() => {
    if (isNearEnd && calls.length > 0) onNearEnd();
  }, [isNearEnd, calls.length, onNearEnd]);

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop the keyboard could not scroll it. */}
      <section className="usage-table-scroll calls-scroll" aria-label={label} tabIndex={0} ref={scroller}>
        <table
          className="data-table usage-table calls-table"
          aria-rowcount={isWhole ? 1 + calls.length : -1}
          style={tableWidth(columns)}
        >
          <colgroup>
            {columns.map(({ id, width }) => (
              <col key={id} style={columnWidth(width)} />
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
            <Rows rows={inSight} columns={columns.length}>
              {(index) => {
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
              }}
            </Rows>
          </tbody>
        </table>
      </section>
      <PrintedNote rows={inSight} />
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
