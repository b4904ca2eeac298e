import { ActionIcon } from "@mantine/core";
import { IconChartBar, IconTable } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";

interface TableToggleProps {
  readonly isTable: boolean;
  readonly onChange: (isTable: boolean) => void;
}

/** Switches between a chart and the same figures as a table. */
export function TableToggle({ isTable, onChange }: TableToggleProps): ReactNode {
  const { t } = useTexts();
  const action = isTable ? t("chart.asChart") : t("chart.asTable");
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      c="var(--ink-dim)"
      aria-label={action}
      title={action}
      onClick={() => onChange(!isTable)}
    >
      {isTable ? <IconChartBar size={17} /> : <IconTable size={17} />}
    </ActionIcon>
  );
}
