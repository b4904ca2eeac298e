/** Moves the focus to the page's heading, where the keyboard goes on from when what had it is gone. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
}
