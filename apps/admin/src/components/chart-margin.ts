/** Room inside a chart, in pixels: the label of the topmost grid line stands half above it. */
export const CHART_MARGIN = { top: 10, right: 6, bottom: 0, left: 0 };
