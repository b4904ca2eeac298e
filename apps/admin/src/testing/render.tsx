import { MantineProvider } from "@mantine/core";
import { RouterContextProvider } from "@tanstack/react-router";
import { createInstance } from "i18next";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { initReactI18next } from "react-i18next";
import type { Language } from "usage-core";
import { en } from "../i18n/en.ts";
import { ro } from "../i18n/ro.ts";
import { TextsProvider } from "../i18n/texts.tsx";
import { routerAt } from "./router-at.ts";

/** The HTML of a part of a firm's page, with plain spaces and quotes. */
export async function render(language: Language, content: ReactNode): Promise<string> {
  const texts = createInstance();
  await texts.use(initReactI18next).init({
    lng: language,
    resources: { en: { translation: en }, ro: { translation: ro } },
    interpolation: { escapeValue: false },
  });
  const html = renderToStaticMarkup(
    <TextsProvider i18n={texts}>
      <RouterContextProvider router={routerAt("/firms/acme")}>
        <MantineProvider>{content}</MantineProvider>
      </RouterContextProvider>
    </TextsProvider>,
  );
  return html.replace(/\u00a0|\u202f/g, " ").replaceAll("&quot;", '"');
}
