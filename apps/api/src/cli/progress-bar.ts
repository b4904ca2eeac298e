import { SingleBar } from "cli-progress";
import type { Output } from "./shell.ts";

export interface ProgressBar {
  update(value: number): void;
  /** Takes it off the screen. */
  stop(): void;
}

const NO_BAR: ProgressBar = { update: () => {}, stop: () => {} };

/** A bar that runs to `total`; none where there is no terminal to show it, or nothing to measure it by. */
export function startProgressBar(stream: Output, title: string, total: number): ProgressBar {
  if (!stream.isTTY || total === 0) return NO_BAR;
  const bar = new SingleBar({
    stream,
    format: `${title} {bar} {percentage}%`,
    barsize: 40,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(total, 0);
  return { update: (value) => bar.update(value), stop: () => bar.stop() };
}
