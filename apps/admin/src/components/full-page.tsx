import "./full-page.css";
import { type ReactNode, useEffect } from "react";
import { useTexts } from "../i18n/texts.tsx";
import logo from "../logo.svg";
import { ReaderSettings } from "./reader-settings.tsx";

interface FullPageProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A page that has one message and no frame. */
export function FullPage({ title, children }: FullPageProps): ReactNode {
  const { t } = useTexts();
  useEffect(() => {
    document.title = t("app.name");
  }, [t]);
  return (
    <main className="full-page">
      <div className="full-page-tools">
        <ReaderSettings />
      </div>
      <div className="full-page-card">
        <p className="full-page-brand">
          <img src={logo} width={20} height={20} alt="" />
          {t("app.name")}
        </p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
