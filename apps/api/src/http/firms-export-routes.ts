import type { FastifyInstance, FastifyRequest } from "fastify";
import type { DateRange } from "usage-core";
import { z } from "zod";
import type { Context } from "../context.ts";
import { withinDeadline } from "../deadline.ts";
import { ApiError } from "../errors/api-error.ts";
import { csvHeader, csvRecord } from "../export/csv.ts";
import { FIRM_COLUMNS, firmRecord } from "../export/firm-records.ts";
import { optionalRange } from "../routers/inputs.ts";
import { CONTENT_TYPES, DEADLINE_MS, FORMATS, jsonText } from "./export-routes.ts";
import { allowOwnFrames } from "./security-headers.ts";

const firmsExport = z.strictObject({ query: jsonText.pipe(optionalRange) });

/** The answer of `ops.firms` as a file, for operators: a line a firm, dearest first, amounts exact. Small, and so in one piece. */
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
      const range = firmsExport.parse(request.query).query?.range;
      const leave = download.enter();
      // Work that nobody waits for any more still counts until it ends.
      const read = () => operations.exactFirms(range).finally(leave);
      const records = (await withinDeadline(DEADLINE_MS, `firms.${format}`, read)).map(firmRecord);
      const lines =
        format === "csv"
          ? [csvHeader(FIRM_COLUMNS), ...records.map((record) => csvRecord(record, FIRM_COLUMNS))]
          : records.map((record) => `${JSON.stringify(record)}\n`);
      reply.header("content-type", CONTENT_TYPES[format]);
      reply.header("content-disposition", `attachment; filename="${fileName(range)}.${format}"`);
      return lines.join("");
    });
  }
}

function fileName(range: DateRange | undefined): string {
  return range === undefined ? "usage-firms-month-to-date" : ["usage-firms", range.startDate, range.endDate].join("-");
}
