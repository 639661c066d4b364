import { Worker } from 'node:worker_threads';
import type { Unreadable } from '../../../shared/roll-preview.ts';
import type { ReadRoll } from './file.ts';

/** Five thousand lines take less than a second, a hundred thousand a few. */
const MOST_MS = 10_000;
/** At once; a third has to wait. */
const MOST_READERS = 2;
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

/** Reads files of rolls, each in a thread of its own that is ended when it takes too long or too much memory. */
export class RollReader {
  #reading = 0;

  /** null: too many are being read, ask again. */
  async read(bytes: Uint8Array): Promise<ReadRoll | Unreadable | null> {
    if (this.#reading >= MOST_READERS) return null;
    this.#reading++;
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { bytes },
      resourceLimits,
    });
    const timer = setTimeout(() => void worker.terminate(), MOST_MS);
    try {
      return await new Promise((resolve, reject) => {
        worker.on('message', resolve);
        worker.on('error', (error: Error & { code?: string }) =>
          error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve({ reason: 'tooComplex' }) : reject(error),
        );
        worker.on('exit', () => resolve({ reason: 'tooComplex' }));
      });
    } finally {
      clearTimeout(timer);
      this.#reading--;
      await worker.terminate();
    }
  }
}
