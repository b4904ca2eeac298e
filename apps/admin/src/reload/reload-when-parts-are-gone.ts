import { canReload } from "./can-reload.ts";

/** When a missing part last made the page reload: milliseconds since 1970. */
const RELOADED_AT = "usage-reloaded-at";
/** A part that is missing again within this time will not come by another reload, in milliseconds. */
const SOON = 60_000;

/**
 * A tab that was open during a deployment asks for parts of the page that no longer exist. A reload brings the new ones and loses
 * nothing, since the address holds what is on screen. It happens once: a part that is still missing, or missing because the server
 * is away, is shown as an error.
 */
export function reloadWhenPartsAreGone(window: Window): void {
  window.addEventListener("vite:preloadError", async ({ payload }) => {
    // The router knows such errors by the browser's message and would reload at once, even while the server is down. Another
    // message prevents that.
    payload.message = `A part of the page did not come. ${payload.message}`;
    const last = Number(window.sessionStorage.getItem(RELOADED_AT) ?? 0);
    if (Date.now() - last < SOON) return;
    // An empty page has nothing to lose.
    const { href } = window.location;
    if (!isEmpty(window.document) && !(await canReload(href))) return;
    // The reader has left meanwhile; the page that is shown now needs no reload.
    if (window.location.href !== href) return;
    window.sessionStorage.setItem(RELOADED_AT, String(Date.now()));
    window.location.reload();
  });
}

function isEmpty(document: Document): boolean {
  return document.getElementById("root")?.hasChildNodes() !== true;
}
