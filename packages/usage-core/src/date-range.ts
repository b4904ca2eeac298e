import { z } from "zod";
import { addDays } from "./civil-date.ts";
import { MAX_RANGE_DAYS } from "./is-date-range.ts";
import { daysIn } from "./range-days.ts";

/** A civil date `YYYY-MM-DD` that exists, from 1970 to 9998. */
export const civilDateSchema = z.iso
  .date({ abort: true, error: ({ input }) => `${quote(input)} is not a date of the calendar; give YYYY-MM-DD` })
  .refine((date) => date >= "1970-01-01" && date < "9999", {
    error: ({ input }) => `${quote(input)} is out of bounds; give a date from 1970-01-01 to 9998-12-31`,
    abort: true,
  });

/** Civil dates, both inclusive, in the firm's zone; at most {@link MAX_RANGE_DAYS} days. */
export const dateRangeSchema = z
  .strictObject(
    { startDate: civilDateSchema, endDate: civilDateSchema },
    {
      error: ({ code, input }) =>
        code === "invalid_type"
          ? `${input === undefined ? "is missing" : "must be an object"}; give startDate and endDate`
          : undefined,
    },
  )
  .superRefine(({ startDate, endDate }, context) => {
    if (endDate < startDate) {
      context.addIssue({
        code: "custom",
        path: ["endDate"],
        message: `${endDate} is before startDate ${startDate}; give an end on or after the start`,
      });
      return;
    }
    const days = daysIn({ startDate, endDate });
    if (days > MAX_RANGE_DAYS) {
      context.addIssue({
        code: "custom",
        path: ["endDate"],
        message: `${startDate} to ${endDate} is ${days} days; ask for at most ${MAX_RANGE_DAYS}`,
      });
    }
  });
export type DateRange = z.infer<typeof dateRangeSchema>;

/** Every day of the range, oldest first. */
export function daysOf(range: DateRange): string[] {
  return Array.from({ length: daysIn(range) }, (_, index) => addDays(range.startDate, index));
}

function quote(input: unknown): string {
  return typeof input === "string" ? JSON.stringify(input.slice(0, 40)) : String(input).slice(0, 40);
}
