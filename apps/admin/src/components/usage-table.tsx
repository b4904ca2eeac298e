import "./data-table.css";
import "./usage-table.css";
import { TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconSearch } from "@tabler/icons-react";
import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { type CSSProperties, memo, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { goByArrows } from "./go-by-arrows.ts";
import { PrintedNote, ROW_HEIGHT, Rows, useRowsInSight } from "./rows-in-sight.tsx";
import { searchRows } from "./search-rows.ts";
import { columnWidth, tableWidth } from "./table-width.ts";

export interface UsageColumn<Row> {
  readonly id: string;
  readonly head: string;
  /** In pixels; the first column takes what is left as well. */
  readonly width: number;
  readonly isNumber: boolean;
  /** By what rows are sorted; `null`, which is not known, comes last in both directions. Absent: not sortable. */
  readonly sortBy?: (row: Row) => string | number | null;
  readonly cell: (row: Row) => ReactNode;
  /** What a pointer is told of the cell. */
  readonly title?: (row: Row) => string | undefined;
}

export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

interface UsageTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** The first names the row. Keep it the same between renders, such as by `useMemo`. */
  readonly columns: readonly UsageColumn<Row>[];
  /** Rows that stay at the bottom in whatever order, such as all else and the total. */
  readonly pinned?: readonly Row[];
  /** By what text rows are found; absent, there is no search box. */
  readonly searchBy?: (row: Row) => string;
  /** What is searched for where it is kept outside, such as in the address; then `onSearch` changes it. */
  readonly search?: string;
  readonly onSearch?: (search: string) => void;
  readonly defaultSort?: TableSort;
  /** The order where it is kept outside, such as in the address; then `onSort` changes it. */
  readonly sort?: TableSort;
  readonly onSort?: (sort: TableSort) => void;
  /** The tallest that the table gets, in pixels. It is lower with fewer rows. */
  readonly maxHeight?: number;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

/** A table of any length: sorted by its heads, searched, and with only those rows in the page that are in sight. */
export function UsageTable<Row extends object>({
  label,
  rows,
  rowId,
  columns,
  pinned = [],
  searchBy,
  search: givenSearch,
  onSearch,
  defaultSort,
  sort,
  onSort,
  maxHeight = 480,
}: UsageTableProps<Row>): ReactNode {
  const { t, format } = useTexts();
  const [search, setSearch] = useState(givenSearch ?? "");
  const searchBox = useRef<HTMLInputElement>(null);
  const [ownSorting, setSorting] = useState(() => sortingOf(defaultSort));
  const sorting = useMemo(() => (sort === undefined ? ownSorting : sortingOf(sort)), [sort, ownSorting]);
  const scroller = useRef<HTMLElement>(null);
  const data = useMemo(
    () => (searchBy === undefined ? [...rows] : [...searchRows(rows, search, searchBy)]),
    [rows, search, searchBy],
  );
  useEffect(() => {
    // What is typed comes back from outside a moment later: it would move the caret, and take what was typed meanwhile.
    if (givenSearch !== undefined && document.activeElement !== searchBox.current) setSearch(givenSearch);
  }, [givenSearch]);
  const table = useTable<typeof features, Row>({
    features,
    data,
    columns: useMemo(() => columns.map((column) => tableColumn(column, format.locale)), [columns, format.locale]),
    getRowId: rowId,
    state: { sorting },
    onSortingChange: (update) => {
      const next = typeof update === "function" ? update(sorting) : update;
      setSorting(next);
      const [first] = next;
      if (first !== undefined) onSort?.({ column: first.id, descending: first.desc });
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
  const [order] = sorting;
  // Not the name of the panel around it.
  const region = t("parts.table.region", { table: label });
  const height = { "--table-height": `${maxHeight}px` } as CSSProperties;
  return (
    <>
      {searchBy !== undefined && (
        <div className="usage-table-tools">
          <TextInput
            ref={searchBox}
            className="usage-table-search"
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop the keyboard could not scroll it. */}
      <section className="usage-table-scroll" aria-label={region} tabIndex={0} ref={scroller} style={height}>
        <table
          className="data-table usage-table"
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
                  direction={order?.id === column.id ? (order.desc ? "descending" : "ascending") : undefined}
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
                  row !== undefined && <Cells key={row.id} row={row.original} columns={columns} rowIndex={index + 2} />
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
                <Cells
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
      </section>
      <PrintedNote rows={inSight} />
    </>
  );
}

function sortingOf(sort: TableSort | undefined): SortingState {
  return sort === undefined ? [] : [{ id: sort.column, desc: sort.descending }];
}

function tableColumn<Row extends object>(column: UsageColumn<Row>, locale: string): ColumnDef<typeof features, Row> {
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
  readonly column: UsageColumn<Row>;
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
      <button type="button" className="usage-table-sort" onClick={onSort}>
        {head}
        {direction === "ascending" && <IconArrowUp size={13} aria-hidden />}
        {direction === "descending" && <IconArrowDown size={13} aria-hidden />}
      </button>
    </th>
  );
}

interface CellsProps<Row> {
  readonly row: Row;
  readonly columns: readonly UsageColumn<Row>[];
  readonly rowIndex: number;
  /** Of a row that stays, how far above the scrolled area's bottom, in pixels. */
  readonly bottom?: number;
}

/** Drawn anew only when its row changes: scrolling would otherwise draw every row in sight at every step. */
const Cells = memo(function Cells<Row>({ row, columns, rowIndex, bottom }: CellsProps<Row>): ReactNode {
  const style = bottom === undefined ? undefined : { bottom };
  return (
    <tr aria-rowindex={rowIndex}>
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
}) as <Row>(props: CellsProps<Row>) => ReactNode;
