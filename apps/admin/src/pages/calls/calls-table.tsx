import "../../components/data-table.css";
import "../../components/long-table.css";
import { type ReactNode, useCallback, useEffect, useRef } from "react";
import type { Call } from "usage-core";
import { PrintedNote, Rows, useRowsInSight } from "../../components/rows-in-sight.tsx";
import { ScrollRegion } from "../../components/scroll-region.tsx";
import { TableCells, type TableColumn } from "../../components/table-cells.tsx";
import { columnWidth, tableWidth } from "../../components/table-width.ts";

interface CallsTableProps {
  readonly label: string;
  readonly calls: readonly Call[];
  readonly columns: readonly TableColumn<Call>[];
  /** Whether there are no more calls to load. */
  readonly isWhole: boolean;
  /** Called when the last calls become visible. */
  readonly onNearEnd: () => void;
  /** The call whose story is open. */
  readonly openCall: string | undefined;
}

/** How many calls before the end more are loaded. */
const NEAR_END = 15;
/** Any number of calls, of which only the visible ones are in the DOM. */
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
      <ScrollRegion table={label} className="long-table-scroll calls-scroll" ref={scroller}>
        <table
          className="data-table long-table calls-table"
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
                    <TableCells
                      key={call.id}
                      row={call}
                      columns={columns}
                      rowIndex={index + 2}
                      isQuiet={call.voided}
                      isOpen={call.id === openCall}
                    />
                  )
                );
              }}
            </Rows>
          </tbody>
        </table>
      </ScrollRegion>
      <PrintedNote rows={inSight} />
    </>
  );
}
