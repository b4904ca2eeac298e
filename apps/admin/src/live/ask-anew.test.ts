import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { askAnew } from "./ask-anew.ts";

const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
/** Gives the answers to what was asked so far, in order. */
let asked: ((answer: string) => void)[] = [];
let leave = () => {};

/** A question on the page. */
function shown(): QueryObserver<string> {
  asked = [];
  const observer = new QueryObserver<string>(queryClient, {
    queryKey: ["question"],
    queryFn: () => new Promise((resolve) => asked.push(resolve)),
  });
  leave = observer.subscribe(() => undefined);
  return observer;
}

async function answered(observer: QueryObserver<string>, index: number, answer: string): Promise<void> {
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(index));
  asked[index]?.(answer);
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe(answer));
}

function change(): void {
  askAnew(queryClient, ({ queryKey }) => queryKey[0] === "question");
}

afterEach(() => {
  leave();
  queryClient.clear();
});

describe("askAnew", () => {
  it("asks what has been answered", async () => {
    const observer = shown();
    await answered(observer, 0, "before");
    change();
    await answered(observer, 1, "after");
    expect(asked).toHaveLength(2);
  });

  it("asks again after the first answer, which may be from before the change", async () => {
    const observer = shown();
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    change();
    await answered(observer, 0, "before");
    await answered(observer, 1, "after");
    expect(asked).toHaveLength(2);
  });

  it("lets an answer come however many changes come before it, and asks once more for all of them", async () => {
    const observer = shown();
    await answered(observer, 0, "old");
    change();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    change();
    change();
    expect(asked).toHaveLength(2);
    await answered(observer, 1, "newer");
    await answered(observer, 2, "newest");
    await vi.waitFor(() => expect(observer.getCurrentResult().fetchStatus).toBe("idle"));
    expect(asked).toHaveLength(3);
  });
});
