/**
 * Loads that are under way in this process, by name. Who asks for one that has begun gets its outcome, so the name
 * must hold all that decides whether an outcome may be shared.
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
