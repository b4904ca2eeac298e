import { Button, MultiSelect, Select } from "@mantine/core";
import type { ReactNode } from "react";
import {
  COMPARISONS,
  type DateRange,
  DIMENSIONS,
  type Dimension,
  daysIn,
  GRANULARITIES,
  MAX_HOURLY_DAYS,
  MEASURES,
} from "usage-core";
import { DimensionFilter } from "../../features/filters/dimension-filter.tsx";
import { filtersSearch, isFiltered } from "../../features/filters/filters-search.ts";
import { useTexts } from "../../i18n/texts.tsx";
import {
  bySearch,
  DEFAULT_MEASURE,
  DEFAULT_ROWS,
  type ExploreSearch,
  groupByOf,
  hasHours,
  stepOf,
  TOPS,
} from "./explore-search.ts";

interface ExploreBuilderProps {
  readonly firmId: string;
  readonly range: DateRange;
  readonly search: ExploreSearch;
  readonly onChange: (change: ExploreSearch) => void;
}

const NOTHING_CHOSEN: Required<ExploreSearch> = {
  by: undefined,
  ...filtersSearch({}),
  step: undefined,
  measure: undefined,
  top: undefined,
  compare: undefined,
  chart: undefined,
  sort: undefined,
};

/** The question as a form: grouping, measure, granularity, rows, comparison and filters. */
export function ExploreBuilder({ firmId, range, search, onChange }: ExploreBuilderProps): ReactNode {
  const { t } = useTexts();
  const groupBy = groupByOf(search);
  // `search` may hold the period as well, which is no part of this form.
  const isChanged = Object.keys(NOTHING_CHOSEN).some((name) => search[name as keyof ExploreSearch] !== undefined);
  return (
    <search className="panel explore-builder" aria-label={t("explore.builder")}>
      <div className="explore-fields">
        <MultiSelect
          size="xs"
          label={t("explore.by")}
          placeholder={groupBy.length === 0 ? t("explore.byNothing") : ""}
          clearable
          clearButtonProps={{ "aria-label": t("explore.clearBy") }}
          hidePickedOptions
          data={DIMENSIONS.map((value) => ({ value, label: t(`entity.${value}`) }))}
          value={[...groupBy]}
          onChange={(chosen) => onChange({ by: bySearch(chosen.flatMap(dimensionOf)), sort: undefined })}
        />
        <MeasureField search={search} onChange={onChange} />
        <StepField range={range} search={search} onChange={onChange} />
        <TopField search={search} onChange={onChange} />
        <ComparisonField search={search} onChange={onChange} />
      </div>
      <div className="explore-fields">
        {DIMENSIONS.map((dimension) => (
          <DimensionFilter
            key={dimension}
            firmId={firmId}
            range={range}
            dimension={dimension}
            label={t("explore.filter", { dimension: t(`entity.${dimension}`) })}
            values={search[dimension] ?? []}
            onChange={(values) => onChange({ [dimension]: values.length === 0 ? undefined : values })}
          />
        ))}
      </div>
      <div className="explore-actions">
        <Button
          size="compact-xs"
          variant="default"
          disabled={!isFiltered(search)}
          onClick={() => onChange(filtersSearch({}))}
        >
          {t("explore.clearFilters")}
        </Button>
        <Button size="compact-xs" variant="default" disabled={!isChanged} onClick={() => onChange(NOTHING_CHOSEN)}>
          {t("explore.reset")}
        </Button>
      </div>
    </search>
  );
}

type FieldProps = Pick<ExploreBuilderProps, "search" | "onChange">;

function MeasureField({ search, onChange }: FieldProps): ReactNode {
  const { t, measureName } = useTexts();
  return (
    <Select
      size="xs"
      label={t("explore.measure")}
      allowDeselect={false}
      data={MEASURES.map((value) => ({ value, label: measureName(value) }))}
      value={search.measure ?? DEFAULT_MEASURE}
      // The order was chosen for the other measure.
      onChange={(chosen) => onChange({ measure: MEASURES.find((measure) => measure === chosen), sort: undefined })}
    />
  );
}

/** The option for the granularity that follows from the period. */
const AUTO = "auto";

function StepField({ range, search, onChange }: FieldProps & Pick<ExploreBuilderProps, "range">): ReactNode {
  const { t } = useTexts();
  const mayHaveHours = hasHours(range);
  const length = daysIn(range);
  const auto = stepOf({}, range);
  return (
    <Select
      size="xs"
      label={t("explore.step")}
      {...(!mayHaveHours && { title: t("explore.noHoursWhy", { days: MAX_HOURLY_DAYS, length }) })}
      allowDeselect={false}
      data={[
        { value: AUTO, label: t("explore.auto", { step: t(`explore.steps.${auto}`).toLowerCase() }) },
        ...GRANULARITIES.map((value) => {
          const disabled = value === "hour" && !mayHaveHours;
          const label = disabled ? t("explore.noHours", { days: MAX_HOURLY_DAYS }) : t(`explore.steps.${value}`);
          return { value, label, disabled };
        }),
      ]}
      value={search.step === undefined ? AUTO : stepOf(search, range)}
      onChange={(chosen) => onChange({ step: GRANULARITIES.find((step) => step === chosen) })}
    />
  );
}

function TopField({ search: { top = DEFAULT_ROWS }, onChange }: FieldProps): ReactNode {
  const { t, format } = useTexts();
  const offered = TOPS.includes(top) ? TOPS : [...TOPS, top].toSorted((a, b) => a - b);
  return (
    <Select
      size="xs"
      label={t("explore.top")}
      allowDeselect={false}
      data={offered.map((rows) => ({
        value: String(rows),
        label: t("explore.topOf", { formatted: format.count(rows) }),
      }))}
      value={String(top)}
      onChange={(chosen) => onChange({ top: Number(chosen) })}
    />
  );
}

function ComparisonField({ search, onChange }: FieldProps): ReactNode {
  const { t } = useTexts();
  return (
    <Select
      size="xs"
      label={t("explore.compare")}
      allowDeselect={false}
      data={(["none", ...COMPARISONS] as const).map((value) => ({ value, label: t(`explore.comparison.${value}`) }))}
      value={search.compare ?? "none"}
      onChange={(chosen) => onChange({ compare: COMPARISONS.find((comparison) => comparison === chosen) })}
    />
  );
}

function dimensionOf(text: string): Dimension[] {
  return DIMENSIONS.filter((dimension) => dimension === text);
}
