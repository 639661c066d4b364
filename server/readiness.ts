import { setTimeout as later } from 'node:timers/promises';
import type { Disk } from './chamber/disk.ts';

/** A store that takes longer to answer a trivial question keeps the hall waiting. */
const PATIENCE_MS = 2000;

/** Which parts cannot do their work just now: stores by name, and `disk` when it is almost full. Empty when all is well. */
export async function notReady(
  stores: Readonly<Record<string, { ping(): Promise<void> }>>,
  disk: Disk,
): Promise<string[]> {
  const asked = Object.entries(stores).map(async ([name, store]) => {
    const answered = store.ping().then(
      () => true,
      () => false,
    );
    const inTime = await Promise.race([answered, later(PATIENCE_MS, false, { ref: false })]);
    return inTime ? [] : [name];
  });
  const full = disk
    .look()
    .then(({ level }) => (level === 'almostFull' ? ['disk'] : []))
    .catch(() => ['disk']);
  return (await Promise.all([...asked, full])).flat();
}
