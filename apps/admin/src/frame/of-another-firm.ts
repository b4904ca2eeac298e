/** What only one firm has, or what is open of it: users and calls, and the days, hours and names that are looked at. */
const OF_ONE_FIRM = new Set(["user", "call", "callId", "day", "hour", "find"]);

/** The same question to another firm: all of the address but what that one does not have. */
export function ofAnotherFirm(search: object): object {
  return Object.fromEntries(Object.entries(search).filter(([name]) => !OF_ONE_FIRM.has(name)));
}
