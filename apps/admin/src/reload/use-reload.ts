import { useEffect, useState } from "react";
import { canReload } from "./can-reload.ts";

/** How often a page looks whether a server that was away is back, in milliseconds. */
const LOOK_MS = 5_000;

interface Reload {
  /** Whether the server does not answer; `undefined` until that is known. */
  readonly isAway: boolean | undefined;
  readonly isAsking: boolean;
  /** Reloads the page if the server answers. */
  readonly reload: () => Promise<void>;
}

/** A reload for a page that failed, which does nothing while the server is away: what is on screen stays. */
export function useReload(): Reload {
  const [isAway, setAway] = useState<boolean>();
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    const look = () => void canReload(window.location.href).then((can) => setAway(!can));
    if (isAway === undefined) look();
    if (isAway !== true) return undefined;
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [isAway]);

  async function reload(): Promise<void> {
    setAsking(true);
    const can = await canReload(window.location.href);
    if (can) return window.location.reload();
    setAway(true);
    setAsking(false);
  }

  return { isAway, isAsking, reload };
}
