import { describe, expect, it } from "vitest";
import { OPS, testApi } from "./support/api.ts";
import { servicesWith } from "./support/services.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const clock = () => NOW;
const json = { "content-type": "application/json" };

async function api(options: { secure?: boolean; clock?: () => Date } = {}) {
  return testApi(servicesWith({ listFirms: async () => [] }), { clock, ...options });
}

describe("POST /session", () => {
  it("exchanges the token of a link for a cookie that lasts twelve hours", async () => {
    await using server = await api();
    const { token } = await server.tokens.issue("sign-in", OPS, 900);
    const response = await server.app.inject({ method: "POST", url: "/session", headers: json, body: { token } });

    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      subject: "ana",
      role: "ops",
      firmId: null,
      expiresAt: "2026-11-25T00:00:00.000Z",
    });
    expect(response.cookies).toHaveLength(1);
    expect(response.cookies[0]).toMatchObject({
      name: "usage-session",
      httpOnly: true,
      sameSite: "Strict",
      path: "/",
      maxAge: 43_200,
    });
    expect(response.cookies[0]).not.toHaveProperty("domain");
    expect(response.headers["cache-control"]).toBe("no-store");
  });

  it("signs the browser in: the cookie alone opens the procedures and tells who is there", async () => {
    await using server = await api();
    const { token } = await server.tokens.issue("sign-in", { sub: "ion", role: "firm", firmId: "acme" }, 900);
    const signedIn = await server.app.inject({ method: "POST", url: "/session", headers: json, body: { token } });
    const cookie = String(signedIn.headers["set-cookie"]).split(";")[0] ?? "";

    const session = await server.app.inject({ method: "GET", url: "/session", headers: { cookie } });
    expect(session.json()).toEqual(signedIn.json());
    expect(session.json()).toMatchObject({ role: "firm", firmId: "acme" });
    expect((await server.query("usage.overview", { firmId: "other" }, { cookie })).statusCode).toBe(404);
  });

  it("over https sets a cookie that is bound to the host and never sent in the clear", async () => {
    await using server = await api({ secure: true });
    const { token } = await server.tokens.issue("sign-in", OPS, 900);
    const response = await server.app.inject({ method: "POST", url: "/session", headers: json, body: { token } });
    expect(response.cookies[0]).toMatchObject({ name: "__Host-usage-session", secure: true, path: "/" });
    expect(response.cookies[0]).not.toHaveProperty("domain");
    expect(response.headers["strict-transport-security"]).toBeDefined();
  });

  it("refuses a token for requests: a session cannot prolong itself", async () => {
    await using server = await api();
    const { token } = await server.tokens.issue("access", OPS, 900);
    const response = await server.app.inject({ method: "POST", url: "/session", headers: json, body: { token } });
    expect(response.statusCode).toBe(401);
    expect(response.json()).toEqual({
      error: {
        message: "token: the token is not one for signing in; open a new sign-in link",
        data: { code: "UNAUTHORIZED", httpStatus: 401, path: null, fields: [] },
      },
    });
    expect(response.cookies).toEqual([]);
  });

  it("refuses an expired link", async () => {
    await using server = await api();
    const { token } = await server.tokens.issue("sign-in", OPS, -1);
    const response = await server.app.inject({ method: "POST", url: "/session", headers: json, body: { token } });
    expect(response.statusCode).toBe(401);
    expect(response.json().error.message).toBe("token: the token has expired; open a new sign-in link");
  });

  it.each([
    [{}, "token"],
    [{ token: "" }, "token"],
    [{ token: 5 }, "token"],
    [{ token: "x", role: "ops" }, "role"],
    [[], "input"],
  ])("refuses %j and names the field", async (body, field) => {
    await using server = await api();
    const response = await server.app.inject({ method: "POST", url: "/session", headers: json, body });
    expect(response.statusCode).toBe(400);
    expect(response.json().error.data.fields).toEqual([{ path: field, message: expect.any(String) }]);
    expect(response.json().error.message).toContain(`${field}: `);
  });

  it("reads JSON only: another site's form cannot sign a victim in as somebody else", async () => {
    await using server = await api();
    const { token } = await server.tokens.issue("sign-in", OPS, 900);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const response = await server.app.inject({
        method: "POST",
        url: "/session",
        headers: { "content-type": type },
        body: JSON.stringify({ token }),
      });
      expect([type, response.statusCode]).toEqual([type, 415]);
      expect(response.cookies).toEqual([]);
    }
  });

  it("refuses another site's page", async () => {
    await using server = await api();
    const { token } = await server.tokens.issue("sign-in", OPS, 900);
    const response = await server.app.inject({
      method: "POST",
      url: "/session",
      headers: { ...json, origin: "https://evil.example" },
      body: { token },
    });
    expect(response.statusCode).toBe(403);
    expect(response.json().error.data.code).toBe("FORBIDDEN");
    expect(response.cookies).toEqual([]);
  });
});

describe("GET /session", () => {
  it("without a sign-in says how to get one", async () => {
    await using server = await api();
    const response = await server.app.inject({ method: "GET", url: "/session" });
    expect(response.statusCode).toBe(401);
    expect(response.json().error.message).toMatch(/^You are not signed in; open a new sign-in link/);
  });

  it("after twelve hours says that the session has expired", async () => {
    let now = NOW;
    await using server = await api({ clock: () => now });
    const { token } = await server.tokens.issue("sign-in", OPS, 900);
    const signedIn = await server.app.inject({ method: "POST", url: "/session", headers: json, body: { token } });
    const cookie = String(signedIn.headers["set-cookie"]).split(";")[0] ?? "";
    now = new Date(NOW.getTime() + 12 * 60 * 60 * 1000);
    const response = await server.app.inject({ method: "GET", url: "/session", headers: { cookie } });
    expect(response.statusCode).toBe(401);
    expect(response.json().error.message).toMatch(/^You are not signed in: the token has expired;/);
  });

  it("does not take a bearer token that is not valid for the cookie beside it", async () => {
    await using server = await api();
    const cookie = `usage-session=${(await server.tokens.issue("access", OPS, 60)).token}`;
    expect((await server.app.inject({ method: "GET", url: "/session", headers: { cookie } })).statusCode).toBe(200);
    for (const authorization of ["Bearer x", "Basic eDp4", "Bearer", ""]) {
      const response = await server.app.inject({ method: "GET", url: "/session", headers: { cookie, authorization } });
      expect([authorization, response.statusCode]).toEqual([authorization, 401]);
    }
  });
});

describe("DELETE /session", () => {
  it("takes the cookie back", async () => {
    await using server = await api();
    const response = await server.app.inject({ method: "DELETE", url: "/session" });
    expect(response.statusCode).toBe(204);
    expect(response.cookies[0]).toMatchObject({ name: "usage-session", value: "", path: "/" });
    expect(response.cookies[0]?.expires?.getTime()).toBe(0);
  });

  it("refuses another site's page", async () => {
    await using server = await api();
    const headers = { "sec-fetch-site": "cross-site" };
    const response = await server.app.inject({ method: "DELETE", url: "/session", headers });
    expect(response.statusCode).toBe(403);
    expect(response.cookies).toEqual([]);
  });
});
