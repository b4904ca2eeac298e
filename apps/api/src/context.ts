import type { Access } from "./access/access.ts";

/** What the request's credentials came to. */
export type SignIn =
  | { readonly signedIn: true; readonly access: Access }
  /** `problem` says what is wrong with them, for the caller to read. */
  | { readonly signedIn: false; readonly problem: string };

/** What a procedure is given before any check: neither a reader nor a database, only what the checks need. */
export interface Context {
  readonly signIn: SignIn;
  /** For answers that go on. */
  readonly live: LiveChecks;
  /** For downloads, which go on for as long as their readers take. */
  readonly download: LiveChecks;
}

/** What an answer that goes on, or a download, is checked by, beside what every request is. */
export interface LiveChecks {
  /**
   * Lets one more in and gives the way out, which may be taken twice. Throws `overloaded` or `too_many_requests` when too many go on
   * already, and `cross_site_request` where no link of another site may lead to it.
   */
  enter(): () => void;
  /** Whether the request's credentials are still good. */
  signInAgain(): Promise<SignIn>;
}
