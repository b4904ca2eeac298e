import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";

const FIGURES = [1, 2, 3, 4, 5];

/** As large as the figures. The overview and the page of a feature, user, model or provider show five each. */
export function FiguresSkeleton(): ReactNode {
  return (
    <>
      <div className="figures-cells">
        {FIGURES.map((figure) => (
          <div className="figures-cell" key={figure}>
            <Skeleton width={80} height={12} my={3} />
            <Skeleton width={130} height={22} my={5} />
            <Skeleton width={100} height={12} my={3} />
            <Skeleton height={28} mt={6} />
          </div>
        ))}
      </div>
      <div className="figures-foot">
        <Skeleton width={280} height={12} my={3} />
      </div>
    </>
  );
}
