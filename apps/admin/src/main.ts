import "@mantine/core/styles.layer.css";
import "./theme/page.css";
import { reloadWhenPartsAreGone } from "./reload/reload-when-parts-are-gone.ts";

reloadWhenPartsAreGone(window);
void import("./start.tsx");
