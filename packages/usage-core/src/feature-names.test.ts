import { describe, expect, it } from "vitest";
import { featureName } from "./feature-names.ts";

describe("featureName", () => {
  it.each([
    ["assistant_chat", "Asistent AI", "AI Assistant"],
    ["search_index", "Indexare C\u0103utare", "Search Indexing"],
    ["morning_briefing", "Briefing Matinal", "Morning Briefing"],
  ])("knows %s in Romanian and English", (feature, ro, en) => {
    expect(featureName(feature, "ro")).toBe(ro);
    expect(featureName(feature, "en")).toBe(en);
  });

  it.each([
    ["weekly_digest", "Weekly digest"],
    ["weekly-digest", "Weekly digest"],
    ["weeklyDigest", "Weekly digest"],
    ["pdf.OCR_v2", "Pdf OCR v2"],
    ["șablon_nou", "Șablon nou"],
    ["constructor", "Constructor"],
    ["__proto__", "Proto"],
    ["___", "___"],
  ])("humanises the unknown %s", (feature, name) => {
    expect(featureName(feature, "ro")).toBe(name);
  });
});
