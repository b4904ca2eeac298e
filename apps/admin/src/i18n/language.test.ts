import { describe, expect, it } from "vitest";
import { preferredLanguage } from "./language.ts";

describe("preferredLanguage", () => {
  it("keeps what the reader chose before", () => {
    expect(preferredLanguage("ro", ["en-GB"])).toBe("ro");
  });

  it("takes the first of the browser's languages that there is", () => {
    expect(preferredLanguage(null, ["de-DE", "ro-MD", "en"])).toBe("ro");
  });

  it("falls back to English", () => {
    expect(preferredLanguage("fr", ["de-DE"])).toBe("en");
    expect(preferredLanguage(null, [])).toBe("en");
  });
});
