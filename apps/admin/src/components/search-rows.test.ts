import { describe, expect, it } from "vitest";
import { searchRows } from "./search-rows.ts";

const NAMES = ["Căutare Juridică", "Asistent AI", "Căutare Semantică"];

describe("searchRows", () => {
  it.each([
    ["cautare", [NAMES[0], NAMES[2]]],
    ["CĂUTARE sem", [NAMES[2]]],
    ["  ", NAMES],
    ["nothing", []],
  ])("finds %j", (search, found) => {
    expect(searchRows(NAMES, search, (name) => name)).toEqual(found);
  });
});
