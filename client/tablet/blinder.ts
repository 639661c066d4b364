import type { Made, Task } from './credential-worker.ts';

/** The worker did not come: its file could not be loaded, or the system ended it. */
export class NoWorker extends Error {}

interface Waiting {
  done: (made: Made) => void;
  failed: (error: Error) => void;
}

/** The worker that blinds and unblinds; started anew when it is lost. */
export class Blinder {
  #worker: Worker | null = null;
  #last = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** Throws NoWorker, or what the arithmetic found wrong. Without a task it only shows that the worker is there. */
  do(task: Task | null): Promise<Made> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const id = ++this.#last;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      worker.postMessage([id, task]);
    });
  }

  close(): void {
    this.#worker?.terminate();
    this.#lost();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./credential-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data: [id, made, error] }: MessageEvent<[number, Made | null, string]>) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (made) waiting?.done(made);
      else waiting?.failed(new Error(error));
    };
    worker.onerror = () => this.#lost();
    return worker;
  }

  #lost(): void {
    this.#worker = null;
    for (const { failed } of this.#waiting.values()) failed(new NoWorker());
    this.#waiting.clear();
  }
}
