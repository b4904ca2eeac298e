/**
 * Runs the gates one after the other, all of them, and gives the sums of what passed and failed.
 *
 * A gate has a `name` and `run`, which gives the counts `passed` and `failed`, the `output` to show when any failed, and
 * perhaps a `note` to show in any case. One that crashes has failed.
 */
export async function runGates(gates, progress) {
  const sums = { passed: 0, failed: 0 };
  for (const gate of gates) {
    let result = null;
    await progress.step(gate.name, async () => {
      result = await gate.run().catch((error) => ({ passed: 0, failed: 1, output: error.stack }));
      return result.failed === 0;
    });
    if (result.failed > 0) progress.say(indent(result.output.trimEnd()));
    if (result.note) progress.say(progress.paint.dim(indent(result.note)));
    sums.passed += result.passed;
    sums.failed += result.failed;
  }
  return sums;
}

/** Makes a gate of a program: it passes when that ends with 0. */
export function programGate(name, runProgram) {
  return {
    name,
    async run() {
      const { code, output } = await runProgram();
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output };
    },
  };
}

function indent(text) {
  return text.replaceAll(/^/gm, "    ");
}
