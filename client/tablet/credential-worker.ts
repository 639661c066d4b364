import { RSABSSA } from '@cloudflare/blindrsa-ts';
import type { Bytes } from './kept.ts';

/**
 * The deputy's half of RFC 9474. It takes an old tablet a tenth of a second, which the paper must not wait for.
 */
export type Task = { issuerKey: Bytes; message: Bytes } & (
  | { op: 'blind' }
  | { op: 'finalize'; blindSignature: Bytes; inverse: Bytes }
);
/** `blind`: the blinded message and the inverse that takes the blinding off. `finalize`: the credential. */
export type Made = Bytes[];

const suite = RSABSSA.SHA384.PSSZero.Deterministic();

async function carryOut(task: Task): Promise<Made> {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
  const key = await crypto.subtle.importKey('spki', task.issuerKey, algorithm, true, ['verify']);
  if (task.op === 'finalize') {
    return [(await suite.finalize(key, task.message, task.blindSignature, task.inverse)) as Bytes];
  }
  const { blindedMsg, inv } = await suite.blind(key, suite.prepare(task.message));
  return [blindedMsg as Bytes, inv as Bytes];
}

self.onmessage = async ({ data: [id, task] }: MessageEvent<[number, Task | null]>) => {
  try {
    self.postMessage([id, task ? await carryOut(task) : []]);
  } catch (error) {
    self.postMessage([id, null, String(error)]);
  }
};
