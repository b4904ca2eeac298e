import "./panel.css";
import "./print.css";
import type { ReactNode, Ref } from "react";
import { useDeferredValue, useId } from "react";
import { PanelError } from "./panel-error.tsx";

/** What a panel needs to know of the query that fills it. */
export interface PanelQuery<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  /** Whether `data` still belongs to the question before this one. */
  readonly isPlaceholderData: boolean;
  readonly refetch: () => unknown;
}

interface PanelProps<Data> {
  readonly title: string;
  /** A few dimmed words beside the title. */
  readonly note?: ReactNode;
  readonly tools?: ReactNode;
  readonly query: PanelQuery<Data>;
  /** As large as the content, so that nothing moves when that arrives. */
  readonly skeleton: ReactNode;
  readonly headingRef?: Ref<HTMLHeadingElement>;
  readonly children: (data: Data) => ReactNode;
}

/**
 * A titled part of the page that loads, fails and is retried on its own. Data stays on screen: dimmed while the next is loading,
 * unchanged when a refresh fails.
 */
export function Panel<Data>({
  title,
  note,
  tools,
  query,
  skeleton,
  headingRef,
  children,
}: PanelProps<Data>): ReactNode {
  const titleId = useId();
  return (
    <section className="panel" aria-labelledby={titleId}>
      <div className="panel-head">
        <h2 className="panel-title" id={titleId} ref={headingRef} tabIndex={-1}>
          {title}
        </h2>
        {note !== undefined && <span className="panel-note">{note}</span>}
        {tools !== undefined && <div className="panel-tools">{tools}</div>}
      </div>
      <PanelBody query={query} skeleton={skeleton}>
        {children}
      </PanelBody>
    </section>
  );
}

type PanelBodyProps<Data> = Pick<PanelProps<Data>, "query" | "skeleton" | "children">;

export function PanelBody<Data>({ query, skeleton, children }: PanelBodyProps<Data>): ReactNode {
  const { data, error, isPlaceholderData, refetch } = query;
  // The first answer is drawn in a deferred render, which React can interrupt, so that the page stays responsive.
  const isDrawn = useDeferredValue(data !== undefined);
  const isWaiting = data === undefined || !isDrawn;
  const hasFailed = error !== null && (data === undefined || isPlaceholderData);
  return (
    <div
      className="panel-body"
      aria-busy={(isWaiting || isPlaceholderData) && !hasFailed}
      data-stale={(isPlaceholderData && !hasFailed) || undefined}
    >
      {hasFailed ? <PanelError error={error} onRetry={refetch} /> : isWaiting ? skeleton : children(data)}
    </div>
  );
}
