import type { Asked } from './contract.ts';
import type { Waiting } from './crowd-worker.ts';

interface Store {
  waiting(limit: number): Promise<readonly Waiting[]>;
  taken(places: readonly number[]): Promise<void>;
}

const BATCH = 100;

/** Hands questions over in their order, each batch until it was taken: what a crash or a refusal left is given again. */
export class Taking {
  readonly #store: Store;
  readonly #handle: (batch: readonly Asked[]) => Promise<void>;
  readonly #retryMs: number;
  readonly #ended: Promise<void>;
  #stopped = false;
  /** Something was asked that the last look may not have seen. */
  #asked = true;
  #wake = () => {};

  constructor(store: Store, handle: (batch: readonly Asked[]) => Promise<void>, retryMs: number) {
    this.#store = store;
    this.#handle = handle;
    this.#retryMs = retryMs;
    this.#ended = this.#run();
  }

  nudge(): void {
    this.#asked = true;
    this.#wake();
  }

  /** Resolves when the batch that is under way, if any, has been taken or refused. */
  stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    return this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (!this.#asked) await this.#until();
      else if (!(await this.#takeOne())) await this.#until(this.#retryMs);
    }
  }

  /** False when it has to be tried again. */
  async #takeOne(): Promise<boolean> {
    this.#asked = false;
    try {
      const batch = await this.#store.waiting(BATCH);
      if (batch.length === 0) return true;
      this.#asked = true;
      await this.#handle(batch.map(({ asked }) => asked));
      await this.#store.taken(batch.map(({ place }) => place));
      return true;
    } catch {
      // Whoever failed has told of it; nothing was marked.
      this.#asked = true;
      return false;
    }
  }

  async #until(ms?: number): Promise<void> {
    if (this.#stopped) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
    await promise;
    clearTimeout(timer);
  }
}
