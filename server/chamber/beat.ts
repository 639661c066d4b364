import { setTimeout as later } from 'node:timers';

/** Tells of changes: of the first at once, of all within the next `ms` together. What takes its time to tell is not told twice at once. */
export class Beat {
  readonly #ms: number;
  readonly #tell: () => void | Promise<void>;
  /** Told of what could not be told; it is tried again with the next beat. */
  readonly #onError: (error: Error) => void;
  #timer: NodeJS.Timeout | null = null;
  #telling: Promise<void> | null = null;
  #pending = false;
  #stopped = false;

  constructor(ms: number, tell: () => void | Promise<void>, onError: (error: Error) => void) {
    this.#ms = ms;
    this.#tell = tell;
    this.#onError = onError;
  }

  changed(): void {
    this.#pending = true;
    this.#begin();
  }

  /** Nothing is told any more; resolves when what is being told is. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#telling;
  }

  #begin(): void {
    if (this.#timer || this.#telling || this.#stopped || !this.#pending) return;
    this.#pending = false;
    this.#timer = later(() => {
      this.#timer = null;
      this.#begin();
    }, this.#ms);
    this.#telling = this.#tellOnce().finally(() => {
      this.#telling = null;
      this.#begin();
    });
  }

  async #tellOnce(): Promise<void> {
    try {
      await this.#tell();
    } catch (error) {
      this.#pending = true;
      this.#onError(error as Error);
    }
  }
}
