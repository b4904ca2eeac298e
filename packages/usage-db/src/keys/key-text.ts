import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/** Crockford's base 32, which has no letters that are read as others: 32 symbols, so five bits of a byte choose one fairly. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** 60 bits: enough that two keys never get the same. */
const ID_LENGTH = 12;
/** 200 bits: nobody guesses it, so a fast hash protects it as well as a slow one. */
const SECRET_LENGTH = 40;
/** The 32 bits of a CRC, five a symbol. */
const CHECKSUM_LENGTH = 7;

/**
 * A key as its holder has it: `usage_`, the public id, `_`, the secret and the checksum of all that. Secret scanners find it by
 * `\busage_[0-9a-hjkmnp-tv-z]{12}_[0-9a-hjkmnp-tv-z]{47}\b`.
 */
const KEY = /^(usage_([0-9a-hjkmnp-tv-z]{12})_([0-9a-hjkmnp-tv-z]{40}))([0-9a-hjkmnp-tv-z]{7})$/;

/** What distinguishes a key from the other credentials of a request. */
export const API_KEY_PREFIX = "usage_";

export interface KeyParts {
  /** Public: it names the key, and alone opens nothing. */
  readonly id: string;
  readonly secret: string;
}

export function newKeyParts(): KeyParts {
  return { id: randomText(ID_LENGTH), secret: randomText(SECRET_LENGTH) };
}

export function keyText({ id, secret }: KeyParts): string {
  const body = `${API_KEY_PREFIX}${id}_${secret}`;
  return `${body}${checksum(body)}`;
}

/**
 * `null` for a text that cannot be a key: one of another form, cut off or mistyped. The checksum shows that without a
 * look-up, so that an honest holder can be told what is wrong.
 */
export function parseKeyText(text: string): KeyParts | null {
  const [, body, id, secret, sum] = KEY.exec(text) ?? [];
  if (body === undefined || id === undefined || secret === undefined) return null;
  return checksum(body) === sum ? { id, secret } : null;
}

function randomText(length: number): string {
  return Array.from(randomBytes(length), symbolOf).join("");
}

function checksum(body: string): string {
  const sum = crc32(body);
  return Array.from({ length: CHECKSUM_LENGTH }, (_, index) => symbolOf(sum >>> (5 * index))).join("");
}

/** The symbol of the lowest five bits. */
function symbolOf(bits: number): string {
  return ALPHABET.charAt(bits & 31);
}
