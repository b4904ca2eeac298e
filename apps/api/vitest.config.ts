import { defineConfig } from "vitest/config";

export default defineConfig({
  // Integration tests start a PostgreSQL, and share two cores with other suites.
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
