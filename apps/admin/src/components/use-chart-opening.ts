import { type KeyboardEvent, useCallback, useRef } from "react";

/**
 * Opens what is behind a point of a chart, on a click or on Enter at the point that the arrow keys reached. `open` gets the point's
 * key on the category axis; it is `undefined` where nothing can be opened.
 */
export function useChartOpening(open: ((key: string) => void) | undefined) {
  const active = useRef<string>(undefined);
  return {
    /** For the chart's element. */
    onKeyDownCapture(event: KeyboardEvent): void {
      if (event.key !== "Enter" || open === undefined) return;
      // The chart library would hide its tooltip.
      event.stopPropagation();
      event.preventDefault();
      if (active.current !== undefined) open(active.current);
    },
    /** For the chart library's own props. */
    onClick({ activeLabel }: { readonly activeLabel?: string | number | undefined }): void {
      if (activeLabel !== undefined) open?.(String(activeLabel));
    },
    /** For an `ActivePoint` in its tooltip. */
    onActive: useCallback((key: string | undefined) => {
      active.current = key;
    }, []),
  };
}
