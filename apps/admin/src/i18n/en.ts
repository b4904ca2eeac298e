import { calls } from "./en/calls.ts";
import { common } from "./en/common.ts";
import { entity } from "./en/entity.ts";
import { explained } from "./en/explained.ts";
import { explore } from "./en/explore.ts";
import { firms } from "./en/firms.ts";
import { live } from "./en/live.ts";
import { overview } from "./en/overview.ts";
import { parts } from "./en/parts.ts";
import { quality } from "./en/quality.ts";

/**
 * Every text of the app, one file for each area. `{{name}}` is filled in; `_one` and `_other` are plural forms. A new area is a file
 * here and one of the same name in `ro`.
 */
export const en = { ...common, ...overview, calls, entity, explained, explore, firms, live, parts, quality };
