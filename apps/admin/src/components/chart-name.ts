/**
 * The name of a chart, for its `barChartProps` and the like. The chart library puts it on the element that takes the focus,
 * but its types leave attributes out; its `title` would also show up as a second tooltip.
 */
export function chartName(name: string): object {
  return { "aria-label": name };
}
