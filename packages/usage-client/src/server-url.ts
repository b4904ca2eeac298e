/**
 * The address of `path` below the server's base address, which may end in a slash and may have a path of its own.
 *
 * Throws a `TypeError` when `url` is no address of an HTTP server.
 */
export function addressOf(url: string, path: string): string {
  const base = URL.canParse(url) ? new URL(url) : null;
  if (base === null || !["http:", "https:"].includes(base.protocol)) {
    throw new TypeError(
      `url: ${JSON.stringify(url)} is no address of a server; give one such as http://localhost:3000`,
    );
  }
  if (base.username !== "" || base.password !== "" || base.search !== "" || base.hash !== "") {
    throw new TypeError("url: must end with its path; the key goes into apiKey");
  }
  return `${base.origin}${base.pathname.replace(/\/+$/, "")}/${path}`;
}
