import "./range-picker.css";
import { Button, Popover, Skeleton } from "@mantine/core";
import { IconCalendar, IconChevronDown } from "@tabler/icons-react";
import { CatchBoundary } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { type DateRange, PRESETS, type Preset } from "usage-core";
import { PartFault } from "../../components/part-fault.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import type { RangeChoice } from "./period-search.ts";

const RangeCalendar = lazy(async () => ({ default: (await import("./range-calendar.tsx")).RangeCalendar }));

export const PRESET_NAMES = {
  "this-month": "range.thisMonth",
  "last-month": "range.lastMonth",
  "7d": "range.last7Days",
  "30d": "range.last30Days",
  "90d": "range.last90Days",
} as const satisfies Record<Preset, string>;

interface RangePickerProps {
  readonly choice: RangeChoice;
  /** The days of `choice`, as of today. */
  readonly range: DateRange;
  readonly today: string;
  /** The zone in which the days are counted. */
  readonly timeZone: string;
  /** A note on the zone; absent: that the days are counted in it. */
  readonly zoneNote?: string;
  readonly onChange: (choice: RangeChoice) => void;
  /** Called when the reader may be about to choose it. */
  readonly onConsider: (choice: RangeChoice) => void;
}

/** The period: a named one, or a first and a last day from the calendar. */
export function RangePicker({
  choice,
  range,
  today,
  timeZone,
  zoneNote,
  onChange,
  onConsider,
}: RangePickerProps): ReactNode {
  const { t, format } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const name = "custom" in choice ? t("range.custom") : t(PRESET_NAMES[choice.preset]);

  function choose(next: RangeChoice): void {
    setOpen(false);
    onChange(next);
  }

  return (
    <div className="range">
      <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <Button
            className="range-button"
            variant="default"
            fw={400}
            leftSection={<IconCalendar size={16} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            onClick={() => setOpen((wasOpen) => !wasOpen)}
            aria-label={`${t("range.label")}: ${name}, ${format.dateRange(range)}`}
          >
            <span>{name}</span>
            <span className="range-button-days">{format.dateRange(range)}</span>
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t("range.label")}>
          <div className="range-picker">
            <div className="range-presets">
              {PRESETS.map((preset) => {
                const isChosen = "preset" in choice && choice.preset === preset;
                return (
                  <Button
                    key={preset}
                    size="xs"
                    justify="flex-start"
                    variant={isChosen ? "light" : "subtle"}
                    color={isChosen ? "teal" : "gray"}
                    c="var(--ink)"
                    fw={isChosen ? 600 : 400}
                    aria-pressed={isChosen}
                    onPointerEnter={() => onConsider({ preset })}
                    onFocus={() => onConsider({ preset })}
                    onClick={() => choose({ preset })}
                  >
                    {t(PRESET_NAMES[preset])}
                  </Button>
                );
              })}
            </div>
            <div className="range-calendar">
              <CatchBoundary getResetKey={() => "calendar"} errorComponent={PartFault}>
                <Suspense fallback={<Skeleton width={252} height={268} />}>
                  <RangeCalendar range={range} today={today} onPick={(custom) => choose({ custom })} />
                </Suspense>
              </CatchBoundary>
            </div>
          </div>
        </Popover.Dropdown>
      </Popover>
      <span className="range-zone" title={zoneNote ?? t("range.zone", { zone: timeZone })}>
        {timeZone}
      </span>
    </div>
  );
}
