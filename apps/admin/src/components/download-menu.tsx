import { ActionIcon, Menu } from "@mantine/core";
import { IconDownload, IconFileTypeCsv, IconJson, IconPrinter } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface DownloadMenuProps {
  /** Addresses of the same figures as files. */
  readonly csv: string;
  readonly ndjson: string;
}

/** The figures of a panel as a file or on paper. */
export function DownloadMenu({ csv, ndjson }: DownloadMenuProps): ReactNode {
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
        <Menu.Item component="a" href={csv} download leftSection={<IconFileTypeCsv size={16} />}>
          {t("parts.download.csv")}
        </Menu.Item>
        <Menu.Item component="a" href={ndjson} download leftSection={<IconJson size={16} />}>
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
