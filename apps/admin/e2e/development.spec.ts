import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build, preview } from "vite";
import { everyPage, openIn } from "./every-page.ts";
import { test } from "./fixtures.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

test.describe.configure({ timeout: 900_000 });

test("React has nothing to complain about on any page", async ({ page, context, world, firm }) => {
  await using server = await startDevelopment(world.url);
  await context.addCookies([
    { name: "usage-session", value: world.accessToken, url: server.url, httpOnly: true, sameSite: "Strict" },
  ]);
  for (const path of Object.values(everyPage(firm))) {
    await test.step(path, () => openIn(page, "en", `${server.url}${path}`));
  }
  // Else the page complains that the server goes away.
  await page.goto("about:blank");
});

/** The dashboard with the React that warns, which the one that is served to readers does not. It asks the API at `target`. */
async function startDevelopment(target: string): Promise<AsyncDisposable & { readonly url: string }> {
  const outDir = await mkdtemp(join(tmpdir(), "usage-dashboard-"));
  const known = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = "development";
  const shared = { configFile: false, root: ROOT, mode: "development", logLevel: "error" } as const;
  try {
    await build({ ...shared, plugins: [react()], build: { outDir, emptyOutDir: true, minify: false } });
  } finally {
    if (known === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = known;
  }
  const api = { target, changeOrigin: false };
  const server = await preview({
    ...shared,
    build: { outDir },
    preview: { host: "127.0.0.1", port: 0, proxy: { "/trpc": api, "/session": api, "/v1": api } },
  });
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error("the preview server listens at no address");
  return {
    url: url.replace(/\/$/, ""),
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}
