/** How long to wait for an answer before the server counts as away, in milliseconds. */
const PATIENCE = 5_000;

/**
 * Whether the page at the address could be loaded now. While the server is away or in trouble, a reload would replace all that is
 * on screen by the browser's error page.
 */
export async function canReload(address: string): Promise<boolean> {
  try {
    const { status } = await fetch(address, {
      method: "HEAD",
      headers: { accept: "text/html" },
      cache: "no-store",
      // A redirect (to a sign-in page, say) may lead to another origin, where a page may go but a script may not. That the server
      // answered is enough.
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return status < 500;
  } catch {
    return false;
  }
}
