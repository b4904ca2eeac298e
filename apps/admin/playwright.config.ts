import { defineConfig, devices } from "@playwright/test";

/** Chromium as the system installs it; the tests download no browser. */
const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

/** Nothing leaves the machine, and Chromium has no sandbox for root. */
const args = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-sync",
  "--metrics-recording-only",
  "--no-first-run",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/global-setup.ts",
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  forbidOnly: true,
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1280, height: 900 },
    locale: "en-IE",
    // Another zone than any firm's: what the page shows must not depend on where its reader sits.
    timezoneId: "Pacific/Auckland",
    reducedMotion: "reduce",
    // A trace of every test makes them take twice as long: `--trace on` for the one that is looked into.
    screenshot: "only-on-failure",
    launchOptions: { executablePath, args },
  },
  projects: [
    // First: the server's sign-in link holds for a quarter of an hour.
    { name: "session", testMatch: "session.spec.ts" },
    { name: "journeys", testIgnore: ["session.spec.ts", "screenshots.spec.ts", "pictures.spec.ts", "measure.spec.ts"] },
    { name: "screenshots", testMatch: "screenshots.spec.ts" },
    { name: "pictures", testMatch: "pictures.spec.ts" },
    { name: "measure", testMatch: "measure.spec.ts" },
  ],
});
