import type { Access } from "./access/access.ts";

/** The result of verifying the credentials of a request. */
export type SignIn =
  | { readonly signedIn: true; readonly access: Access }
  /** `problem` says what is wrong with them, for the caller to read. */
  | { readonly signedIn: false; readonly problem: string };

/** What a procedure is given before any check: neither a reader nor a database, only what the checks need. */
export interface Context {
  readonly signIn: SignIn;
  /** For streams of events. */
  readonly live: LiveChecks;
  /** For downloads, which go on for as long as their readers take. */
  readonly download: LiveChecks;
}

/** The checks of a stream or a download, besides those of every request. */
export interface LiveChecks {
  /**
   * Lets one more in and returns what lets it out again, which may be called twice. Throws `overloaded` or
   * `too_many_requests` when too many are open already, and `cross_site_request` where no link of another site may lead.
   */
  enter(): () => void;
  /** Whether the request's credentials are still good. */
  signInAgain(): Promise<SignIn>;
}
