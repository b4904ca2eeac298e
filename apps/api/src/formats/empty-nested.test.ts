import { expect, it } from "vitest";
import { emptyNested } from "./empty-nested.ts";

it("leaves of a call what can be right, and that there was something nested", () => {
  const body = '{"id":"1","userId":null,"feature":{"a":[1]},"model":[[1],2],"__proto__":{"b":1},"inputTokens":1}';
  const [call] = emptyNested([JSON.parse(body)]);
  expect(JSON.stringify(call)).toBe('{"id":"1","userId":null,"feature":{},"model":[],"__proto__":{},"inputTokens":1}');
});

it("takes what is no call as it is, but for what is in it", () => {
  expect(emptyNested([1, null, "text", [[1], 2]])).toEqual([1, null, "text", [[], 2]]);
});
