import { canLoadAnew } from "./can-reload.ts";

/** When the page was last loaded anew because a part of it was gone: milliseconds since 1970. */
const LOADED_ANEW = "usage-loaded-anew";
/** A part that is gone again so soon will not come by loading once more, in milliseconds. */
const SOON = 60_000;

/**
 * A tab that was open while the server was renewed asks for parts of the page that are no longer there. What is on screen is in
 * the address: the page is loaded anew, once; a part that is gone all the same, or because the server is away, ends as a fault of
 * the page.
 */
export function loadAnewWhenPartsAreGone(window: Window): void {
  window.addEventListener("vite:preloadError", async ({ payload }) => {
    // By the browser's words alone the router knows such an error, and loads the page anew by itself, be the server there or not.
    payload.message = `A part of the page did not come. ${payload.message}`;
    const last = Number(window.sessionStorage.getItem(LOADED_ANEW) ?? 0);
    if (Date.now() - last < SOON) return;
    // On an empty page there is nothing to lose, and nobody to tell.
    const { href } = window.location;
    if (!isEmpty(window.document) && !(await canLoadAnew(href))) return;
    // The reader went on meanwhile: what is on screen now came whole, or is asked for by itself.
    if (window.location.href !== href) return;
    window.sessionStorage.setItem(LOADED_ANEW, String(Date.now()));
    window.location.reload();
  });
}

function isEmpty(document: Document): boolean {
  return document.getElementById("root")?.hasChildNodes() !== true;
}
