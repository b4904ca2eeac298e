import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { type ReactNode, useMemo } from "react";
import { type Call, type CallStory, DIMENSIONS, LATE_AFTER_MS } from "usage-core";
import { EntityLink } from "../../components/entity-link.tsx";
import { Outcome } from "../../components/outcome.tsx";
import { keyOf, useCallName } from "../../components/use-call-name.ts";
import { useCallTime } from "../../components/use-call-time.ts";
import type { Firm } from "../../frame/firm-view.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { CallChanges } from "./call-changes.tsx";
import { CallCost } from "./call-cost.tsx";
import { Fact, Facts } from "./facts.tsx";

interface CallStoryViewProps {
  readonly firm: Firm;
  /** The calls of the list, among which its names must be unambiguous. */
  readonly among: readonly Call[];
  readonly story: CallStory;
}

/** All that is known of one call. */
export function CallStoryView({ firm, among, story }: CallStoryViewProps): ReactNode {
  const { t, format } = useTexts();
  const { id: firmId, timeZone } = firm;
  const time = useCallTime(timeZone);
  const { call } = story;
  const callName = useCallName(useMemo(() => [...among, call], [among, call]));
  const isLate = call.recordedAt !== null && Date.parse(call.recordedAt) - Date.parse(call.createdAt) > LATE_AFTER_MS;
  const notTold = t("calls.notTold");
  return (
    <>
      <div className="call-id">
        <code translate="no">{call.id}</code>
        <CopyButton value={call.id}>
          {({ copied, copy }) => (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
              onClick={copy}
            >
              {copied ? t("calls.copied") : t("calls.copyId")}
            </Button>
          )}
        </CopyButton>
      </div>
      {call.voidedAt !== null && (
        <p className="call-voided">{t("calls.voidedAt", { time: time.full(call.voidedAt), zone: timeZone })}</p>
      )}
      <Facts title={t("calls.what")}>
        <Fact name={t("firm.label")}>{firm.name}</Fact>
        {DIMENSIONS.map((dimension) => (
          <Fact key={dimension} name={t(`entity.${dimension}`)}>
            <EntityLink firmId={firmId} dimension={dimension} value={keyOf(call)[dimension]}>
              {callName(call, dimension)}
            </EntityLink>
          </Fact>
        ))}
        <Fact name={t("calls.tier")}>{call.serviceTier ?? t("calls.usualTier")}</Fact>
        <Fact name={t("calls.outcome")}>
          <Outcome call={{ ...call, voided: false }} />
        </Fact>
        <Fact name={t("calls.latency")}>
          {call.latencyMs === null ? notTold : t("calls.milliseconds", { formatted: format.count(call.latencyMs) })}
        </Fact>
      </Facts>
      <CallCost firmId={firmId} timeZone={timeZone} call={call} />
      <Facts title={t("columns.tokens")}>
        <Fact name={t("calls.inputTokens")}>{format.count(call.inputTokens)}</Fact>
        <Fact name={t("calls.cacheRead")} isPart>
          {format.count(call.cacheReadTokens)}
        </Fact>
        <Fact name={t("calls.cacheWrite")} isPart>
          {format.count(call.cacheWriteTokens)}
        </Fact>
        <Fact name={t("calls.outputTokens")}>{format.count(call.outputTokens)}</Fact>
        <Fact name={t("calls.reasoning")} isPart>
          {format.count(call.reasoningTokens)}
        </Fact>
        <Fact name={t("calls.allTokens")}>{format.count(call.inputTokens + call.outputTokens)}</Fact>
      </Facts>
      <Facts title={t("calls.record", { zone: timeZone })}>
        <Fact name={t("calls.made")}>{time.full(call.createdAt)}</Fact>
        <Fact name={t("calls.recorded")}>
          {call.recordedAt === null ? notTold : time.full(call.recordedAt)}
          {isLate && <span className="call-note">{t("calls.late")}</span>}
        </Fact>
        <Fact name={t("calls.source")}>{t(`calls.doorLong.${call.source}`)}</Fact>
      </Facts>
      <CallChanges timeZone={timeZone} story={story} />
    </>
  );
}
