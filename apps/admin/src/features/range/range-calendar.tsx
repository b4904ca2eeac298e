import "@mantine/dates/styles.layer.css";
import "dayjs/locale/ro";
import { DatePicker } from "@mantine/dates";
import { type ReactNode, useState } from "react";
import { type DateRange, daysBetween, MAX_RANGE_DAYS } from "usage-core";
import { useTexts } from "../../i18n/texts.tsx";

interface RangeCalendarProps {
  readonly range: DateRange;
  readonly today: string;
  readonly onPick: (range: DateRange) => void;
}

/** A calendar to click the first and the last day in. Days that would make the period too long cannot be picked. */
export function RangeCalendar({ range, today, onPick }: RangeCalendarProps): ReactNode {
  const { t, language, format } = useTexts();
  const [picked, setPicked] = useState<[string | null, string | null]>([range.startDate, range.endDate]);

  function pick(next: [string | null, string | null]): void {
    setPicked(next);
    const [startDate, endDate] = next;
    if (startDate !== null && endDate !== null) onPick({ startDate, endDate });
  }

  const [first, last] = picked;
  return (
    <>
      <DatePicker
        type="range"
        size="sm"
        allowSingleDateInRange
        locale={language}
        firstDayOfWeek={1}
        weekendDays={[]}
        hideOutsideDates
        defaultDate={range.endDate < today ? range.endDate : today}
        maxDate={today}
        value={picked}
        onChange={pick}
        excludeDate={(date) => first !== null && last === null && Math.abs(daysBetween(first, date)) >= MAX_RANGE_DAYS}
        getDayAriaLabel={(date) => format.date(date, "full")}
        ariaLabels={{
          monthLevelControl: t("range.chooseMonth"),
          yearLevelControl: t("range.chooseYear"),
          nextMonth: t("range.nextMonth"),
          previousMonth: t("range.previousMonth"),
          nextYear: t("range.nextYear"),
          previousYear: t("range.previousYear"),
          nextDecade: t("range.nextDecade"),
          previousDecade: t("range.previousDecade"),
        }}
      />
      <p className="range-hint">{t("range.calendarHint", { days: MAX_RANGE_DAYS })}</p>
    </>
  );
}
