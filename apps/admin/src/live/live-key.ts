/** The query client's key for whether the page hears of changes: while it does, it polls less often. */
export const LIVE_KEY = ["live"];
