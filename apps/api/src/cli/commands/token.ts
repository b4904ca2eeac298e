import { Command, Option } from "commander";
import { localAuthSecret } from "../../access/auth-secret.ts";
import type { TokenCaller } from "../../access/caller.ts";
import { createTokens } from "../../access/tokens.ts";
import { localUrl, SIGN_IN_LINK_MINUTES, signInLink } from "../../start/sign-in-link.ts";
import { ACTOR } from "../actor.ts";
import { CliError } from "../cli-error.ts";
import { durationOption, firmIdOption } from "../option-parsers.ts";
import type { Shell } from "../shell.ts";

interface TokenOptions {
  readonly role: "ops" | "firm";
  readonly firm?: string;
  readonly ttl: number;
  readonly link?: true;
}

const DEFAULT_TTL_SECONDS = 15 * 60;

export function tokenCommand(shell: Shell): Command {
  return new Command("token")
    .description("print an access token for the API")
    .addOption(
      new Option("--role <role>", "ops sees every firm, firm its own only")
        .choices(["ops", "firm"])
        .makeOptionMandatory(),
    )
    .option("--firm <id>", "the firm that the role firm is bound to", firmIdOption)
    .addOption(
      new Option("--ttl <duration>", "how long it is valid: 90s, 15m, 8h, 30d")
        .argParser(durationOption)
        .default(DEFAULT_TTL_SECONDS, "15m"),
    )
    .option(
      "--link",
      `print a link that signs a browser in instead; it can be used for ${SIGN_IN_LINK_MINUTES} minutes`,
    )
    .addHelpText(
      "after",
      `
It is signed with AUTH_SECRET or, without DATABASE_URL, with the secret kept beside the project's
own database. Anyone who has it can use it until it expires. A link leads to PUBLIC_URL or, without it,
to PORT on this machine: set them as the server has them.

Examples:
  npm run usage -- token --role ops
  npm run usage -- token --role ops --link
  npm run usage -- token --role firm --firm acme --ttl 8h
  curl -H "Authorization: Bearer $(npm run -s usage -- token --role ops)" localhost:3000/trpc/firms.list`,
    )
    .action(async (options: TokenOptions) => {
      const caller = callerOf(options);
      const env = shell.readEnv({ tokens: true });
      const secret = env.authSecret ?? (await localAuthSecret(env.dataDirectory));
      const tokens = createTokens({ secret, clock: shell.clock });
      const printed = options.link
        ? await signInLink(tokens, caller, env.publicUrl ?? localUrl(env.host, env.port))
        : (await tokens.issue("access", caller, options.ttl)).token;
      shell.stdout.write(`${printed}\n`);
    });
}

function callerOf({ role, firm }: TokenOptions): TokenCaller {
  if (role === "ops") {
    if (firm !== undefined) throw new CliError("--firm goes with --role firm: the role ops sees every firm.");
    return { sub: ACTOR, role };
  }
  if (firm === undefined) throw new CliError("--role firm needs --firm: the firm that the token is bound to.");
  return { sub: ACTOR, role, firmId: firm };
}
