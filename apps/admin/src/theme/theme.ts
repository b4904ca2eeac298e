import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const teal: MantineColorsTuple = [
  "#e4f5f3",
  "#c9e9e5",
  "#98d4cd",
  "#63beb4",
  "#36ab9f",
  "#1c9f92",
  "#06978a",
  "#008376",
  "#007468",
  "#006459",
];

/** Cooler than the library's own: the dark scheme takes its surfaces and borders from here. */
const dark: MantineColorsTuple = [
  "#e6e9ed",
  "#b8c0ca",
  "#9aa4b1",
  "#66707c",
  "#3b4552",
  "#2b333e",
  "#1d242d",
  "#151a21",
  "#0f1419",
  "#0a0e12",
];

export const theme = createTheme({
  colors: { teal, dark },
  primaryColor: "teal",
  primaryShade: { light: 8, dark: 7 },
  defaultRadius: "sm",
  fontFamily: '-apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  cursorType: "pointer",
  components: {
    // A list opens at once, and beside its field in the DOM, so that it is in the same landmark.
    Combobox: { defaultProps: { shadow: "md", withinPortal: false, transitionProps: { duration: 0 } } },
    // Arrow keys in the field move through the options; the library's scroll area would be another tab stop (see `page.css`).
    Select: { defaultProps: { withScrollArea: false } },
    MultiSelect: { defaultProps: { withScrollArea: false } },
  },
});

/** The theme's own greys: calmer surfaces, and dimmed text that keeps a contrast of 4.5 to 1 on them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "#151a21",
    "--mantine-color-dimmed": "#56606c",
    "--mantine-color-placeholder": "#66707c",
    "--mantine-color-default-border": "#d5dae0",
    "--mantine-color-error": "#b4232a",
  },
  dark: {
    "--mantine-color-text": "#e6e9ed",
    "--mantine-color-dimmed": "#9aa4b1",
    "--mantine-color-placeholder": "#8a94a1",
    "--mantine-color-default-border": "#323b47",
    "--mantine-color-error": "#f08a8a",
  },
});
