import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { failingStart, killLeftovers, npmStart, type RunningProduct } from "./support/npm-start.ts";
import { stillRunning } from "./support/processes.ts";

/** A first start loads the demo data. */
const START_TIMEOUT = 120_000;

let folder = "";
const variables = () => ({ PORT: "0", DATA_DIR: join(folder, ".data") });
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "lifecycle-"));
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The cookie that the sign-in link gives. */
async function signIn({ origin, token }: RunningProduct): Promise<string> {
  const response = await fetch(`${origin}/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ token }),
  });
  expect(response.status).toBe(200);
  return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

async function query(product: RunningProduct, cookie: string, procedure: string, input?: unknown): Promise<unknown> {
  const search = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const response = await fetch(`${product.origin}/trpc/${procedure}${search}`, { headers: { cookie } });
  expect(response.status).toBe(200);
  return ((await response.json()) as { result: { data: unknown } }).result.data;
}

/** What every firm spent in a time that is over: nothing that happens from now on changes it. */
async function closedBooks(product: RunningProduct): Promise<unknown[]> {
  const cookie = await signIn(product);
  const range = { startDate: dayBefore(90), endDate: dayBefore(31) };
  const firms = (await query(product, cookie, "firms.list")) as { id: string }[];
  return Promise.all(
    firms.map(async ({ id: firmId }) => {
      const answer = await query(product, cookie, "usage.costsByFeature", { firmId, range });
      return { firmId, features: (answer as { data: unknown[] }).data };
    }),
  );
}

function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

async function expectGone(product: RunningProduct): Promise<void> {
  await vi.waitFor(() => expect(stillRunning(product.processes)).toEqual([]), { timeout: 20_000, interval: 50 });
  await expect(fetch(product.origin)).rejects.toThrow("fetch failed");
}

describe("npm start", { timeout: START_TIMEOUT }, () => {
  afterEach(killLeftovers);

  it("opens the dashboard, and leaves no process behind when npm alone is killed", async () => {
    const product = await npmStart(variables());
    expect(product.said.match(/#token=/g)).toHaveLength(1);
    expect((await fetch(`${product.origin}/readyz`)).status).toBe(200);
    const page = await fetch(product.origin);
    expect(await page.text()).toContain("<html");

    product.npm.kill("SIGKILL");
    await expectGone(product);
  });

  it("keeps its data, and leaves no process behind after a Ctrl-C", async () => {
    let product = await npmStart(variables());
    const before = await closedBooks(product);
    expect(before).not.toHaveLength(0);

    // A terminal sends the signal to the whole group.
    process.kill(-(product.npm.pid ?? 0), "SIGINT");
    await expectGone(product);

    // This shell gives its place to the script: npm then passes on a Ctrl-C that the terminal has sent already.
    product = await npmStart({ ...variables(), npm_config_script_shell: "bash" });
    expect(await closedBooks(product)).toEqual(before);
    process.kill(-(product.npm.pid ?? 0), "SIGINT");
    await expectGone(product);
  });
});

describe("a start that cannot succeed ends with code 1 and one line", { timeout: START_TIMEOUT }, () => {
  const withDatabase = { AUTH_SECRET: "a secret of at least thirty-two characters" };

  it.each([
    ["a variable that is wrong", { PORT: "http" }, /^PORT is "http": /],
    ["a database without a secret", { DATABASE_URL: "postgresql://localhost/usage" }, /^AUTH_SECRET is not set, /],
    [
      "a database that cannot be reached",
      { ...withDatabase, DATABASE_URL: "postgresql://127.0.0.1:1/usage" },
      /127\.0\.0\.1:1/,
    ],
  ])("%s", async (_what, wrong, line) => {
    const { code, stderr } = await failingStart({ ...variables(), ...wrong });
    expect(code).toBe(1);
    expect(stderr.trim()).toMatch(line);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("a port that is taken", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => {
        const address = other.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    try {
      const { code, stderr } = await failingStart({ ...variables(), PORT: String(port) });
      expect(code).toBe(1);
      expect(stderr.trim().split("\n")).toEqual([expect.stringContaining(`Port ${port} is taken`)]);
    } finally {
      other.close();
    }
  });
});
