import { afterEach, expect, it, vi } from "vitest";
import { createApiClient } from "./trpc.ts";

const fetched = vi.fn<typeof fetch>();
vi.stubGlobal("fetch", fetched);
afterEach(() => fetched.mockReset());

const range = { startDate: "2026-11-01", endDate: "2026-11-30" };
const answer = { result: { data: null } };

function exploreOf(users: number) {
  const user = Array.from({ length: users }, (_, index) =>
    `${index}-0b5f6f0e-8f6e-4a34-9c1d-2f6f3f1f5a77`.slice(0, 36),
  );
  return createApiClient().usage.explore.query({ firmId: "acme", range, filters: { user } });
}

it("asks in the address what has room there", async () => {
  fetched.mockResolvedValue(Response.json([answer]));
  await exploreOf(3);
  expect(fetched.mock.calls).toHaveLength(1);
  expect(String(fetched.mock.calls[0]?.[0])).toContain("/trpc/usage.explore?batch=1&input=");
  expect(fetched.mock.calls[0]?.[1]?.method).toBe("GET");
});

it("asks with many filters in a body", async () => {
  fetched.mockResolvedValue(Response.json(answer));
  await exploreOf(180);
  expect(fetched.mock.calls).toHaveLength(1);
  expect(fetched.mock.calls[0]?.[0]).toBe("/trpc/usage.explore");
  expect(fetched.mock.calls[0]?.[1]).toMatchObject({ method: "POST" });
  expect(JSON.parse(String(fetched.mock.calls[0]?.[1]?.body))).toMatchObject({ firmId: "acme", range });
});

it("has no length between the two that fits neither", async () => {
  fetched.mockImplementation(async (address) => Response.json(String(address).includes("batch=1") ? [answer] : answer));
  for (let users = 100; users <= 140; users += 1) await expect(exploreOf(users)).resolves.toBeNull();
  expect(new Set(fetched.mock.calls.map(([, request]) => request?.method))).toEqual(new Set(["GET", "POST"]));
});
