import { ActionIcon } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import type { ReactNode, RefObject } from "react";
import { useTranslation } from "react-i18next";
import { ReaderSettings } from "../components/reader-settings.tsx";
import { useSignOut } from "../session/use-session.ts";

interface HeaderProps {
  readonly content: RefObject<HTMLElement | null>;
  /** The pickers of what the page shows. */
  readonly children: ReactNode;
}

export function Header({ content, children }: HeaderProps): ReactNode {
  const { t } = useTranslation();
  const signOut = useSignOut();

  return (
    <>
      <button type="button" className="skip-link" onClick={() => content.current?.focus()}>
        {t("app.skipToContent")}
      </button>
      <header className="header">
        <div className="header-row">
          <h1 className="header-name">
            <img src="/favicon.svg" width={22} height={22} alt="" />
            {t("app.name")}
          </h1>
          {children}
          <div className="header-tools">
            <ReaderSettings />
            <ActionIcon
              variant="default"
              size={30}
              aria-label={t("app.signOut")}
              title={t("app.signOut")}
              onClick={signOut}
            >
              <IconLogout size={16} />
            </ActionIcon>
          </div>
        </div>
      </header>
    </>
  );
}
