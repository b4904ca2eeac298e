import "@mantine/core/styles.layer.css";
import "./theme/page.css";
import { loadAnewWhenPartsAreGone } from "./load-anew.ts";

loadAnewWhenPartsAreGone(window);
void import("./start.tsx");
