import type { Access } from "./access/access.ts";

/** What the request's credentials came to. */
type SignIn =
  | { readonly signedIn: true; readonly access: Access }
  /** `problem` says what is wrong with them, for the caller to read. */
  | { readonly signedIn: false; readonly problem: string };

/** What a procedure is given before any check: neither a reader nor a database, only what the checks need. */
export interface Context {
  readonly signIn: SignIn;
}
