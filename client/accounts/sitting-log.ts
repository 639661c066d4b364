import { chainStart, nextLink } from '../../shared/bundle.ts';
import type { SittingId } from '../../shared/ids.ts';
import { logHttp, type ToldEntry } from '../../shared/log-protocol.ts';
import type { Answer } from '../../shared/protocol.ts';
import { asking } from '../api.ts';

export const logApi = asking(logHttp);

export interface SittingLog {
  sittingId: SittingId;
  entries: ToldEntry[];
  version: number;
  head: string;
  /** The first entry of which the server finds that it was changed in its journal. */
  brokenAt: number | null;
}

/** The whole log, page by page; nothing follows an entry that was changed. */
export async function wholeLog(sittingId: SittingId): Promise<Answer<SittingLog>> {
  const entries: ToldEntry[] = [];
  for (;;) {
    const after = String(entries.length);
    const answer = await logApi('GET /api/sittings/:sittingId/log?after=:after', { sittingId, after });
    if ('refused' in answer) return answer;
    const { entries: page, ...whole } = answer.ok;
    entries.push(...page);
    const done = whole.brokenAt !== null || page.length === 0 || entries.length >= whole.version;
    if (done) return { ok: { sittingId, entries, ...whole } };
  }
}

/** What a browser reckons of the seals alone: an entry's own hash covers a salt that is not told. */
export function firstBrokenLink({ sittingId, entries }: SittingLog): number | null {
  let link = chainStart(sittingId);
  for (const [at, entry] of entries.entries()) {
    link = nextLink(link, entry.entryHash);
    if (link !== entry.link || entry.version !== at + 1) return at + 1;
  }
  return null;
}
