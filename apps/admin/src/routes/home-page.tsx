import { Navigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { SignedIn } from "../session/signed-in.tsx";

/** Redirects operators to all firms, others to their own. */
export function HomePage(): ReactNode {
  return (
    <SignedIn>
      {({ firmId }) =>
        firmId === null ? (
          <Navigate to="/firms" replace />
        ) : (
          <Navigate to="/firms/$firmId" params={{ firmId }} replace />
        )
      }
    </SignedIn>
  );
}
