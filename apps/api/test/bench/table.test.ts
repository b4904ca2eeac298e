import { expect, it } from "vitest";
import { figure, renderTable } from "../../bench/table.ts";

it("renders a Markdown table whose columns line up", () => {
  expect(renderTable({ head: ["Method", "Time"], rows: [["`a`", "1.00 ms"], ["`longer`"]] })).toBe(
    [
      "| Method   |    Time |", //
      "| -------- | ------: |",
      "| `a`      | 1.00 ms |",
      "| `longer` |         |",
    ].join("\n"),
  );
});

it("shows three digits", () => {
  expect([0.123, 1.234, 12.34, 123.4, 1234].map(figure)).toEqual(["0.12", "1.23", "12.3", "123", "1,234"]);
});
