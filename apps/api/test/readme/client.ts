import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { AppRouter } from "api/contract";

const client = createTRPCClient<AppRouter>({
  links: [
    httpBatchLink({
      url: process.env["USAGE_API_URL"] ?? "http://localhost:3000/trpc",
      headers: { authorization: `Bearer ${process.env["USAGE_TOKEN"]}` },
      maxItems: 20, // what the API takes in one request
    }),
  ],
});

export const { data, asOf, timeZone } = await client.usage.overview.query({ firmId: "demo-bucharest" });
