import "./data-table.css";
import "./long-table.css";
import { TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconSearch } from "@tabler/icons-react";
import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { type CSSProperties, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { goByArrows } from "./go-by-arrows.ts";
import { PrintedNote, ROW_HEIGHT, Rows, useRowsInSight } from "./rows-in-sight.tsx";
import { ScrollRegion } from "./scroll-region.tsx";
import { searchRows } from "./search-rows.ts";
import { TableCells, type TableColumn } from "./table-cells.tsx";
import type { TableSort } from "./table-sort.ts";
import { columnWidth, tableWidth } from "./table-width.ts";

interface DataTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** The first names the row. Keep it the same between renders, such as by `useMemo`. */
  readonly columns: readonly TableColumn<Row>[];
  /** Rows that stay at the bottom in whatever order, such as other and the total. */
  readonly pinned?: readonly Row[];
  /** The text by which a row is found; absent: there is no search box. */
  readonly searchBy?: (row: Row) => string;
  /** The search text where it is kept outside, such as in the address; then `onSearch` changes it. */
  readonly search?: string;
  readonly onSearch?: (search: string) => void;
  readonly sort: TableSort;
  readonly onSort: (sort: TableSort) => void;
  /** The maximum height, in pixels. A table with few rows is lower. */
  readonly maxHeight?: number;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

/** A table of any length that can be sorted and searched. Only its visible rows are in the DOM. */
export function DataTable<Row extends object>({
  label,
  rows,
  rowId,
  columns,
  pinned = [],
  searchBy,
  search: givenSearch,
  onSearch,
  sort,
  onSort,
  maxHeight = 480,
}: DataTableProps<Row>): ReactNode {
  const { t, format } = useTexts();
  const [search, setSearch] = useState(givenSearch ?? "");
  const searchBox = useRef<HTMLInputElement>(null);
  const sorting = useMemo(() => [{ id: sort.column, desc: sort.descending }], [sort]);
  const scroller = useRef<HTMLElement>(null);
  const data = useMemo(
    () => (searchBy === undefined ? [...rows] : [...searchRows(rows, search, searchBy)]),
    [rows, search, searchBy],
  );
  useEffect(() => {
    // The outside returns what was typed a moment later: taking it over would move the caret and drop what was typed meanwhile.
    if (givenSearch !== undefined && document.activeElement !== searchBox.current) setSearch(givenSearch);
  }, [givenSearch]);
  const table = useTable<typeof features, Row>({
    features,
    data,
    columns: useMemo(() => columns.map((column) => tableColumn(column, format.locale)), [columns, format.locale]),
    getRowId: rowId,
    state: { sorting },
    onSortingChange: (update) => {
      const [first] = typeof update === "function" ? update(sorting) : update;
      if (first !== undefined) onSort({ column: first.id, descending: first.desc });
    },
    enableSortingRemoval: false,
    enableMultiSort: false,
  });
  const sorted = table.getRowModel().rows;
  const inSight = useRowsInSight({
    count: sorted.length,
    idOf: useCallback((index) => sorted[index]?.id ?? "", [sorted]),
    scroller,
    maxHeight,
    pinned: pinned.length,
  });

  if (rows.length === 0) return <p className="panel-note">{t("empty.short")}</p>;
  const height = { "--table-height": `${maxHeight}px` } as CSSProperties;
  return (
    <>
      {searchBy !== undefined && (
        <div className="long-table-tools">
          <TextInput
            ref={searchBox}
            className="long-table-search"
            size="xs"
            type="search"
            leftSection={<IconSearch size={14} />}
            aria-label={t("parts.table.searchIn", { table: label })}
            placeholder={t("parts.table.search")}
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
              onSearch?.(event.currentTarget.value);
              inSight.scrollToTop();
            }}
          />
          <span className="panel-note figure" role="status">
            {search.trim() !== "" &&
              t("parts.table.found", { found: format.count(data.length), all: format.count(rows.length) })}
          </span>
        </div>
      )}
      <ScrollRegion table={label} className="long-table-scroll" ref={scroller} style={height}>
        <table
          className="data-table long-table"
          aria-label={`${label}. ${t("parts.table.keys")}`}
          aria-rowcount={1 + sorted.length + pinned.length}
          onKeyDown={goByArrows}
          style={tableWidth(columns)}
        >
          <colgroup>
            {columns.map(({ id, width }, index) => (
              <col key={id} style={index === 0 ? { minWidth: width } : columnWidth(width)} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <Head
                  key={column.id}
                  column={column}
                  direction={sort.column === column.id ? (sort.descending ? "descending" : "ascending") : undefined}
                  onSort={() => table.getColumn(column.id)?.toggleSorting()}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            <Rows rows={inSight} columns={columns.length}>
              {(index) => {
                const row = sorted[index];
                return (
                  row !== undefined && (
                    <TableCells key={row.id} row={row.original} columns={columns} rowIndex={index + 2} />
                  )
                );
              }}
            </Rows>
            {sorted.length === 0 && (
              <tr>
                <td colSpan={columns.length}>{t("parts.table.noMatch", { search: search.trim() })}</td>
              </tr>
            )}
          </tbody>
          {pinned.length > 0 && (
            <tfoot>
              {pinned.map((row, index) => (
                <TableCells
                  key={rowId(row)}
                  row={row}
                  columns={columns}
                  rowIndex={sorted.length + index + 2}
                  bottom={(pinned.length - 1 - index) * ROW_HEIGHT}
                />
              ))}
            </tfoot>
          )}
        </table>
      </ScrollRegion>
      <PrintedNote rows={inSight} />
    </>
  );
}

function tableColumn<Row extends object>(column: TableColumn<Row>, locale: string): ColumnDef<typeof features, Row> {
  const { sortBy } = column;
  const collator = new Intl.Collator(locale, { numeric: true });
  return {
    id: column.id,
    accessorFn: (row) => sortBy?.(row) ?? undefined,
    enableSorting: sortBy !== undefined,
    sortDescFirst: column.isNumber,
    sortUndefined: "last",
    sortFn: (one, other, id) => {
      const [left, right] = [one.getValue(id), other.getValue(id)];
      return typeof left === "number" && typeof right === "number"
        ? left - right
        : collator.compare(String(left), String(right));
    },
  };
}

interface HeadProps<Row> {
  readonly column: TableColumn<Row>;
  /** `undefined` when the table is not sorted by it. */
  readonly direction: "ascending" | "descending" | undefined;
  readonly onSort: () => void;
}

function Head<Row>({ column, direction, onSort }: HeadProps<Row>): ReactNode {
  const { head, isNumber, sortBy } = column;
  const className = isNumber ? "number" : undefined;
  if (sortBy === undefined) {
    return (
      <th scope="col" className={className}>
        {head}
      </th>
    );
  }
  return (
    <th scope="col" className={className} aria-sort={direction ?? "none"}>
      <button type="button" className="long-table-sort" onClick={onSort}>
        {head}
        {direction === "ascending" && <IconArrowUp size={13} aria-hidden />}
        {direction === "descending" && <IconArrowDown size={13} aria-hidden />}
      </button>
    </th>
  );
}
