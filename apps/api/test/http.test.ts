import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { UsageError } from "usage-db";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { OPS, testApi } from "./support/api.ts";
import { servicesWith } from "./support/services.ts";

// Only what deadlines are made of: the requests themselves need the rest.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A call that never answers, and the moment at which it was made. */
function hangs(): { call: () => Promise<never>; called: Promise<void> } {
  let made = () => {};
  const called = new Promise<void>((resolve) => {
    made = resolve;
  });
  return {
    called,
    call: () => {
      made();
      return new Promise<never>(() => {});
    },
  };
}

describe("health", () => {
  it("the process is healthy while the database is not", async () => {
    await using server = await testApi(
      servicesWith({ ping: () => Promise.reject(new UsageError("database_unavailable", "gone")) }),
    );
    const health = await server.app.inject("/healthz");
    expect([health.statusCode, health.json()]).toEqual([200, { status: "ok" }]);
    const ready = await server.app.inject("/readyz");
    expect([ready.statusCode, ready.json()]).toEqual([
      503,
      { status: "unavailable", reason: "the database does not answer" },
    ]);
    expect(server.logged).toContainEqual(expect.objectContaining({ msg: "the database does not answer" }));
  });

  it("is ready when the database answers", async () => {
    await using server = await testApi(servicesWith({ ping: async () => undefined }));
    const ready = await server.app.inject("/readyz");
    expect([ready.statusCode, ready.json()]).toEqual([200, { status: "ready" }]);
  });

  it("is not ready when the database hangs", async () => {
    const hanging = hangs();
    await using server = await testApi(servicesWith({ ping: hanging.call }));
    const ready = server.app.inject("/readyz");
    await hanging.called;
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await ready).statusCode).toBe(503);
  });
});

describe("errors", () => {
  it("that nobody foresaw carry a reference to the log, and nothing of what went wrong", async () => {
    const secret = "relation ai_usage_log does not exist at /srv/app/query.ts:12";
    await using server = await testApi(servicesWith({ listFirms: () => Promise.reject(new Error(secret)) }));
    const response = await server.query("firms.list", undefined, await server.signedInAs(OPS));

    expect(response.statusCode).toBe(500);
    const { message, data } = response.json().error;
    expect(data).toEqual({ code: "INTERNAL_SERVER_ERROR", httpStatus: 500, path: "firms.list", fields: [] });
    const reference = /under the reference ([0-9a-f-]{36})$/.exec(message)?.[1];
    expect(reference).toBeDefined();
    expect(response.body).not.toContain("ai_usage_log");
    expect(response.body).not.toMatch(/stack|\.ts:|\bat /);
    expect(server.logged).toContainEqual(
      expect.objectContaining({ reference, path: "firms.list", err: expect.objectContaining({ message: secret }) }),
    );
  });

  it.each([
    ["database_unavailable", 503, "SERVICE_UNAVAILABLE", "1"],
    ["overloaded", 503, "SERVICE_UNAVAILABLE", "2"],
    ["timeout", 504, "GATEWAY_TIMEOUT", undefined],
    ["invalid_input", 400, "BAD_REQUEST", undefined],
  ] as const)("of the code %s are told as %i, with their message", async (code, status, told, retryAfter) => {
    const message = "The database cannot be reached; try again in a moment.";
    await using server = await testApi(
      servicesWith({ listFirms: () => Promise.reject(new UsageError(code, message)) }),
    );
    const response = await server.query("firms.list", undefined, await server.signedInAs(OPS));
    expect(response.statusCode).toBe(status);
    expect(response.json().error).toMatchObject({ message, data: { code: told, httpStatus: status, fields: [] } });
    expect(response.headers["retry-after"]).toBe(retryAfter);
    const inLog = server.logged.filter(({ msg }) => msg === "a request could not be answered");
    // An overload would fill the log with what is known.
    expect(inLog).toHaveLength(status >= 500 && code !== "overloaded" ? 1 : 0);
  });

  it("of plain routes have the same shape and no stack", async () => {
    await using server = await testApi(servicesWith());
    const tooLarge = await server.app.inject({
      method: "POST",
      url: "/session",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: "x".repeat(70_000) }),
    });
    expect(tooLarge.statusCode).toBe(413);
    expect(tooLarge.json().error.data).toEqual({ code: "PAYLOAD_TOO_LARGE", httpStatus: 413, path: null, fields: [] });

    const badUrl = await server.app.inject({ method: "GET", url: "/%zz" });
    expect(badUrl.statusCode).toBe(400);
    expect(badUrl.json().error.data.code).toBe("BAD_REQUEST");

    const nothing = await server.app.inject({ method: "GET", url: "/api/v1?token=secret" });
    expect(nothing.statusCode).toBe(404);
    expect(nothing.json().error.message).toBe("there is nothing at GET /api/v1");
  });

  const late = Object.assign(new Error("late"), { code: "ERR_HTTP_REQUEST_TIMEOUT" });
  it.each([
    [
      "is too long",
      `GET /v1/export/explore.csv?query=${"x".repeat(240_000)} HTTP/1.1\r\n\r\n`,
      "431 Request Header Fields Too Large",
      "BAD_REQUEST",
      "The address and the headers are longer than 16 KiB together; name fewer values",
    ],
    ["is none", "nonsense\r\n\r\n", "400 Bad Request", "BAD_REQUEST", "The request is not valid HTTP"],
    ["is late", late, "408 Request Timeout", "TIMEOUT", "The request did not come in time; send it again"],
  ])("of a request that %s are told as all others", async (_fault, sent, status, code, message) => {
    await using server = await testApi(servicesWith());
    await server.app.listen({ host: "127.0.0.1", port: 0 });
    const accepted = once(server.app.server, "connection");
    const socket = connect((server.app.server.address() as AddressInfo).port, "127.0.0.1");
    const said = text(socket);
    const [connection] = await accepted;
    if (typeof sent === "string") socket.write(sent);
    else server.app.server.emit("clientError", sent, connection);
    const [head, body = ""] = (await said).split("\r\n\r\n");
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status}\r\n`));
    const httpStatus = Number(status.slice(0, 3));
    expect(JSON.parse(body)).toEqual({
      error: { message, code: expect.any(Number), data: { code, httpStatus, path: null, fields: [] } },
    });
  });

  it("of a procedure that does not exist say so", async () => {
    await using server = await testApi(servicesWith());
    const response = await server.query("usage.everything", undefined);
    expect(response.statusCode).toBe(404);
    expect(response.json().error.data).toEqual({
      code: "NOT_FOUND",
      httpStatus: 404,
      path: "usage.everything",
      fields: [],
    });
  });
});

describe("limits", () => {
  it("refuse a batch of more than 20 calls before any runs", async () => {
    await using server = await testApi(servicesWith());
    const headers = await server.signedInAs(OPS);
    for (const size of [21, 500]) {
      const paths = Array.from({ length: size }, () => "usage.costsByFeature").join(",");
      const response = await server.app.inject({ url: `/trpc/${paths}?batch=1`, headers });
      expect([size, response.statusCode]).toEqual([size, 400]);
      expect(response.body).toContain("Batch call exceeds maximum size");
    }
  });

  it("let a batch of 20 calls through", async () => {
    await using server = await testApi(servicesWith({ listFirms: async () => [] }));
    const headers = await server.signedInAs(OPS);
    const paths = Array.from({ length: 20 }, () => "firms.list").join(",");
    const response = await server.app.inject({ url: `/trpc/${paths}?batch=1`, headers });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toHaveLength(20);
  });

  it("are the same for questions in a body, which have room for many filters", async () => {
    await using server = await testApi(servicesWith({ listFirms: async () => [] }));
    const headers = { ...(await server.signedInAs(OPS)), "content-type": "application/json" };
    const post = (path: string, more = {}) =>
      server.app.inject({ method: "POST", url: `/trpc/${path}`, headers: { ...headers, ...more }, body: "{}" });
    expect((await post("firms.list")).json()).toEqual({ result: { data: [] } });
    const paths = (size: number) => Array.from({ length: size }, () => "firms.list").join(",");
    expect((await post(`${paths(20)}?batch=1`)).statusCode).toBe(200);
    expect((await post(`${paths(21)}?batch=1`)).statusCode).toBe(400);
    expect((await post("firms.list", { "sec-fetch-site": "cross-site" })).statusCode).toBe(403);
    expect((await post("firms.list", { origin: "https://evil.example" })).statusCode).toBe(403);
    expect((await post("firms.list", { "content-type": "text/plain" })).statusCode).toBe(415);
  });

  it("end a procedure whose answer does not come", async () => {
    const hanging = hangs();
    await using server = await testApi(servicesWith({ listFirms: hanging.call }));
    const answer = server.query("firms.list", undefined, await server.signedInAs(OPS));
    await hanging.called;
    await vi.advanceTimersByTimeAsync(10_000);
    const response = await answer;
    expect(response.statusCode).toBe(504);
    expect(response.json().error.message).toBe("firms.list took longer than 10 s; ask for less, or try again later");
  });

  it("do not wait longer than ten seconds for a request that arrives by drops", async () => {
    await using server = await testApi(servicesWith());
    // Node takes the longer of the two for a body, so that one alone would be a minute.
    expect(server.app.server).toMatchObject({ requestTimeout: 10_000, headersTimeout: 10_000 });
  });

  it("refuse inputs that are not JSON, of another type, or by another method", async () => {
    await using server = await testApi(servicesWith());
    const headers = await server.signedInAs(OPS);
    const broken = await server.app.inject({ url: "/trpc/usage.overview?input={firm", headers });
    expect(broken.statusCode).toBe(400);
    expect(broken.json().error.message).toBe("input: is not JSON; send the input as one JSON value");

    const form = await server.app.inject({
      method: "POST",
      url: "/trpc/usage.invalidateCache",
      headers: { ...headers, "content-type": "multipart/form-data; boundary=x" },
      body: "--x--",
    });
    expect(form.statusCode).toBe(415);

    const mutationByGet = await server.query("usage.invalidateCache", { firmId: "acme" }, headers);
    expect(mutationByGet.statusCode).toBe(405);
    expect(mutationByGet.json().error.data.code).toBe("METHOD_NOT_SUPPORTED");

    const head = await server.app.inject({ method: "HEAD", url: "/trpc/firms.list", headers });
    expect(head.statusCode).toBe(404);
  });

  it("refuse a mutation that another site's page sends", async () => {
    await using server = await testApi(servicesWith());
    const cookie = `usage-session=${(await server.tokens.issue("access", OPS, 60)).token}`;
    const response = await server.mutate(
      "usage.invalidateCache",
      { firmId: "acme" },
      { cookie, origin: "https://evil.example" },
    );
    expect(response.statusCode).toBe(403);
  });
});

describe("the dashboard", () => {
  const page = { accept: "text/html,application/xhtml+xml" };
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "site-"));
    await mkdir(join(directory, "assets"));
    await writeFile(join(directory, "index.html"), "<!doctype html><title>Usage</title>");
    await writeFile(join(directory, "assets", "index-4f2a.js"), "export {};");
    await writeFile(join(directory, "assets", "index-4f2a.js.br"), "brotli");
    await writeFile(join(directory, "assets", "index-4f2a.js.gz"), "gzip");
    await writeFile(join(directory, "index.html.br"), "brotli page");
    await writeFile(join(directory, "favicon.svg"), "<svg/>");
  });
  afterAll(() => rm(directory, { recursive: true }));

  it("is one page at every address that it routes, asked for anew each time", async () => {
    await using server = await testApi(servicesWith(), { siteDirectory: directory });
    for (const url of [
      "/",
      "/firms",
      "/firms/acme?range=30d",
      "/sessions",
      "/firms/a%2Fb.c/models/gpt-4.1",
      "/firms/%2Fv1",
      "/firms/v1/features/..%2F..%2Ftrpc",
      "/firms/..%5c..%5cpackage.json",
      "/firms/~..",
      "/firms/50%25",
      `/firms/${encodeURIComponent("ț".repeat(200))}/users/.env`,
    ]) {
      const response = await server.app.inject({ url, headers: page });
      expect([url, response.statusCode, response.headers["cache-control"]]).toEqual([url, 200, "no-cache"]);
      expect(response.headers["content-type"]).toMatch(/^text\/html/);
      expect(response.body).toContain("<title>Usage</title>");
    }
  });

  it("is the page, not found, at an address that cannot be decoded, so that a reader can leave it", async () => {
    await using server = await testApi(servicesWith(), { siteDirectory: directory });
    for (const url of ["/firms/%E0%A4%A/overview?range=30d", "/firms/50%/calls", "/%zz", "/%", "/%2%ff"]) {
      const response = await server.app.inject({ url, headers: page });
      expect([url, response.statusCode, response.headers["cache-control"]]).toEqual([url, 404, "no-cache"]);
      // Else a browser would ask whether it changed, and be told that nothing is there.
      expect([response.headers["etag"], response.headers["last-modified"]]).toEqual([undefined, undefined]);
      expect(response.headers["content-type"]).toMatch(/^text\/html/);
      expect(response.headers["content-security-policy"]).toContain("default-src 'self'");
      expect(response.body).toContain("<title>Usage</title>");
      const head = await server.app.inject({ method: "HEAD", url, headers: page });
      expect([head.statusCode, head.body]).toEqual([404, ""]);
    }
    for (const url of ["/trpc/%zz", "/v1/export/%E0%A4%A", "/session/%", "/assets/%zz.js"]) {
      const response = await server.app.inject({ url, headers: page });
      expect([url, response.statusCode]).toEqual([url, 400]);
      expect(response.json().error.data).toEqual({ code: "BAD_REQUEST", httpStatus: 400, path: null, fields: [] });
    }
    expect((await server.app.inject({ method: "POST", url: "/firms/%zz", headers: page })).statusCode).toBe(400);
  });

  it("has files that are kept for a year when their name has a hash, and asked for anew when not", async () => {
    await using server = await testApi(servicesWith(), { siteDirectory: directory });
    const hashed = await server.app.inject("/assets/index-4f2a.js");
    expect(hashed.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(hashed.headers["content-type"]).toMatch(/javascript/);
    const plain = await server.app.inject("/favicon.svg");
    expect(plain.headers["cache-control"]).toBe("no-cache");
    expect(plain.headers["etag"]).toBeDefined();
  });

  it("comes compressed to whom it may, as well as the build could", async () => {
    await using server = await testApi(servicesWith(), { siteDirectory: directory });
    const asset = "/assets/index-4f2a.js";
    for (const [accepted, encoding, sent] of [
      ["gzip, deflate, br, zstd", "br", "brotli"],
      ["gzip", "gzip", "gzip"],
      ["identity", undefined, "export {};"],
    ]) {
      const response = await server.app.inject({ url: asset, headers: { "accept-encoding": accepted } });
      expect([response.headers["content-encoding"], response.body]).toEqual([encoding, sent]);
      expect(response.headers["content-type"]).toMatch(/javascript/);
      expect(response.headers["vary"]).toBe("accept-encoding");
      expect(response.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    }
    const start = await server.app.inject({ url: "/firms/acme", headers: { ...page, "accept-encoding": "br" } });
    expect([start.headers["content-encoding"], start.body]).toEqual(["br", "brotli page"]);
    expect(start.headers["content-type"]).toMatch(/^text\/html/);
    // Too small to be worth it: there is no other form.
    const icon = await server.app.inject({ url: "/favicon.svg", headers: { "accept-encoding": "br" } });
    expect([icon.headers["content-encoding"], icon.body]).toEqual([undefined, "<svg/>"]);
  });

  it("never stands in for an answer that is missing", async () => {
    await using server = await testApi(servicesWith(), { siteDirectory: directory });
    for (const url of ["/assets/gone-1.js", "/trpc", "/trpc/x/y", "/session/x", "/healthz/x"]) {
      const response = await server.app.inject({ url, headers: page });
      expect([url, response.statusCode, response.headers["content-type"]]).toEqual([
        url,
        404,
        "application/json; charset=utf-8",
      ]);
      expect(response.headers["cache-control"]).toBe("no-store");
    }
    expect((await server.app.inject({ url: "/missing.png", headers: { accept: "image/*" } })).statusCode).toBe(404);
    expect((await server.app.inject({ method: "POST", url: "/", headers: page })).statusCode).toBe(404);
  });

  it("stays inside its folder", async () => {
    await using server = await testApi(servicesWith(), { siteDirectory: directory });
    for (const url of [
      "/../package.json",
      "/%2e%2e/package.json",
      "/%2e%2e/%2e%2e/package.json",
      "/..%5c..%5cpackage.json",
      "/assets/..%2f..%2fetc/passwd",
    ]) {
      const response = await server.app.inject({ url });
      expect([403, 404], url).toContain(response.statusCode);
    }
    // Any scanner tries these: they are no faults of ours.
    expect(server.logged.filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });

  it("loads nothing from elsewhere, runs no inline script and is framed by nobody", async () => {
    await using server = await testApi(servicesWith(), { siteDirectory: directory });
    const { headers } = await server.app.inject({ url: "/", headers: page });
    expect(headers["content-security-policy"]).toBe(
      "default-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;font-src 'self' data:;" +
        "object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
    );
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["strict-transport-security"]).toBeUndefined();
  });

  it("that is not built says how to build it", async () => {
    await using server = await testApi(servicesWith(), { siteDirectory: join(directory, "nowhere") });
    const response = await server.app.inject({ url: "/", headers: page });
    expect(response.statusCode).toBe(503);
    expect(response.body).toMatch(/^The dashboard is not built\. Run `npm start`/);
  });
});
