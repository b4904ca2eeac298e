import helmet from "@fastify/helmet";
import type { FastifyInstance, FastifyReply } from "fastify";

/**
 * What a page of ours may load: our own files only. Inline styles are let in because the dashboard's components set them;
 * inline scripts are not.
 *
 * Over plain http (a laptop) nothing is upgraded to https, which would leave the page without its files.
 */
export async function addSecurityHeaders(app: FastifyInstance, { secure }: { secure: boolean }): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    frameguard: { action: "deny" },
    strictTransportSecurity: secure,
  });
}

/**
 * Lets our own pages, and no others, load this answer in a frame: that is how the dashboard learns that a download has
 * failed. Some browsers also refuse to download a file where frames are refused.
 */
export function allowOwnFrames(reply: FastifyReply): void {
  reply.header("x-frame-options", "SAMEORIGIN");
  reply.header("content-security-policy", "default-src 'none';frame-ancestors 'self'");
}
