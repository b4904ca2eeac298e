/**
 * The accessible name of a chart, for its `barChartProps` or similar. The chart library puts it on the element that takes the
 * focus, though its types have no attributes. Its `title` would also show up as a second tooltip.
 */
export function chartName(name: string): object {
  return { "aria-label": name };
}
