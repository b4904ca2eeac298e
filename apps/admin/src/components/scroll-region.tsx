import "./scroll-region.css";
import type { CSSProperties, ReactNode, Ref } from "react";
import { useTexts } from "../i18n/texts.tsx";

interface ScrollRegionProps {
  /** The name of the table that scrolls in it. */
  readonly table: string;
  readonly className: string;
  readonly ref?: Ref<HTMLElement>;
  readonly style?: CSSProperties;
  readonly children: ReactNode;
}

/** An area in which a table scrolls, with the keyboard too. */
export function ScrollRegion({ table, className, ...props }: ScrollRegionProps): ReactNode {
  const { t } = useTexts();
  // A region needs another name than the panel around it, or screen readers list two alike.
  const name = t("parts.table.region", { table });
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop the keyboard could not scroll it.
  return <section className={`scroll-region ${className}`} aria-label={name} tabIndex={0} {...props} />;
}
