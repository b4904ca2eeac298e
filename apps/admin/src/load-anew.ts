/** When the page was last loaded anew because a part of it was gone: milliseconds since 1970. */
const LOADED_ANEW = "usage-loaded-anew";
/** A part that is gone again so soon will not come by loading once more, in milliseconds. */
const SOON = 60_000;

/**
 * A tab that was open while the server was renewed asks for parts of the page that are no longer there. What is on screen is in
 * the address: the page is loaded anew, once; a part that is gone all the same ends as a fault of the page.
 */
export function loadAnewWhenPartsAreGone(window: Window): void {
  window.addEventListener("vite:preloadError", () => {
    const last = Number(window.sessionStorage.getItem(LOADED_ANEW) ?? 0);
    if (Date.now() - last < SOON) return;
    window.sessionStorage.setItem(LOADED_ANEW, String(Date.now()));
    window.location.reload();
  });
}
