import type { KeyRing, UsageChanges, UsageQuestions, UsageServices } from "../../src/usage-services.ts";

/** Services of which a test gives what it needs; anything else that is called fails the test's request. */
export function servicesWith({
  reader = {},
  keys = {},
  writer = {},
  ...services
}: Partial<Omit<UsageServices, "reader" | "keys" | "writer">> & {
  reader?: Partial<UsageQuestions>;
  keys?: Partial<KeyRing>;
  writer?: Partial<UsageChanges>;
} = {}): UsageServices {
  return {
    listFirms: unexpected,
    findFirm: unexpected,
    reconcile: unexpected,
    ping: unexpected,
    readFirmsUsage: unexpected,
    readExactFirms: unexpected,
    feed: { follow: unexpectedFeed, followAll: unexpectedFeed },
    ...services,
    writer: { record: unexpected, void: unexpected, correct: unexpected, ...writer },
    keys: { create: unexpected, list: unexpected, revoke: unexpected, verify: unexpected, ...keys },
    reader: {
      overview: unexpected,
      dailyCosts: unexpected,
      hourlyCosts: unexpected,
      costsByFeature: unexpected,
      costsByUser: unexpected,
      costsByWeekHour: unexpected,
      costsByModel: unexpected,
      dataQuality: unexpected,
      explore: unexpected,
      exactExplore: unexpected,
      // biome-ignore lint/correctness/useYield: it is not to be called.
      async *allCalls() {
        await unexpected();
      },
      calls: unexpected,
      callStory: unexpected,
      lastCallDate: unexpected,
      currentMonthSpend: unexpected,
      projectedMonthEnd: unexpected,
      invalidateCache: unexpected,
      ...reader,
    },
  };
}

async function unexpected(): Promise<never> {
  throw new Error("this service was not to be called");
}

// biome-ignore lint/correctness/useYield: it never comes so far
async function* unexpectedFeed(): AsyncGenerator<never, void> {
  await unexpected();
}
