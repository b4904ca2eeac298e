import { useEffect, useState } from "react";
import { canLoadAnew } from "./can-reload.ts";

interface LoadAgain {
  /** Whether the server does not answer; `undefined` until that is known. */
  readonly isAway: boolean | undefined;
  readonly isAsking: boolean;
  /** Loads the page anew if the server answers. */
  readonly loadAgain: () => Promise<void>;
}

/** What can be done about a fault of the page: nothing on screen is given up for a server that is away. */
export function useLoadAgain(): LoadAgain {
  const [isAway, setAway] = useState<boolean>();
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    void canLoadAnew(window.location.href).then((can) => setAway(!can));
  }, []);

  async function loadAgain(): Promise<void> {
    setAsking(true);
    const can = await canLoadAnew(window.location.href);
    if (can) return window.location.reload();
    setAway(true);
    setAsking(false);
  }

  return { isAway, isAsking, loadAgain };
}
