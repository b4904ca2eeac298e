import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import type { Call } from "usage-core";
import { EntityLink } from "../../components/entity-link.tsx";
import { Outcome } from "../../components/outcome.tsx";
import type { CallName } from "../../components/use-call-name.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { useCallTime } from "./use-call-time.ts";

export interface CallColumn {
  readonly id: string;
  readonly head: string;
  /** In pixels. */
  readonly width: number;
  readonly isNumber: boolean;
  readonly cell: (call: Call) => ReactNode;
  /** What a pointer is told of a cell that may be cut off. */
  readonly title?: (call: Call) => string | undefined;
}

/** What is read of a call in the list. The first column names it and opens its story. */
export function useCallColumns(
  firmId: string,
  timeZone: string,
  callName: CallName,
  onOpen: () => void,
): readonly CallColumn[] {
  const { t, format } = useTexts();
  const time = useCallTime(timeZone);
  return useMemo(
    () => [
      {
        id: "time",
        head: t("calls.time"),
        width: 132,
        isNumber: false,
        title: (call) => `${time.full(call.createdAt)}, ${timeZone}`,
        cell: (call) => (
          <Link
            className="data-table-link figure"
            to="/firms/$firmId/calls"
            params={{ firmId }}
            search={(before) => ({ ...before, call: call.id })}
            resetScroll={false}
            onClick={onOpen}
          >
            {time.short(call.createdAt)}
          </Link>
        ),
      },
      {
        id: "user",
        head: t("columns.user"),
        width: 132,
        isNumber: false,
        title: (call) => callName(call, "user"),
        cell: (call) => (
          <EntityLink firmId={firmId} dimension="user" value={call.userId}>
            {callName(call, "user")}
          </EntityLink>
        ),
      },
      {
        id: "feature",
        head: t("columns.feature"),
        width: 140,
        isNumber: false,
        title: (call) => callName(call, "feature"),
        cell: (call) => (
          <EntityLink firmId={firmId} dimension="feature" value={call.feature}>
            {callName(call, "feature")}
          </EntityLink>
        ),
      },
      {
        id: "model",
        head: t("columns.model"),
        width: 150,
        isNumber: false,
        title: (call) => call.model,
        cell: (call) => (
          <EntityLink firmId={firmId} dimension="model" value={call.model}>
            {call.model}
          </EntityLink>
        ),
      },
      {
        id: "provider",
        head: t("calls.provider"),
        width: 80,
        isNumber: false,
        title: (call) => call.provider ?? undefined,
        cell: (call) => (
          <EntityLink firmId={firmId} dimension="provider" value={call.provider}>
            {call.provider ?? t("calls.notTold")}
          </EntityLink>
        ),
      },
      {
        id: "input",
        head: t("calls.inputTokens"),
        width: 84,
        isNumber: true,
        cell: (call) => format.count(call.inputTokens),
      },
      {
        id: "output",
        head: t("calls.outputTokens"),
        width: 84,
        isNumber: true,
        cell: (call) => format.count(call.outputTokens),
      },
      {
        id: "cost",
        head: t("columns.cost"),
        width: 84,
        isNumber: true,
        cell: (call) => (call.cost === null ? t("figures.noPrice") : format.eur(call.cost)),
      },
      {
        id: "outcome",
        head: t("calls.outcome"),
        width: 156,
        isNumber: false,
        title: (call) => call.errorCode ?? undefined,
        cell: (call) => <Outcome call={call} />,
      },
      {
        id: "latency",
        head: t("calls.latency"),
        width: 76,
        isNumber: true,
        cell: (call) =>
          call.latencyMs === null ? "–" : t("calls.milliseconds", { formatted: format.count(call.latencyMs) }),
      },
      {
        id: "source",
        head: t("calls.source"),
        width: 72,
        isNumber: false,
        cell: (call) => t(`calls.door.${call.source}`),
      },
    ],
    [t, callName, format, time, firmId, timeZone, onOpen],
  );
}
