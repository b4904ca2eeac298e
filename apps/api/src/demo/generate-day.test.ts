import { addDays, daysOf, localDayAt, usageLogSchema } from "usage-core";
import { describe, expect, it } from "vitest";
import { DEMO_FIRMS } from "./demo-firms.ts";
import { NEW_FEATURE } from "./features.ts";
import { generateDay } from "./generate-day.ts";
import { NEW_MODEL } from "./models.ts";
import { STORY_DAYS, storyStart } from "./story.ts";

const TODAY = "2026-11-24";
const START = storyStart(TODAY);

const STORIES = DEMO_FIRMS.map((firm) => ({
  firm,
  story: daysOf({ startDate: START, endDate: TODAY }).map((date) => ({ date, calls: generateDay(firm, date, START) })),
}));

describe("generateDay", () => {
  it("gives the same calls whenever it is asked", () => {
    for (const firm of DEMO_FIRMS) {
      expect(generateDay(firm, "2026-10-25", START)).toEqual(generateDay(firm, "2026-10-25", START));
    }
  });

  it("gives calls that the ledger takes, in order, with ids that name the day", () => {
    for (const firm of DEMO_FIRMS) {
      const calls = generateDay(firm, "2026-11-03", START);
      expect(calls.map((call) => usageLogSchema.parse(call))).toMatchObject(calls);
      expect(calls.map(({ createdAt }) => createdAt)).toEqual(calls.map(({ createdAt }) => createdAt).toSorted());
      expect(calls[16]?.id).toBe("demo-2026-11-03-00017");
      expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length);
    }
  });

  it.each(["2026-10-25", "2026-03-29", "2026-11-01", "2026-03-08", "2025-12-31"])(
    "keeps to the firm's own day on %s, whatever its clocks do",
    (date) => {
      for (const firm of DEMO_FIRMS) {
        const days = generateDay(firm, date, START).map(
          (call) => localDayAt(Date.parse(call.createdAt), firm.timeZone).date,
        );
        expect(new Set(days)).toEqual(new Set([date]));
      }
    },
  );

  it("tells a story of some 150,000 calls in some 14 months", () => {
    const total = STORIES.flatMap(({ story }) => story).reduce((sum, { calls }) => sum + calls.length, 0);
    expect(total).toBeGreaterThan(140_000);
    expect(total).toBeLessThan(160_000);
    expect(STORY_DAYS).toBeGreaterThan(420);
  });

  it.each(STORIES)(
    "gives $firm.id working days and quiet ones, failures, unpriced calls and a spike",
    ({ firm, story }) => {
      const all = story.flatMap(({ calls }) => calls);
      const perWeekday = (weekdays: readonly number[]) => {
        const days = story.filter(({ date }) => weekdays.includes(new Date(date).getUTCDay()));
        return days.reduce((sum, { calls }) => sum + calls.length, 0) / days.length;
      };
      expect(perWeekday([1, 2, 3, 4])).toBeGreaterThan(2.5 * perWeekday([0, 6]));

      const failed = all.filter(({ success }) => !success).length / all.length;
      expect(failed).toBeGreaterThan(0.008);
      expect(failed).toBeLessThan(0.03);

      const unpriced = all.filter(({ costEur }) => costEur === null);
      expect(unpriced.length).toBeGreaterThan(50);
      expect(new Set(unpriced.map(({ model }) => model))).toEqual(new Set([NEW_MODEL.id]));

      const launch = story.findIndex(({ calls }) => calls.some(({ feature }) => feature === NEW_FEATURE.id));
      expect(launch / STORY_DAYS).toBeCloseTo(0.5, 1);

      expect(all.some(({ userId }) => userId === null)).toBe(true);
      expect(new Set(all.map(({ userId }) => userId)).size).toBe(firm.people.length + 1);

      const spend = story.map(({ date, calls }) => ({
        date,
        cost: calls.reduce((sum, call) => sum + Number(call.costEur), 0),
      }));
      const [spike, second] = spend.toSorted((a, b) => b.cost - a.cost);
      expect(spike?.date).toBe(addDays(TODAY, -firm.archiveDaysBeforeEnd));
      expect(spike?.cost).toBeGreaterThan(2 * (second?.cost ?? 0));
    },
  );
});
