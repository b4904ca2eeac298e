/**
 * Takes the token of a sign-in link out of the address, where it would stay in the history and in screenshots.
 * `null` when the address carries none.
 */
export function takeLinkToken(page: Pick<Window, "location" | "history">): string | null {
  const token = linkTokenOf(page.location.hash);
  if (token === null) return null;
  const { pathname, search } = page.location;
  page.history.replaceState(page.history.state, "", `${pathname}${search}`);
  return token;
}

/** The token in a fragment such as `#token=eyJ…`. */
export function linkTokenOf(fragment: string): string | null {
  const token = new URLSearchParams(fragment.replace(/^#/, "")).get("token");
  return token === "" ? null : token;
}
