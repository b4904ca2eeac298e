import "./error.css";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { errorCode, serverMessage } from "../trpc.ts";

/** The text for each of the API's codes. Any other error is unforeseen, and the server's message has its reference. */
const TEXTS = {
  BAD_REQUEST: "error.badRequest",
  UNAUTHORIZED: "signedOut.expired",
  FORBIDDEN: "error.forbidden",
  NOT_FOUND: "error.notFound",
  TOO_MANY_REQUESTS: "error.tooMany",
  SERVICE_UNAVAILABLE: "error.busy",
  GATEWAY_TIMEOUT: "error.tooSlow",
} as const;

/** Codes whose text is enough: the server's message would only repeat it. */
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

/** The server's own message, in small print: it names what was refused. It is in English for every reader. */
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
