import { Command } from "commander";
import type { Shell } from "../shell.ts";
import { createKeyCommand } from "./keys/create.ts";
import { listKeysCommand } from "./keys/list.ts";
import { revokeKeyCommand } from "./keys/revoke.ts";

export function keysCommand(shell: Shell): Command {
  return new Command("keys")
    .description("make, list and revoke the API keys by which programs call the API")
    .helpCommand(false)
    .addCommand(createKeyCommand(shell))
    .addCommand(listKeysCommand(shell))
    .addCommand(revokeKeyCommand(shell))
    .addHelpText(
      "after",
      `
A program sends its key as "Authorization: Bearer usage_…" or as "x-api-key: usage_…".

Examples:
  npm run -s usage -- keys create --firm acme --scopes ingest --name "billing worker"
  npm run usage -- keys list --firm acme
  npm run usage -- keys revoke 7k2m9q4v8x3p`,
    );
}
