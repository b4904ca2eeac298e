import type { FastifyInstance } from "fastify";
import { withinDeadline } from "../deadline.ts";

/** A probe that waits longer than this is as good as failed, in milliseconds. */
const READY_DEADLINE_MS = 5_000;

/** `/healthz`: the process answers. `/readyz`: the database answers a real query, so traffic may come. */
export function addHealthRoutes(app: FastifyInstance, ping: () => Promise<void>): void {
  app.get("/healthz", async () => ({ status: "ok" }));

  app.get("/readyz", async (request, reply) => {
    try {
      await withinDeadline(READY_DEADLINE_MS, "the database", ping);
      return { status: "ready" };
    } catch (error) {
      request.log.warn({ err: error }, "the database does not answer");
      return reply.status(503).send({ status: "unavailable", reason: "the database does not answer" });
    }
  });
}
