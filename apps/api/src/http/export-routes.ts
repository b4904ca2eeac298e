import type { FastifyInstance, FastifyRequest } from "fastify";
import {
  type CallsQuery,
  callsQuerySchema,
  type DateRange,
  type ExploreQuery,
  exploreQuerySchema,
  LANGUAGES,
  type Language,
} from "usage-core";
import { z } from "zod";
import type { FirmReader } from "../access/firm-reader.ts";
import type { Context } from "../context.ts";
import { DEADLINE_MS, withinDeadline } from "../deadline.ts";
import { ApiError, firmNotFound, isKnownError } from "../errors/api-error.ts";
import { CALL_COLUMNS, callRecord } from "../export/call-records.ts";
import { exploreColumns, exploreRecords } from "../export/explore-records.ts";
import { CONTENT_TYPES, FORMATS, type Format, headerLine, recordLines } from "../export/export-lines.ts";
import type { ExportRecord } from "../export/export-record.ts";
import { firmIdSchema } from "../firm-id.ts";
import { cutOnClose } from "./cut-on-close.ts";
import { downloadStream } from "./download-stream.ts";
import { jsonText } from "./json-text.ts";
import { allowOwnFrames } from "./security-headers.ts";

/** How many records of an exploration are written at once. */
const RECORDS_AT_ONCE = 500;

const namedFirm = z.object({ firmId: firmIdSchema });
/** The language of names; by default that of the procedures' answers. */
const readersLanguage = z.enum(LANGUAGES, `must be one of ${LANGUAGES.join(", ")}`).default("ro");
const exploreExport = z.strictObject({
  firmId: firmIdSchema,
  language: readersLanguage,
  query: jsonText.pipe(exploreQuerySchema),
});
/** Refuses what belongs to a page. */
const withoutPages = z.unknown().superRefine((query, context) => {
  for (const name of ["limit", "cursor"]) {
    if (typeof query !== "object" || query === null || !(name in query)) continue;
    const message = "is of a page, and a download has all calls; leave it out";
    context.addIssue({ code: "custom", path: [name], message });
  }
});
const callsExport = z.strictObject({
  firmId: firmIdSchema,
  language: readersLanguage,
  query: jsonText.pipe(withoutPages).pipe(callsQuerySchema),
});

interface Export {
  readonly range: DateRange;
  readonly columns: readonly string[];
  /** In parts. */
  readonly records: AsyncIterable<Iterable<ExportRecord>>;
}

/** The downloads, each of the answer to the question of a procedure. */
const EXPORTS: Readonly<Record<string, (usage: FirmReader, asked: unknown) => Export>> = {
  explore: (usage, asked) => {
    const { query, language } = exploreExport.parse(asked);
    return { range: query.range, columns: exploreColumns(query), records: exploreParts(usage, query, language) };
  },
  calls: (usage, asked) => {
    const { query, language } = callsExport.parse(asked);
    return { range: query.range, columns: CALL_COLUMNS, records: callParts(usage, query, language) };
  },
};

async function* exploreParts(usage: FirmReader, query: ExploreQuery, language: Language) {
  yield* inParts(exploreRecords(await usage.exactExplore(query), query, language));
}

function* inParts(records: Iterable<ExportRecord>): Generator<ExportRecord[]> {
  let part: ExportRecord[] = [];
  for (const record of records) {
    if (part.push(record) < RECORDS_AT_ONCE) continue;
    yield part;
    part = [];
  }
  yield part;
}

async function* callParts(usage: FirmReader, query: CallsQuery, language: Language) {
  for await (const part of usage.allCalls(query)) yield part.map((call) => callRecord(call, language));
}

/**
 * Downloads of any answer of `usage.explore` and of `usage.calls`, as CSV for spreadsheets or as NDJSON for programs.
 * Plain requests, which a browser's link can make; amounts are exact decimals. `language` (`en`, or `ro`, the default) is
 * the language in which batch jobs are named.
 *
 * Streamed: only a part of the calls is in memory. Faults are reported before the first line. After that a download can
 * only be cut, which its reader notices, since the end of the answer is missing.
 */
export function addExportRoutes(
  app: FastifyInstance,
  createContext: (request: FastifyRequest) => Promise<Context>,
): void {
  const begins = cutOnClose(app);
  for (const [what, exportOf] of Object.entries(EXPORTS)) {
    for (const format of FORMATS) {
      app.get(`/v1/export/${what}.${format}`, { exposeHeadRoute: false }, async (request, reply) => {
        allowOwnFrames(reply);
        const { signIn, download } = await createContext(request);
        if (!signIn.signedIn) throw new ApiError("not_signed_in", signIn.problem);
        const { firmId } = namedFirm.parse(request.query);
        // Before the rest of the question is checked: its faults must not be reported for a foreign firm.
        const usage = signIn.access.usageOf(firmId);
        const asked = exportOf(usage, request.query);
        const leave = download.enter();
        const lines = linesOf(asked, format);
        // Abandoned work still counts until it ends.
        const end = () => void lines.return(undefined).then(leave, leave);
        const begin = () => lines.next();
        const firstLine = withinDeadline(DEADLINE_MS, `The first line of ${what}.${format}`, begin);
        const first = await firstLine.catch((error: unknown) => {
          end();
          if (isKnownError(error) && error.code === "firm_not_found") throw firmNotFound(firmId);
          throw error;
        });
        reply.header("content-type", CONTENT_TYPES[format]);
        reply.header("content-disposition", `attachment; filename="${fileName(what, firmId, asked.range)}.${format}"`);
        begins(reply.raw);
        return reply.send(downloadStream(first, lines, download).once("close", end));
      });
    }
  }
}

/** Distinguishes one download from the next. Of the firm's id it has what a header and any file system take. */
function fileName(what: string, firmId: string, { startDate, endDate }: DateRange): string {
  return ["usage", what, firmId.replace(/[^A-Za-z0-9._-]+/g, "-"), startDate, endDate].join("-");
}

/** The lines of each part, joined; the header with the first. */
async function* linesOf({ columns, records }: Export, format: Format): AsyncGenerator<string> {
  let header = headerLine(columns, format);
  for await (const part of records) {
    yield header + recordLines(part, columns, format);
    header = "";
  }
}
