import "./long-table.css";
import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";

/** As tall as a stacked chart with at most two lines of names below. */
export function StackedChartSkeleton({ height = 260 }: { readonly height?: number | undefined }): ReactNode {
  return (
    <>
      <Skeleton height={height} />
      <Skeleton width="min(420px, 80%)" height={12} mt={14} mb={32} />
    </>
  );
}

interface DataTableSkeletonProps {
  readonly rows: number;
  readonly hasSearch?: boolean;
}

/** As tall as a data table of so many rows, the pinned ones counted, with its head. */
export function DataTableSkeleton({ rows, hasSearch = false }: DataTableSkeletonProps): ReactNode {
  return (
    <>
      {hasSearch && <Skeleton width="min(260px, 100%)" height={30} mb={6} />}
      {Array.from({ length: rows + 1 }, (_, row) => `row-${row}`).map((row) => (
        <Skeleton key={row} height={18} mb={16} />
      ))}
    </>
  );
}

/** As tall as a heat map with its legend. */
export function HeatMapSkeleton(): ReactNode {
  return (
    <>
      <Skeleton height={224} />
      <Skeleton width="min(300px, 80%)" height={12} mt={10} mb={4} />
      <Skeleton width="min(420px, 90%)" height={12} mt={10} />
    </>
  );
}
