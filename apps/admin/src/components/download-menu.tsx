import { ActionIcon, Dialog, Menu, Text } from "@mantine/core";
import { IconDownload, IconFileTypeCsv, IconJson, IconPrinter } from "@tabler/icons-react";
import { type MouseEvent, type ReactNode, useState } from "react";
import { download } from "../download.ts";
import { type ExportAddress, type ExportQueries, firmExport } from "../export-url.ts";
import { useTexts } from "../i18n/texts.tsx";

interface DownloadMenuProps<What extends keyof ExportQueries> {
  readonly what: What;
  readonly firmId: string;
  /** The question whose answer is shown. */
  readonly query: ExportQueries[What];
}

/** A firm's figures as a file or on paper. */
export function DownloadMenu<What extends keyof ExportQueries>({
  what,
  firmId,
  query,
}: DownloadMenuProps<What>): ReactNode {
  const { language } = useTexts();
  return <FileMenu address={firmExport(what, firmId, query, language)} />;
}

/** Downloads the figures of a panel, or prints them. A download that fails says why. */
export function FileMenu({ address }: { readonly address: ExportAddress }): ReactNode {
  const { t } = useTexts();
  const [failure, setFailure] = useState<string>();
  const open = t("parts.download.open");
  const startDownload = (event: MouseEvent<HTMLAnchorElement>) => {
    event.preventDefault();
    setFailure(undefined);
    download(event.currentTarget.href, (reason) => setFailure(reason ?? t("parts.download.unanswered")));
  };
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" c="var(--ink-dim)" aria-label={open} title={open}>
            <IconDownload size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component="a"
            href={address("csv")}
            download
            leftSection={<IconFileTypeCsv size={16} />}
            onClick={startDownload}
          >
            {t("parts.download.csv")}
          </Menu.Item>
          <Menu.Item
            component="a"
            href={address("ndjson")}
            download
            leftSection={<IconJson size={16} />}
            onClick={startDownload}
          >
            {t("parts.download.ndjson")}
          </Menu.Item>
          <Menu.Divider />
          {/* After the menu has closed, so that it is not printed. */}
          <Menu.Item leftSection={<IconPrinter size={16} />} onClick={() => window.setTimeout(() => window.print())}>
            {t("parts.download.print")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Dialog
        opened={failure !== undefined}
        onClose={() => setFailure(undefined)}
        withCloseButton
        withBorder
        shadow="md"
        transitionProps={{ duration: 0 }}
        role="alert"
        attributes={{ closeButton: { "aria-label": t("parts.download.close") } }}
      >
        <Text size="sm" fw={600} pr={24}>
          {t("parts.download.failed")}
        </Text>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {failure}
        </Text>
      </Dialog>
    </>
  );
}
