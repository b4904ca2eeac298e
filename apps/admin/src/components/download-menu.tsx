import { ActionIcon, Menu } from "@mantine/core";
import { IconDownload, IconFileTypeCsv, IconJson, IconPrinter } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type ExportQueries, exportUrl } from "../export-url.ts";

interface DownloadMenuProps<What extends keyof ExportQueries> {
  readonly what: What;
  readonly firmId: string;
  /** The question whose answer is shown. */
  readonly query: ExportQueries[What];
}

/** The figures of a panel as a file or on paper. */
export function DownloadMenu<What extends keyof ExportQueries>({
  what,
  firmId,
  query,
}: DownloadMenuProps<What>): ReactNode {
  const { t } = useTranslation();
  const open = t("parts.download.open");
  return (
    <Menu position="bottom-end" shadow="md" withinPortal transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" c="var(--ink-dim)" aria-label={open} title={open}>
          <IconDownload size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component="a"
          href={exportUrl(what, "csv", firmId, query)}
          download
          leftSection={<IconFileTypeCsv size={16} />}
        >
          {t("parts.download.csv")}
        </Menu.Item>
        <Menu.Item
          component="a"
          href={exportUrl(what, "ndjson", firmId, query)}
          download
          leftSection={<IconJson size={16} />}
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
  );
}
