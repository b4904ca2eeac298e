import "./figures.css";
import type { ReactNode } from "react";
import { LazySparkline } from "./lazy-sparkline.tsx";

export interface FigureProps {
  readonly name: string;
  /** The value in full, when it is shortened, or what it leaves out. */
  readonly full?: string | undefined;
  /** `false` when there is nothing to add. */
  readonly sub: string | false;
  readonly change: ReactNode;
  /** What the values of `course` are, and how one is written. */
  readonly courseName: string;
  readonly course: readonly (number | null)[] | undefined;
  readonly courseText: (value: number) => string;
  /** The value. */
  readonly children: ReactNode;
}

/** A figure of a period with its change and its course. */
export function Figure({ name, full, sub, change, courseName, course, courseText, children }: FigureProps): ReactNode {
  return (
    <div className="figures-cell">
      <dt>{name}</dt>
      <dd className="figures-value figure" title={full}>
        {children}
      </dd>
      <dd className="figures-change">{change}</dd>
      <dd className="figures-sub figure">{sub}</dd>
      <dd className="figures-course">
        {course !== undefined && (
          <LazySparkline name={courseName} values={course} text={courseText} width="100%" height={28} />
        )}
      </dd>
    </div>
  );
}
