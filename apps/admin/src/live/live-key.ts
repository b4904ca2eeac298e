/** Where the query client keeps whether changes are heard of: answers need not be asked for again meanwhile. */
export const LIVE_KEY = ["live"];
