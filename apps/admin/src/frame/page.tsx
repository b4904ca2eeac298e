import { type ReactNode, use, useEffect } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { FirmViewContext } from "./firm-view.ts";

interface PageProps {
  readonly title: string;
  /** A few dimmed words beside the title. */
  readonly note?: ReactNode;
  /** What the reader can do with the whole page, at its upper right. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** The content of a page. Its heading gets the focus when the reader comes from another page. */
export function Page({ title, note, tools, children }: PageProps): ReactNode {
  const { t } = useTexts();
  const firm = use(FirmViewContext)?.firm.name;
  useEffect(() => {
    document.title = firm === undefined ? t("app.title", { page: title }) : t("app.firmTitle", { page: title, firm });
  }, [t, title, firm]);
  return (
    <>
      <div className="page-head">
        <h1 className="page-title" tabIndex={-1}>
          {title}
        </h1>
        {note !== undefined && <div className="page-note">{note}</div>}
        {tools !== undefined && <div className="page-tools">{tools}</div>}
      </div>
      {children}
    </>
  );
}
