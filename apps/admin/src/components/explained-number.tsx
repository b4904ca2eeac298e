import "./explained-number.css";
import { CloseButton, Group, Popover } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer, DateRange } from "usage-core";
import { useUnpricedText } from "../i18n/use-cost-text.ts";
import { useFormat } from "../i18n/use-format.ts";
import { useReadTime } from "./use-read-time.ts";

interface ExplainedNumberProps {
  /** What the number is called: "Total cost". */
  readonly name: string;
  /** The number as it is shown. */
  readonly value: string;
  /** How it comes about, in a sentence. */
  readonly formula: string;
  readonly range: DateRange;
  readonly answer: Pick<Answer<unknown>, "asOf" | "timeZone" | "cacheAgeMs">;
  /** `null` where the number is no cost, and leaves no call out. */
  readonly unpricedCalls: number | null;
  /** To the calls behind the number. */
  readonly link?: ReactNode;
}

/** A number that can be opened: what it is, of when, and what it leaves out. */
export function ExplainedNumber(props: ExplainedNumberProps): ReactNode {
  const { name, value, formula, range, answer, unpricedCalls, link } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const unpricedText = useUnpricedText();
  const titleId = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      width={320}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
      withRoles={false}
      // The library's other durations would let Escape come too early for the focus to be given back.
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button
          type="button"
          className="explained-number figure"
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          aria-label={t("parts.explain.open", { name, value })}
          onClick={() => setOpen(!isOpen)}
        >
          {value}
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-labelledby={titleId}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <p className="explained-title" id={titleId}>
            {name}: <span className="figure">{value}</span>
          </p>
          <CloseButton size="sm" aria-label={t("parts.explain.close")} onClick={() => setOpen(false)} />
        </Group>
        <p className="explained-formula">{formula}</p>
        <dl className="explained-facts">
          <dt>{t("parts.explain.range")}</dt>
          <dd>{format.dateRange(range)}</dd>
          <dt>{t("parts.explain.zone")}</dt>
          <dd>{answer.timeZone}</dd>
          <dt>{t("parts.explain.read")}</dt>
          <dd className="figure">
            <ReadText answer={answer} />
          </dd>
          {unpricedCalls !== null && (
            <>
              <dt>{t("parts.explain.leftOut")}</dt>
              <dd>{unpricedText(unpricedCalls) ?? t("parts.explain.nothing")}</dd>
            </>
          )}
        </dl>
        {link !== undefined && <div className="explained-link">{link}</div>}
      </Popover.Dropdown>
    </Popover>
  );
}

function ReadText({ answer }: Pick<ExplainedNumberProps, "answer">): ReactNode {
  const { t } = useTranslation();
  const { time, age } = useReadTime(answer);
  return age === null ? t("parts.explain.justNow", { time }) : t("parts.explain.aged", { time, age });
}
