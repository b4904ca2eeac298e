/** When figures were read, and on whose clock. */
export interface Reading {
  readonly asOf: string;
  readonly timeZone: string;
}

/** The same of an answer, and how old it was when it came; 0: it was read for this answer. */
export interface AnswerReading extends Reading {
  readonly cacheAgeMs: number;
}
