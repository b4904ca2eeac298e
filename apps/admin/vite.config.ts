import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where the API answers while the dev server serves the page. */
const target = process.env["API_URL"] ?? "http://127.0.0.1:3000";
/** The page's own host, which the API compares with where a request comes from. */
const api = { target, changeOrigin: false };

export default defineConfig({
  plugins: [react()],
  // Written for the error tracker, but not named in the files that browsers load.
  build: { sourcemap: "hidden" },
  server: {
    host: "127.0.0.1",
    proxy: { "/trpc": api, "/session": api },
  },
});
