import { useVirtualizer } from "@tanstack/react-virtual";
import type { ReactNode, RefObject } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { useIsPrinting } from "./use-is-printing.ts";

/** The height of a row in every table whose rows are not all in the DOM, in pixels. */
export const ROW_HEIGHT = 34;
/** How many rows are printed of a table that shows only some at a time. */
const MAX_PRINTED_ROWS = 500;

interface RowsOptions {
  readonly count: number;
  /** Keep it the same between renders, such as by `useCallback`: another one makes all rows be measured again. */
  readonly idOf: (index: number) => string;
  /** The scroll container of the table. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** The maximum height of the scroll container, in pixels. */
  readonly maxHeight: number;
  /** How many rows are pinned to the bottom. */
  readonly pinned?: number;
}

export interface RowsInSight {
  readonly count: number;
  readonly isPrinting: boolean;
  /** The rows that are in the DOM. */
  readonly shown: readonly number[];
  /** The height of the rows that are not, in pixels. */
  readonly above: number;
  readonly below: number;
  readonly scrollToTop: () => void;
}

/** The rows of a table of any length that have to be in the DOM: the visible ones and a few around them, or those to print. */
export function useRowsInSight({ count, idOf, scroller, maxHeight, pinned = 0 }: RowsOptions): RowsInSight {
  const isPrinting = useIsPrinting();
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: idOf,
    overscan: 12,
    // Until the scroll container is measured, and in tests, where it never is.
    initialRect: { width: 0, height: maxHeight },
    // The head and the pinned rows cover some of the rows.
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

/** The visible rows, with spacers for the others. */
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

/** Says in print that not all rows are there. */
export function PrintedNote({ rows: { isPrinting, count } }: { readonly rows: RowsInSight }): ReactNode {
  const { t, format } = useTexts();
  if (!isPrinting || count <= MAX_PRINTED_ROWS) return null;
  return (
    <p className="panel-note">
      {t("parts.table.printed", { printed: format.count(MAX_PRINTED_ROWS), all: format.count(count) })}
    </p>
  );
}
