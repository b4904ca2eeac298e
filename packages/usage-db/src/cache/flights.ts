/**
 * Loads under way in this process, by name. Whoever asks for one that has begun gets its result, so the name must hold
 * everything that decides whether a result may be shared.
 */
export class Flights {
  readonly #underWay = new Map<string, Promise<unknown>>();

  share<Value>(name: string, load: () => Promise<Value>): Promise<Value> {
    const running = this.#underWay.get(name);
    // One name is one question, and one question has one type of answer.
    if (running !== undefined) return running as Promise<Value>;
    const flight = load().finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, flight);
    return flight;
  }
}
