import { keyFingerprint } from '../../shared/ballot/credential.ts';
import { paperHash } from '../../shared/ballot/paper.ts';
import type { SittingId } from '../../shared/ids.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import type { VoteView } from '../../shared/views.ts';
import { api } from '../api.ts';
import { pause, untilAnswered } from '../trying.ts';

/** What was sent is not what everybody is shown, or the issuer signed something else. */
export class WrongSheet extends Error {}

/** The sheets of a vote, held against the hashes and fingerprints that hall screen and view show. Throws WrongSheet. */
export async function genuineSheets(
  sittingId: SittingId,
  { voteId, ballots }: VoteView,
  signal: AbortSignal,
): Promise<readonly PreparedBallot[]> {
  const ask = () => api('GET /api/sittings/:sittingId/votes/:voteId/sheets', { sittingId, voteId });
  for (;;) {
    const answer = await untilAnswered(ask, { signal });
    // Refused only where the session has ended: it may come back, and the draft with it.
    if ('refused' in answer) {
      await pause(2000, signal);
      continue;
    }
    const sent = answer.ok.ballots;
    const genuine =
      sent.length === ballots.length &&
      sent.every(({ ballotId, sheet, paperHash: hash, issuerKey }, at) => {
        const shown = ballots[at]!;
        return (
          ballotId === shown.ballotId &&
          hash === shown.paperHash &&
          paperHash(sheet) === shown.paperHash &&
          keyFingerprint(issuerKey) === shown.keyFingerprint
        );
      });
    if (!genuine) throw new WrongSheet();
    return sent;
  }
}
