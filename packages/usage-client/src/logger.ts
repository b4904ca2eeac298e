/** The part of a pino logger that this package uses; `console` has it too. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The logger, save that its own failures are kept from the service, whose calls go on. */
export function guarded(logger: Logger): Logger {
  const guard = (level: keyof Logger) => (fields: object, message: string) => {
    try {
      logger[level](fields, message);
    } catch {
      // There is no one left to tell.
    }
  };
  return { info: guard("info"), warn: guard("warn"), error: guard("error") };
}
