import { Button } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Call, CallsQueryInput } from "usage-core";
import { useTexts } from "../../i18n/texts.tsx";
import { useTRPC } from "../../trpc.ts";
import { newCalls } from "./new-calls.ts";

/** How many of the newest calls are read. */
const NEWEST = 50;

interface NewCallsButtonProps {
  readonly firmId: string;
  readonly question: Omit<CallsQueryInput, "limit" | "cursor">;
  readonly listed: readonly Call[];
  readonly isWhole: boolean;
  readonly onLoad: () => void;
}

/** Says how many calls came since the list was read. They are added only when the reader clicks, so that nothing moves before. */
export function NewCallsButton({ firmId, question, listed, isWhole, onLoad }: NewCallsButtonProps): ReactNode {
  const { t, format } = useTexts();
  const { data, isPlaceholderData } = useQuery(
    useTRPC().usage.calls.queryOptions({ firmId, ...question, limit: NEWEST }),
  );
  const newest = isPlaceholderData ? [] : (data?.data.calls ?? []);
  const count = newCalls(newest, listed, isWhole);
  // When all that were read are new, there may be more.
  const formatted = `${format.count(count)}${count === NEWEST ? "+" : ""}`;
  return (
    <div role="status">
      {count > 0 && (
        <Button size="compact-xs" variant="light" leftSection={<IconArrowUp size={13} aria-hidden />} onClick={onLoad}>
          {t("calls.new", { count, formatted })}
        </Button>
      )}
    </div>
  );
}
