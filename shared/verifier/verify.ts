import type { Subtle } from '../ballot/credential.ts';
import { Bundle } from '../bundle.ts';
import { canonicalJson, sha256Hex } from '../bytes.ts';
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
  const run = async (name: string, look: Look) => {
    const finding = await attempt(look);
    const check = {
      number: checks.length + 1,
      name,
      passed: finding.wrong === null,
      records: finding.records,
      detail: finding.wrong,
    };
    checks.push(check);
    onCheck(check);
  };
  let bundle: Bundle | undefined;
  await run('the file is a bundle, canonically spelled', () => {
    const text = platform.decode(file);
    bundle = Bundle.parse(JSON.parse(text));
    return { records: 1, wrong: canonicalJson(bundle) === text ? null : 'the spelling is not canonical' };
  });
  if (expected.digest !== undefined) {
    await run('the digest is the one on the tally report', () => {
      const digest = sha256Hex(file);
      return { records: 1, wrong: digest === expected.digest ? null : `it is ${digest}` };
    });
  }
  if (bundle) for (const [name, look] of looksAt(bundle, expected, platform.subtle)) await run(name, look);
  return { passed: checks.every((check) => check.passed), checks };
}

async function attempt(look: Look) {
  try {
    return await look();
  } catch (error) {
    return { records: 0, wrong: `cannot be checked: ${(error as Error).message}` };
  }
}

function looksAt(bundle: Bundle, expected: Expected, subtle: Subtle): [string, Look][] {
  const facts = lazily(() => readFacts(bundle));
  const boxes = lazily(() => boxesOf(bundle, facts()));
  const common: [string, Look][] = [
    ['the chain of the log is unbroken', () => checkChain(bundle, expected.chainHead)],
    ['papers, keys and roll are those of the opening record', () => checkOpeningRecord(facts(), boxes())],
    ['every step of the ceremony was taken, in order', () => checkCeremony(facts())],
    ['receipts: one for every returned ballot', () => checkReceipts(boxes())],
    [
      'cast <= credentials issued, deputies issued <= present <= entitled',
      () => checkIssuance(facts(), boxes()),
    ],
    ['returned = valid + invalid, and every item adds up', () => checkSums(boxes())],
    ['the rules give the published outcome', () => checkOutcome(facts(), boxes())],
  ];
  if (bundle.format === 'yishi-public-bundle-1') return common;
  return [
    ...common,
    ['the urns are those that were sealed', () => checkSeal(boxes())],
    ['every credential and every ballot signature verifies', () => checkSignatures(boxes(), subtle)],
    ['no key has voted twice', () => checkOneBallotPerKey(boxes())],
    ['credentials went only to deputies who were present', () => checkPresence(facts(), boxes())],
    ['the ballots, counted again, give the published tally', () => checkTally(boxes())],
  ];
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
