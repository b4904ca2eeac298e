import "./outcome.css";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Call } from "usage-core";
import { useTexts } from "../i18n/texts.tsx";

/** How a call ended: a failed one in words, with a sign and its code. */
export function Outcome({ call }: { readonly call: Pick<Call, "success" | "errorCode" | "voided"> }): ReactNode {
  const { t } = useTexts();
  const voided = call.voided ? ` · ${t("calls.voided")}` : "";
  if (call.success) return `${t("calls.succeeded")}${voided}`;
  return (
    <span className="outcome-failed">
      <IconAlertTriangle size={14} aria-hidden />
      {call.errorCode === null ? t("calls.failed") : t("calls.failedWith", { code: call.errorCode })}
      {voided}
    </span>
  );
}
