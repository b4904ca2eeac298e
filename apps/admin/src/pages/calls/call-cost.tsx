import type { ReactNode } from "react";
import { type CallStory, localDayAt } from "usage-core";
import { Command } from "../../components/command.tsx";
import { needsReprice, reasonOf, remedyOf, repriceCommand } from "../../features/remedy/remedy.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { Fact, Facts } from "./facts.tsx";

interface CallCostProps {
  readonly firmId: string;
  readonly timeZone: string;
  readonly call: CallStory["call"];
}

/** The exact cost of a call and its source, or why it is unpriced and what to do. */
export function CallCost({ firmId, timeZone, call }: CallCostProps): ReactNode {
  const { t, format } = useTexts();
  const { costEur, costOriginal, currency, fxRate, fxDate } = call;
  return (
    <>
      <Facts title={t("columns.cost")}>
        <Fact name={t("calls.exactCost")}>
          {costEur === null ? t("figures.noPrice") : <Exact amount={costEur} currency="EUR" />}
        </Fact>
        <Fact name={t("calls.costSource")}>{t(`calls.costFrom.${call.costSource}`)}</Fact>
        {call.price !== null && (
          <Fact name={t("calls.price")}>
            <span translate="no">{call.price}</span>
          </Fact>
        )}
        {costOriginal !== null && (
          <Fact name={t("calls.originalCost")}>
            <Exact amount={costOriginal} currency={currency ?? t("calls.noCurrency")} />
          </Fact>
        )}
        {fxRate !== null && (
          <Fact name={t("calls.rate")}>
            {t("calls.rateOf", { rate: format.exact(fxRate), currency: currency ?? t("calls.noCurrency") })}
            {fxDate !== null && (
              <span className="call-note">{t("calls.rateDay", { date: format.date(fxDate, "date") })}</span>
            )}
          </Fact>
        )}
        {call.computedCostEur !== null && (
          <Fact name={t("calls.ownCost")}>
            <Exact amount={call.computedCostEur} currency="EUR" />
            <span className="call-note">{t("calls.ownCostNote")}</span>
          </Fact>
        )}
      </Facts>
      {costEur === null && <Unpriced firmId={firmId} timeZone={timeZone} call={call} />}
    </>
  );
}

function Unpriced({ firmId, timeZone, call }: CallCostProps): ReactNode {
  const { t } = useTexts();
  const { provider, model } = call;
  const group = { reason: call.unpricedReason ?? "not_told", provider, model, calls: 1 };
  const { date } = localDayAt(Date.parse(call.createdAt), timeZone);
  const day = { startDate: date, endDate: date };
  const remedy = remedyOf(group, firmId, day, call.serviceTier ?? undefined);
  return (
    <div className="call-remedy">
      <p>{t(`quality.reason.${reasonOf(group)}`, { reason: group.reason })}</p>
      {remedy !== null && <Command>{remedy}</Command>}
      {needsReprice(group) && (
        <>
          <p>{t("quality.reprice")}</p>
          <Command>{repriceCommand(firmId, day)}</Command>
        </>
      )}
    </div>
  );
}

/** An amount as the ledger has it: nothing is rounded. */
function Exact({ amount, currency }: { readonly amount: string; readonly currency: string }): ReactNode {
  const { format } = useTexts();
  return (
    <span translate="no">
      {format.exact(amount)} {currency}
    </span>
  );
}
