import type { ChainedAct } from './accounts.ts';
import { nextLink } from './bundle.ts';
import { canonicalHash } from './bytes.ts';
import type { Digest } from './ids.ts';

/** The link before the first act. */
export const actsStart = canonicalHash(['yishi-acts-v1']) as Digest;

export function actLink(previous: Digest, entry: ChainedAct['entry']): Digest {
  return nextLink(previous, canonicalHash(entry) as Digest);
}

/** The number of the first act that does not fit the one before it; null when the whole log holds. */
export function firstBrokenAct(acts: readonly ChainedAct[]): number | null {
  let link = actsStart;
  for (const [at, act] of acts.entries()) {
    link = actLink(link, act.entry);
    if (link !== act.link || act.entry.number !== at + 1) return at + 1;
  }
  return null;
}
