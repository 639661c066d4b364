import type { z } from 'zod';
import { count, type Tally } from '../ballot/count.ts';
import {
  ballotChecks,
  ballotIdentity,
  checkBallot,
  keyFingerprint,
  type Subtle,
} from '../ballot/credential.ts';
import { decideOutcome } from '../ballot/decide-outcome.ts';
import { exceedsIssued } from '../ballot/outcome.ts';
import { choicesOf, fitsSheet, paperHash } from '../ballot/paper.ts';
import { type AuditBundle, type Bundle, chainStart, entryHash, nextLink } from '../bundle.ts';
import { canonicalHash, canonicalJson, fromBase64Url } from '../bytes.ts';
import type { BallotId } from '../ids.ts';
import { quorum, rollHash, wasPresent } from '../roll.ts';
import type { BallotResult, PreparedBallot, SealedFigures } from '../sitting/vote-records.ts';
import type { Facts } from './facts.ts';

/** How many records were looked at, and the first thing found wrong. */
export interface Finding {
  records: number;
  wrong: string | null;
}
export type Look = () => Finding | Promise<Finding>;

const same = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);

/** The first complaint over all records; `size` is how many records one of them stands for. */
export async function each<T>(
  records: readonly T[],
  complain: (record: T, at: number) => string | null | Promise<string | null>,
  size: (record: T) => number = () => 1,
): Promise<Finding> {
  const found = await Promise.all(records.map(complain));
  return {
    records: records.reduce((sum, record) => sum + size(record), 0),
    wrong: found.find((complaint) => complaint !== null) ?? null,
  };
}

export function checkChain(bundle: Bundle, expectedHead: string | undefined): Finding {
  let link = chainStart(bundle.sittingId);
  for (const [at, { entryHash: hash, entry }] of bundle.log.entries()) {
    if (entry && entryHash(entry) !== hash)
      return { records: at + 1, wrong: `entry ${at + 1} has another hash` };
    if (entry && entry.version !== at + 1)
      return { records: at + 1, wrong: `entry ${at + 1} is out of place` };
    if (!entry && bundle.format === 'yishi-audit-bundle-1') {
      return { records: at + 1, wrong: `entry ${at + 1} is missing` };
    }
    link = nextLink(link, hash);
  }
  const wrong =
    link !== bundle.chainHead
      ? `the chain ends in ${link}`
      : expectedHead !== undefined && link !== expectedHead
        ? 'the head is not the one on the tally report'
        : null;
  return { records: bundle.log.length, wrong };
}

interface Box {
  prepared: PreparedBallot;
  sealed: z.output<typeof SealedFigures>;
  result: BallotResult;
  issuance: Bundle['issuance'][number];
  receipts: readonly string[];
  urn: AuditBundle['urns'][number] | null;
}

/** Brings together, per ballot of the vote, what log and lists say. Every list has each ballot once, in one order. */
export function boxesOf(bundle: Bundle, facts: Facts): Box[] {
  const { ballots } = facts.prepared.event;
  const audit = bundle.format === 'yishi-audit-bundle-1';
  const inOrder = <T extends { ballotId: BallotId }>(list: readonly T[], what: string): readonly T[] => {
    const fits =
      list.length === ballots.length && list.every((one, at) => one.ballotId === ballots[at]!.ballotId);
    if (!fits) throw new Error(`${what} does not have each ballot once, in order`);
    return list;
  };
  const sealed = inOrder(facts.sealed.event.ballots, 'the seal');
  const results = inOrder(facts.counted.event.results, 'the count');
  const issuance = inOrder(bundle.issuance, 'the issuance roll');
  const urns = audit ? inOrder(bundle.urns, 'the list of urns') : null;
  const receipts = audit ? bundle.urns : inOrder(bundle.receipts, 'the list of receipts');
  return ballots.map((prepared, at) => ({
    prepared,
    sealed: sealed[at]!,
    result: results[at]!,
    issuance: issuance[at]!,
    receipts: receipts[at]!.receipts,
    urn: urns?.[at] ?? null,
  }));
}

export function checkOpeningRecord(facts: Facts, boxes: readonly Box[]): Promise<Finding> {
  const { event } = facts.opened;
  const asked = facts.sheets();
  const { rehearsal } = facts.prepared.event;
  const { body, totalMembership } = facts.created;
  const entitled = facts.roll.filter((deputy) => deputy.standing === 'entitled').length;
  return each(boxes, ({ prepared }, at) => {
    if (!same(prepared.sheet, asked[at]) || boxes.length !== asked.length)
      return 'a sheet is not the paper that was drawn up, under the rules that were adopted';
    if (paperHash(prepared.sheet) !== prepared.paperHash)
      return `the paper of ${prepared.ballotId} was changed`;
    if (keyFingerprint(prepared.issuerKey) !== prepared.keyFingerprint)
      return 'a key has another fingerprint';
    if (prepared.sheet.rehearsal !== rehearsal)
      return 'a rehearsal passes for a vote, or a vote for a rehearsal';
    if (rollHash(facts.roll) !== event.rollHash) return 'the roll is not the one of the opening record';
    if (entitled !== event.entitledCount) return `the roll has ${entitled} entitled deputies`;
    if (event.totalMembership !== totalMembership) return `the sitting has ${totalMembership} members`;
    return rehearsal || quorum(body, event.presentCount, totalMembership).met ? null : 'there was no quorum';
  });
}

/**
 * Prepared by the desk, opened and closed by the chair, sealed, reported by the chief scrutineer, declared valid by the
 * chair, counted; in this order. No scrutineer is a subject of the vote or its executive chair.
 */
export function checkCeremony(facts: Facts): Finding {
  const { prepared, opened, closed, sealed, declared, counted, reported } = facts;
  const steps = [prepared, opened, closed, sealed, ...(reported ? [reported] : []), declared, counted];
  const inOrder = steps.every((step, at) => at === 0 || steps[at - 1]!.version < step.version);
  const byChair = [opened, closed, declared].every(({ by }) => by.role === 'chair');
  const bySystem = [sealed, counted].every(({ by }) => by.role === 'system');
  const subjects = prepared.event.ballots.flatMap(({ sheet: { paper } }) =>
    paper.kind === 'appraisal' ? paper.items.map(({ deputyId }) => deputyId) : [],
  );
  const byChief = reported?.by.role === 'deputy' && reported.by.deputyId === facts.chief;
  const { rehearsal } = prepared.event;
  const faults: [boolean, string][] = [
    [!inOrder, 'the steps are out of order'],
    [declared.event.verdict !== 'valid', 'the vote was not declared valid'],
    [!byChief && !rehearsal, 'the chief scrutineer did not report'],
    [!byChair || !bySystem || prepared.by.role !== 'operator', 'a step was taken by somebody else'],
    [facts.usurped !== null, facts.usurped ?? ''],
    [
      facts.scrutineers.some((deputyId) => subjects.includes(deputyId)),
      'a scrutineer is a subject of the vote',
    ],
    [
      facts.scrutineers.some((deputyId) => deputyId === facts.executiveChair),
      'the executive chair is a scrutineer',
    ],
  ];
  const wrong = faults.find(([fault]) => fault)?.[1] ?? null;
  return { records: steps.length, wrong };
}

/** Credential and ballot signatures in one pass over each urn. */
export async function checkSignatures(boxes: readonly Box[], subtle: Subtle): Promise<Finding> {
  let records = 0;
  for (const { prepared, urn } of boxes) {
    const checks = await ballotChecks(subtle, prepared.issuerKey);
    const found = await each(urn?.ballots ?? [], async (ballot) => {
      const state = await checkBallot(checks, prepared, ballot);
      return state === 'sound' ? null : `${state}: ballot with key ${ballot.key.slice(0, 12)}…`;
    });
    records += found.records;
    if (found.wrong) return { records, wrong: found.wrong };
  }
  return { records, wrong: null };
}

function sorted(list: readonly string[]): boolean {
  return list.every((text, at) => at === 0 || list[at - 1]! <= text);
}

function strictlySorted(list: readonly string[]): boolean {
  return list.every((text, at) => at === 0 || list[at - 1]! < text);
}

export async function checkOneBallotPerKey(boxes: readonly Box[]): Promise<Finding> {
  let records = 0;
  for (const { urn, prepared } of boxes) {
    const identities = (urn?.ballots ?? []).map(({ key }) => ballotIdentity(fromBase64Url(key)!));
    records += identities.length;
    if (!strictlySorted(identities))
      return { records, wrong: `a key stands twice or out of order in ${prepared.ballotId}` };
  }
  return { records, wrong: null };
}

export function checkReceipts(boxes: readonly Box[]): Promise<Finding> {
  return each(
    boxes,
    ({ receipts, sealed, urn }) => {
      // Two tablets that share a tag share a receipt. That is their own affair and no reason to void a vote.
      if (!sorted(receipts)) return 'the receipts are out of order';
      if (receipts.length !== sealed.returned)
        return `${receipts.length} receipts for ${sealed.returned} returned`;
      return urn === null || urn.ballots.length === sealed.returned
        ? null
        : `${urn.ballots.length} ballots for ${sealed.returned} returned`;
    },
    ({ receipts }) => receipts.length,
  );
}

export function checkSeal(boxes: readonly Box[]): Promise<Finding> {
  return each(boxes, ({ urn, sealed }) =>
    canonicalHash(urn) === sealed.sealDigest
      ? null
      : `the urn of ${sealed.ballotId} is not the one that was sealed`,
  );
}

/** cast <= credentials issued; deputies issued <= present <= entitled; nobody more than was granted. */
export function checkIssuance(facts: Facts, boxes: readonly Box[]): Promise<Finding> {
  const roll = new Map(facts.roll.map((deputy) => [deputy.deputyId, deputy]));
  return each(
    boxes,
    ({ issuance, sealed, result }) => {
      const { deputies } = issuance;
      const credentials = deputies.reduce((sum, line) => sum + line.credentials, 0);
      if (canonicalHash(issuance) !== sealed.issuanceDigest)
        return 'the issuance roll was changed after the seal';
      if (!strictlySorted(deputies.map(({ deputyId }) => deputyId)))
        return 'a deputy stands twice on the issuance roll';
      for (const { deputyId, credentials } of deputies) {
        if (roll.get(deputyId)?.standing !== 'entitled')
          return `${deputyId} was issued a credential without a vote`;
        if (credentials > 1 + (facts.reissues.get(deputyId) ?? 0))
          return `${deputyId} was issued ${credentials}`;
      }
      const { figures } = result;
      if (deputies.length !== sealed.deputiesIssued || deputies.length !== figures.deputiesIssued) {
        return `${deputies.length} deputies on the issuance roll, ${sealed.deputiesIssued} in the seal`;
      }
      if (credentials !== sealed.credentialsIssued || credentials !== figures.credentialsIssued) {
        return `${credentials} credentials on the issuance roll, ${sealed.credentialsIssued} in the seal`;
      }
      if (sealed.returned > credentials) return `${sealed.returned} returned of ${credentials} credentials`;
      if (exceedsIssued(sealed.returned, deputies.length))
        return 'more returned than deputies: the vote is void';
      return deputies.length <= figures.presentCount && figures.presentCount <= figures.entitledCount
        ? null
        : 'issued, present and entitled do not fit each other';
    },
    ({ issuance }) => issuance.deputies.length,
  );
}

/** Everyone who was issued a credential was in the hall at some moment between open and close. */
export function checkPresence(facts: Facts, boxes: readonly Box[]): Promise<Finding> {
  const there = (deputyId: Box['issuance']['deputies'][number]['deputyId']) =>
    wasPresent(facts.stays?.get(deputyId) ?? [], facts.opened.at, facts.closed.at);
  const present = facts.roll.filter((one) => one.standing === 'entitled' && there(one.deputyId)).length;
  return each(
    boxes,
    ({ issuance, result }) => {
      if (facts.presentAtOpening !== facts.opened.event.presentCount)
        return `${facts.presentAtOpening} were present when the vote opened`;
      if (result.figures.presentCount !== present)
        return `${present} were present, ${result.figures.presentCount} are given`;
      const absent = issuance.deputies.find(({ deputyId }) => !there(deputyId));
      return absent ? `${absent.deputyId} was issued a credential without being present` : null;
    },
    ({ issuance }) => issuance.deputies.length,
  );
}

export function checkTally(boxes: readonly Box[]): Promise<Finding> {
  return each(
    boxes,
    ({ prepared: { sheet }, urn, result }) => {
      const marks = (urn?.ballots ?? []).map((ballot) => fromBase64Url(ballot.marks)!);
      if (!marks.every((bytes) => fitsSheet(sheet, bytes))) return 'marks that this paper does not have';
      return same(count(sheet, marks), result.tally)
        ? null
        : `the count of ${result.ballotId} gives another tally`;
    },
    ({ urn }) => urn?.ballots.length ?? 0,
  );
}

/** What can be said of a tally without the ballots: its sums. */
export function checkSums(boxes: readonly Box[]): Promise<Finding> {
  return each(boxes, ({ prepared, sealed, result: { tally } }) => {
    if (tally.returned !== sealed.returned) return 'the tally has another number of returned ballots';
    if (tally.returned !== tally.valid + tally.invalid) return 'returned is not valid + invalid';
    const reasons = Object.values(tally.invalidReasons).reduce((sum, one) => sum + one, 0);
    if (reasons !== tally.invalid) return 'the reasons do not add up to the invalid ballots';
    return itemsAddUp(prepared, tally) ? null : 'the marks of an item do not add up';
  });
}

function itemsAddUp({ sheet }: PreparedBallot, tally: Tally): boolean {
  if (
    !same(
      tally.items.map(({ itemId }) => itemId),
      sheet.paper.items.map(({ itemId }) => itemId),
    )
  )
    return false;
  const choices = choicesOf(sheet.rules);
  return tally.items.every(({ counts, unmarked, invalidMarks }) => {
    const marked = choices.reduce((sum, choice) => sum + (counts[choice] ?? 0), 0);
    return marked + unmarked + invalidMarks === tally.valid;
  });
}

export function checkOutcome(facts: Facts, boxes: readonly Box[]): Promise<Finding> {
  const { totalMembership, entitledCount } = facts.opened.event;
  return each(boxes, ({ prepared, result }) => {
    const { figures, tally, outcome } = result;
    if (figures.totalMembership !== totalMembership || figures.entitledCount !== entitledCount) {
      return 'the figures are not those of the opening record';
    }
    return same(decideOutcome(prepared.sheet, tally, figures), outcome)
      ? null
      : `the rules give another outcome for ${result.ballotId}`;
  });
}
