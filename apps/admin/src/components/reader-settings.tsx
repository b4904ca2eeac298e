import { ActionIcon, Group, SegmentedControl, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { LANGUAGES } from "usage-core";
import { isLanguage, rememberLanguage } from "../i18n/language.ts";
import { useTexts } from "../i18n/texts.tsx";

/** The reader's language and colours; both are remembered. */
export function ReaderSettings(): ReactNode {
  const { t, language, changeLanguage } = useTexts();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme("light", { getInitialValueInEffect: false }) === "dark";
  const otherScheme = isDark ? t("app.useLight") : t("app.useDark");

  async function choose(next: string): Promise<void> {
    if (!isLanguage(next)) return;
    await changeLanguage(next);
    rememberLanguage(next);
  }

  return (
    <Group gap={8} wrap="nowrap">
      <SegmentedControl
        size="xs"
        aria-label={t("app.language")}
        value={language}
        onChange={choose}
        data={LANGUAGES.map((value) => ({ value, label: value.toUpperCase() }))}
      />
      <ActionIcon
        variant="default"
        size={30}
        aria-label={otherScheme}
        title={otherScheme}
        onClick={() => setColorScheme(isDark ? "light" : "dark")}
      >
        {isDark ? <IconSun size={16} /> : <IconMoon size={16} />}
      </ActionIcon>
    </Group>
  );
}
