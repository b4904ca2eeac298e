import type { ReactNode } from "react";

interface FactsProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A titled part of a call's story: names and values. */
export function Facts({ title, children }: FactsProps): ReactNode {
  return (
    <section className="call-part">
      <h3 className="call-part-title">{title}</h3>
      <dl className="call-facts">{children}</dl>
    </section>
  );
}

interface FactProps {
  readonly name: string;
  /** Whether it is a detail of the fact before. */
  readonly isPart?: boolean;
  readonly children: ReactNode;
}

export function Fact({ name, isPart = false, children }: FactProps): ReactNode {
  return (
    <div data-part={isPart || undefined}>
      <dt>{name}</dt>
      <dd className="figure">{children}</dd>
    </div>
  );
}
