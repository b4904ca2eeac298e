import { Drawer, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Call } from "usage-core";
import { PanelError } from "../../components/panel-error.tsx";
import type { Firm } from "../../frame/firm-view.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { isNotFoundError, useTRPC } from "../../trpc.ts";
import { CallStoryView } from "./call-story-view.tsx";

interface CallDrawerProps {
  readonly firm: Firm;
  /** The calls of the list. */
  readonly among: readonly Call[];
  /** The call whose story is open; `undefined`: none. */
  readonly id: string | undefined;
  readonly onClose: () => void;
}

/** A call's story beside the list. */
export function CallDrawer({ firm, among, id, onClose }: CallDrawerProps): ReactNode {
  const { t } = useTexts();
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      title={t("calls.story")}
      position="right"
      size="min(600px, 100%)"
      closeButtonProps={{ "aria-label": t("calls.close") }}
      transitionProps={{ duration: 0 }}
      // Its `header` would otherwise be a second banner landmark.
      attributes={{ header: { role: "presentation" } }}
      classNames={{ title: "call-drawer-title" }}
    >
      {id !== undefined && <Story key={id} firm={firm} among={among} id={id} />}
    </Drawer>
  );
}

function Story({ firm, among, id }: Pick<CallDrawerProps, "firm" | "among"> & { id: string }): ReactNode {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(useTRPC().usage.callStory.queryOptions({ firmId: firm.id, id }));
  if (data !== undefined) return <CallStoryView firm={firm} among={among} story={data.data} />;
  if (isNotFoundError(error)) {
    return (
      <div role="alert">
        <h3 className="call-part-title">{t("calls.unknown")}</h3>
        <p>{t("calls.unknownBody", { call: id })}</p>
      </div>
    );
  }
  if (error !== null) return <PanelError error={error} onRetry={refetch} />;
  return (
    <div aria-busy>
      <Skeleton height={40} mb={20} />
      <Skeleton height={220} mb={20} />
      <Skeleton height={220} />
    </div>
  );
}
