import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { settled, test } from "./fixtures.ts";
import { importCalls, type NewFirm } from "./processes.ts";

/*
 * Measures the pages in a browser and writes the last section of docs/benchmarks.md; `npm run bench` writes what is above it.
 */

const BENCHMARKS = fileURLToPath(new URL("../../../docs/benchmarks.md", import.meta.url));
const TITLE = "\n## In the browser\n";

const USERS = 2_000;
const FIRM: NewFirm = { id: "many-users", name: "Many Users SRL", timeZone: "Europe/Bucharest" };

/** Not a dependency: it is for who measures alone. */
const LIGHTHOUSE = "lighthouse@12.8.2";
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;

test("first load, scrolling and Lighthouse", async ({ page, world, signIn, firm }) => {
  await signIn();
  const { all, withoutCharts } = await firstLoad(page, firm.id);
  const rows = [
    ["First load of the overview: JavaScript, as sent (brotli), without the charts' own chunk", withoutCharts],
    ["The same with the charts drawn", all],
    [`A table of ${USERS.toLocaleString("en")} users, scrolled from end to end: frames`, await scrolling(page, world)],
  ];
  for (const preset of ["desktop", "mobile"] as const) {
    const scores = await lighthouse(`${world.url}/firms/${firm.id}`, world.accessToken, preset);
    rows.push([`Lighthouse, ${preset}: performance, accessibility, best practices`, scores.join(", ")]);
  }
  const table = [
    "| What | Measured |",
    "| --- | ---: |",
    ...rows.map(([what, measured]) => `| ${what} | ${measured} |`),
  ];
  const words = `Written by \`pnpm --filter admin run measure\`: the production build in Chromium without a window, served by the real
server on the same machine, with the demo's data. Lighthouse (${LIGHTHOUSE}) looks at the overview, signed in.`;
  const written = (await readFile(BENCHMARKS, "utf8")).split(TITLE, 1)[0] ?? "";
  await writeFile(BENCHMARKS, `${written.trimEnd()}\n${TITLE}\n${words}\n\n${table.join("\n")}\n`);
});

/** How much JavaScript comes until the page is filled. */
async function firstLoad(page: Page, firmId: string): Promise<{ all: string; withoutCharts: string }> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Map<string, { readonly url: string; bytes: number }>();
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type === "Script") scripts.set(requestId, { url: response.url, bytes: 0 });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId);
    if (script !== undefined) script.bytes += encodedDataLength;
  });
  await page.goto(`/firms/${firmId}`);
  await settled(page);
  await session.detach();
  const sum = (some: readonly { readonly bytes: number }[]) =>
    `${(some.reduce((total, { bytes }) => total + bytes, 0) / 1_000).toFixed(1)} kB in ${some.length} files`;
  const all = [...scripts.values()];
  return { all: sum(all), withoutCharts: sum(all.filter(({ url }) => !url.includes("/charts-"))) };
}

async function scrolling(page: Page, world: { readonly variables: Readonly<Record<string, string>> }): Promise<string> {
  const createdAt = new Date().toISOString();
  const calls = Array.from({ length: USERS }, (_, user) => ({
    id: `call-${user}`,
    userId: `user-${user}`,
    feature: "assistant_chat",
    model: "gpt-4o",
    inputTokens: 100 + user,
    outputTokens: 10,
    costEur: "0.01",
    success: true,
    createdAt,
  }));
  await importCalls(world.variables, FIRM, calls);
  await page.goto(`/firms/${FIRM.id}?all=user`);
  await settled(page);
  const scroller = page.locator(".long-table-scroll").first();
  await scroller.scrollIntoViewIfNeeded();
  const frames = await scroller.evaluate(
    (element) =>
      new Promise<number[]>((resolve) => {
        const lengths: number[] = [];
        let last = performance.now();
        function frame(now: number) {
          lengths.push(now - last);
          last = now;
          element.scrollTop += 120;
          if (element.scrollTop + element.clientHeight >= element.scrollHeight - 1) resolve(lengths.slice(1));
          else requestAnimationFrame(frame);
        }
        requestAnimationFrame(frame);
      }),
  );
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number) => `${(sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1)} ms`;
  const dropped = frames.filter((length) => length > 34).length;
  return `median ${at(0.5)}, p95 ${at(0.95)}, longest ${at(1)}; ${dropped} of ${frames.length} over 34 ms`;
}

async function lighthouse(url: string, token: string, preset: "desktop" | "mobile"): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    "npx",
    [
      "--yes",
      LIGHTHOUSE,
      url,
      "--quiet",
      "--output=json",
      `--only-categories=${CATEGORIES.join(",")}`,
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
      `--extra-headers=${JSON.stringify({ cookie: `usage-session=${token}` })}`,
      ...(preset === "desktop" ? ["--preset=desktop"] : []),
    ],
    {
      maxBuffer: 64_000_000,
      env: { ...process.env, CHROME_PATH: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium" },
    },
  );
  const { categories } = JSON.parse(stdout);
  return CATEGORIES.map((name) => String(Math.round(categories[name].score * 100)));
}
