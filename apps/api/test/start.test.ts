import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startTestPostgres, type TestPostgres } from "usage-db/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

const MAIN = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const AUTH_SECRET = "a secret of at least thirty-two characters";
const LINK = /^ {2}(http:\/\/localhost:\d+)\/#token=(\S+)$/m;

let postgres: TestPostgres;
let directory: string;
const started: ChildProcess[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
  directory = await mkdtemp(join(tmpdir(), "usage-start-"));
});
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
});
afterAll(async () => {
  await postgres.stop();
  await rm(directory, { recursive: true });
});

/** Starts the built server as `npm start` does, with these variables and no others of ours. */
function start(variables: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], {
    // Warnings are no faults: on a busy machine a connection may need its second try.
    env: { PATH: process.env["PATH"], PORT: "0", DATA_DIR: directory, LOG_LEVEL: "error", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let stdout = "";
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  const ended = once(child, "close").then(([code]) => ({ code, stdout, stderr }));
  const link = new Promise<{ url: string; token: string }>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      const [, url, token] = LINK.exec(stdout) ?? [];
      if (url !== undefined && token !== undefined) resolve({ url, token });
    });
    void ended.then((end) => reject(new Error(`it ended before it printed a link: ${JSON.stringify(end)}`)));
  });
  // Who waits for the end alone does not care for the link.
  link.catch(() => undefined);
  return { child, link, ended, stdout: () => stdout };
}

describe("a start", () => {
  it("migrates the given database, prints one link that signs in, and ends in order when asked", async () => {
    const DATABASE_URL = await postgres.createDatabase();
    const server = start({ DATABASE_URL, AUTH_SECRET });
    const { url, token } = await server.link;

    const signedIn = await fetch(`${url}/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    expect(await signedIn.json()).toMatchObject({ subject: "operator", role: "ops", firmId: null });
    const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
    const firms = await fetch(`${url}/trpc/firms.list`, { headers: { cookie } });
    // A database that is not its own gets no demonstration data.
    expect(await firms.json()).toEqual({ result: { data: [] } });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);

    server.child.kill("SIGTERM");
    const { code, stdout, stderr } = await server.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.match(/#token=/g)).toHaveLength(1);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow("fetch failed");
  });

  it("stops in order in the middle of starting", async () => {
    const server = start({ DATABASE_URL: await postgres.createDatabase(), AUTH_SECRET });
    await once(server.child.stdout, "data");
    server.child.kill("SIGINT");
    expect(await server.ended).toMatchObject({ code: 0, stderr: "" });
  });

  it("uses the address that browsers are given in its link", async () => {
    const server = start({
      DATABASE_URL: await postgres.createDatabase(),
      AUTH_SECRET,
      PUBLIC_URL: "https://usage.example.com/",
    });
    await expect.poll(() => server.stdout(), { timeout: 30_000 }).toMatch(/ {2}https:\/\/usage\.example\.com\/#token=/);
  });
});

describe("a start that cannot be", () => {
  /** Every one is told in plain lines, with code 1 and without a stack. */
  async function faultOf(variables: Record<string, string>): Promise<string> {
    const { code, stderr } = await start(variables).ended;
    expect(code).toBe(1);
    expect(stderr).not.toMatch(/\n {4}at |node:internal|\.js:\d/);
    return stderr;
  }

  it("for wrong variables names all of them", async () => {
    expect(await faultOf({ PORT: "http", LOG_LEVEL: "loud", DATABASE_URL: "postgresql://db/usage" })).toBe(
      [
        'PORT is "http": give a number from 0 (any free port) to 65535',
        'LOG_LEVEL is "loud": give one of trace, debug, info, warn, error, fatal, silent',
        "AUTH_SECRET is not set, and DATABASE_URL requires it: give at least 32 characters, such as `openssl rand -hex 32` prints",
        "",
      ].join("\n"),
    );
  });

  it("for a taken port names it", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const fault = await faultOf({ PORT: String(port), DATABASE_URL: postgres.connectionString, AUTH_SECRET });
    other.close();
    expect(fault).toMatch(
      new RegExp(`^Port ${port} is taken: stop what listens there, or choose another with PORT=\\d+\n$`),
    );
  });

  it("for an address that is not this machine's names it", async () => {
    expect(await faultOf({ HOST: "192.0.2.1" })).toBe(
      'HOST is "192.0.2.1", which is not an address of this machine: try 127.0.0.1\n',
    );
  });

  it("for a database that does not answer says where it looked, and keeps the password", async () => {
    const fault = await faultOf({ DATABASE_URL: "postgresql://usage:hunter2@127.0.0.1:1/ledger", AUTH_SECRET });
    expect(fault).toBe(
      "DATABASE_URL: the database ledger at 127.0.0.1:1 cannot be used (connect ECONNREFUSED 127.0.0.1:1); check that it runs and that the address is right\n",
    );
  });

  it("for a password that is wrong says so", async () => {
    const url = new URL(postgres.connectionString);
    url.password = "hunter2";
    const fault = await faultOf({ DATABASE_URL: url.href, AUTH_SECRET });
    expect(fault).toMatch(
      /^DATABASE_URL: the database postgres at \S+ cannot be used \(password authentication failed/,
    );
    expect(fault).not.toContain("hunter2");
  });
});
