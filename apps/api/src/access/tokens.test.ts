import { createSecretKey } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import type { TokenCaller } from "./caller.ts";
import { createTokens } from "./tokens.ts";

const SECRET = "a secret of at least thirty-two characters";
const NOW = new Date("2026-11-24T12:00:00Z");
const OPS: TokenCaller = { sub: "ana", role: "ops" };
const FIRM: TokenCaller = { sub: "ion", role: "firm", firmId: "acme" };

const tokens = tokensAt(NOW);

function tokensAt(now: Date, secret = SECRET) {
  return createTokens({ secret, clock: () => now });
}

/** A token that another service signs with the shared secret. */
function foreignToken(claims: Record<string, unknown>, alg = "HS256") {
  return new SignJWT(claims).setProtectedHeader({ alg }).sign(createSecretKey(Buffer.from(SECRET)));
}

const inAnHour = NOW.getTime() / 1000 + 3600;

describe("tokens", () => {
  it.each([OPS, FIRM])("say who asks: $role", async (caller) => {
    const verdict = await tokens.verify("access", (await tokens.issue("access", caller, 60)).token);
    expect(verdict).toEqual({ valid: true, caller, expiresAt: new Date("2026-11-24T12:01:00Z") });
  });

  it("are not valid after their expiry", async () => {
    const { token } = await tokens.issue("access", OPS, 60);
    expect(await tokensAt(new Date("2026-11-24T12:00:59Z")).verify("access", token)).toMatchObject({ valid: true });
    expect(await tokensAt(new Date("2026-11-24T12:01:00Z")).verify("access", token)).toEqual({
      valid: false,
      problem: "the token has expired",
    });
  });

  it("of a link sign in and do nothing else; those for requests do not sign in", async () => {
    const link = (await tokens.issue("sign-in", OPS, 60)).token;
    expect(await tokens.verify("sign-in", link)).toMatchObject({ valid: true });
    expect(await tokens.verify("access", link)).toEqual({ valid: false, problem: "the token is not one for requests" });
    const access = (await tokens.issue("access", OPS, 60)).token;
    expect(await tokens.verify("sign-in", access)).toEqual({
      valid: false,
      problem: "the token is not one for signing in",
    });
  });

  it("may come from a service that shares the secret and names no audience", async () => {
    const token = await foreignToken({ sub: "gateway", role: "firm", firmId: "acme", exp: inAnHour });
    expect(await tokens.verify("access", token)).toMatchObject({ valid: true, caller: { firmId: "acme" } });
    expect(await tokens.verify("sign-in", token)).toMatchObject({ valid: false });
  });

  it("meant for another audience are refused", async () => {
    const token = await foreignToken({ sub: "gateway", role: "ops", exp: inAnHour, aud: "billing" });
    expect(await tokens.verify("access", token)).toMatchObject({ valid: false });
  });

  it.each([
    ["no expiry", { sub: "x", role: "ops", exp: undefined }],
    ["no subject", { role: "ops" }],
    ["an empty subject", { sub: "", role: "ops" }],
    ["no role", { sub: "x" }],
    ["an unknown role", { sub: "x", role: "admin" }],
    ["the role firm without a firm", { sub: "x", role: "firm" }],
    ["the role firm with an empty firm", { sub: "x", role: "firm", firmId: "" }],
    ["the role ops bound to a firm", { sub: "x", role: "ops", firmId: "acme" }],
    ["the role ops with a null firm", { sub: "x", role: "ops", firmId: null }],
    ["an expiry that is no number", { sub: "x", role: "ops", exp: "tomorrow" }],
    ["a start in the future", { sub: "x", role: "ops", nbf: inAnHour }],
  ])("with %s are refused", async (_what, claims) => {
    const token = await foreignToken({ exp: inAnHour, ...claims });
    expect(await tokens.verify("access", token)).toMatchObject({ valid: false });
  });

  it("signed with another secret are refused", async () => {
    const { token } = await tokensAt(NOW, "another secret of thirty-two characters or more").issue("access", OPS, 60);
    expect(await tokens.verify("access", token)).toEqual({ valid: false, problem: "the token is not valid here" });
  });

  it("that are not signed (alg none) are refused", async () => {
    const token = new UnsecuredJWT({ role: "ops" }).setSubject("x").setExpirationTime(inAnHour).encode();
    expect(await tokens.verify("access", token)).toMatchObject({ valid: false });
  });

  it("signed with another algorithm are refused, the right secret or not", async () => {
    const token = await foreignToken({ sub: "x", role: "ops", exp: inAnHour }, "HS512");
    expect(await tokens.verify("access", token)).toMatchObject({ valid: false });
  });

  it.each(["", "x", "a.b.c", "...", "Bearer x", "\0"])("that are no tokens are refused: %j", async (text) => {
    expect(await tokens.verify("access", text)).toMatchObject({ valid: false });
  });
});
