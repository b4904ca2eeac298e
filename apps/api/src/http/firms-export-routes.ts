import type { FastifyInstance, FastifyRequest } from "fastify";
import { DEFAULT_PRESET, type FirmsQuery } from "usage-core";
import { z } from "zod";
import type { Context } from "../context.ts";
import { DEADLINE_MS, withinDeadline } from "../deadline.ts";
import { ApiError } from "../errors/api-error.ts";
import { CONTENT_TYPES, FORMATS, headerLine, recordLines } from "../export/export-lines.ts";
import { FIRM_COLUMNS, firmRecord } from "../export/firm-records.ts";
import { firmsQuery } from "../routers/inputs.ts";
import { jsonText } from "./json-text.ts";
import { allowOwnFrames } from "./security-headers.ts";

const firmsExport = z.strictObject({ query: jsonText.pipe(firmsQuery) });

/**
 * The answer of `ops.firms` as a file, for operators: a line per firm, dearest first, amounts exact. It is small, and so
 * not streamed.
 */
export function addFirmsExportRoutes(
  app: FastifyInstance,
  createContext: (request: FastifyRequest) => Promise<Context>,
): void {
  for (const format of FORMATS) {
    app.get(`/v1/export/firms.${format}`, { exposeHeadRoute: false }, async (request, reply) => {
      allowOwnFrames(reply);
      const { signIn, download } = await createContext(request);
      if (!signIn.signedIn) throw new ApiError("not_signed_in", signIn.problem);
      const operations = signIn.access.operations();
      const asked = firmsExport.parse(request.query).query;
      const leave = download.enter();
      // Abandoned work still counts until it ends.
      const read = () => operations.exactFirms(asked).finally(leave);
      const records = (await withinDeadline(DEADLINE_MS, `firms.${format}`, read)).map(firmRecord);
      reply.header("content-type", CONTENT_TYPES[format]);
      reply.header("content-disposition", `attachment; filename="${fileName(asked)}.${format}"`);
      return headerLine(FIRM_COLUMNS, format) + recordLines(records, FIRM_COLUMNS, format);
    });
  }
}

/** A named period gives its name: its days differ between firms, and are in the lines. */
function fileName({ range, preset = DEFAULT_PRESET }: FirmsQuery = {}): string {
  return ["usage-firms", ...(range ? [range.startDate, range.endDate] : [preset])].join("-");
}
