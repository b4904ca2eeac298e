import { Button, Checkbox, Pill } from "@mantine/core";
import type { ReactNode } from "react";
import { type DateRange, DIMENSIONS, MAX_IDENTIFIER_LENGTH } from "usage-core";
import { useCallTime } from "../../components/use-call-time.ts";
import { DimensionFilter } from "../../features/filters/dimension-filter.tsx";
import { reasonOf } from "../../features/remedy/remedy.ts";
import { isSearchText } from "../../features/search-text.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { type CallsSearch, isBelow, isFiltered, NO_FILTER, typedAmount } from "./calls-search.ts";
import { TextFilter } from "./text-filter.tsx";

interface CallsFiltersProps {
  readonly firmId: string;
  readonly timeZone: string;
  readonly range: DateRange;
  readonly search: CallsSearch;
  readonly onChange: (change: CallsSearch) => void;
}

/** The filters of the list. */
export function CallsFilters({ firmId, timeZone, range, search, onChange }: CallsFiltersProps): ReactNode {
  const { t } = useTexts();
  const time = useCallTime(timeZone);
  const { min, max, hour, callId, reason, finding } = search;
  const hasFilter = isFiltered(search);
  const amountFault = (typed: string) => (typedAmount(typed) === undefined ? t("calls.badAmount") : undefined);
  return (
    <search className="panel calls-filters" aria-label={t("calls.filters")} data-filtered={hasFilter || undefined}>
      {DIMENSIONS.map((dimension) => (
        <DimensionFilter
          key={dimension}
          firmId={firmId}
          range={range}
          dimension={dimension}
          label={t(`entity.${dimension}`)}
          values={search[dimension] ?? []}
          onChange={(values) => onChange({ [dimension]: values.length === 0 ? undefined : values })}
        />
      ))}
      <TextFilter
        label={t("calls.min")}
        isDecimal
        value={min}
        faultOf={(typed) =>
          amountFault(typed) ??
          (max !== undefined && isBelow(max, typedAmount(typed)) ? t("calls.boundsCross") : undefined)
        }
        onChange={(typed) =>
          onChange({ min: typedAmount(typed), ...(typed !== "" && { unpriced: undefined, reason: undefined }) })
        }
      />
      <TextFilter
        label={t("calls.max")}
        isDecimal
        value={max}
        faultOf={(typed) =>
          amountFault(typed) ?? (isBelow(typedAmount(typed) ?? "", min) ? t("calls.boundsCross") : undefined)
        }
        onChange={(typed) =>
          onChange({ max: typedAmount(typed), ...(typed !== "" && { unpriced: undefined, reason: undefined }) })
        }
      />
      <TextFilter
        label={t("calls.callId")}
        placeholder={t("calls.callIdHint")}
        value={callId}
        faultOf={(typed) => (isSearchText(typed) ? undefined : t("calls.noSuchId", { length: MAX_IDENTIFIER_LENGTH }))}
        onChange={(typed) => onChange({ callId: typed === "" ? undefined : typed })}
      />
      <div className="calls-filter-flags">
        <Checkbox
          size="xs"
          label={t("calls.failedOnly")}
          checked={search.failed !== undefined}
          onChange={({ currentTarget }) => onChange({ failed: currentTarget.checked ? "1" : undefined })}
        />
        <Checkbox
          size="xs"
          label={t("calls.unpricedOnly")}
          checked={search.unpriced !== undefined}
          onChange={({ currentTarget }) =>
            onChange(
              currentTarget.checked ? { unpriced: "1", min: undefined, max: undefined } : { unpriced: undefined },
            )
          }
        />
        <Checkbox
          size="xs"
          label={t("calls.withVoided")}
          checked={search.voided !== undefined}
          onChange={({ currentTarget }) => onChange({ voided: currentTarget.checked ? "1" : undefined })}
        />
        {hour !== undefined && (
          <Chip removal={t("calls.removeHour")} onRemove={() => onChange({ hour: undefined })}>
            {t("calls.hour", { hour: time.short(hour) })}
          </Chip>
        )}
        {reason !== undefined && (
          <Chip removal={t("calls.removeReason")} onRemove={() => onChange({ reason: undefined })}>
            {t("calls.reason", { reason: t(`quality.reasonName.${reasonOf({ reason })}`, { reason }) })}
          </Chip>
        )}
        {finding !== undefined && (
          <Chip removal={t("calls.removeFinding")} onRemove={() => onChange({ finding: undefined })}>
            {t(`quality.${finding}`)}
          </Chip>
        )}
        {hasFilter && (
          <Button size="compact-xs" variant="subtle" onClick={() => onChange(NO_FILTER)}>
            {t("calls.clearAll")}
          </Button>
        )}
      </div>
    </search>
  );
}

interface ChipProps {
  readonly removal: string;
  readonly onRemove: () => void;
  readonly children: string;
}

/** Filters that can only be set on other pages. Here they can be removed. */
function Chip({ removal, onRemove, children }: ChipProps): ReactNode {
  return (
    <Pill
      size="md"
      withRemoveButton
      removeButtonProps={{ "aria-label": removal, "aria-hidden": false, tabIndex: 0 }}
      onRemove={onRemove}
    >
      {children}
    </Pill>
  );
}
