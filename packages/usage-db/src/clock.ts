/** Tells the present instant. The only clock of this package; tests pass their own. */
export type Clock = () => Date;
export const systemClock: Clock = () => new Date();
