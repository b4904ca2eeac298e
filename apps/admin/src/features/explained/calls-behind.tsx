import type { ReactNode } from "react";
import type { UsageFilters } from "usage-core";
import { useTexts } from "../../i18n/texts.tsx";
import { CallsLink } from "../calls-link.tsx";
import type { AskedUsage } from "./asked-usage.ts";

interface CallsBehindProps {
  readonly asked: Pick<AskedUsage, "firmId" | "range" | "filters">;
  /** Narrows them further, such as to a row's. */
  readonly filters?: UsageFilters | undefined;
  /** The one hour of the period; absent: all. */
  readonly hour?: string | undefined;
  readonly only?: "failed" | "unpriced" | undefined;
  /** The text of the link; absent: it says which calls they are. */
  readonly children?: string | undefined;
}

/** A link to the calls behind an opened number. */
export function CallsBehind({ asked, filters = asked.filters, hour, only, children }: CallsBehindProps): ReactNode {
  const { t } = useTexts();
  const texts = { failed: t("figures.behindFailed"), unpriced: t("figures.behindUnpriced") };
  return (
    <CallsLink
      firmId={asked.firmId}
      range={asked.range}
      hour={hour}
      only={only}
      {...(filters !== undefined && { filters })}
    >
      {children ?? (only === undefined ? t("figures.behind") : texts[only])}
    </CallsLink>
  );
}

/** Links to the calls behind a cost, and to those that it leaves out. */
export function CallsBehindCost({
  unpricedCalls,
  ...behind
}: Omit<CallsBehindProps, "only"> & { readonly unpricedCalls: number }): ReactNode {
  const { children, ...same } = behind;
  return (
    <>
      <CallsBehind {...behind} />
      {unpricedCalls > 0 && (
        <>
          {" · "}
          <CallsBehind {...same} only="unpriced" />
        </>
      )}
    </>
  );
}
