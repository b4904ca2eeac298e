const hooks = new Set<() => void>();

/**
 * Runs `hook` whenever the process has nothing left to do, before it ends; work that it starts is waited for, and then it
 * runs again. Returns how to take it back. There is one listener however many hooks, so that Node does not warn of a leak.
 */
export function beforeProcessEnds(hook: () => void): () => void {
  if (hooks.size === 0) process.on("beforeExit", runHooks);
  hooks.add(hook);
  return () => {
    hooks.delete(hook);
    if (hooks.size === 0) process.off("beforeExit", runHooks);
  };
}

function runHooks(): void {
  for (const hook of hooks) hook();
}
