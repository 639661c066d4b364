import type { Subtle } from '../ballot/credential.ts';
import { Bundle } from '../bundle.ts';
import { canonicalJson, sha256Hex } from '../bytes.ts';
import { type CheckId, checkNames } from './check-names.ts';
import {
  boxesOf,
  checkCeremony,
  checkChain,
  checkIssuance,
  checkOneBallotPerKey,
  checkOpeningRecord,
  checkOutcome,
  checkPresence,
  checkReceipts,
  checkSeal,
  checkSignatures,
  checkSums,
  checkTally,
  type Look,
} from './checks.ts';
import { readFacts } from './facts.ts';

export interface Check {
  number: number;
  id: CheckId;
  name: string;
  records: number;
  passed: boolean;
  /** The first thing found wrong. */
  detail: string | null;
}

export interface Verification {
  passed: boolean;
  checks: readonly Check[];
}

/** What stands on the signed tally report. Without it a bundle recomputed from the ground up would pass. */
export interface Expected {
  digest?: string | undefined;
  chainHead?: string | undefined;
}

/** What differs between a browser and the command line. `decode` keeps a byte order mark. */
export interface Platform {
  subtle: Subtle;
  decode(utf8: Uint8Array): string;
}

/**
 * Verifies an audit bundle or a public bundle, given as the bytes of its file. Bad input never throws: whatever is
 * wrong fails a numbered check. Shares only the pure rules with the server, and tells each check as it ends.
 */
export async function verifyBundle(
  file: Uint8Array,
  expected: Expected,
  platform: Platform,
  onCheck: (check: Check) => void = () => {},
): Promise<Verification> {
  const checks: Check[] = [];
  const run = async (id: CheckId, look: Look) => {
    const finding = await attempt(look);
    const check = {
      number: checks.length + 1,
      id,
      name: checkNames[id],
      passed: finding.wrong === null,
      records: finding.records,
      detail: finding.wrong,
    };
    checks.push(check);
    onCheck(check);
  };
  let bundle: Bundle | undefined;
  await run('canonical', () => {
    const text = platform.decode(file);
    bundle = Bundle.parse(JSON.parse(text));
    return { records: 1, wrong: canonicalJson(bundle) === text ? null : 'the spelling is not canonical' };
  });
  if (expected.digest !== undefined) {
    await run('digest', () => {
      const digest = sha256Hex(file);
      return { records: 1, wrong: digest === expected.digest ? null : `it is ${digest}` };
    });
  }
  if (bundle) for (const [id, look] of looksAt(bundle, expected, platform.subtle)) await run(id, look);
  return { passed: checks.every((check) => check.passed), checks };
}

async function attempt(look: Look) {
  try {
    return await look();
  } catch (error) {
    return { records: 0, wrong: `cannot be checked: ${(error as Error).message}` };
  }
}

function looksAt(bundle: Bundle, expected: Expected, subtle: Subtle): [CheckId, Look][] {
  const facts = lazily(() => readFacts(bundle));
  const boxes = lazily(() => boxesOf(bundle, facts()));
  const common: [CheckId, Look][] = [
    ['chain', () => checkChain(bundle, expected.chainHead)],
    ['openingRecord', () => checkOpeningRecord(facts(), boxes())],
    ['ceremony', () => checkCeremony(facts())],
    ['receipts', () => checkReceipts(boxes())],
    ['issuance', () => checkIssuance(facts(), boxes())],
    ['sums', () => checkSums(boxes())],
    ['outcome', () => checkOutcome(facts(), boxes())],
  ];
  if (bundle.format === 'yishi-public-bundle-1') return common;
  return [
    ...common,
    ['seal', () => checkSeal(boxes())],
    ['signatures', () => checkSignatures(boxes(), subtle)],
    ['oneBallotPerKey', () => checkOneBallotPerKey(boxes())],
    ['presence', () => checkPresence(facts(), boxes())],
    ['tally', () => checkTally(boxes())],
  ];
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
