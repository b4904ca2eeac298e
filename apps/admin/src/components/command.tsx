import "./command.css";
import type { ReactNode } from "react";

/** A command for a terminal, marked so that browsers that translate pages leave it alone. */
export function Command({ children }: { readonly children: string }): ReactNode {
  return (
    <code className="command" translate="no">
      {children}
    </code>
  );
}
