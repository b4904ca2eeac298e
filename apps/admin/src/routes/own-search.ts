type Raw = Readonly<Record<string, unknown>>;

/**
 * A page's part of the address, beside the period, of which nothing is left but what `parse` makes of it: the router lays what is
 * read over what is written, and what was dropped would come to the page as it was written.
 */
export function ownSearch<Search extends object>(parse: (raw: Raw) => Search): (raw: Raw) => Search {
  return (raw) => {
    const { range: _range, from: _from, to: _to, ...others } = raw;
    return { ...Object.fromEntries(Object.keys(others).map((name) => [name, undefined])), ...parse(raw) };
  };
}
