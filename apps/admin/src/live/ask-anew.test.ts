import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { askAnew } from "./ask-anew.ts";

const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
/** Resolves the requests so far, in order. */
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

function change(changedAt?: string): void {
  askAnew(queryClient, ({ queryKey }) => queryKey[0] === "question", changedAt);
}

afterEach(() => {
  vi.useRealTimers();
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

  it("takes what is asked beforehand, and is under way when the change comes, for old", async () => {
    asked = [];
    const question = {
      queryKey: ["question"],
      queryFn: () => new Promise<string>((resolve) => asked.push(resolve)),
      staleTime: 60_000,
    };
    const beforehand = queryClient.prefetchQuery(question);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    change();
    asked[0]?.("before");
    await beforehand;
    const observer = new QueryObserver<string>(queryClient, question);
    leave = observer.subscribe(() => undefined);
    await answered(observer, 1, "after");
    expect(asked).toHaveLength(2);
  });
});

describe("askAnew of a server that has not heard of the change", () => {
  const CHANGED_AT = "2026-11-24T12:00:00.000Z";
  const cachedAt = (asOf: string, cacheAgeMs = 5) => ({ asOf, cacheAgeMs });
  const OLD = cachedAt("2026-11-24T11:59:59.000Z");

  /** A question on the page that gets these answers, the last one for good, and how often it was asked. */
  function answering(...answers: object[]): () => number {
    let times = 0;
    const observer = new QueryObserver(queryClient, {
      queryKey: ["question"],
      queryFn: async () => answers[Math.min(times++, answers.length - 1)],
    });
    leave = observer.subscribe(() => undefined);
    return () => times;
  }

  it("asks again until its answer is as new as the change", async () => {
    vi.useFakeTimers();
    const times = answering(OLD, OLD, OLD, cachedAt(CHANGED_AT));
    await vi.advanceTimersByTimeAsync(0);
    change(CHANGED_AT);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(times()).toBe(4);
    expect(queryClient.getQueryData(["question"])).toEqual(cachedAt(CHANGED_AT));
  });

  it("does so a few times only: the clocks of servers differ", async () => {
    vi.useFakeTimers();
    const times = answering(OLD);
    await vi.advanceTimersByTimeAsync(0);
    change(CHANGED_AT);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(times()).toBe(7);
  });

  it("takes what was read upon the question for new, by whatever clock, and asks no more", async () => {
    vi.useFakeTimers();
    const times = answering(OLD, { ...OLD, cacheAgeMs: 0 });
    await vi.advanceTimersByTimeAsync(0);
    change(CHANGED_AT);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(times()).toBe(2);
  });

  it("leaves it to the next change when that comes meanwhile", async () => {
    vi.useFakeTimers();
    const times = answering(OLD);
    await vi.advanceTimersByTimeAsync(0);
    change(CHANGED_AT);
    await vi.advanceTimersByTimeAsync(100);
    expect(times()).toBe(2);
    change("2026-11-24T12:00:01.000Z");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(times()).toBe(2 + 6);
  });
});
