import "@mantine/core/styles.layer.css";
import "./theme/page.css";

void import("./start.tsx");
