import type { en } from "./en.ts";
import type { Localized } from "./localized.ts";
import { calls } from "./ro/calls.ts";
import { common } from "./ro/common.ts";
import { entity } from "./ro/entity.ts";
import { explained } from "./ro/explained.ts";
import { explore } from "./ro/explore.ts";
import { firms } from "./ro/firms.ts";
import { live } from "./ro/live.ts";
import { overview } from "./ro/overview.ts";
import { parts } from "./ro/parts.ts";
import { quality } from "./ro/quality.ts";

export const ro: Localized<typeof en> = {
  ...common,
  ...overview,
  calls,
  entity,
  explained,
  explore,
  firms,
  live,
  parts,
  quality,
};
