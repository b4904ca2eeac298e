type Raw = Readonly<Record<string, unknown>>;

/**
 * Wraps a page's search parser so that nothing of the raw address survives it. The router merges the parsed search over the raw one;
 * a parameter that `parse` drops would still reach the page unless it is set to `undefined`. The period belongs to the root route.
 */
export function ownSearch<Search extends object>(parse: (raw: Raw) => Search): (raw: Raw) => Search {
  return (raw) => {
    const { range: _range, from: _from, to: _to, ...others } = raw;
    return { ...Object.fromEntries(Object.keys(others).map((name) => [name, undefined])), ...parse(raw) };
  };
}
