import "./command.css";
import type { ReactNode } from "react";

/** A command for a terminal. Not translated, and not to be broken by a translator of pages either. */
export function Command({ children }: { readonly children: string }): ReactNode {
  return (
    <code className="command" translate="no">
      {children}
    </code>
  );
}
