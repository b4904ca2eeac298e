import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { type Call, DIMENSIONS, type Dimension } from "usage-core";
import { EntityLink } from "../../components/entity-link.tsx";
import { Outcome } from "../../components/outcome.tsx";
import type { TableColumn } from "../../components/table-cells.tsx";
import { type CallName, keyOf } from "../../components/use-call-name.ts";
import { useCallTime } from "../../components/use-call-time.ts";
import { useTexts } from "../../i18n/texts.tsx";

/** In pixels. */
const WIDTHS: Readonly<Record<Dimension, number>> = { feature: 140, user: 132, model: 150, provider: 80 };

/** The columns of the list. The first one names the call and opens its story. */
export function useCallColumns(
  firmId: string,
  timeZone: string,
  callName: CallName,
  onOpen: () => void,
): readonly TableColumn<Call>[] {
  const { t, format } = useTexts();
  const time = useCallTime(timeZone);
  return useMemo(
    () => [
      {
        id: "time",
        head: t("calls.time"),
        // Room for an offset, where a time comes twice.
        width: 150,
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
      ...DIMENSIONS.map((dimension) => ({
        id: dimension,
        head: t(`entity.${dimension}`),
        width: WIDTHS[dimension],
        isNumber: false,
        title: (call: Call) => callName(call, dimension),
        cell: (call: Call) => (
          <EntityLink firmId={firmId} dimension={dimension} value={keyOf(call)[dimension]}>
            {callName(call, dimension)}
          </EntityLink>
        ),
      })),
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
