const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** Says on `stream` what goes on: a line that moves on a terminal, plain lines elsewhere. */
export function progressOn(stream) {
  const paint = painter(stream);
  return {
    paint,
    say: (line) => stream.write(`${line}\n`),
    /** Does `work`, says how long it took and whether it went well. `work` gives `true`, or throws, or gives `false`. */
    async step(title, work) {
      const start = performance.now();
      const elapsed = () => paint.dim(seconds(performance.now() - start));
      const endSpinner = stream.isTTY ? spin(stream, () => `${title} ${elapsed()}`, paint) : () => {};
      let went = false;
      try {
        went = await work();
      } finally {
        endSpinner();
        stream.write(`${went ? paint.green("✔") : paint.red("✖")} ${title} ${elapsed()}\n`);
      }
      return went;
    },
  };
}

/** Colours, where `stream` shows them. */
function painter(stream) {
  const isColoured = stream.isTTY && !process.env.NO_COLOR;
  const style = (code) => (text) => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { dim: style(2), red: style(31), green: style(32), bold: style(1) };
}

function spin(stream, line, paint) {
  let frame = 0;
  const draw = () => {
    frame = (frame + 1) % FRAMES.length;
    stream.write(`\r\u001b[2K${paint.dim(FRAMES[frame])} ${line()}`);
  };
  draw();
  const timer = setInterval(draw, 100);
  return () => {
    clearInterval(timer);
    stream.write("\r\u001b[2K");
  };
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
