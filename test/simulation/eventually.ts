import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 100;

/** Looks again and again until there is nothing to complain of; throws the last complaint when it has taken too long. */
export async function eventually(
  what: string,
  complaint: () => string | null | Promise<string | null>,
  withinMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const left = await complaint();
    if (left === null) return;
    if (Date.now() > deadline) throw new Error(`${what}: ${left}`);
    await sleep(EVERY_MS);
  }
}
