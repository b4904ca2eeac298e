import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Where the API answers while the dev server serves the page. */
const target = process.env["API_URL"] ?? "http://127.0.0.1:3000";
/** The page's own host, which the API compares with where a request comes from. */
const api = { target, changeOrigin: false };

/** The chart library, and what only it needs. */
const CHARTS = /recharts|@mantine.charts|d3-|victory-vendor|redux|reselect|immer|es-toolkit|decimal\.js-light/;
const CALENDAR = /@mantine.dates|dayjs/;
const isOfAnyPage = (id: string) => !CHARTS.test(id) && !CALENDAR.test(id);

export default defineConfig({
  plugins: [react(), compressedFiles()],
  build: {
    // Written for the error tracker, but not named in the files that browsers load.
    sourcemap: "hidden",
    // What several pages share comes in one file: left to itself it came in fifty, which also pack less well. Charts and calendars
    // are asked for when one is shown. A group takes along what its files need, so the shared one has to come first: charts that had
    // React with them came with every page, and their styles before those that they change.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "shared", test: isOfAnyPage, minShareCount: 3, priority: 3 },
            { name: "charts", test: CHARTS, priority: 2 },
            { name: "calendar", test: CALENDAR, priority: 2 },
          ],
        },
      },
    },
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/trpc": api, "/session": api, "/v1": api },
  },
});

/** What browsers load and does not come compressed already. Maps are not for browsers. */
const COMPRESSIBLE = new Set([".js", ".css", ".html", ".svg"]);
/** Smaller files fit into one packet as they are. */
const WORTH_BYTES = 1024;

/** Writes a `.br` and a `.gz` beside each file of the build, so that the server sends the best form and compresses nothing. */
function compressedFiles(): Plugin {
  return {
    name: "compressed-files",
    apply: "build",
    async writeBundle({ dir }) {
      if (dir === undefined) return;
      const names = await readdir(dir, { recursive: true });
      await Promise.all(
        names.filter((name) => COMPRESSIBLE.has(extname(name))).map((name) => writeCompressed(join(dir, name))),
      );
    },
  };
}

async function writeCompressed(file: string): Promise<void> {
  const plain = await readFile(file);
  if (plain.length < WORTH_BYTES) return;
  // Brotli is at its best (11) unless told otherwise.
  await writeFile(`${file}.br`, await promisify(brotliCompress)(plain));
  await writeFile(`${file}.gz`, await promisify(gzip)(plain, { level: 9 }));
}
