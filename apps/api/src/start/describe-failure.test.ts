import { MigrationError, UsageError } from "usage-db";
import { EmbeddedDatabaseError } from "usage-db/embedded";
import { expect, it } from "vitest";
import { EnvError } from "../env.ts";
import { describeFailure } from "./describe-failure.ts";
import { StartError } from "./start-error.ts";

it.each([
  new EnvError('PORT is "x": give a number\nHOST is "": give an address'),
  new StartError("Port 3000 is taken: stop what listens there"),
  new MigrationError("The database has the migration later, which this version does not know; run a newer one."),
  new UsageError("database_unavailable", "The database cannot be reached; try again in a moment."),
  new EmbeddedDatabaseError("The embedded PostgreSQL is not installed: set DATABASE_URL."),
])("a fault of the set-up is told by its message alone: $name", (error) => {
  expect(describeFailure(error)).toBe(error.message);
});

it("a fault that nobody foresaw is told without its stack", () => {
  expect(describeFailure(new TypeError("x is not a function"))).toBe("The server failed: x is not a function");
  expect(describeFailure("no error at all")).toBe("The server failed: no error at all");
});
