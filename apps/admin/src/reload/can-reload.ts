/** A server that says nothing for so long is taken for one that is away, in milliseconds. */
const PATIENCE = 5_000;

/**
 * Whether the page at the address would come if it were loaded anew. Where the server is away, or in trouble, the reader would be
 * left with the browser's own words instead, and without all that was on screen.
 */
export async function canLoadAnew(address: string): Promise<boolean> {
  try {
    const { status } = await fetch(address, {
      method: "HEAD",
      headers: { accept: "text/html" },
      cache: "no-store",
      // To sign in, say: where it leads, a page may go and a script may not.
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return status < 500;
  } catch {
    return false;
  }
}
