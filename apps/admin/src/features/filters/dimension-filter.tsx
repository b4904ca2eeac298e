import { MultiSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type DateRange, type Dimension, type ExploreRow, MAX_FILTER_VALUES, MAX_TOP } from "usage-core";
import { searchRows } from "../../components/search-rows.ts";
import { useValueName } from "../../components/use-row-name.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { useTRPC } from "../../trpc.ts";
import { isSearchText } from "../search-text.ts";

interface DimensionFilterProps {
  readonly firmId: string;
  readonly range: DateRange;
  readonly dimension: Dimension;
  readonly label: string;
  /** An empty text stands for the provider that was not told. */
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** How many values are offered at a time; the search finds the others. */
const OFFERED = 100;
const NONE: readonly ExploreRow[] = [];

/** Filters by values of a dimension, searched among those of the period. They are loaded when they are first needed. */
export function DimensionFilter({
  firmId,
  range,
  dimension,
  label,
  values,
  onChange,
}: DimensionFilterProps): ReactNode {
  const { t } = useTexts();
  const [search, setSearch] = useState("");
  const [wasOpened, setOpened] = useState(false);
  const { data, isPending, isError, refetch } = useQuery(
    useTRPC().usage.explore.queryOptions(
      { firmId, range, groupBy: [dimension], top: MAX_TOP, measure: "calls" },
      // There may be thousands of names. They are read when the list is first opened, not again after every change.
      { enabled: wasOpened || values.length > 0, staleTime: "static", refetchInterval: false },
    ),
  );
  const rows = data?.data.rows ?? NONE;
  const valueName = useValueName(rows);
  const names = new Map(rows.map((row) => [row.key[dimension] ?? "", valueName(row, dimension)]));
  // A value that was chosen in another period, or comes from a link, needs a name too.
  for (const value of values) {
    if (!names.has(value))
      names.set(value, valueName({ key: { [dimension]: value === "" ? null : value } }, dimension));
  }
  // Of very many values the smallest are not among the rows: an id that is typed in full can be chosen as it is.
  const typed = search.trim();
  if (data?.data.other && isSearchText(typed) && !names.has(typed)) names.set(typed, typed);

  return (
    <MultiSelect
      size="xs"
      // Room for the search beside the chosen values.
      styles={{ inputField: { minWidth: 32 } }}
      label={label}
      placeholder={values.length === 0 ? t("parts.filter.any") : ""}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      clearable
      clearButtonProps={{ "aria-label": t("parts.filter.clear", { name: label }) }}
      hidePickedOptions
      maxValues={MAX_FILTER_VALUES}
      limit={OFFERED}
      nothingFoundMessage={isError ? t("error.unreachable") : isPending ? t("app.loading") : t("parts.filter.noValue")}
      comboboxProps={{ width: 260, position: "bottom-start" }}
      filter={({ options, search, limit }) =>
        searchRows(options, search, (option) =>
          "label" in option ? `${option.label} ${fromOption(option.value)}` : "",
        ).slice(0, limit)
      }
      data={[...names].map(([value, name]) => ({ value: toOption(value), label: name }))}
      value={values.map(toOption)}
      onDropdownOpen={() => {
        setOpened(true);
        if (data !== undefined) void refetch();
      }}
      onChange={(options) => onChange(options.map(fromOption))}
    />
  );
}

/** An option's value must not be empty. */
function toOption(value: string): string {
  return `=${value}`;
}

function fromOption(option: string): string {
  return option.slice(1);
}
