import type { Archive } from '../../shared/archive.ts';
import type { BallotId, VoteId } from '../../shared/ids.ts';
import { voteView } from '../../shared/views.ts';
import { type BundleFile, makeBundles } from './bundles.ts';
import type { Parts } from './course.ts';
import type { Live } from './live.ts';

/** What is to be kept of a closed sitting, and the ballots of which nothing is. */
export interface Keepsake {
  archive: Archive;
  bundles: ReadonlyMap<VoteId, BundleFile>;
  ballotIds: readonly BallotId[];
}

/** Every vote but rehearsals as everybody was shown it; public bundles as they were published. */
export async function archiveOf(
  { sitting, chainHead }: Live,
  closedAt: number,
  parts: Parts,
): Promise<Keepsake> {
  const votes = [...sitting.votes.values()];
  const real = votes.filter(({ rehearsal, stage }) => !rehearsal && stage !== 'prepared');
  const bundles = new Map<VoteId, BundleFile>();
  for (const vote of real) {
    if (vote.stage !== 'published') continue;
    const made = await makeBundles(sitting.sittingId, vote, parts);
    if (made.public.digest !== vote.digests?.publicDigest) {
      throw new Error(`the public bundle of vote ${vote.voteId} is not the one that was published`);
    }
    bundles.set(vote.voteId, made.public);
  }
  const { sittingId, title, body, totalMembership, version } = sitting;
  const archive: Archive = {
    format: 'yishi-archive-1',
    sittingId,
    title,
    body,
    totalMembership,
    closedAt,
    version,
    chainHead,
    votes: real.map((vote) => ({
      vote: voteView(vote, sitting, 'hallScreen', null),
      sheets: [...vote.ballots],
    })),
  };
  return { archive, bundles, ballotIds: votes.flatMap(({ ballots }) => ballots.map((one) => one.ballotId)) };
}
