import type { Receipt, Subtle } from '../../shared/ballot/credential.ts';
import { PublicBundle } from '../../shared/bundle.ts';
import { utf8ToBytes } from '../../shared/bytes.ts';
import type { SittingId, VoteId } from '../../shared/ids.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import { verifyBundle } from '../../shared/verifier/verify.ts';
import type { VoteView } from '../../shared/views.ts';
import { api, apiText } from '../api.ts';
import { untilAnswered } from '../trying.ts';

export interface ReceiptFinding {
  receipt: Receipt;
  /** In the sorted list, from 1; null when it is not there. */
  position: number | null;
  /** Receipts in that list: ballots that were returned. */
  of: number;
}
export interface Checked {
  /** The list's digest is the published one, and its other public checks hold. */
  sound: boolean;
  checks: number;
  digest: string;
  receipts: readonly ReceiptFinding[];
}

const platform = {
  subtle: crypto.subtle as Subtle,
  decode: (utf8: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(utf8),
};

/** Fetches the published list, verifies it for itself and looks for the own receipts in it. */
export async function checkReceipts(
  sittingId: SittingId,
  vote: VoteView,
  receipts: readonly Receipt[],
  signal: AbortSignal,
): Promise<{ ok: Checked } | { refused: Refusal }> {
  const ids = { sittingId, voteId: vote.voteId as VoteId };
  const digests = vote.digests ?? (await publishedDigests(ids, signal));
  if ('refused' in digests) return digests;
  const route = 'GET /api/sittings/:sittingId/votes/:voteId/public-bundle';
  const answer = await untilAnswered(() => apiText(route, ids), { signal });
  if ('refused' in answer) return answer;
  const { publicDigest: digest, chainHead } = digests;
  const { passed, checks } = await verifyBundle(utf8ToBytes(answer.ok), { digest, chainHead }, platform);
  const lists = passed ? PublicBundle.parse(JSON.parse(answer.ok)).receipts : [];
  const findings = receipts.map((receipt) => {
    const list = lists.find((each) => each.receipts.includes(receipt))?.receipts ?? [];
    const at = list.indexOf(receipt);
    return { receipt, position: at < 0 ? null : at + 1, of: list.length };
  });
  return { ok: { sound: passed, checks: checks.length, digest, receipts: findings } };
}

/** An earlier vote keeps only its line in the view. */
async function publishedDigests(ids: { sittingId: SittingId; voteId: VoteId }, signal: AbortSignal) {
  const ask = () => api('GET /api/sittings/:sittingId/votes/:voteId/result', ids);
  const answer = await untilAnswered(ask, { signal });
  return 'refused' in answer ? answer : answer.ok.vote.digests!;
}
