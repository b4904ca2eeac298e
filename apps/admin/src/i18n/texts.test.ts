import { describe, expect, it } from "vitest";
import { common } from "./en/common.ts";
import { overview } from "./en/overview.ts";
import { en } from "./en.ts";
import { ro } from "./ro.ts";

const LANGUAGES = { en, ro };

describe.each(Object.entries(LANGUAGES))("the texts in %s", (language, messages) => {
  const texts = flatten(messages);

  it("have every key that another language has", () => {
    const others = Object.values(LANGUAGES).flatMap((other) => [...flatten(other).keys()].map(withoutForm));
    const own = new Set([...texts.keys()].map(withoutForm));
    expect(others.filter((key) => !own.has(key))).toEqual([]);
  });

  it("have every form of a number that the language has, and no other", () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const counted = new Map<string, string[]>();
    for (const key of texts.keys()) {
      const [, base, form] = FORM.exec(key) ?? [];
      if (base !== undefined && form !== undefined) counted.set(base, [...(counted.get(base) ?? []), form]);
    }
    expect(counted.size).toBeGreaterThan(0);
    for (const [base, found] of counted) expect({ base, forms: found.toSorted() }).toEqual({ base, forms });
  });

  it("fill in what English fills in", () => {
    const english = flatten(en);
    for (const [key, text] of texts) {
      const original = english.get(key) ?? english.get(`${withoutForm(key)}_other`) ?? "";
      expect({ key, blanks: blanks(text) }).toEqual({ key, blanks: blanks(original) });
    }
  });

  it("are never empty", () => {
    expect([...texts].filter(([, text]) => text.trim() === "")).toEqual([]);
  });
});

describe("the texts in Romanian", () => {
  it("count nothing without the forms of a number: it is 2 apeluri, but 20 de apeluri", () => {
    const counted = /\}\} (?:apel|apeluri|firme|modele|ore|rânduri|tokeni|utilizatori|zile)(?!\p{L})/u;
    expect([...flatten(ro)].filter(([key, text]) => !FORM.test(key) && counted.test(text))).toEqual([]);
  });
});

describe("the areas", () => {
  it("name no block twice, of which the latter would hide the former", () => {
    const names = [
      ...Object.keys(common),
      ...Object.keys(overview),
      "calls",
      "entity",
      "explained",
      "explore",
      "firms",
      "live",
      "parts",
      "quality",
    ];
    expect(names.toSorted()).toEqual(Object.keys(en).toSorted());
  });
});

const FORM = /^(.+)_(zero|one|two|few|many|other)$/;

function withoutForm(key: string): string {
  return FORM.exec(key)?.[1] ?? key;
}

function blanks(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? "").toSorted();
}

function flatten(node: object, path = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === "string") texts.set(path + key, value);
    else for (const [inner, text] of flatten(value, `${path}${key}.`)) texts.set(inner, text);
  }
  return texts;
}
