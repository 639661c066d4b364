import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { count } from '../../shared/ballot/count.ts';
import { keyFingerprint } from '../../shared/ballot/credential.ts';
import { decideOutcome } from '../../shared/ballot/decide-outcome.ts';
import { paperHash, sheetsOf } from '../../shared/ballot/paper.ts';
import { canonicalHash, fromBase64Url } from '../../shared/bytes.ts';
import { BallotId, type CommandId, type Digest, type PaperId, type VoteId } from '../../shared/ids.ts';
import { attendance } from '../../shared/roll.ts';
import type { RecordCommand } from '../../shared/sitting/commands.ts';
import type { VotePrepared } from '../../shared/sitting/events.ts';
import { figuresOf } from '../../shared/sitting/figures.ts';
import type { Sitting, Vote, VoteStage } from '../../shared/sitting/state.ts';
import type { BallotResult, PreparedBallot, SealedFigures } from '../../shared/sitting/vote-records.ts';
import type { Operations } from '../operations.ts';
import { makeBundles } from './bundles.ts';
import type { Disk } from './disk.ts';
import type { Issuer } from './issuer.ts';
import type { Journal } from './journal/contract.ts';
import { sealBytes } from './urn/seal.ts';
import type { Urn, UrnStage } from './urn/urn.ts';

export interface Parts {
  journal: Journal;
  issuer: Issuer;
  urn: Urn;
  disk: Disk;
  operations: Operations;
}

/** The data folder is not what its journal says: something was removed or lost. The server does not start on it. */
export class DataDamaged extends Error {
  override name = 'DataDamaged';
}

/** Its ballots are in an urn and nowhere else, or will be. */
export const isUnsealed = (stage: VoteStage) => ['prepared', 'open', 'closed'].includes(stage);

/** No more than this will the sealed files of a vote take; 0 for an unknown vote. */
export function sealBytesOf({ roll, votes }: Sitting, voteId: VoteId): number {
  const { entitledCount } = attendance(roll.values());
  const ballots = votes.get(voteId)?.ballots ?? [];
  return ballots.reduce((sum, { sheet }) => sum + sealBytes(sheet.paper.items.length, entitledCount), 0);
}

/** How far the urn is when the vote is this far. */
const urnStage: Readonly<Record<VoteStage, UrnStage>> = {
  prepared: 'prepared',
  open: 'open',
  closed: 'closed',
  sealed: 'sealed',
  reported: 'sealed',
  valid: 'sealed',
  void: 'sealed',
  counted: 'sealed',
  published: 'sealed',
  aborted: 'aborted',
};

/**
 * What the server does by itself in the course of a vote: keys and urns at the preparation, the seal after the close, the
 * count after the declaration, the bundles after the count. Every step reads how far things are and may be repeated, so
 * that a restart goes on where a crash broke off.
 */
export class Course {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Makes keys and urns for a paper. Nothing of it counts until it is recorded; `discard` takes it back. */
  async prepare(
    sitting: Sitting,
    paperId: PaperId,
    rehearsal: boolean,
  ): Promise<Omit<VotePrepared, 'type' | 'voteId'>> {
    const { paper, round } = sitting.papers.get(paperId)!;
    const { entitledCount } = attendance(sitting.roll.values());
    const ballots = await Promise.all(
      sheetsOf(paper, sitting.rules!, round, rehearsal).map(async (sheet): Promise<PreparedBallot> => {
        const ballotId = BallotId.parse(randomBytes(16).toString('hex'));
        const issuerKey = await this.#parts.issuer.makeKey(ballotId);
        const ballot = {
          ballotId,
          sheet,
          paperHash: paperHash(sheet),
          issuerKey,
          keyFingerprint: keyFingerprint(issuerKey),
        };
        await this.#parts.urn.create(ballot, entitledCount);
        return ballot;
      }),
    );
    return { paperId, rehearsal, ballots };
  }

  async discard(ballotIds: readonly BallotId[]): Promise<void> {
    for (const ballotId of ballotIds) {
      await this.#parts.urn.destroy(ballotId);
      await this.#parts.issuer.destroyKey(ballotId);
    }
  }

  /** Opens or shuts the urns of every vote, as the state says. Called before anyone hears of the state. */
  follow(sitting: Sitting): void {
    for (const vote of sitting.votes.values()) {
      for (const ballot of vote.ballots) this.#parts.urn.setStage(ballot, urnStage[vote.stage]);
    }
  }

  /** The close takes its turn among the casts; resolves when no further ballot can get in. */
  async shut(sitting: Sitting, voteId: VoteId): Promise<void> {
    const { ballots } = sitting.votes.get(voteId)!;
    await Promise.all(ballots.map(({ ballotId }) => this.#parts.urn.close(ballotId)));
  }

  async abort(sitting: Sitting, voteId: VoteId): Promise<void> {
    await this.discard(sitting.votes.get(voteId)!.ballots.map(({ ballotId }) => ballotId));
  }

  /** After a restart: keys and urns of votes that are not over yet. */
  async reload(sitting: Sitting): Promise<void> {
    this.follow(sitting);
    for (const vote of sitting.votes.values()) {
      if (vote.stage !== 'prepared' && vote.stage !== 'open') continue;
      this.#parts.operations.resuming(sitting.sittingId, vote.voteId, vote.stage);
      for (const ballot of vote.ballots) {
        await this.#parts.issuer.loadKey(ballot.ballotId);
        await this.#parts.urn.load(ballot);
      }
    }
  }

  /** Throws DataDamaged where a vote lacks what its stage must have on disk. */
  expectWhole(sittings: readonly Sitting[]): void {
    const { urn, issuer } = this.#parts;
    const [urns, keys, sealed] = [urn.keptUrns(), issuer.keptKeys(), urn.sealedUrns()].map(
      (kept) => new Set(kept),
    ) as [Set<BallotId>, Set<BallotId>, Set<BallotId>];
    for (const { sittingId, votes } of sittings) {
      for (const { voteId, stage, ballots } of votes.values()) {
        const missing = ballots.flatMap(({ ballotId }) => {
          if (stage === 'aborted') return [];
          if (stage === 'prepared' || stage === 'open') {
            return [
              ...(urns.has(ballotId) ? [] : [`urns/${ballotId}.urn`]),
              ...(keys.has(ballotId) ? [] : [`keys/${ballotId}.pem`]),
            ];
          }
          const there = sealed.has(ballotId) || (stage === 'closed' && urns.has(ballotId));
          return there ? [] : [`${stage === 'closed' ? 'urns' : 'sealed'}/${ballotId}`];
        });
        if (missing.length > 0) {
          throw new DataDamaged(
            `the data folder is damaged: vote ${voteId} of sitting ${sittingId} is ${stage}, and these files are missing: ${missing.join(', ')}. Put them back, or restore a backup into an empty folder with npm run restore.`,
          );
        }
      }
    }
  }

  /** Does the next thing that waits for the server alone and returns what to record of it; null when nothing waits. */
  async next(sitting: Sitting): Promise<{ commandId: CommandId; command: RecordCommand } | null> {
    for (const vote of sitting.votes.values()) {
      const command = await this.#nextOf(sitting, vote);
      // Derived, so that a step repeated after a crash is recorded once; the colon keeps it out of everyone else's reach.
      if (command) return { commandId: `${vote.voteId}:${command.type}` as CommandId, command };
    }
    return null;
  }

  async #nextOf(sitting: Sitting, vote: Vote): Promise<RecordCommand | null> {
    switch (vote.stage) {
      case 'closed':
        return {
          type: 'RecordBallotsSealed',
          sealed: { voteId: vote.voteId, ballots: await this.#seal(vote) },
        };
      case 'valid':
        return {
          type: 'RecordBallotsCounted',
          counted: { voteId: vote.voteId, results: await this.#count(sitting, vote) },
        };
      case 'counted': {
        if (vote.digests) return null;
        const made = await makeBundles(sitting.sittingId, vote, this.#parts);
        const digests = {
          auditDigest: made.audit.digest,
          publicDigest: made.public.digest,
          chainHead: made.chainHead,
        };
        return { type: 'RecordBundlesMade', bundles: { voteId: vote.voteId, ...digests } };
      }
      case 'aborted':
        // Where the disk refused when it was aborted.
        if (vote.ballots.some(({ ballotId }) => this.#isKept(ballotId))) {
          await this.discard(vote.ballots.map(({ ballotId }) => ballotId));
        }
        return null;
      default:
        return null;
    }
  }

  #isKept(ballotId: BallotId): boolean {
    return this.#parts.urn.keptUrns().includes(ballotId) || this.#parts.issuer.keptKeys().includes(ballotId);
  }

  /** Seals each urn and destroys its key, in that order: no key outlives the seal, no seal waits for a key. */
  async #seal(vote: Vote): Promise<z.output<typeof SealedFigures>[]> {
    const figures = [];
    for (const ballot of vote.ballots) {
      const { ballotId } = ballot;
      await this.#parts.issuer.settled(ballotId);
      const { returned, sealDigest } = await this.#parts.urn.seal(ballot);
      await this.#parts.issuer.destroyKey(ballotId);
      const issuance = await this.#parts.issuer.issuance(ballotId);
      figures.push({
        ballotId,
        returned,
        credentialsIssued: issuance.deputies.reduce((sum, { credentials }) => sum + credentials, 0),
        deputiesIssued: issuance.deputies.length,
        sealDigest: sealDigest as Digest,
        issuanceDigest: canonicalHash(issuance) as Digest,
      });
    }
    return figures;
  }

  async #count(sitting: Sitting, vote: Vote): Promise<BallotResult[]> {
    return Promise.all(
      vote.ballots.map(async ({ ballotId, sheet }) => {
        const { ballots } = await this.#parts.urn.sealedUrn(ballotId);
        const sealed = vote.sealed!.find((box) => box.ballotId === ballotId)!;
        const figures = figuresOf(sitting, vote, sealed);
        const tally = count(
          sheet,
          ballots.map(({ marks }) => fromBase64Url(marks)!),
        );
        return { ballotId, figures, tally, outcome: decideOutcome(sheet, tally, figures) };
      }),
    );
  }

  /** Destroys keys and urns that no running vote needs: of aborted votes, and what a crash left of a preparation. */
  async tidy(sittings: Iterable<Sitting>): Promise<void> {
    const needed = new Set<BallotId>();
    for (const sitting of sittings) {
      for (const vote of sitting.votes.values()) {
        if (isUnsealed(vote.stage)) {
          for (const { ballotId } of vote.ballots) needed.add(ballotId);
        }
      }
    }
    const kept = new Set([...this.#parts.urn.keptUrns(), ...this.#parts.issuer.keptKeys()]);
    for (const ballotId of kept) {
      if (needed.has(ballotId)) continue;
      this.#parts.operations.leftoverDestroyed(ballotId);
      await this.discard([ballotId]);
    }
  }
}
