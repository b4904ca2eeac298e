import type { UsageLogInput } from "usage-core";
import type { DemoFirm, Person } from "./demo-firms.ts";
import { ARCHIVE_WORK, BRIEFING, DAILY_WORK, type Feature, modelsOf, NEW_FEATURE, NIGHTLY_WORK } from "./features.ts";
import { localClock } from "./local-clock.ts";
import { costOf, type Model, NEW_MODEL } from "./models.ts";
import { Random, type Weighted } from "./random.ts";
import { type Chapter, chapterOn } from "./story.ts";

/** A call before it has an id. Times are milliseconds since local midnight. */
interface Call {
  readonly time: number;
  readonly userId: string | null;
  readonly feature: Feature;
}

/** A stretch of the day in which a provider has trouble. */
interface Outage {
  readonly from: number;
  readonly to: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NEW_FEATURE_WEIGHT = 13;
const ARCHIVE_CALLS = 420;
const BASE_FAILURE_RATE = 0.011;
const OUTAGE_FAILURE_RATE = 0.65;
const OUTAGES_PER_DAY = 0.03;
const MS_PER_OUTPUT_TOKEN = 12;

/**
 * Every call of a firm on one local day, in order. It depends only on the firm, the date and the start of the story:
 * generated again, a day has the same calls with the same ids.
 */
export function generateDay(firm: DemoFirm, date: string, start: string): UsageLogInput[] {
  const random = new Random(`${firm.id} ${date}`);
  const chapter = chapterOn(date, start, firm);
  const activity = chapter.level * restfulness(firm, date) * random.between(0.82, 1.18);
  const outage = random.chance(OUTAGES_PER_DAY) ? outageOf(firm, random) : null;
  const clock = localClock(date, firm.timeZone);
  const calls = [
    ...nightlyCalls(firm, chapter, random),
    ...(activity > 0.3 ? briefings(firm, random) : []),
    ...daytimeCalls(firm, date, activity, chapter, random),
    ...(chapter.isArchiveDay ? archiveCalls(random) : []),
  ];
  return calls
    .sort((a, b) => a.time - b.time)
    .map((call, index) => ({
      id: `demo-${date}-${String(index + 1).padStart(5, "0")}`,
      ...outcomeOf(call, chapter, outage, random),
      createdAt: new Date(clock(call.time)).toISOString(),
    }));
}

/** How much of a working day's work is done: little on weekends and holidays. */
function restfulness({ holidays }: DemoFirm, date: string): number {
  if (holidays.includes(date.slice(5))) return 0.06;
  const weekday = new Date(date).getUTCDay();
  if (weekday === 0) return 0.07;
  if (weekday === 6) return 0.14;
  return weekday === 5 ? 0.85 : 1;
}

function daytimeCalls(firm: DemoFirm, date: string, activity: number, chapter: Chapter, random: Random): Call[] {
  const present = presentPeople(firm, date);
  const work: Weighted<Feature> = [...DAILY_WORK, [NEW_FEATURE, NEW_FEATURE_WEIGHT * chapter.newFeature]];
  return times(firm.callsPerDay * activity, () => ({
    time: workingTime(firm, random),
    userId: random.pick(present).id,
    feature: random.pick(work),
  }));
}

/** Those who are not away in this week; the first ones of a firm use it most. */
function presentPeople({ id, people }: DemoFirm, date: string): Weighted<Person> {
  const week = Math.floor(Date.parse(date) / (7 * DAY));
  const present = people.filter((person) => !new Random(`${id} ${person.id} ${week}`).chance(0.1));
  return (present.length === 0 ? people : present).map((person) => [person, 1 / (2 + people.indexOf(person))]);
}

/** Mostly within working hours, with a rest at noon; some work late. */
function workingTime({ workHours: [from, to] }: DemoFirm, random: Random): number {
  if (random.chance(0.06)) return random.between(to, 23.9) * HOUR;
  const time = random.between(from, to);
  return (Math.floor(time) === 13 && random.chance(0.5) ? random.between(from, to) : time) * HOUR;
}

function nightlyCalls({ callsPerNight }: DemoFirm, { level }: Chapter, random: Random): Call[] {
  return times(callsPerNight * level * random.between(0.7, 1.3), () => ({
    time: random.between(1, 4.5) * HOUR,
    userId: null,
    feature: random.pick(NIGHTLY_WORK),
  }));
}

/** One for each person, made before they come. */
function briefings({ people }: DemoFirm, random: Random): Call[] {
  return people.map(() => ({ time: random.between(6, 6.2) * HOUR, userId: null, feature: BRIEFING }));
}

function archiveCalls(random: Random): Call[] {
  return times(ARCHIVE_CALLS, () => ({
    time: random.between(14, 23) * HOUR,
    userId: null,
    feature: random.pick(ARCHIVE_WORK),
  }));
}

function outageOf({ workHours: [from, to] }: DemoFirm, random: Random): Outage {
  const start = random.between(from, to - 1);
  return { from: start * HOUR, to: (start + random.between(0.4, 1.5)) * HOUR };
}

function outcomeOf(
  call: Call,
  chapter: Chapter,
  outage: Outage | null,
  random: Random,
): Omit<UsageLogInput, "id" | "createdAt"> {
  const { feature, userId, time } = call;
  const model = random.pick(modelsOf(feature, chapter.hasNewModel));
  const inOutage = outage !== null && time >= outage.from && time < outage.to;
  const success = !random.chance(inOutage ? OUTAGE_FAILURE_RATE : BASE_FAILURE_RATE);
  const inputTokens = Math.round(random.around(feature.inputTokens));
  // A call that failed has read its prompt, and answered nothing.
  const outputTokens = success ? Math.round(random.around(feature.outputTokens)) : 0;
  return {
    userId,
    feature: feature.id,
    model: model.id,
    provider: model.provider,
    inputTokens,
    outputTokens,
    costEur: isPriced(model, chapter) ? costOf(model, inputTokens, outputTokens) : null,
    success,
    errorCode: success ? null : inOutage ? "overloaded" : "timeout",
    latencyMs: Math.round(random.around(400 + outputTokens * MS_PER_OUTPUT_TOKEN)),
  };
}

function isPriced(model: Model, chapter: Chapter): boolean {
  return model !== NEW_MODEL || chapter.newModelHasPrice;
}

function times<Item>(count: number, make: () => Item): Item[] {
  return Array.from({ length: Math.round(count) }, make);
}
