/**
 * What the firm's clock shows at the start of each hour, from instants such as `2026-10-25T03:00:00+03:00`.
 *
 * An hour that comes twice, when clocks go back, is distinguished by its offset: "03:00 +03:00", "03:00 +02:00".
 */
export function hourLabels(hours: readonly string[]): ReadonlyMap<string, string> {
  const times = hours.map(clockTime);
  const twice = new Set(times.filter((time, index) => times.indexOf(time) !== index));
  return new Map(
    hours.map((hour) => {
      const time = clockTime(hour);
      return [hour, twice.has(time) ? `${time} ${offset(hour)}` : time];
    }),
  );
}

/** A day is as many hours long as it has hours, except where clocks change by half an hour. */
export type DayLength = "short" | "usual" | "long";

export function dayLength(hours: readonly string[]): DayLength {
  if (hours.length < 24) return "short";
  return hours.length > 24 ? "long" : "usual";
}

function clockTime(hour: string): string {
  return hour.slice(11, 16);
}

function offset(hour: string): string {
  return hour.slice(19);
}
