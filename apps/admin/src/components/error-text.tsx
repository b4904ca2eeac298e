import "./error.css";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { errorCode, serverMessage } from "../trpc.ts";

/** What is said of each of the API's codes. What has none was not foreseen: the server's words hold the reference. */
const TEXTS = {
  BAD_REQUEST: "error.badRequest",
  UNAUTHORIZED: "signedOut.expired",
  FORBIDDEN: "error.forbidden",
  NOT_FOUND: "error.notFound",
  TOO_MANY_REQUESTS: "error.tooMany",
  SERVICE_UNAVAILABLE: "error.busy",
  GATEWAY_TIMEOUT: "error.tooSlow",
} as const;

/** Codes of which the text says all: the server's words would only say it again. */
const PLAIN: readonly string[] = ["UNAUTHORIZED", "TOO_MANY_REQUESTS", "SERVICE_UNAVAILABLE", "GATEWAY_TIMEOUT"];

/** What went wrong, in the reader's language. */
export function ErrorText({ error }: { readonly error: unknown }): ReactNode {
  const { t } = useTexts();
  const code = errorCode(error);
  if (code === null) return <p className="error-text">{t("error.unreachable")}</p>;
  return (
    <>
      <p className="error-text">{t(isKnown(code) ? TEXTS[code] : "error.unforeseen")}</p>
      {!PLAIN.includes(code) && <ServerWords error={error} />}
    </>
  );
}

/** What the server said itself, in small print: it names what it refuses, and is English for every reader. */
export function ServerWords({ error }: { readonly error: unknown }): ReactNode {
  const words = serverMessage(error);
  if (words === null || words === "") return null;
  return (
    <p className="error-detail" lang="en">
      {words}
    </p>
  );
}

function isKnown(code: string): code is keyof typeof TEXTS {
  return Object.hasOwn(TEXTS, code);
}
