import { expect, it } from "vitest";

const PAGES = import.meta.glob<string>("./**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });
const CORE = import.meta.glob<string>("../../../packages/usage-core/src/**/*.ts", {
  query: "?raw",
  import: "default",
  eager: true,
});
const CORE_FOLDER = "../../../packages/usage-core/src/";

it("takes nothing from a file of the core that makes schemas: all of zod would come with it", () => {
  const files = coreFiles();
  const found = Object.entries(PAGES).flatMap(([page, text]) => {
    if (page.includes(".test.")) return [];
    return importsOf(text).flatMap(({ names, from }) => {
      if (from.startsWith("zod")) return [`${page}: ${from}`];
      if (from !== "usage-core") return [];
      return names.filter((name) => makesSchemas(files.get(name))).map((name) => `${page}: ${name}`);
    });
  });
  expect(found).toEqual([]);
});

/** In which file of the core each of its values is. */
function coreFiles(): Map<string, string> {
  const index = CORE[`${CORE_FOLDER}index.ts`] ?? "";
  const files = new Map(
    [...index.matchAll(/export \{([^}]*)\} from "\.\/([^"]+)"/g)].flatMap(([, names = "", file = ""]) =>
      valuesOf(names).map((name) => [name, file] as const),
    ),
  );
  expect(files.get("exploreQuerySchema")).toBe("explore-query.ts");
  return files;
}

/** Whether the file, or one that it imports values of, imports zod. */
function makesSchemas(file: string | undefined, seen = new Set<string>()): boolean {
  if (file === undefined || seen.has(file)) return false;
  seen.add(file);
  return importsOf(CORE[CORE_FOLDER + file] ?? "").some(
    ({ from }) => from === "zod" || (from.startsWith("./") && makesSchemas(from.slice(2), seen)),
  );
}

/** Without the imports of types, which are gone in what browsers load. */
function importsOf(text: string): { names: string[]; from: string }[] {
  return [...text.matchAll(/^import \{([^}]*)\} from "([^"]+)"/gm)]
    .map(([, names = "", from = ""]) => ({ names: valuesOf(names), from }))
    .filter(({ names }) => names.length > 0);
}

function valuesOf(list: string): string[] {
  return list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && !name.startsWith("type "));
}
