import { describe, expect, it } from "vitest";
import { canEnter, chooseAccount } from "./account.ts";

describe("chooseAccount", () => {
  const root = "root:x:0:0:root:/root:/bin/bash";
  const nobody = "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin";

  it("prefers postgres to nobody, wherever they stand", () => {
    const postgres = "postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash";
    expect(chooseAccount([root, nobody, postgres].join("\n"))).toEqual({ name: "postgres", uid: 101, gid: 104 });
    expect(chooseAccount(`${root}\n${nobody}\n`)).toEqual({ name: "nobody", uid: 65534, gid: 65534 });
  });

  it("names the remedy where there is neither, or only one that setuid does not take", () => {
    expect(() => chooseAccount(`${root}\nnobody:*:-2:-2:Unprivileged User:/var/empty:/usr/bin/false`)).toThrow(
      /DATABASE_URL/,
    );
  });
});

describe("canEnter", () => {
  it("tells a folder from one that is not there", () => {
    expect(canEnter(null, "/")).toBe(true);
    expect(canEnter(null, "/no such folder")).toBe(false);
  });
});
