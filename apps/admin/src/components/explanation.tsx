import { CloseButton, Group, Popover } from "@mantine/core";
import { type ReactNode, type Ref, useEffect, useId, useImperativeHandle } from "react";
import type { DateRange } from "usage-core";
import { useTexts } from "../i18n/texts.tsx";
import { useUnpricedText } from "../i18n/use-cost-text.ts";
import type { AnswerReading } from "./reading.ts";
import { useReadTime } from "./use-read-time.ts";

/** What one must know of a number to trust it. */
export interface Explained {
  /** What the number is called: "Total cost". */
  readonly name: string;
  /** The number as it is shown. */
  readonly value: string;
  /** How it comes about, in a sentence or two. Written only when the number is opened: a page has hundreds that are not. */
  readonly formula: () => string;
  readonly range: DateRange;
  readonly answer: AnswerReading;
  /** What to call the zone where there are several; `answer` then names the one of the clock. */
  readonly zone?: string;
  /** Calls that a cost leaves out; `null` where the number is no cost, and leaves no call out. */
  readonly unpricedCalls: number | null;
  /** To the calls behind the number. */
  readonly link?: ReactNode;
}

interface ExplanationProps extends Explained {
  /** The button that opened it, below which it stands. */
  readonly opener: HTMLElement;
  readonly onClose: () => void;
}

/** The opened number: what it is, of when, what it leaves out, and the way to its calls. */
export function Explanation(props: ExplanationProps): ReactNode {
  const { name, value, formula, range, answer, zone = answer.timeZone, unpricedCalls, link, opener, onClose } = props;
  const { t, format } = useTexts();
  const unpricedText = useUnpricedText();
  const { time, age } = useReadTime(answer);
  const titleId = useId();
  useEffect(() => {
    // What is opened hears its own keys, but has the focus only a moment later.
    const press = ({ key }: KeyboardEvent) => key === "Escape" && onClose();
    opener.addEventListener("keydown", press);
    return () => opener.removeEventListener("keydown", press);
  }, [opener, onClose]);
  const close = () => {
    opener.focus({ preventScroll: true });
    onClose();
  };
  return (
    <Popover
      opened
      onChange={(isOpen) => !isOpen && close()}
      width={320}
      position="bottom-start"
      shadow="md"
      trapFocus
      withRoles={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Standing for={opener} />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-labelledby={titleId} className="explained">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <p className="explained-title" id={titleId}>
            {name}: <span className="figure">{value}</span>
          </p>
          <CloseButton size="sm" aria-label={t("parts.explain.close")} onClick={close} />
        </Group>
        <p className="explained-formula">{formula()}</p>
        <dl className="explained-facts">
          <dt>{t("parts.explain.range")}</dt>
          <dd>{format.dateRange(range)}</dd>
          <dt>{t("parts.explain.zone")}</dt>
          <dd>{zone}</dd>
          <dt>{t("parts.explain.read")}</dt>
          <dd className="figure">
            {age === null ? t("parts.explain.justNow", { time }) : t("parts.explain.aged", { time, age })}
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

/** Hands the library an element that stands elsewhere, so that it need not be wrapped. */
function Standing({ for: element, ref }: { readonly for: HTMLElement; readonly ref?: Ref<HTMLElement> }): ReactNode {
  useImperativeHandle(ref, () => element, [element]);
  return null;
}
