import { ActionIcon, Skeleton } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { addDays } from "usage-core";
import { Panel } from "../../components/panel.tsx";
import { TableToggle } from "../../components/table-toggle.tsx";
import { useAnswered } from "../../components/use-answered.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { useTRPC } from "../../trpc.ts";
import { callsSearchOf } from "../calls-link.tsx";
import { dayLength, hourLabels } from "./hour-labels.ts";
import { HourlyTable } from "./hourly-table.tsx";

const HourlyChart = lazy(async () => ({ default: (await import("./hourly-chart.tsx")).HourlyChart }));

interface HoursPanelProps {
  readonly firmId: string;
  readonly day: string;
  /** The first and the last day that the reader can go to. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly onGoTo: (day: string) => void;
  readonly onClose: () => void;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
}

/** The hours of one day on the firm's clock. */
export function HoursPanel(props: HoursPanelProps): ReactNode {
  const { firmId, day, firstDay, lastDay, onGoTo, onClose, isTable, onTable } = props;
  const { t, format } = useTexts();
  const hours = useQuery(useTRPC().usage.hourlyCosts.queryOptions({ firmId, date: day }));
  const shownDay = useAnswered(hours, day);
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const date = format.date(day, "full");

  useEffect(() => {
    // The focus moves only when the reader opened the panel. When the address did, nothing has the focus yet.
    if (document.activeElement !== document.body) heading.current?.focus();
  }, []);

  function openCalls(hour: string): void {
    void navigate({
      to: "/firms/$firmId/calls",
      params: { firmId },
      search: callsSearchOf({ range: { startDate: shownDay, endDate: shownDay }, hour }),
    });
  }

  return (
    <Panel
      title={t("hours.title", { date })}
      note={hours.data && t("hours.zone", { zone: hours.data.timeZone })}
      tools={
        <>
          <Step label={t("hours.previous")} isPossible={day > firstDay} onStep={() => onGoTo(addDays(day, -1))}>
            <IconChevronLeft size={17} />
          </Step>
          <Step label={t("hours.next")} isPossible={day < lastDay} onStep={() => onGoTo(addDays(day, 1))}>
            <IconChevronRight size={17} />
          </Step>
          <TableToggle isTable={isTable} onChange={onTable} />
          <Step label={t("hours.close")} isPossible onStep={onClose}>
            <IconX size={17} />
          </Step>
        </>
      }
      query={hours}
      skeleton={<Skeleton height={200} />}
      headingRef={heading}
    >
      {(answer) => {
        const { data } = answer;
        const instants = data.map(({ hour }) => hour);
        const labels = hourLabels(instants);
        const length = dayLength(instants);
        return (
          <>
            {length !== "usual" && (
              <p className="panel-note" style={{ margin: "0 0 8px" }}>
                {t(length === "short" ? "hours.shortDay" : "hours.longDay", { hours: data.length })}
              </p>
            )}
            {isTable ? (
              <HourlyTable firmId={firmId} day={shownDay} hours={data} labels={labels} date={date} answer={answer} />
            ) : (
              <Suspense fallback={<Skeleton height={200} />}>
                <HourlyChart hours={data} labels={labels} date={date} onOpen={openCalls} />
              </Suspense>
            )}
          </>
        );
      }}
    </Panel>
  );
}

interface StepProps {
  readonly label: string;
  readonly isPossible: boolean;
  readonly onStep: () => void;
  readonly children: ReactNode;
}

function Step({ label, isPossible, onStep, children }: StepProps): ReactNode {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      {...(isPossible && { c: "var(--ink-dim)" })}
      aria-label={label}
      title={label}
      disabled={!isPossible}
      onClick={onStep}
    >
      {children}
    </ActionIcon>
  );
}
