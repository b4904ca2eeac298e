import { useEffect, useState } from "react";
import { localDayAt } from "usage-core";

/** How often the page looks whether a new day has begun, in milliseconds. */
const LOOK_EVERY_MS = 15_000;

/** The date in the firm's zone now; it changes at the firm's midnight, on a page that stays open too. */
export function useToday(timeZone: string): string {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return localDayAt(now, timeZone).date;
}
