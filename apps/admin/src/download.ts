/**
 * Downloads a file, however large it is, and tells when that fails. A link could not: the browser keeps the refusal to itself.
 *
 * The file is asked for in a hidden frame. What is saved as a file is never shown there, so the frame is filled only by a refusal, or
 * by the browser's own page when nobody answers.
 */
export function download(url: string, onFailed: (reason: string | null) => void): void {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.src = url;
  frame.addEventListener("load", () => {
    // With it goes the step that it took in the browser's history.
    frame.remove();
    void refusalOf(url).then(onFailed);
  });
  // It stays when all is well: taking it away would end a download that has not begun yet.
  document.body.append(frame);
}

/** What the server says against it; `null` when it does not answer, or refuses no longer. A frame would not show that to its page. */
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
