import { memo, type ReactNode } from "react";

export interface TableColumn<Row> {
  readonly id: string;
  readonly head: string;
  /** In pixels; the first column also takes the remaining width. */
  readonly width: number;
  readonly isNumber: boolean;
  /** The value to sort by; `null`, not known, comes last in both directions. Absent: not sortable. */
  readonly sortBy?: (row: Row) => string | number | null;
  readonly cell: (row: Row) => ReactNode;
  /** The tooltip of a cell. */
  readonly title?: (row: Row) => string | undefined;
}

interface TableCellsProps<Row> {
  readonly row: Row;
  readonly columns: readonly TableColumn<Row>[];
  readonly rowIndex: number;
  /** How far a pinned row is above the bottom of the scroll area, in pixels. */
  readonly bottom?: number;
  readonly isQuiet?: boolean;
  readonly isOpen?: boolean;
}

/** A row, rendered again only when it changes: scrolling would otherwise render every visible row at every step. */
export const TableCells = memo(function TableCells<Row>(props: TableCellsProps<Row>): ReactNode {
  const { row, columns, rowIndex, bottom, isQuiet, isOpen } = props;
  const style = bottom === undefined ? undefined : { bottom };
  return (
    <tr aria-rowindex={rowIndex} data-quiet={isQuiet || undefined} data-open={isOpen || undefined}>
      {columns.map(({ id, isNumber, cell, title }, index) =>
        index === 0 ? (
          <th key={id} scope="row" style={style} title={title?.(row)}>
            {cell(row)}
          </th>
        ) : (
          <td key={id} className={isNumber ? "number" : undefined} style={style} title={title?.(row)}>
            {cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}) as <Row>(props: TableCellsProps<Row>) => ReactNode;
