import { chainStart } from '../../shared/bundle.ts';
import type { SittingId } from '../../shared/ids.ts';
import { logHttp, type ToldEntry } from '../../shared/log-protocol.ts';
import type { Answer } from '../../shared/protocol.ts';
import { asking } from '../api.ts';
import { firstBrokenIn, readWhole, type WholeLog } from './whole-log.ts';

export const logApi = asking(logHttp);

export interface SittingLog extends WholeLog<ToldEntry> {
  sittingId: SittingId;
}

export async function wholeLog(sittingId: SittingId): Promise<Answer<SittingLog>> {
  const answer = await readWhole((after) =>
    logApi('GET /api/sittings/:sittingId/log?after=:after', { sittingId, after }),
  );
  return 'refused' in answer ? answer : { ok: { sittingId, ...answer.ok } };
}

export function firstBrokenLink({ sittingId, entries }: SittingLog): number | null {
  return firstBrokenIn(chainStart(sittingId), entries);
}
