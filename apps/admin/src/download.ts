/**
 * Downloads a file of any size and reports when that fails, which a link cannot: the browser does not tell the page.
 *
 * The file is requested in a hidden frame. A download loads no document into it, so its `load` event means a failure: the server's
 * refusal, or the browser's own error page.
 */
export function download(url: string, onFailed: (reason: string | null) => void): void {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.src = url;
  frame.addEventListener("load", () => {
    // This also removes the frame's entry from the browser's history.
    frame.remove();
    void refusalOf(url).then(onFailed);
  });
  // The frame stays after a success: removing it would cancel a download that has not begun yet.
  document.body.append(frame);
}

/** Why the server refuses; `null` when it does not answer, or no longer refuses. The page cannot read it from the frame. */
async function refusalOf(url: string): Promise<string | null> {
  const enough = new AbortController();
  try {
    const answer = await fetch(url, { signal: enough.signal });
    return answer.ok ? null : messageOf(await answer.json());
  } catch {
    return null;
  } finally {
    enough.abort();
  }
}

function messageOf(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("error" in body)) return null;
  const { error } = body;
  if (typeof error !== "object" || error === null || !("message" in error)) return null;
  return typeof error.message === "string" ? error.message : null;
}
