/** Moves the focus to the page's heading, for when the element that has it disappears. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
}
