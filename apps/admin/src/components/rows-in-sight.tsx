import { useVirtualizer } from "@tanstack/react-virtual";
import type { ReactNode, RefObject } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { useIsPrinting } from "./use-is-printing.ts";

/** In pixels, of every table whose rows are not all in the page. */
export const ROW_HEIGHT = 34;
/** How many rows are printed of a table that shows only some at a time. */
const MAX_PRINTED_ROWS = 500;

interface RowsOptions {
  readonly count: number;
  /** The same between renders, such as by `useCallback`: with another, the places of all rows are found anew. */
  readonly idOf: (index: number) => string;
  /** What scrolls, and has the table in it. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** The tallest that it gets, in pixels. */
  readonly maxHeight: number;
  /** How many rows stay at the bottom. */
  readonly pinned?: number;
}

export interface RowsInSight {
  readonly count: number;
  readonly isPrinting: boolean;
  /** Which rows are in the page. */
  readonly shown: readonly number[];
  /** The room of those that are not, in pixels. */
  readonly above: number;
  readonly below: number;
  readonly scrollToTop: () => void;
}

/** Of a table of any length, the rows that have to be in the page: those in sight and a few around, or those that are printed. */
export function useRowsInSight({ count, idOf, scroller, maxHeight, pinned = 0 }: RowsOptions): RowsInSight {
  const isPrinting = useIsPrinting();
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: idOf,
    overscan: 12,
    // Before the scrolled area is measured, and where it never is.
    initialRect: { width: 0, height: maxHeight },
    // The head and the pinned rows lie over the rows.
    scrollPaddingStart: ROW_HEIGHT,
    scrollPaddingEnd: ROW_HEIGHT * pinned,
  });
  const inSight = virtualizer.getVirtualItems();
  return {
    count,
    isPrinting,
    shown: isPrinting
      ? Array.from({ length: Math.min(count, MAX_PRINTED_ROWS) }, (_, index) => index)
      : inSight.map(({ index }) => index),
    above: isPrinting ? 0 : (inSight[0]?.start ?? 0),
    below: isPrinting ? 0 : virtualizer.getTotalSize() - (inSight.at(-1)?.end ?? 0),
    scrollToTop: () => virtualizer.scrollToOffset(0),
  };
}

interface RowsProps {
  readonly rows: RowsInSight;
  /** How many columns the table has. */
  readonly columns: number;
  readonly children: (index: number) => ReactNode;
}

/** The rows in sight, between the room of those that are not. */
export function Rows({ rows: { shown, above, below }, columns, children }: RowsProps): ReactNode {
  return (
    <>
      <Space height={above} columns={columns} />
      {shown.map(children)}
      <Space height={below} columns={columns} />
    </>
  );
}

function Space({ height, columns }: { readonly height: number; readonly columns: number }): ReactNode {
  if (height <= 0) return null;
  return (
    <tr aria-hidden data-space>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

/** Says on paper that not all rows are there. */
export function PrintedNote({ rows: { isPrinting, count } }: { readonly rows: RowsInSight }): ReactNode {
  const { t, format } = useTexts();
  if (!isPrinting || count <= MAX_PRINTED_ROWS) return null;
  return (
    <p className="panel-note">
      {t("parts.table.printed", { printed: format.count(MAX_PRINTED_ROWS), all: format.count(count) })}
    </p>
  );
}
