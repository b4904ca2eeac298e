/** The id that stands for "no user" in answers; refused as a user's own id. */
export const BATCH_USER_ID = "batch";
