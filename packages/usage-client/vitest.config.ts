import { defineConfig } from "vitest/config";

// Processes and sockets of a loaded machine take their time.
export default defineConfig({
  test: { include: ["src/**/*.test.ts", "test/**/*.test.ts"], testTimeout: 30_000, hookTimeout: 60_000 },
});
