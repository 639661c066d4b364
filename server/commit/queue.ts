import type { Worker } from 'node:worker_threads';

/** The store behind a queue is gone or could not write. Nothing of the request was kept. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

interface Waiting<Q, A> {
  request: Q;
  resolve(answer: A): void;
  reject(error: Error): void;
}

export type BatchAnswer<A> = { answers: readonly A[] } | { failed: string };

/** What a store does besides its own work, between two commits. `failed` is null when it is done. */
export type UpkeepRequest = { upkeep: number } & Upkeep;
type Upkeep = { op: 'ping' } | { op: 'snapshot'; file: string } | { op: 'compact' };
export interface UpkeepAnswer {
  upkeep: number;
  failed: string | null;
}

/** What is asked of every store, whatever it keeps. */
export interface Store {
  /** Resolves once the store has answered a trivial question. */
  ping(): Promise<void>;
  /** Copies the store as it is at one moment into a new file, while it goes on committing. The caller makes the file durable. */
  snapshot(file: string): Promise<void>;
  /** Writes the store anew, so that nothing is left in its files of what was removed. Commits wait meanwhile. */
  compact(): Promise<void>;
  /** Lets everything that was submitted finish, then ends. */
  close(): Promise<void>;
}

/**
 * Group commit. Requests that arrive while the worker is at its disk wait together and share the next commit, in the
 * order of their arrival. Each is answered once its commit is durable, or rejected with StoreUnavailable.
 */
export class CommitQueue<Q, A> {
  readonly #worker: Worker;
  readonly #maxBatch: number;
  #waiting: Waiting<Q, A>[] = [];
  #underWay: Waiting<Q, A>[] = [];
  #ended: StoreUnavailable | null = null;
  readonly #upkeep = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  #upkeeps = 0;
  #whenIdle: () => void = () => {};
  #closing = false;

  constructor(worker: Worker, onDeath: (error: Error) => void, maxBatch = 512) {
    this.#worker = worker;
    this.#maxBatch = maxBatch;
    worker.on('message', (message: BatchAnswer<A> | UpkeepAnswer) => {
      if ('upkeep' in message) this.#keptUp(message);
      else this.#answered(message);
    });
    worker.on('error', (cause) => {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      this.#end(`the store stopped: ${error.message}`);
      onDeath(error);
    });
    worker.on('exit', () => {
      const unexpected = !this.#closing && !this.#ended;
      this.#end('the store is closed');
      if (unexpected) onDeath(new Error('the store ended by itself'));
    });
  }

  submit(request: Q): Promise<A> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      if (this.#underWay.length === 0) this.#send();
    });
  }

  /** The part of a store that all have in common. */
  asStore(): Store {
    return {
      ping: () => this.#ask({ op: 'ping' }),
      snapshot: (file) => this.#ask({ op: 'snapshot', file }),
      compact: () => this.#ask({ op: 'compact' }),
      close: () => this.close(),
    };
  }

  #ask(what: Upkeep): Promise<void> {
    if (this.#ended) return Promise.reject(this.#ended);
    const upkeep = this.#upkeeps++;
    return new Promise((resolve, reject) => {
      this.#upkeep.set(upkeep, { resolve, reject });
      this.#worker.postMessage({ upkeep, ...what } satisfies UpkeepRequest);
    });
  }

  #keptUp({ upkeep, failed }: UpkeepAnswer): void {
    const waiting = this.#upkeep.get(upkeep);
    this.#upkeep.delete(upkeep);
    if (failed === null) waiting?.resolve();
    else waiting?.reject(new StoreUnavailable(failed));
  }

  /** Lets everything that was submitted finish, then ends the worker. */
  async close(): Promise<void> {
    if (this.#underWay.length > 0) await new Promise<void>((done) => (this.#whenIdle = done));
    this.#closing = true;
    await this.#worker.terminate();
  }

  #send(): void {
    this.#underWay = this.#waiting.splice(0, this.#maxBatch);
    if (this.#underWay.length > 0) this.#worker.postMessage(this.#underWay.map(({ request }) => request));
  }

  #answered(message: BatchAnswer<A>): void {
    const answered = this.#underWay;
    this.#send();
    if ('failed' in message) {
      for (const { reject } of answered) reject(new StoreUnavailable(message.failed));
    } else {
      for (const [at, one] of answered.entries()) one.resolve(message.answers[at]!);
    }
    if (this.#underWay.length === 0) this.#whenIdle();
  }

  #end(why: string): void {
    this.#ended ??= new StoreUnavailable(why);
    for (const { reject } of [...this.#underWay, ...this.#waiting, ...this.#upkeep.values()]) {
      reject(this.#ended);
    }
    this.#upkeep.clear();
    this.#underWay = [];
    this.#waiting = [];
    this.#whenIdle();
  }
}
