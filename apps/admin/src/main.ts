import "@mantine/core/styles.layer.css";
import "./theme/page.css";
import { config } from "zod/v4/core";

// The page's policy lets no text become code. Schemas would try to, for speed, and each try is reported as an attack. They
// are made while the modules load, so this comes before those.
config({ jitless: true });
void import("./start.tsx");
