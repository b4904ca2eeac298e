import { CloseButton, Group, Popover } from "@mantine/core";
import { type ReactNode, type Ref, useEffect, useId, useImperativeHandle } from "react";
import type { DateRange } from "usage-core";
import { useTexts } from "../i18n/texts.tsx";
import type { AnswerReading } from "./reading.ts";
import { useReadTime } from "./use-read-time.ts";

/** What one must know of a number to trust it. */
export interface Explained {
  /** What the number is called: "Total cost". */
  readonly name: string;
  /** The number as it is shown. */
  readonly value: string;
  /** How it is computed, in a sentence or two. Called only when the number is opened: a page has hundreds that are not. */
  readonly formula: () => string;
  readonly range: DateRange;
  readonly answer: AnswerReading;
  /** What to show as the zone where there are several; the clock time is still in the zone of `answer`. */
  readonly zone?: string;
  /** Calls that a cost leaves out; `null`: the number is no cost. */
  readonly unpricedCalls: number | null;
  /** A link to the calls behind the number. */
  readonly link?: ReactNode;
}

interface ExplanationProps extends Explained {
  /** The button that opened it, below which it stands. */
  readonly opener: HTMLElement;
  readonly onClose: () => void;
}

/** The explanation of an opened number, with a link to its calls. */
export function Explanation(props: ExplanationProps): ReactNode {
  const { name, value, formula, range, answer, zone = answer.timeZone, unpricedCalls, link, opener, onClose } = props;
  const { t, format, unpricedText } = useTexts();
  const { time, age } = useReadTime(answer);
  const titleId = useId();
  useEffect(() => {
    // The popover closes on Escape only once it has the focus, which it gets a moment after it opens. Until then the button has it.
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

/** Gives the popover a target that is rendered elsewhere. */
function Standing({ for: element, ref }: { readonly for: HTMLElement; readonly ref?: Ref<HTMLElement> }): ReactNode {
  useImperativeHandle(ref, () => element, [element]);
  return null;
}
