/** Something that pages read and follow: `useSyncExternalStore` takes it. */
export class Store<S> {
  #state: S;
  readonly #listeners = new Set<() => void>();

  constructor(state: S) {
    this.#state = state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): S => this.#state;

  set(state: S): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}
