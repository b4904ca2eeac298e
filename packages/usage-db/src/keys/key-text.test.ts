import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyText, newKeyParts, parseKeyText } from "./key-text.ts";

/** What the comment of the format promises to secret scanners. */
const SCANNER = /\busage_[0-9a-hjkmnp-tv-z]{12}_[0-9a-hjkmnp-tv-z]{47}\b/;

describe("the text of a key", () => {
  it("gives back the id and the secret, is found by a scanner and fits on a line", () => {
    for (let round = 0; round < 200; round++) {
      const parts = newKeyParts();
      const key = keyText(parts);
      expect(parseKeyText(key)).toEqual(parts);
      expect(SCANNER.exec(`USAGE_API_KEY="${key}",`)?.[0]).toBe(key);
      expect(key).toHaveLength(66);
    }
  });

  it("is another one each time, of 200 random bits", () => {
    const secrets = Array.from({ length: 500 }, () => newKeyParts().secret);
    expect(new Set(secrets).size).toBe(500);
    expect(secrets.every((secret) => secret.length * 5 === 200)).toBe(true);
    // Each of the 32 symbols comes about 625 times; fewer than 400 are beyond any chance.
    const drawn = secrets.join("");
    const counts = [...new Set(drawn)].map((symbol) => drawn.split(symbol).length - 1);
    expect(counts).toHaveLength(32);
    expect(Math.min(...counts)).toBeGreaterThan(400);
  });

  it("with any one character changed is none", () => {
    const key = keyText(newKeyParts());
    const anyCharacter = fc.oneof(
      fc.constantFrom(..."0123456789abcdefghijklmnopqrstuvwxyzABC_-"),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.nat(key.length - 1), anyCharacter, (at, character) => {
        fc.pre(key.charAt(at) !== character);
        expect(parseKeyText(key.slice(0, at) + character + key.slice(at + 1))).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it("that is cut off, at either end, or has something beside it is none", () => {
    const key = keyText(newKeyParts());
    for (let length = 0; length < key.length; length++) {
      expect(parseKeyText(key.slice(0, length))).toBeNull();
      expect(parseKeyText(key.slice(key.length - length))).toBeNull();
    }
    for (const text of [`${key} `, ` ${key}`, `${key}\n`, `${key}${key}`, key.toUpperCase(), "usage_", ""]) {
      expect(parseKeyText(text)).toBeNull();
    }
  });
});
