/** A choice and how often it is made, relative to the others. */
export type Weighted<Choice> = readonly (readonly [choice: Choice, weight: number])[];

/** Numbers that look random and depend on the seed alone. */
export class Random {
  #state: number;

  constructor(seed: string) {
    this.#state = hash(seed);
  }

  /** In [0, 1). The generator is mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the choices, by weight. Throws when none has any. */
  pick<Choice>(choices: Weighted<Choice>): Choice {
    const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
    let rest = this.next() * total;
    for (const [choice, weight] of choices) {
      rest -= weight;
      if (rest < 0) return choice;
    }
    throw new Error("there is nothing to choose from");
  }

  /** Around `median`, mostly between half and double of it, now and then several times as much: as text lengths are. */
  around(median: number): number {
    // The sum of four uniform numbers is close to normal.
    const normal = this.next() + this.next() + this.next() + this.next() - 2;
    return median * Math.exp(normal * 1.2);
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return state;
}
