import "@mantine/core/styles.layer.css";
import "./theme/page.css";
import { loadAnewWhenPartsAreGone } from "./reload/reload-when-parts-are-gone.ts";

loadAnewWhenPartsAreGone(window);
void import("./start.tsx");
