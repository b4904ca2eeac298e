import type { Span } from "./span.ts";

/**
 * For each call the nearest call around it, if there is one: pairs of spans that may be of one call.
 *
 * Takes every span of the request, since others may lie between the two.
 */
export function nestedCalls(
  spans: readonly Span[],
  calls: ReadonlySet<Span>,
): readonly { readonly outer: Span; readonly inner: Span }[] {
  const byId = new Map(spans.map((span) => [`${span.traceId} ${span.spanId}`, span]));
  /** The nearest call above a span that is none itself; `null` also while it is being looked for, so that cycles end. */
  const known = new Map<Span, Span | null>();

  function callAbove(span: Span): Span | null {
    const passed: Span[] = [];
    let above = parentOf(span);
    while (above !== undefined && !calls.has(above) && !known.has(above)) {
      known.set(above, null);
      passed.push(above);
      above = parentOf(above);
    }
    const found = above === undefined ? null : (known.get(above) ?? (calls.has(above) ? above : null));
    for (const between of passed) known.set(between, found);
    return found;
  }

  function parentOf(span: Span): Span | undefined {
    return span.parentSpanId === "" ? undefined : byId.get(`${span.traceId} ${span.parentSpanId}`);
  }

  return [...calls].flatMap((inner) => {
    const outer = callAbove(inner);
    return outer === null || outer === inner ? [] : [{ outer, inner }];
  });
}
