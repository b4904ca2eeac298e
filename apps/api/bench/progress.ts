/** Says on the terminal what the bench is at. */
export interface Progress {
  /** Does `work`, and says how long it took. */
  step<Result>(title: string, work: (update: Progress["update"]) => Promise<Result>): Promise<Result>;
  /** Shows how far the step has come, where the line can be written anew. */
  update(state: string): void;
}

export function progressOn(stream: NodeJS.WriteStream): Progress {
  let title = "";
  const rewrite = (text: string) => stream.isTTY && stream.write(`\r\u001b[2K${text}`);
  const update = (state: string) => rewrite(`  ${title} ${state}`);
  return {
    update,
    async step(named, work) {
      title = named;
      update("");
      const start = performance.now();
      const result = await work(update);
      rewrite("");
      stream.write(`✔ ${named} (${((performance.now() - start) / 1000).toFixed(1)} s)\n`);
      return result;
    },
  };
}
