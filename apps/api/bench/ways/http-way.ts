import { Agent, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { idsOf, onceForSamples } from "../batches.ts";
import { callId, type SampleCall } from "../sample-calls.ts";
import type { Way } from "./way.ts";

export interface HttpWayOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly samples: readonly SampleCall[];
  /** Stands before the list of calls in the body, and after it. */
  readonly around: readonly [before: string, after: string];
  readonly connections: number;
}

const SOME_ID = callId(0);

/** Sends batches as JSON over connections that are kept. */
export function httpWay({ url, apiKey, samples, around: [before, after], connections }: HttpWayOptions): Way {
  const agents = Array.from({ length: connections }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  const templateOf = onceForSamples(samples, (calls) => {
    const body = Buffer.from(`${before}${JSON.stringify(calls.map((call) => ({ id: SOME_ID, ...call })))}${after}`);
    const ids: number[] = [];
    for (let at = body.indexOf(SOME_ID); at >= 0; at = body.indexOf(SOME_ID, at + 1)) ids.push(at);
    return { body, ids };
  });
  return {
    async record(connection, batch) {
      const template = templateOf(batch);
      const body = Buffer.from(template.body);
      idsOf(batch).forEach((id, index) => {
        body.write(id, template.ids[index] ?? 0, "latin1");
      });
      const { status, answer } = await post(
        url,
        agents[connection],
        { ...headers, "content-length": body.length },
        body,
      );
      if (status !== 200) throw new Error(`${url} answered ${status}: ${answer.toString().slice(0, 500)}`);
    },
    async close() {
      for (const agent of agents) agent.destroy();
    },
  };
}

function post(url: string, agent: Agent | undefined, headers: Record<string, string | number>, body: Buffer) {
  return new Promise<{ status: number | undefined; answer: Buffer }>((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      buffer(response).then((answer) => resolve({ status: response.statusCode, answer }), reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
