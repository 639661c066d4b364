import { nextLink } from '../../shared/bundle.ts';
import type { Digest } from '../../shared/ids.ts';
import type { Answer } from '../../shared/protocol.ts';

/** A log as it was read. */
export interface WholeLog<E> {
  entries: E[];
  version: number;
  head: Digest;
  /** The first entry of which the server finds that it was changed in its store. */
  brokenAt: number | null;
}

/** All of it, page by page; nothing follows an entry that was changed. */
export async function readWhole<E>(
  pageAfter: (version: string) => Promise<Answer<WholeLog<E>>>,
): Promise<Answer<WholeLog<E>>> {
  const entries: E[] = [];
  for (;;) {
    const answer = await pageAfter(String(entries.length));
    if ('refused' in answer) return answer;
    const { entries: page, ...whole } = answer.ok;
    entries.push(...page);
    const done = whole.brokenAt !== null || page.length === 0 || entries.length >= whole.version;
    if (done) return { ok: { entries, ...whole } };
  }
}

interface Sealed {
  version: number;
  entryHash: Digest;
  link: Digest;
}

/** What a browser reckons of the seals alone: an entry's own hash covers a salt that is not told. */
export function firstBrokenIn(start: Digest, entries: readonly Sealed[]): number | null {
  let link = start;
  for (const [at, entry] of entries.entries()) {
    link = nextLink(link, entry.entryHash);
    if (link !== entry.link || entry.version !== at + 1) return at + 1;
  }
  return null;
}
