import { addDays, daysBetween } from "usage-core";
import type { DemoFirm } from "./demo-firms.ts";

/** About 14 months. */
export const STORY_DAYS = 426;

/** The state of a firm on a day, by how far the story has come. It goes on after its end, for those who load later. */
export interface Chapter {
  /** How much is done, compared with the end of the story. */
  readonly level: number;
  /** How far the new feature has found its users: 0 before it comes, 1 when it is as popular as it gets. */
  readonly newFeature: number;
  readonly hasNewModel: boolean;
  /** Whether the new model's price is known. */
  readonly newModelHasPrice: boolean;
  /** The day on which the firm runs its whole archive through: the spike. */
  readonly isArchiveDay: boolean;
}

const LEVEL_AT_START = 0.55;
const DAYS_TO_POPULARITY = 45;
const NEW_MODEL_DAY = STORY_DAYS - 30;
const NEW_MODEL_PRICE_DAY = STORY_DAYS - 6;

/** The first day of a story that ends on `today`. */
export function storyStart(today: string): string {
  return addDays(today, 1 - STORY_DAYS);
}

export function chapterOn(date: string, start: string, firm: DemoFirm): Chapter {
  const day = daysBetween(start, date);
  const progress = Math.min(1, day / STORY_DAYS);
  return {
    level: LEVEL_AT_START + (1 - LEVEL_AT_START) * progress,
    newFeature: Math.min(1, Math.max(0, (day - STORY_DAYS / 2) / DAYS_TO_POPULARITY)),
    hasNewModel: day >= NEW_MODEL_DAY,
    newModelHasPrice: day >= NEW_MODEL_PRICE_DAY,
    isArchiveDay: day === STORY_DAYS - 1 - firm.archiveDaysBeforeEnd,
  };
}
