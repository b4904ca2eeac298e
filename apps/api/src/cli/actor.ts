/** The name under which the command line changes the ledger, makes keys and signs in. */
export const ACTOR = "command-line";
