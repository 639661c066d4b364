import { type AuditBundle, chainStart, entryHash, publicBundle } from '../../shared/bundle.ts';
import { canonicalJson, sha256Hex, utf8ToBytes } from '../../shared/bytes.ts';
import type { Digest, SittingId, VoteId } from '../../shared/ids.ts';
import { maySayAsScrutineer } from '../../shared/sitting/decide-cards.ts';
import type { By } from '../../shared/sitting/decision.ts';
import { type Refusal, refusal } from '../../shared/sitting/refusals.ts';
import type { Sitting, Vote } from '../../shared/sitting/state.ts';
import type { Issuer } from './issuer.ts';
import type { Journal } from './journal/contract.ts';
import type { Urn } from './urn/urn.ts';

/** A bundle as its file: canonical JSON, and the SHA-256 of its bytes. */
export interface BundleFile {
  text: string;
  digest: Digest;
}

interface BundleParts {
  journal: Journal;
  issuer: Issuer;
  urn: Urn;
}

/**
 * The two bundles of a counted vote. They are made from journal, issuance and sealed urns alone, so that they come out the
 * same, byte for byte, whenever they are asked for.
 */
export async function makeBundles(
  sittingId: SittingId,
  vote: Vote,
  parts: BundleParts,
): Promise<{ audit: BundleFile; public: BundleFile; chainHead: Digest }> {
  if (vote.countedVersion === null) throw new Error(`vote ${vote.voteId} is not counted`);
  const rows = await parts.journal.read(sittingId);
  const log = rows.slice(0, vote.countedVersion).map(({ chained }) => chained);
  const ballotIds = vote.ballots.map(({ ballotId }) => ballotId);
  const audit: AuditBundle = {
    format: 'yishi-audit-bundle-1',
    sittingId,
    voteId: vote.voteId,
    log: log.map(({ entry }) => ({ entryHash: entryHash(entry), entry })),
    chainHead: log.at(-1)?.link ?? chainStart(sittingId),
    issuance: await Promise.all(ballotIds.map((ballotId) => parts.issuer.issuance(ballotId))),
    urns: await Promise.all(ballotIds.map((ballotId) => parts.urn.sealedUrn(ballotId))),
  };
  return { audit: file(audit), public: file(publicBundle(audit)), chainHead: audit.chainHead };
}

/** Whether a bundle of a vote may be had: the audit bundle by scrutineers from the count on, the public one with the result. */
export function bundleFor(
  sitting: Sitting | undefined,
  voteId: VoteId,
  by: Pick<By, 'actor' | 'cardVersion'>,
  which: 'audit' | 'public',
): { vote: Vote } | { refused: Refusal } {
  const vote = sitting?.votes.get(voteId);
  if (!sitting || !vote) return { refused: refusal('vote-unknown', 'voteId') };
  const appointed = by.actor.role === 'deputy' && sitting.scrutineers.has(by.actor.deputyId);
  // Every single ballot, and the result before its time: one person who could be this scrutineer does not get them.
  const scrutineer = appointed && maySayAsScrutineer(sitting, by);
  if (which === 'audit' && !scrutineer) {
    return { refused: refusal(appointed ? 'scrutineer-card-needs-two' : 'not-allowed') };
  }
  if (!vote.digests || (which === 'public' && vote.stage !== 'published' && !scrutineer)) {
    return { refused: refusal('wrong-stage', 'voteId', `the vote is ${vote.stage}`) };
  }
  return { vote };
}

/** The bundles of the vote that was asked for last. Several scrutineers ask at once: all wait for one making. */
export class LatestBundles {
  readonly #parts: BundleParts;
  #latest: { voteId: VoteId; made: ReturnType<typeof makeBundles> } | null = null;

  constructor(parts: BundleParts) {
    this.#parts = parts;
  }

  of(sittingId: SittingId, vote: Vote): ReturnType<typeof makeBundles> {
    if (this.#latest?.voteId === vote.voteId) return this.#latest.made;
    const made = makeBundles(sittingId, vote, this.#parts);
    this.#latest = { voteId: vote.voteId, made };
    made.catch(() => this.forget());
    return made;
  }

  forget(): void {
    this.#latest = null;
  }
}

function file(bundle: unknown): BundleFile {
  const text = canonicalJson(bundle);
  return { text, digest: sha256Hex(utf8ToBytes(text)) as Digest };
}
