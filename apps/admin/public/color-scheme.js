// Runs before the first paint, so that a reader of the dark scheme never sees a white page. A file of its own, because
// the page's policy allows no inline script. The key is the one under which the theme keeps the reader's choice.
const chosen = window.localStorage.getItem("mantine-color-scheme-value");
const dark = chosen === "dark" || (chosen !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.dataset.mantineColorScheme = dark ? "dark" : "light";
