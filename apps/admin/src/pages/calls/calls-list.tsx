import { Button } from "@mantine/core";
import { type ReactNode, useCallback } from "react";
import type { Call } from "usage-core";
import { PanelError } from "../../components/panel-error.tsx";
import type { TableColumn } from "../../components/table-cells.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { CallsTable } from "./calls-table.tsx";

/** What the list needs to know of the query that fills it. */
interface CallsPages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  /** Whether the calls still belong to the question before this one. */
  readonly isPlaceholderData: boolean;
  readonly error: unknown;
  readonly fetchNextPage: () => Promise<unknown>;
}

interface CallsListProps {
  readonly calls: readonly Call[];
  readonly columns: readonly TableColumn<Call>[];
  readonly query: CallsPages;
  readonly openCall: string | undefined;
}

/** The calls. More are loaded by scrolling, or with a button. */
export function CallsList({ calls, columns, query, openCall }: CallsListProps): ReactNode {
  const { t, format } = useTexts();
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, isPlaceholderData, error, fetchNextPage } = query;
  const loadMore = useCallback(() => {
    if (!isFetchingNextPage && !isPlaceholderData) void fetchNextPage();
  }, [isFetchingNextPage, isPlaceholderData, fetchNextPage]);
  // After a failure only the reader retries.
  const onNearEnd = useCallback(() => {
    if (!isFetchNextPageError) loadMore();
  }, [isFetchNextPageError, loadMore]);
  const count = { count: calls.length, formatted: format.count(calls.length) };
  return (
    <>
      <CallsTable
        label={t("calls.list")}
        calls={calls}
        columns={columns}
        isWhole={!hasNextPage}
        onNearEnd={onNearEnd}
        openCall={openCall}
      />
      {isFetchNextPageError && <PanelError error={error} onRetry={fetchNextPage} />}
      <div className="calls-more">
        <span className="panel-note figure" role="status">
          {hasNextPage ? t("calls.listed", count) : t("calls.listedAll", count)}
        </span>
        {hasNextPage && (
          // Not disabled while it loads: that would take the focus away.
          <Button size="xs" variant="default" aria-disabled={isFetchingNextPage} onClick={loadMore}>
            {isFetchingNextPage ? t("app.loading") : t("calls.more")}
          </Button>
        )}
      </div>
    </>
  );
}
