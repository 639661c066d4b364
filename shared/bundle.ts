import { z } from 'zod';
import { Receipt, SealedBallot } from './ballot/credential.ts';
import { bytesToHex, canonicalHash, concatBytes, hexToBytes, sha256, utf8ToBytes } from './bytes.ts';
import { BallotId, DeputyId, Digest, SittingId, VoteId } from './ids.ts';
import { type Event, SaltedEntry } from './sitting/events.ts';

/** What is left of an urn after the seal: ballots by identity and receipts by letter, no longer paired. */
export const SealedUrn = z.strictObject({
  format: z.literal('yishi-seal-1'),
  ballotId: BallotId,
  ballots: z.array(SealedBallot),
  receipts: z.array(Receipt),
});
export type SealedUrn = z.output<typeof SealedUrn>;

/** Who was given how many credentials of one ballot, by deputyId. It links nobody to a ballot. */
export const Issuance = z.strictObject({
  ballotId: BallotId,
  deputies: z.array(z.strictObject({ deputyId: DeputyId, credentials: z.int().min(1) })),
});
export type Issuance = z.output<typeof Issuance>;

/** A link of the log's chain. The public bundle gives some entries only by their hash. */
export const LogLink = z.strictObject({ entryHash: Digest, entry: SaltedEntry.optional() });
export type LogLink = z.output<typeof LogLink>;

const common = {
  sittingId: SittingId,
  voteId: VoteId,
  /** The sitting's log up to the count. Opening record, rules, roll, presence, keys and tally are in it. */
  log: z.array(LogLink),
  chainHead: Digest,
  issuance: z.array(Issuance),
};

/** For scrutineers alone: with every ballot. */
export const AuditBundle = z.strictObject({
  format: z.literal('yishi-audit-bundle-1'),
  ...common,
  urns: z.array(SealedUrn),
});
/** For everyone: all but the ballots, and no comings and goings. */
export const PublicBundle = z.strictObject({
  format: z.literal('yishi-public-bundle-1'),
  ...common,
  receipts: z.array(z.strictObject({ ballotId: BallotId, receipts: z.array(Receipt) })),
});
export const Bundle = z.discriminatedUnion('format', [AuditBundle, PublicBundle]);
export type AuditBundle = z.output<typeof AuditBundle>;
export type PublicBundle = z.output<typeof PublicBundle>;
export type Bundle = z.output<typeof Bundle>;

/** The link before the first entry. */
export function chainStart(sittingId: SittingId): Digest {
  return canonicalHash(['yishi-log-v1', sittingId]) as Digest;
}

/** Each link is SHA-256 over the link before it and the hash of the entry's canonical JSON. */
export function nextLink(previous: Digest, entryHash: Digest): Digest {
  const input = concatBytes(utf8ToBytes('yishi-link-v1'), hexToBytes(previous), hexToBytes(entryHash));
  return bytesToHex(sha256(input)) as Digest;
}

export function entryHash(entry: SaltedEntry): Digest {
  return canonicalHash(entry) as Digest;
}

const publicTypes: ReadonlySet<Event['type']> = new Set([
  'SittingCreated',
  'RollImported',
  'RollChanged',
  'VotingRulesAdopted',
  'ScrutineersAppointed',
  'ExecutiveChairSet',
  'SittingOpened',
] as const);

/** The public bundle of a vote: of its log the sitting's frame, its own paper and its own steps, else hashes. */
export function publicBundle(audit: AuditBundle): PublicBundle {
  const events = audit.log.flatMap(({ entry }) => (entry ? [entry.event] : []));
  const ofVote = (event: Event) => 'voteId' in event && event.voteId === audit.voteId;
  const papers = events.flatMap((event) =>
    event.type === 'VotePrepared' && ofVote(event) ? [event.paperId] : [],
  );
  const isPublic = (event: Event) =>
    publicTypes.has(event.type) ||
    ofVote(event) ||
    (event.type === 'PaperDrawnUp' && papers.includes(event.paperId));
  return {
    format: 'yishi-public-bundle-1',
    sittingId: audit.sittingId,
    voteId: audit.voteId,
    log: audit.log.map((link) =>
      link.entry && isPublic(link.entry.event) ? link : { entryHash: link.entryHash },
    ),
    chainHead: audit.chainHead,
    issuance: audit.issuance,
    receipts: audit.urns.map(({ ballotId, receipts }) => ({ ballotId, receipts })),
  };
}
