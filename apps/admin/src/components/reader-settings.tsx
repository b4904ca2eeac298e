import {
  ActionIcon,
  Group,
  SegmentedControl,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { LANGUAGES } from "usage-core";
import { isLanguage, rememberLanguage } from "../i18n/language.ts";
import { useTexts } from "../i18n/texts.tsx";

/** The reader's language and colours; both are remembered. */
export function ReaderSettings(): ReactNode {
  const { t, language, changeLanguage } = useTexts();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme("light", { getInitialValueInEffect: false }) === "dark";
  const [isLost, setLost] = useState(false);
  const otherScheme = isDark ? t("app.useLight") : t("app.useDark");

  async function choose(next: string): Promise<void> {
    if (!isLanguage(next)) return;
    // Before the texts load: if that fails, the page may reload, and should then be in the chosen language.
    rememberLanguage(next);
    setLost(false);
    await changeLanguage(next).catch(() => setLost(true));
  }

  return (
    <Group gap={8} wrap="nowrap">
      <Tooltip opened={isLost} label={<span role="alert">{t("error.unreachable")}</span>} multiline maw={260}>
        <SegmentedControl
          size="xs"
          aria-label={t("app.language")}
          value={language}
          onChange={choose}
          onBlur={() => setLost(false)}
          data={LANGUAGES.map((value) => ({ value, label: value.toUpperCase() }))}
        />
      </Tooltip>
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
