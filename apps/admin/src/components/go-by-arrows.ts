import type { KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, readonly [rows: number, cells: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * Arrow keys move between the numbers and links of a table. Tab stops only at each row's name and one of its numbers. For a
 * table's `onKeyDown`.
 */
export function goByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (step === undefined || !(event.target instanceof HTMLElement)) return;
  const [rows, cells] = step;
  let cell = event.target.closest<HTMLTableCellElement>("td, th");
  // React bubbles events out of a popover that a cell opened; its keys are not the table's.
  if (cell === null || !event.currentTarget.contains(cell)) return;
  while (cell !== null) {
    cell = neighbour(cell, rows, cells);
    const control = cell?.querySelector<HTMLElement>("a, button");
    if (control == null) continue;
    event.preventDefault();
    control.focus();
    return;
  }
}

function neighbour(cell: HTMLTableCellElement, rows: number, cells: number): HTMLTableCellElement | null {
  const row = cell.parentElement;
  if (!(row instanceof HTMLTableRowElement)) return null;
  const table = row.closest("table");
  const next = rows === 0 ? row : table?.rows[row.rowIndex + rows];
  return next?.cells[cell.cellIndex + cells] ?? null;
}
