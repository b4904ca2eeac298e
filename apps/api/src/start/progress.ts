import type { WriteStream } from "node:tty";

/** Where progress is shown: a terminal, or anything that keeps lines. */
export type ProgressOutput = NodeJS.WritableStream & Partial<Pick<WriteStream, "isTTY" | "hasColors">>;

export interface Progress {
  say(line: string): void;
  /** Does `work`, and reports when it is done and how long it took. The current detail is shown on a terminal only. */
  step<Result>(title: string, work: (at: (detail: string) => void) => Promise<Result>): Promise<Result>;
}

/** Shows the progress to a person, in the manner of the script that installs and builds. */
export function progressOn(output: ProgressOutput): Progress {
  const style = (code: number, text: string) => (output.hasColors?.() ? `\u001b[${code}m${text}\u001b[0m` : text);
  const dim = (text: string) => style(2, text);
  const show = (line: string) => {
    if (output.isTTY) output.write(`\r\u001b[2K${line}`);
  };
  const say = (line: string) => {
    show("");
    output.write(`${line}\n`);
  };
  return {
    say,
    async step(title, work) {
      const start = performance.now();
      show(title);
      try {
        const result = await work((detail) => show(`${title} ${dim(detail)}`));
        say(`${style(32, "✔")} ${title} ${dim(`${((performance.now() - start) / 1000).toFixed(1)} s`)}`);
        return result;
      } catch (error) {
        show("");
        throw error;
      }
    },
  };
}
