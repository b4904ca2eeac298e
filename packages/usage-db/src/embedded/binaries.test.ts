import { describe, expect, it } from "vitest";
import { installedBinaries } from "./binaries.ts";

describe("installedBinaries", () => {
  it("names the platform and the remedy where there are none", () => {
    expect(() => installedBinaries("sunos", "sparc")).toThrow(/sunos-sparc.*set DATABASE_URL/);
  });
});
